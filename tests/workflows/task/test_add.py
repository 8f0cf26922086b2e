"""A new task in each shape: one more entry, in the words of its file, and no other byte."""

import json
from datetime import UTC, datetime

import pytest
from followed import INCIDENT, REPORT, followed_up, tasks_of
from hypothesis import HealthCheck, given, settings
from task_shapes import files

from governor_cli.core.errors import UsageError
from governor_cli.kinds.tasks.file import read_tasks
from governor_cli.workflows.task.add import FollowUp, add, new_id

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    return followed_up(tmp_path_factory.mktemp("add") / "ops")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files())
def test_one_entry_is_added_and_every_other_byte_stays(ops, written):
    ops.write("tasks.json", written.data)
    tasks = tasks_of(ops)
    changed = add(tasks, FollowUp("Warm the cache", owner="ada", by="ada"), NOW)
    before, after = written.data.decode(), changed.after.json.data.decode()
    assert len(changed.after.tasks) == len(tasks.file.tasks) + 1
    assert changed.after.shape is not None
    assert changed.after.shape.name == written.shape
    listed = tasks.file.shape.lists[0]
    holder, _ = tasks.file.json.find(listed.at)
    inside = tasks.file.json.members(holder)
    bom = len(before) - len(tasks.file.json.text)
    end = bom + (inside[-1].end if inside else holder.start + 1)
    tail = bom + (inside[-1].end if inside else holder.end - 1)
    assert after.startswith(before[:end])
    assert after.endswith(before[tail:])
    assert ("\r\n" in after) == ("\r\n" in before) or before.count("\n") == 0


def added(ops, text, said):
    ops.write("tasks.json", text)
    return add(tasks_of(ops), said, NOW)


def entry(changed):
    found = changed.after.json.tree
    for part in changed.task.at:
        found = found[part]
    return found


def test_a_new_task_speaks_the_words_of_its_file(ops):
    text = '{"master": {"tasks": [{"id": 7, "title": "a", "status": "todo", "dependencies": []}]}}'
    made = entry(added(ops, text, FollowUp("Warm the cache", blocked_by=["7"], by="ada")))
    assert isinstance(made["id"], int)
    assert (made["status"], made["dependencies"]) == ("todo", [7])
    assert "state" not in made
    assert "blocked_by" not in made


def test_an_area_names_the_lane_where_there_are_lanes(ops):
    text = '{"soon": [{"id": "a", "title": "a"}], "later": []}'
    changed = added(ops, text, FollowUp("Warm the cache", area="Later", by="ada"))
    assert changed.task.group == "later"
    assert "area" not in entry(changed)
    with pytest.raises(UsageError, match="no list `never`"):
        added(ops, text, FollowUp("Warm the cache", area="never"))
    assert entry(added(ops, "[]", FollowUp("Warm the cache", area="search")))["area"] == "search"


def test_lanes_that_say_the_state_are_not_contradicted(ops):
    made = entry(added(ops, '{"doing": [{"id": "a", "title": "a"}]}', FollowUp("Warm the cache")))
    assert "state" not in made


def test_ids_are_random_and_never_taken():
    file = read_tasks("t", b"[]")
    made = {new_id(file) for _ in range(500)}
    assert len(made) > 490
    assert all(isinstance(one, str) and len(one) == 6 and one.startswith("T-") for one in made)
    numbers = read_tasks("t", b'{"master": {"tasks": [{"id": 1, "title": "a"}]}}')
    assert 10**6 <= new_id(numbers) < 10**7
    long = read_tasks("t", json.dumps([{"id": f"X-{n}"} for n in range(10_000)]).encode())
    assert len(str(new_id(long))) == 8


def test_the_day_comes_from_the_policy_or_from_what_was_said(ops):
    assert added(ops, "[]", FollowUp("x", INCIDENT)).task.due == "2026-12-08"
    assert added(ops, "[]", FollowUp("x", INCIDENT, due="3d")).task.due == "2026-11-28"
    past = added(ops, "[]", FollowUp("x", due="2026-11-01"))
    assert past.task.due == "2026-11-01"
    assert "late already" in " ".join(past.notes)
    assert added(ops, "[]", FollowUp("x")).task.due == ""


def test_what_somebody_wrote_into_the_report_stays_as_it_is(tmp_path):
    ops = followed_up(tmp_path / "ops")
    ops.write(REPORT, ops.read(REPORT).replace("<!-- Which tasks? -->", "We will see."))
    changed = added(ops, "[]", FollowUp("x", INCIDENT))
    assert changed.report is None
