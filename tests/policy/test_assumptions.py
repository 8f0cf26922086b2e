"""What a playbook says without anybody having confirmed it."""

import re
from pathlib import Path

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.policy.assumptions import assumptions
from governor_cli.policy.model import Playbook

TEXT = (Path(__file__).parents[1] / "cases" / "playbook.md").read_text()


def found(text: str):
    record, _ = validate(Playbook, read("playbook.md", text.encode()).front)
    assert record is not None
    return list(assumptions(record))


def test_each_assumption_is_found_with_its_mapping_and_its_position():
    everything = found(TEXT)
    assert (("hours", "16/5"), 0, "every") in everything
    assert (("escalation", "P2", 1), 0, "after") in everything
    assert [(index, key) for at, index, key in everything if at == ("after_resolve",)] == [
        (0, "report"),
        (1, "checklist"),
        (2, "tasks"),
    ]
    lists = re.findall(r"assumed: \[([^\]]*)\]", TEXT)
    assert len(everything) == sum(len(names.split(",")) for names in lists)


def test_the_playbook_itself_may_assume_a_key():
    assert ((), 0, "timezone") in found(TEXT.replace("timezone: UTC", "timezone: UTC\nassumed: [timezone]"))


def test_a_playbook_without_assumptions_has_none():
    assert found(re.sub(r"(, |\n +)assumed: \[[^\]]*\]", "", TEXT)) == []
