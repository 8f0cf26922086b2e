"""Several steps of follow-ups at once are what they would be one after the other."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from followed import INCIDENT, followed_up, tasks_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from task_shapes import files

from governor_cli.workflows.task.change import moving
from governor_cli.workflows.task.end import completing, declining
from governor_cli.workflows.task.step import taken, taken_together

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://git.example.com/ops/pulls/7"
DAYS = st.dates(date(2026, 12, 1), date(2027, 12, 1))
VERBS = st.sampled_from(["done", "declined", "moved"])


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    return followed_up(tmp_path_factory.mktemp("step") / "ops")


def step(tasks, name, verb, day):
    if verb == "done":
        return completing(tasks, name, URL, "ada", NOW)
    if verb == "declined":
        return declining(tasks, name, f"not before {day}", "ada", NOW)
    return moving(tasks, name, day, "ada", NOW)


@settings(
    max_examples=25,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.tuples(VERBS, DAYS), min_size=1, max_size=6),
    st.sampled_from([None, 1, 2, "\t"]),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_steps_at_once_are_what_they_are_one_after_the_other(ops, decided, indent, with_history, random):
    history = (
        {"history": [{"at": "2026-11-01T10:00:00Z", "by": "@bo", "state": "pending"}]} if with_history else {}
    )
    entries = [
        {"id": f"T-{number}", "title": "t", "state": "pending", "incident": INCIDENT, **history}
        for number in range(len(decided) + 1)
    ]
    ops.write("tasks.json", json.dumps(entries, indent=indent))
    order = list(enumerate(decided))
    random.shuffle(order)
    tasks = after = tasks_of(ops)
    steps = [step(tasks, f"T-{number}", *one) for number, one in order]
    together = taken_together(tasks, steps)
    for (number, one), at_once in zip(order, together, strict=True):
        alone = taken(after, step(after, f"T-{number}", *one))
        assert (at_once.task, at_once.notes) == (alone.task, alone.notes)
        after = after.after(alone.after)
    assert together[0].after.json.data == after.file.json.data
    assert together[-1].report[1] == alone.report[1]
    assert {changed.after for changed in together} == {together[0].after}


@settings(
    max_examples=40,
    deadline=timedelta(seconds=5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(files(), st.lists(st.tuples(VERBS, DAYS), min_size=4, max_size=4))
def test_every_shape_of_the_file_takes_steps_at_once(ops, written, decided):
    ops.write("tasks.json", written.data)
    tasks = after = tasks_of(ops)
    named = [tasks.file.name(task) for task in tasks.file.tasks if task.is_open]
    wanted = list(zip(named, decided, strict=False))
    together = taken_together(tasks, [step(tasks, name, *one) for name, one in wanted])
    for name, one in wanted:
        after = after.after(taken(after, step(after, name, *one)).after)
    if wanted:
        assert together[0].after.json.data == after.file.json.data
