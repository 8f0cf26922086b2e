"""The rules over a playbook as a whole; what each one says is shown in tests/cases."""

import copy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.playbook.body import blocks
from governor_cli.kinds.playbook.kind import KIND
from governor_cli.policy.model import Playbook

FRONT = read("playbook.md", (Path(__file__).parents[2] / "cases" / "playbook.md").read_bytes()).front
WORDS = [
    "",
    "P0",
    "p1",
    "P2",
    "primary-operator",
    "governor-ops",
    "16/5",
    "24/7",
    "0m",
    "15m",
    "400d",
    "nobody",
    "a/b",
    "|",
]
WORDS += [
    "docs/operations",
    "artifacts",
    "announcement",
    "slack",
    "Mon",
    "Sun 22:00 - Fri 22:00",
    "é\u202e",
    "<!--",
    "on-call",
]


def paths(tree: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [above] if above else []
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in entries:
        found += paths(value, (*above, key))
    return found


def changed(tree: Any, path: tuple[Any, ...], how: str, word: str) -> None:
    for part in path[:-1]:
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):
            return
    try:
        value = tree[path[-1]]
    except (KeyError, IndexError, TypeError):
        return
    if how == "delete":
        del tree[path[-1]]
    elif how == "twice" and isinstance(tree, list):
        tree.append(copy.deepcopy(value))
    elif how == "empty" and isinstance(value, (list, dict)):
        value.clear()
    elif how == "word" and isinstance(value, str):
        tree[path[-1]] = word
    elif how == "assume" and isinstance(value, dict):
        value["assumed"] = [word]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(paths(FRONT)),
            st.sampled_from(["delete", "twice", "empty", "word", "assume"]),
            st.sampled_from(WORDS),
        ),
        max_size=6,
    )
)
def test_no_rule_ever_raises_and_each_fault_has_a_place(changes):
    tree = copy.deepcopy(FRONT)
    for path, how, word in changes:
        changed(tree, path, how, word)
    document = read("playbook.md", f"{dump_front(tree)}\n# Playbook\n".encode())
    playbook, _ = validate(Playbook, document.front)
    if playbook is None:
        return
    subject = Subject(document, playbook, playbook)
    found = [(rule.code, fault) for rule in KIND.rules for fault in rule.check(subject)]
    lines = document.text.count("\n") + 1
    for code, fault in found:
        assert fault.code == code
        place = document.place(fault.at, fault.on)
        assert 1 <= place.line <= lines
        assert fault.message
        assert fault.message[-1] != "."
        assert not fault.hint or fault.hint[-1] in ".?"
    assert all(isinstance(text, str) for text in blocks(playbook, document).values())


def test_codes_are_in_order_and_belong_to_the_playbook():
    codes = [rule.code for rule in KIND.rules]
    assert codes == sorted(set(codes))
    assert all(code.startswith("PLB") for code in codes)


def test_other_files_learn_where_the_runbooks_are():
    document = read("playbook.md", (Path(__file__).parents[2] / "cases" / "playbook.md").read_bytes())
    playbook, _ = validate(Playbook, document.front)
    extract = KIND.extract(playbook, document)
    assert extract.facts["runbooks"] == [
        "docs/operations/troubleshooting.md",
        "docs/operations/deployment-runbook.md",
        "docs/operations/migration-guide.md",
    ]
