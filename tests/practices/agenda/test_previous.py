"""The actions of an agenda: which belong on it, what needs a decision, and what stays in the table."""

from datetime import UTC, date, datetime

from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.agenda.decision_cells import decisions
from governor_cli.practices.agenda.previous import previous, text

TODAY = date(2026, 11, 25)
SINCE = datetime(2026, 11, 18, 9, tzinfo=UTC)


def task(name, **said):
    return Task(
        **{"id": name, "title": f"do {name}", "state": "pending", "word": "", "group": "", "at": (0,), **said}
    )


def agenda(*tasks, decided=()):
    return previous(((one.id, one) for one in tasks), TODAY, SINCE, dict(decided))


def ended(at, **said):
    return {"history": ({"at": at},), "owner": "@ada", "state": "completed", **said}


def test_what_needs_a_decision_comes_first_and_what_is_over_last():
    found = agenda(
        task("T-5", **ended("2026-11-20T09:00:00Z", evidence="3f2c1ab")),
        task("T-4", owner="@ada", due="2026-12-24"),
        task("T-3", owner="@ada", due="2026-11-25"),
        task("T-2", owner="@ada"),
        task("T-1", owner="@ada", due="2026-11-24"),
    )
    assert [(one.name, one.needs_decision, one.state) for one in found] == [
        ("T-1", True, "pending, 1 d late"),
        ("T-2", True, "pending"),
        ("T-3", False, "pending"),
        ("T-4", False, "pending"),
        ("T-5", False, "done: 3f2c1ab"),
    ]


def test_a_backlog_that_nobody_took_over_is_no_list_of_actions():
    found = agenda(task("T-1"), task("T-2", incident="INC-20261123-7F3K"), task("T-3", due="2026-12-01"))
    assert [one.name for one in found] == ["T-2", "T-3"]


def test_what_ended_before_the_last_sync_was_told_there():
    before, after = ended("2026-11-18T08:59:59Z"), ended("2026-11-18T09:00:00Z")
    never = ended("yesterday")
    assert [
        one.name for one in agenda(task("T-1", **before), task("T-2", **after), task("T-3", **never))
    ] == ["T-2"]


def test_a_decision_stays_in_the_table_whatever_became_of_its_task():
    made = {"T-1": "done 3f2c1ab", "T-2": "declined: a | b", "T-9": "2026-12-04"}
    found = agenda(
        task("T-1", **ended("2026-01-01T00:00:00Z")), task("T-2", owner="@bo", due="2026-11-01"), decided=made
    )
    shown = text(found, made)
    assert decisions(shown) == made
    assert "1 action needs a decision" in shown
    assert "| T-9 | is not among the tasks any more |" in shown


def test_a_declined_action_says_why():
    why = ended("2026-11-20T09:00:00Z", state="cancelled")
    why["history"] = ({"at": "2026-11-20T09:00:00Z", "reason": "the pool is gone"},)
    assert agenda(task("T-1", **why))[0].state == "declined: the pool is gone"


def test_nothing_to_do_is_said():
    assert text([], {}) == "No action is open."


def test_what_an_earlier_sync_left_makes_no_box():
    shown = text(
        [], {}, "2026-W47", ["@ada a by 2026-12-04", "[ ] @bo b by 2026-12-04", "x <!-- gov:actions -->"]
    )
    assert shown.splitlines()[-3:] == [
        "- @ada a by 2026-12-04",
        "- \\[ ] @bo b by 2026-12-04",
        "- x \\<!-- gov:actions -->",
    ]
