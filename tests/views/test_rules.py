"""Rules explain themselves."""

from governor_cli.contracts.example import Example
from governor_cli.contracts.rule import Rule
from governor_cli.views.ink import plain
from governor_cli.views.rules import explained, explained_data, rules_data, rules_table

GOOD = Example("good.md", "---\nkind: incident\n---\n")
BAD = Example("bad.md", "---\nkind: \x1b[2Jincident\n---\n", "2:1 INC004 no\n")


def test_the_table_lists_code_severity_and_sentence(rules: dict[str, Rule]) -> None:
    first, *_, last = plain(rules_table(rules.values())).split("\n")
    assert first == "INC004  error  the severity is one that the playbook names"
    assert last.startswith("1 rule;")


def test_an_explanation_has_the_reason_and_both_examples(rules: dict[str, Rule]) -> None:
    text = plain(explained(rules["INC004"], [GOOD], [BAD]))
    assert (
        text.index("the severity is one")
        < text.index("has no targets")
        < text.index("Bad:")
        < text.index("Good:")
    )
    assert "    2:1 INC004 no" in text
    assert "<!-- gov: allow INC004 REASON -->" in text


def test_an_example_cannot_command_the_terminal(rules: dict[str, Rule]) -> None:
    assert "\\x1b[2J" in explained(rules["INC004"], [GOOD], [BAD])


def test_scripts_get_the_same(rules: dict[str, Rule]) -> None:
    data = explained_data(rules["INC004"], [GOOD], [BAD])
    assert data["why"].startswith("A severity nobody defined")
    assert data["bad"] == [{"name": "bad.md", "text": BAD.text, "expected": BAD.expected}]
    assert rules_data(rules.values())["rules"][0]["code"] == "INC004"
