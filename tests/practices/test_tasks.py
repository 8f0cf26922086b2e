"""Follow-ups against the policy: due days, lateness, owners."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.core.record import replaced
from governor_cli.core.validation import validate
from governor_cli.kinds.tasks.model import Task
from governor_cli.policy.model import Playbook
from governor_cli.practices.tasks import due_by_policy, in_order, overdue, owned_by

NOW = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
RESOLVED = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def policy() -> Playbook:
    path = Path(__file__).parents[1] / "cases" / "playbook.md"
    record, _ = validate(Playbook, read("playbook.md", path.read_bytes()).front)
    assert record is not None
    return record


def task(name: str, due: str = "", state: str = "pending") -> Task:
    return Task(name, "title", state, state, "", (0,), due=due)


def test_a_follow_up_is_due_so_long_after_resolution_as_its_severity_allows(policy):
    assert due_by_policy(policy, "P1", RESOLVED, NOW) == (date(2026, 12, 8), "resolved")
    assert due_by_policy(policy, "p2", RESOLVED, NOW) == (date(2026, 12, 23), "resolved")


def test_until_it_is_resolved_the_time_counts_from_now(policy):
    assert due_by_policy(policy, "P0", None, NOW) == (date(2026, 12, 10), "today")


def test_the_day_is_the_one_of_the_teams_zone(policy):
    berlin = replaced(policy, timezone="Europe/Berlin")
    assert due_by_policy(berlin, "P1", RESOLVED, NOW) == (date(2026, 12, 9), "resolved")


def test_without_a_severity_or_a_promise_there_is_no_due_day(policy):
    assert due_by_policy(policy, None, RESOLVED, NOW) is None
    assert due_by_policy(policy, "P9", RESOLVED, NOW) is None
    silent = replaced(policy, after_resolve=replaced(policy.after_resolve, tasks={}))
    assert due_by_policy(silent, "P1", RESOLVED, NOW) is None


def test_a_task_is_late_from_the_day_after_and_only_while_it_is_open():
    tasks = [
        task("today", "2026-11-25"),
        task("yesterday", "2026-11-24"),
        task("long", "2026-10-01"),
        task("done", "2026-10-01", "completed"),
        task("declined", "2026-10-01", "cancelled"),
        task("unknown", "2026-11-24", ""),
        task("never"),
        task("odd", "soon"),
    ]
    late = overdue(tasks, date(2026, 11, 25))
    assert [(one.task.id, one.days) for one in late] == [("long", 55), ("unknown", 1), ("yesterday", 1)]


def test_an_owner_is_a_person_a_role_or_nobody(policy):
    people = {"ada", "release-manager-2"}
    assert owned_by(policy, people, "@ada") == owned_by(policy, people, "ada") == "person"
    assert owned_by(policy, people, "release-manager") == "role"
    assert owned_by(policy, people, "@release-manager") == "nobody"
    assert owned_by(policy, people, "") == "nobody"
    assert owned_by(None, people, "release-manager") == "nobody"


def test_what_has_to_be_done_first_comes_first():
    tasks = [
        task("over", "2026-01-01", "completed"),
        task("some day"),
        task("b", "2026-12-02"),
        task("a", "2026-12-01"),
    ]
    assert [one.id for one in in_order(tasks)] == ["a", "b", "some day", "over"]
