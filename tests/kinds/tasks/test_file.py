"""tasks.json in its four shapes: recognised, read in its own words, and never written anew."""

import json

import pytest
from hypothesis import given
from task_shapes import files

from governor_cli.core.json_edit import edit
from governor_cli.kinds.tasks.file import read_tasks

MASTER = {
    "master": {
        "tasks": [
            {
                "id": 1,
                "title": "a",
                "status": "done",
                "dependencies": [],
                "subtasks": [{"id": 1, "title": "x"}],
            },
            {"id": 2, "title": "b", "status": "in-progress", "dependencies": [1, "1.1"], "priority": "high"},
        ],
        "metadata": {"created": "2026-01-05"},
    },
    "next": {"tasks": [{"id": 1, "title": "c", "status": "review"}]},
}


def read(tree):
    return read_tasks("tasks.json", (tree if isinstance(tree, str) else json.dumps(tree)).encode())


@given(files())
def test_each_shape_is_recognised_and_saved_as_it_was_loaded(written):
    file = read_tasks("tasks.json", written.data)
    assert file.shape is not None
    assert file.shape.name == written.shape
    assert edit(file.json) == written.data


@given(files())
def test_every_entry_becomes_a_task_with_a_state(written):
    file = read_tasks("tasks.json", written.data)
    assert len(file.tasks) == len(file.entries)
    assert all(task.state and task.title for task in file.tasks)


def test_other_tools_words_mean_states():
    file = read(MASTER)
    assert [(file.name(task), task.group, task.state, task.word) for task in file.tasks] == [
        ("master:1", "master", "completed", "done"),
        ("2", "master", "in_progress", "in-progress"),
        ("next:1", "next", "in_progress", "review"),
    ]
    assert file.tasks[1].blocked_by == ("1", "1.1")
    assert file.tasks[1].at == ("master", "tasks", 1)
    words = file.words
    assert (words.state_key, words.blocker_key, words.numbered) == ("status", "dependencies", True)
    assert words.word("completed") == "done"
    assert words.word("cancelled") == "cancelled"


def test_an_empty_file_speaks_as_its_shape_does():
    own, other = read("[]").words, read('{"master": {"tasks": []}}').words
    assert (own.state_key, own.blocker_key, own.numbered, own.word("completed")) == (
        "state",
        "blocked_by",
        False,
        "completed",
    )
    assert (other.state_key, other.blocker_key, other.numbered, other.word("completed")) == (
        "status",
        "dependencies",
        True,
        "done",
    )


def test_a_lane_says_the_state_where_the_task_does_not():
    file = read(
        {
            "todo": [{"id": "a", "title": "A"}],
            "done": [{"id": "b", "title": "B"}, {"id": "c", "state": "blocked"}],
        }
    )
    assert [task.state for task in file.tasks] == ["pending", "completed", "blocked"]
    assert [task.group for task in file.tasks] == ["todo", "done", "done"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": "2.0.0", "tasks": []}', "VS Code"),
        ('{"version": "2.0.0", "tasks": [{"label": "build", "command": "make"}]}', "VS Code"),
        ('{"tasks": [{"type": "npm", "script": "test"}]}', "VS Code"),
        ("{}", "no list of tasks"),
        ('{"a": 1}', "no list of tasks"),
        ('{"a": [1, 2]}', "no list of tasks"),
        ("3", "no list of tasks"),
        ("null", "no list of tasks"),
    ],
)
def test_what_is_none_of_gov_is_refused_by_name(text, message):
    file = read(text)
    assert file.shape is None
    assert file.problem is not None
    assert message in file.problem.message


def test_a_file_of_tasks_may_have_a_version_of_its_own():
    assert read('{"version": "2.0.0", "tasks": [{"id": 1, "title": "a"}]}').problem is None


@pytest.mark.parametrize(
    "odd", ["1.5", "true", "null", "[]", "{}", '""', "1e3", "123456789012345678901234567890"]
)
def test_an_id_is_text_or_a_whole_number(odd):
    assert read(f'[{{"id": {odd}, "title": "a"}}]').tasks == ()


def test_odd_values_of_known_keys_do_no_harm():
    file = read(
        [
            {
                "id": 1,
                "title": [1],
                "state": {"a": 1},
                "blocked_by": [None, {}, "x"],
                "history": ["x", {}],
                "due": 5,
            }
        ]
    )
    task = file.tasks[0]
    assert (task.state, task.blocked_by, task.history, task.due, task.day) == ("", ("x",), ({},), "5", None)
