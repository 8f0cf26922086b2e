"""tasks.json of two versions: tasks by their ids, their keys one by one, and the file as it was laid out."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from versions import both_ways, merged

BASE = """\
[
  {
    "id": "T-1",
    "title": "Alert on the queue",
    "state": "pending",
    "blocked_by": []
  },
  {"id": "T-2", "title": "Runbook", "state": "pending"}
]
"""


def with_task(text: str, **task: str) -> str:
    return text.replace("}\n]", "},\n  " + json.dumps(task) + "\n]")


def test_tasks_of_both_sides_are_kept_by_their_ids():
    text = both_ways(BASE, with_task(BASE, id="T-8", title="mine"), with_task(BASE, id="T-9", title="theirs"))
    assert [task["id"] for task in json.loads(text)] == ["T-1", "T-2", "T-8", "T-9"]
    assert text.startswith(BASE[:-3])


def test_keys_changed_on_one_side_each_are_both_taken():
    ours = BASE.replace('"state": "pending",\n', '"state": "completed",\n')
    theirs = BASE.replace('"blocked_by": []', '"blocked_by": ["T-2"],\n    "owner": "@ada"')
    first = json.loads(both_ways(BASE, ours, theirs))[0]
    assert (first["state"], first["blocked_by"], first["owner"]) == ("completed", ["T-2"], "@ada")


def test_a_state_changed_on_both_sides_has_markers_around_its_line():
    ours = BASE.replace('"state": "pending",\n', '"state": "completed",\n')
    theirs = with_task(BASE.replace('"state": "pending",\n', '"state": "cancelled",\n'), id="T-9", title="x")
    found = merged(BASE, ours, theirs)
    text = found.data.decode()
    assert found.conflicts
    assert (
        '<<<<<<< ours\n    "state": "completed",\n=======\n    "state": "cancelled",\n>>>>>>> theirs\n'
        in text
    )
    assert text.count("<<<<<<<") == 1
    assert '"T-9"' in text


def test_two_tasks_that_took_one_id_are_never_mixed():
    found = merged(BASE, with_task(BASE, id="T-9", title="mine"), with_task(BASE, id="T-9", title="theirs"))
    assert found.conflicts
    assert b'{"id": "T-9", "title": "mine"}\n=======\n' in found.data


def test_files_that_both_sides_began_become_one():
    found = both_ways("", '[\n  {"id": "A"}\n]\n', '[\n  {"id": "B"}\n]\n')
    assert found == '[\n  {"id": "A"},\n  {"id": "B"}\n]\n'


def test_an_empty_list_takes_the_tasks_of_both_on_one_line_too():
    assert both_ways("[]\n", '[{"id": "A"}]\n', '[{"id": "B"}]\n') == '[{"id": "A"}, {"id": "B"}]\n'


def test_lanes_and_histories_are_merged_too():
    base = '{"pending": [{"id": 1, "history": [{"at": "2026-01-01T00:00:00Z", "to": "x"}]}], "done": []}\n'
    ours = base.replace('"x"}', '"x"}, {"at": "2026-01-03T00:00:00Z", "to": "z"}')
    theirs = base.replace('"x"}', '"x"}, {"at": "2026-01-02T00:00:00Z", "to": "y"}')
    merged_tree = json.loads(both_ways(base, ours, theirs))
    assert [one["to"] for one in merged_tree["pending"][0]["history"]] == ["x", "y", "z"]


def test_a_first_task_that_one_took_out_and_the_other_changed_is_left_to_a_person():
    ours = BASE.replace(BASE[4 : BASE.index('  {"id": "T-2"')], "")
    theirs = BASE.replace("Alert on the queue", "Alert on the queue's length")
    found = merged(BASE, ours, theirs)
    assert found.conflicts
    assert b"queue's length" in found.data


def test_json_that_cannot_be_read_is_merged_as_text():
    found = merged(BASE, BASE.replace("]\n}", "]}"), BASE[:-3] + "\n")
    assert found.as_text or not found.conflicts


ids = st.lists(st.sampled_from("ABCDEFGH"), unique=True, max_size=5)


@given(ids, ids, ids, st.sampled_from([None, 1, 2, "\t"]))
@settings(max_examples=100, deadline=None)
def test_any_tasks_added_on_two_clones_are_all_there(before, ours, theirs, indent):
    def text(names):
        return json.dumps([{"id": name, "title": f"task {name}"} for name in names], indent=indent) + "\n"

    mine = [*before, *(name for name in ours if name not in before)]
    other = [*before, *(name for name in theirs if name not in before)]
    found = both_ways(text(before), text(mine), text(other))
    assert {task["id"] for task in json.loads(found)} == {*mine, *other}
    assert len(json.loads(found)) == len({*mine, *other})
