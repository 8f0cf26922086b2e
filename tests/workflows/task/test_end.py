"""Done and declined: one entry changes, in each shape, and nothing without a proof or a reason."""

from datetime import UTC, datetime

import pytest
from followed import INCIDENT, followed_up, tasks_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from task_shapes import files

from governor_cli.core.errors import GovError, NotReadyError
from governor_cli.workflows.task.end import complete, decline
from governor_cli.workflows.task.history import closing_commits

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://git.example.com/ops/pulls/7"


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    return followed_up(tmp_path_factory.mktemp("end") / "ops")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files(), st.data(), st.booleans())
def test_one_change_touches_one_entry(ops, written, data, done):
    ops.write("tasks.json", written.data)
    tasks = tasks_of(ops)
    assume(any(task.is_open for task in tasks.file.tasks))
    task = data.draw(st.sampled_from([task for task in tasks.file.tasks if task.is_open]))
    name = tasks.file.name(task)
    changed = complete(tasks, name, URL, "ada", NOW) if done else decline(tasks, name, "gone", "ada", NOW)
    text, after = tasks.file.json.text, changed.after.json.text
    member, _ = tasks.file.json.find(task.at)
    assert after.startswith(text[: member.start])
    assert after.endswith(text[member.end :])
    assert changed.task.state == ("completed" if done else "cancelled")
    assert [one for one in changed.after.tasks if one.at != task.at] == [
        one for one in tasks.file.tasks if one.at != task.at
    ]
    before_keys = list(_entry(tasks.file, task))
    assert list(_entry(changed.after, task))[: len(before_keys)] == before_keys


def _entry(file, task):
    found = file.json.tree
    for part in task.at:
        found = found[part]
    return found


def state(ops, text):
    ops.write("tasks.json", text)
    return tasks_of(ops)


def test_a_file_keeps_its_own_word_for_done(ops):
    text = '{"tasks": [{"id": 1, "title": "a"}, {"id": 2, "title": "b", "status": "Finished"}]}'
    changed = complete(state(ops, text), "1", URL, "ada", NOW)
    assert _entry(changed.after, changed.task)["status"] == "Finished"


def test_done_without_any_proof_is_refused(ops):
    tasks = state(ops, '[{"id": "T-1", "title": "a"}]')
    with pytest.raises(NotReadyError, match="has no evidence"):
        complete(tasks, "T-1", None, "ada", NOW)


def test_each_form_of_evidence_is_kept_so_that_it_can_be_found_again(ops):
    head = ops.git("rev-parse", "HEAD")
    for given_, kept in (
        (head[:10].upper(), head),
        (URL, URL),
        ("docs/operations/troubleshooting.md", "docs/operations/troubleshooting.md"),
    ):
        changed = complete(state(ops, '[{"id": "T-1", "title": "a"}]'), "T-1", given_, "ada", NOW)
        assert changed.task.evidence == kept


def test_a_commit_of_another_branch_proves_nothing_yet(tmp_path):
    ops = followed_up(tmp_path / "ops")
    ops.git("switch", "-q", "-c", "side")
    commit = ops.commit("Alert\n\nCloses-Task: T-1")
    ops.git("switch", "-q", "main")
    tasks = state(ops, '[{"id": "T-1", "title": "a"}]')
    with pytest.raises(NotReadyError, match="not part of this history"):
        complete(tasks, "T-1", commit, "ada", NOW)
    with pytest.raises(NotReadyError, match="has no evidence"):
        complete(tasks, "T-1", None, "ada", NOW)
    ops.git("merge", "-q", "--ff-only", "side")
    assert complete(tasks_of(ops), "T-1", None, "ada", NOW).task.evidence == commit


def test_a_closing_line_counts_wherever_a_squash_merge_put_it(tmp_path):
    ops = followed_up(tmp_path / "ops")
    first = ops.commit("Alert\n\ncloses-task: T-1, T-2\n\n* more\n* Closes-Task: t-3\n\nSigned-off-by: x")
    latest = ops.commit("Again\n\nCloses-Task: T-2")
    ops.commit("This says Closes-Task: T-9 in passing")
    workspace = tasks_of(ops).recording.workspace
    assert closing_commits(workspace) == {"t-1": first, "t-2": latest, "t-3": first}


def test_a_repository_without_a_commit_has_no_closing_commits(tmp_path):
    from operations import gov_repository

    assert closing_commits(tasks_of(gov_repository(tmp_path / "new")).recording.workspace) == {}


def test_what_is_over_stays_as_it_is(ops):
    done = state(ops, f'[{{"id": "T-1", "title": "a", "state": "completed", "evidence": "{URL}"}}]')
    assert not complete(done, "T-1", "https://other.example.com", "ada", NOW).is_changed
    with pytest.raises(GovError, match="is done"):
        decline(done, "T-1", "no", "ada", NOW)
    history = '[{"state": "cancelled", "reason": "gone"}]'
    declined = state(ops, f'[{{"id": "T-1", "title": "a", "state": "cancelled", "history": {history}}}]')
    assert not decline(declined, "T-1", "again", "ada", NOW).is_changed
    with pytest.raises(GovError, match="was declined: gone"):
        complete(declined, "T-1", URL, "ada", NOW)


def test_what_was_marked_by_hand_can_still_be_proved(ops):
    tasks = state(ops, '[{"id": "T-1", "title": "a", "state": "completed"}]')
    assert complete(tasks, "T-1", URL, "ada", NOW).task.evidence == URL


def test_a_task_that_waited_for_an_open_one_is_done_all_the_same_and_said(ops):
    tasks = state(ops, '[{"id": "T-1", "title": "a"}, {"id": "T-2", "title": "b", "blocked_by": ["T-1"]}]')
    assert "it waited for `T-1`, still open" in complete(tasks, "T-2", URL, "ada", NOW).notes


def test_a_broken_report_never_keeps_a_task_from_being_ended(tmp_path):
    ops = followed_up(tmp_path / "ops")
    (path,) = ops.top.glob("unified_workflow/**/INC-*.md")
    path.write_bytes(b"\xff\n## Follow-ups\n<!-- gov:tasks -->\nx\n<!-- /gov:tasks -->\n")
    tasks = state(ops, f'[{{"id": "T-1", "title": "a", "incident": "{INCIDENT}"}}]')
    changed = complete(tasks, "T-1", URL, "ada", NOW)
    assert changed.task.state == "completed"
    assert changed.report is None
    assert "is left as it is" in " ".join(changed.notes)
