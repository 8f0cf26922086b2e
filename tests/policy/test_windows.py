"""Named windows compared by the minutes of the week they cover."""

from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook
from governor_cli.policy.windows import hours_within

TEXT = (Path(__file__).parents[1] / "cases" / "playbook.md").read_text()
HOURS = """hours:
  24/7: {every: "Mon-Sun 00:00-24:00"}
  24/5: {every: "Mon-Fri 00:00-24:00"}
  16/5: {every: "Mon-Fri 06:00-22:00"}
  night: {every: "Mon-Sun 22:00-06:00"}
  turned: {every: "Sun 12:00 - Sun 12:00"}
  sunday night: {every: "Sun 22:00-06:00"}
  broken: {every: "whenever"}
channels:"""


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    start, end = TEXT.index("hours:\n"), TEXT.index("channels:")
    text = TEXT[:start] + HOURS + TEXT[end:].removeprefix("channels:")
    record, faults = validate(Playbook, read("playbook.md", text.encode()).front)
    assert faults == []
    assert record is not None
    return record


@pytest.mark.parametrize(
    ("inner", "outer", "lies_within"),
    [
        ("16/5", "24/5", True),
        ("24/5", "16/5", False),
        ("24/7", "24/5", False),
        ("16/5", "16/5", True),
        ("24/7", "turned", True),
        ("night", "24/7", True),
        ("sunday night", "night", True),
        ("night", "sunday night", False),
        ("sunday night", "24/5", False),
        ("broken", "16/5", True),
        ("24/7", "nothing", True),
    ],
)
def test_hours_lie_within_others_across_the_end_of_the_week(playbook, inner, outer, lies_within):
    assert hours_within(playbook, inner, outer) is lies_within
