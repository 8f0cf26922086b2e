"""Who comes: whoever holds the invited roles then, and who of them is away."""

from datetime import UTC, datetime

from governor_cli.practices.agenda.attendance import attendance, text

ENTRIES = """
people: {ada: {name: Ada}, bo: {name: Bo}}
rotations:
  - {id: one, role: primary-operator, turn: 1 week, handoff: "Mon 06:00", from: 2026-01-05, people: [ada]}
  - {id: two, role: secondary-operator, turn: 1 week, handoff: "Mon 06:00", from: 2026-01-05, people: [bo]}
static: [{role: sre-liaison, people: [ada]}]
time_off: [{who: bo, from: 2026-11-25, through: 2026-11-26}]
"""
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
AWAY = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_everybody_once_and_an_empty_role_by_its_name(policy, roster):
    found = attendance(roster(ENTRIES), policy, NOW)
    assert policy.sync.attendees == [
        "primary-operator",
        "secondary-operator",
        "release-manager",
        "sre-liaison",
    ]
    assert (found.people, found.absent) == (["@ada", "@bo", "release-manager"], [])
    assert found.about == "people=@ada,@bo,release-manager"
    assert "| release-manager | nobody holds it |" in text(found)


def test_whoever_is_away_is_absent_and_the_role_is_asked_to_send_somebody(policy, roster):
    found = attendance(roster(ENTRIES), policy, AWAY)
    assert (found.people, found.absent) == (["@ada", "secondary-operator", "release-manager"], ["@bo"])
    assert found.about == "people=@ada,secondary-operator,release-manager away=@bo"
    assert "| secondary-operator | @bo, away |" in text(found)


def test_a_shift_that_ends_says_when(policy, roster):
    entries = ENTRIES.replace("people: [ada]}\n", "people: [ada, bo]}\n", 1)
    assert "| primary-operator | @ada, until 2026-11-30 06:00 |" in text(
        attendance(roster(entries), policy, NOW)
    )


def test_without_a_roster_the_roles_are_invited(policy):
    found = attendance(None, policy, NOW)
    assert found.people == policy.sync.attendees
    assert text(found).count("nobody holds it") == 4
