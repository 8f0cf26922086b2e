"""A new day, owner or purpose: one entry changes, and its history says so."""

import json
from datetime import UTC, date, datetime

import pytest
from followed import INCIDENT, REPORT, followed_up, tasks_of

from governor_cli.core.errors import GovError, UsageError
from governor_cli.workflows.task.change import Said, change, moving
from governor_cli.workflows.task.step import taken
from governor_cli.workflows.task.write import write

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = date(2026, 12, 11)


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    return followed_up(tmp_path_factory.mktemp("move") / "ops")


def kept(ops, **facts):
    entry = {"id": "T-7777", "title": "Alert on the pool", "state": "in_progress", **facts}
    ops.write("tasks.json", json.dumps([entry, {"id": "T-8888", "title": "b", "state": "pending"}]))
    return tasks_of(ops)


def test_the_day_and_one_line_of_history_change(ops):
    tasks = kept(ops, due="2026-11-20", incident=INCIDENT)
    changed = taken(tasks, moving(tasks, "7777", DAY, "ada", NOW))
    write(tasks, changed)
    moved, other = json.loads(ops.read("tasks.json"))
    assert (moved["due"], moved["state"], other) == (
        "2026-12-11",
        "in_progress",
        {"id": "T-8888", "title": "b", "state": "pending"},
    )
    line = {"at": "2026-11-25T12:00:00Z", "by": "@ada", "state": "in_progress", "due": "2026-12-11"}
    assert moved["history"] == [line]
    assert "| 2026-12-11 | in progress |" in ops.read(REPORT)
    ops.git("checkout", "-q", "--", REPORT)


def test_the_same_day_changes_nothing(ops):
    tasks = kept(ops, due="2026-12-11")
    changed = taken(tasks, moving(tasks, "T-7777", DAY, "ada", NOW))
    assert (changed.is_changed, changed.notes) == (False, ("`T-7777` is due on 2026-12-11 already",))


def test_a_task_without_a_day_gets_one(ops):
    tasks = kept(ops)
    assert taken(tasks, moving(tasks, "T-7777", DAY, "ada", NOW)).task.due == "2026-12-11"


@pytest.mark.parametrize("state", ["completed", "cancelled"])
def test_what_is_over_has_no_new_day(ops, state):
    with pytest.raises(GovError, match="is over"):
        moving(kept(ops, state=state), "T-7777", DAY, "ada", NOW)


def test_what_a_checklist_asks_for_is_said_later(ops):
    tasks = kept(ops, incident=INCIDENT, state="completed")
    changed = change(tasks, "7777", Said("@ada", "14d", "prevent", "1"), "ada", NOW)
    write(tasks, changed)
    told, other = json.loads(ops.read("tasks.json"))
    facts = {"factor": "F1", "owner": "@ada", "due": "2026-12-09", "kind": "prevent"}
    assert {key: told[key] for key in facts} == facts
    assert told["history"] == [
        {"at": "2026-11-25T12:00:00Z", "by": "@ada", "state": "completed", **facts},
    ]
    assert other == {"id": "T-8888", "title": "b", "state": "pending"}
    assert "| @ada | 2026-12-09 |" in ops.read(REPORT)
    again = change(tasks_of(ops), "7777", Said(owner="ada"), "ada", NOW)
    assert (again.is_changed, again.notes) == (False, ("`T-7777` has owner @ada already",))
    ops.git("checkout", "-q", "--", REPORT)


def test_a_task_without_an_incident_is_given_one_and_keeps_it(ops):
    changed = change(kept(ops), "7777", Said(incident=INCIDENT[-4:]), "ada", NOW)
    assert changed.task.incident == INCIDENT
    with pytest.raises(GovError, match="answers INC-20261101-AAAA"):
        change(kept(ops, incident="INC-20261101-AAAA"), "7777", Said(incident=INCIDENT), "ada", NOW)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (Said(), "nothing is said"),
        (Said(owner="zed"), "--owner `zed`"),
        (Said(due="soon"), "--due `soon`"),
        (Said(factor="9"), "a factor belongs to an incident"),
    ],
)
def test_what_cannot_be_so_is_refused(ops, said, problem):
    with pytest.raises(UsageError, match=problem):
        change(kept(ops), "7777", said, "ada", NOW)
