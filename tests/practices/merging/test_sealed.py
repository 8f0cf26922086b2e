"""Agendas that two people wrote at different times: the later part, the decisions of both, nothing lost."""

import pytest
from versions import both_ways, merged

from governor_cli.practices.agenda.part import Part

HEAD = "---\nkind: sync\nschema: 1\nweek: 2026-W48\nstatus: open\nattendees: []\n---\n"


def overdue(hour, text):
    return Part("overdue", "Overdue", f"at=2026-11-23T{hour}:00:00Z", text)


def actions(hour, late, **decided):
    rows = "".join(
        f"\n| {task} | what | {late} d late | {decided.get(task, '')} |" for task in ("T-1", "T-2")
    )
    clear = f"| Task | What | State | Decision |\n| --- | --- | --- | --- |{rows}"
    part = Part("actions", "Previous actions", f"at=2026-11-23T{hour}:00:00Z", clear)
    return part.marked


def agenda(*parts, decisions=""):
    bodies = "".join(f"\n## {number}\n\n{part}\n" for number, part in enumerate(parts))
    return f"{HEAD}{bodies}\n## Decisions\n\n{decisions}\n## Actions\n"


BASE = agenda(overdue("08", "One is late.").marked, actions("08", 1))


def test_of_two_that_gov_wrote_the_later_one_stays_and_what_people_wrote_of_both():
    ours = agenda(overdue("09", "Two are late.").marked, actions("09", 1), decisions="A.\n")
    theirs = agenda(overdue("10", "Three are late.").marked, actions("10", 2))
    text = both_ways(BASE, ours, theirs)
    assert text == agenda(overdue("10", "Three are late.").marked, actions("10", 2), decisions="A.\n")
    assert both_ways("", agenda(overdue("09", "x").marked), agenda(overdue("10", "y").marked)) == agenda(
        overdue("10", "y").marked
    )


def test_decisions_of_both_stand_in_the_later_table():
    ours = agenda(actions("09", 1, **{"T-1": "2026-12-01"}))
    theirs = agenda(actions("10", 2, **{"T-2": "declined: no"}))
    text = both_ways(agenda(actions("08", 1)), ours, theirs)
    assert "| T-1 | what | 2 d late | 2026-12-01 |\n| T-2 | what | 2 d late | declined: no |\n" in text


def test_a_decision_that_was_taken_back_stays_away():
    decided = actions("08", 1, **{"T-1": "done"})
    text = both_ways(agenda(decided), agenda(actions("09", 1)), agenda(actions("10", 2, **{"T-1": "done"})))
    assert "done" not in text


def test_two_decisions_on_one_action_are_a_conflict():
    ours = agenda(actions("09", 1, **{"T-1": "2026-12-01"}))
    theirs = agenda(actions("10", 2, **{"T-1": "declined: no"}))
    found = merged(agenda(actions("08", 1)), ours, theirs)
    assert found.conflicts
    assert "2026-12-01" in found.data.decode()
    assert "declined: no" in found.data.decode()


def test_what_somebody_typed_into_a_part_goes_before_what_was_only_written_anew():
    typed = overdue("09", "Two are late.").marked.replace("late.", "late; Bo asks why.")
    text = both_ways(
        BASE, agenda(typed, actions("08", 1)), agenda(overdue("10", "Three.").marked, actions("08", 1))
    )
    assert text == agenda(typed, actions("08", 1))


@pytest.mark.parametrize("hours", [("09", "10"), ("09", "09")])
def test_of_two_who_typed_into_one_part_both_are_kept(hours):
    one, other = (
        overdue(hour, "Two are late.").marked.replace("late.", f"late; {who} asks why.")
        for hour, who in zip(hours, ("Bo", "Ada"), strict=True)
    )
    found = merged(BASE, agenda(one, actions("08", 1)), agenda(other, actions("08", 1)))
    assert found.conflicts == (hours == ("09", "10"))
    assert all(who in found.data.decode() for who in ("Bo", "Ada"))


def test_a_decision_whose_action_the_later_table_has_lost_is_not_lost():
    later = Part("actions", "Previous actions", "at=2026-11-23T10:00:00Z", "No action is open.").marked
    found = merged(agenda(actions("08", 1)), agenda(actions("09", 1, **{"T-1": "done"})), agenda(later))
    assert found.conflicts
    assert "| done |" in found.data.decode()
