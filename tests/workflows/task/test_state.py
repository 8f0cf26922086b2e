"""Which task is meant: by its id, never by the beginning of another number."""

import pytest
from followed import followed_up, tasks_of

from governor_cli.core.errors import GovError


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    return followed_up(tmp_path_factory.mktemp("state") / "ops")


def find(ops, text, given):
    ops.write("tasks.json", text)
    tasks = tasks_of(ops)
    return tasks.file.name(tasks.find(given))


TEXTS = '[{"id": "T-7F3K", "title": "a"}, {"id": "T-7XYZ", "title": "b"}, {"id": "OPS-12", "title": "c"}]'
MASTER = '{"tasks": [{"id": 1, "title": "a"}, {"id": 123, "title": "b"}]}'
NUMBERS = f'{{"master": {MASTER}, "x": {{"tasks": [{{"id": 1, "title": "c"}}]}}}}'


@pytest.mark.parametrize(
    ("text", "given", "name"),
    [
        (TEXTS, "T-7F3K", "T-7F3K"),
        (TEXTS, " t-7f3k ", "T-7F3K"),
        (TEXTS, "7xyz", "T-7XYZ"),
        (TEXTS, "T-7X", "T-7XYZ"),
        (TEXTS, "ops", "OPS-12"),
        (NUMBERS, "123", "123"),
        (NUMBERS, "x:1", "x:1"),
        (NUMBERS, "MASTER:1", "master:1"),
    ],
)
def test_a_task_is_found_by_what_people_call_it(ops, text, given, name):
    assert find(ops, text, given) == name


@pytest.mark.parametrize(
    ("text", "given", "message"),
    [
        (TEXTS, "T-7", "the beginning or end of 2 tasks"),
        (TEXTS, "", "there is no task"),
        (TEXTS, "12", "there is no task `12`"),
        (NUMBERS, "12", "there is no task `12`"),
        (NUMBERS, "1", "`1` is the id of 2 tasks"),
        ("[]", "1", "there is no task `1`"),
        ('[{"id": "a", "title": "x"},\n{"id": "a", "title": "y"}]', "a", "on lines 1, 2 of tasks.json"),
    ],
)
def test_what_names_none_or_several_is_refused(ops, text, given, message):
    with pytest.raises(GovError, match=message):
        find(ops, text, given)


def test_a_file_with_doubtful_keys_can_be_read_but_not_changed(ops):
    ops.write("tasks.json", '[{"id": "a", "title": "x", "title": "y"}]')
    tasks = tasks_of(ops)
    assert tasks.find("a").title == "y"
    with pytest.raises(GovError, match=r"tasks\.json:1:28: the key `title` stands here again"):
        _ = tasks.editable


def test_a_file_that_git_ignores_is_not_taken_for_a_new_one(tmp_path):
    ops = followed_up(tmp_path / "ops")
    ops.write("tasks.json", '[{"id": "a", "title": "x"}]')
    ops.write(".gitignore", "tasks.json\n")
    with pytest.raises(GovError, match="git ignores it"):
        tasks_of(ops).find("a")
