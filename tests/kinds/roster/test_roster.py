"""The roster's own words, what it leaves out, and what stands rendered in its body."""

from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.body import blocks
from governor_cli.kinds.roster.fields import Handoff, Turn, read_handoff, read_share, read_turn
from governor_cli.kinds.roster.kind import KIND
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.resolve import serving, written_out

TEMPLATES = Path(__file__).parents[3] / "templates"
TEXT = """---
kind: roster
schema: 1
timezone: UTC
people:
  ada: {name: "Ada | K.", email: ada@example.com, phone: "private:ada"}
rotations:
  - {id: a, role: primary-operator, hours: "Mon 06:00-14:00", turn: 2 weeks, handoff: "Mon 06:00", from: 2026-01-05, people: [ada, "@sean"]}
  - {id: b, like: a, offset: 1, role: secondary-operator}
time_off: [{who: ada, from: 2026-12-21, through: 2026-12-24, cover: kim}]
---
"""  # noqa: E501 - as people write it


@pytest.fixture
def roster() -> Roster:
    record, faults = validate(Roster, read("r.md", TEXT.encode()).front)
    assert not faults
    assert record is not None
    return record


@pytest.mark.parametrize(("text", "turn"), [("1 week", Turn(1, "weeks")), ("12 hours", Turn(12, "hours"))])
def test_a_turn_is_a_count_and_a_unit(text, turn):
    assert read_turn(text) == turn
    assert str(turn) == text


@pytest.mark.parametrize("text", ["week", "0 days", "1 year", "99999 weeks", "1.5 days", "-1 day", ""])
def test_what_is_no_turn_is_refused(text):
    with pytest.raises(ValueError, match="is not a turn"):
        read_turn(text)


def test_a_handoff_is_a_time_with_or_without_a_day():
    assert read_handoff("mon 06:30") == Handoff(0, 390)
    assert str(read_handoff("Sun 23:59")) == "Sun 23:59"
    assert read_handoff("08:00") == Handoff(None, 480)


@pytest.mark.parametrize("text", ["24:00", "Moon 06:00", "6:00", "06:60", "Mon"])
def test_what_is_no_handoff_is_refused(text):
    with pytest.raises(ValueError, match="is not a handoff"):
        read_handoff(text)


def test_a_share_is_a_part_of_one():
    assert read_share("35%") == 0.35
    for text in ("0%", "101%", "35", "x"):
        with pytest.raises(ValueError, match="is not a share"):
            read_share(text)


def test_a_rotation_like_another_takes_what_it_does_not_say(roster):
    full = written_out(roster.rotations[1], roster)
    assert full is not None
    assert (full.role, full.offset, full.people, str(full.turn)) == (
        "secondary-operator",
        1,
        ["ada", "sean"],
        "2 weeks",
    )


def test_whoever_covers_for_somebody_may_hold_her_roles(roster):
    held = {(role, mention.who) for role, mention in serving(roster)}
    assert ("primary-operator", "kim") in held
    assert ("secondary-operator", "sean") in held


def test_the_body_shows_no_private_value_and_escapes_its_cells(roster):
    shown = blocks(roster, read("r.md", TEXT.encode()))
    assert "private" not in shown["contacts"]
    assert "kept elsewhere" in shown["contacts"]
    assert "Ada \\| K." in shown["contacts"]
    assert "| secondary-operator | b | Mon 06:00-14:00 | UTC | 2 weeks from Mon 06:00 |" in shown["coverage"]


def test_others_learn_the_handles_addresses_and_roles(roster):
    extract = KIND.extract(roster, read("r.md", TEXT.encode()))
    assert extract.facts["people"] == ["ada"]
    assert extract.facts["emails"] == {"ada": "ada@example.com"}
    assert {reference.name for reference in extract.references} == {"primary-operator", "secondary-operator"}


def test_of_a_roster_with_a_fault_the_handles_are_still_known():
    front = read("r.md", TEXT.replace("timezone: UTC", "timezone: Mars/Base").encode()).front
    assert KIND.salvage is not None
    assert KIND.salvage(front).facts["people"] == ["ada"]


@pytest.mark.parametrize("name", ["roster.md", "roster-follow-the-sun.md"])
def test_templates_show_what_their_front_matter_says(name):
    document = read(name, (TEMPLATES / name).read_bytes())
    record, faults = validate(Roster, document.front)
    assert not faults
    written = document.markdown.blocks
    assert {key: written[key].text.strip() for key in ("contacts", "coverage")} == blocks(record, document)
