"""Closing a sync: boxes become tasks once, decisions are carried out, and nothing is left undecided."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from followed import INCIDENT, REPORT, followed_up
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError, UsageError
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.sync.close import close, write, written
from governor_cli.workflows.sync.meetings import Syncs
from governor_cli.workflows.sync.new import new
from governor_cli.workflows.sync.new import write as write_new
from governor_cli.workflows.task.write import write as write_tasks

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WEEK = "2026-W48"
AGENDA = f"artifacts/operations/syncs/{WEEK}.md"
LATE = {
    "id": "T-7777",
    "title": "Alert on the pool",
    "owner": "@ada",
    "due": "2026-11-20",
    "state": "pending",
}
AHEAD = {"id": "T-8888", "title": "Enlarge it", "owner": "@bo", "due": "2026-12-20", "state": "pending"}
URL = "https://git.example.com/ops/pulls/7"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return followed_up(tmp_path_factory.mktemp("close") / "ops")


@pytest.fixture
def ops(base, monkeypatch):
    monkeypatch.chdir(base.top)
    yield base
    base.git("checkout", "-q", "--", ".")
    base.git("clean", "-qfd")


def syncs_of(repo):
    return Syncs(Recording(open_workspace(repo.top)))


def held(repo, *lines, tasks=(), decisions=()):
    """A sync with these lines below `Actions`, and these decisions about tasks."""
    if tasks:
        repo.write("tasks.json", json.dumps(tasks))
    syncs = syncs_of(repo)
    write_new(syncs, new(syncs, WEEK, NOW))
    text = repo.read(AGENDA)
    for name, decision in dict(decisions).items():
        row = next(line for line in text.splitlines() if line.startswith(f"| {name} |"))
        text = text.replace(row, f"{row.removesuffix('|').rstrip()} {decision} |")
    repo.write(AGENDA, text + "".join(f"\n{line}" for line in ("", *lines)) + "\n")


def closed(repo, now=NOW, day=None, by="ada", save=True):
    closing = close(syncs_of(repo), WEEK, by, now, day)
    if save:
        write(closing)
    return closing


def tasks_in(repo):
    return {one["id"]: one for one in json.loads(repo.read("tasks.json"))}


def test_open_boxes_become_tasks_and_the_minutes_say_which(ops):
    held(
        ops,
        "- [ ] @ada alert on the pool by 2026-12-04",
        "- [x] @ada look at it by 2026-12-04",
        f"- [ ] @primary-operator ask the vendor about {INCIDENT} until 2026-12-09.",
    )
    before = ops.read(AGENDA)
    closing = closed(ops)
    (first, _), (second, _) = closing.made
    assert closing.closed
    known = tasks_in(ops)
    assert {key: known[first][key] for key in ("title", "owner", "due", "state", "source")} == {
        "title": "alert on the pool",
        "owner": "@ada",
        "due": "2026-12-04",
        "state": "pending",
        "source": f"sync {WEEK}",
    }
    assert (known[second]["owner"], known[second]["incident"]) == ("primary-operator", INCIDENT)
    assert f"| {second} | ask the vendor about {INCIDENT} |" in ops.read(REPORT)
    front = "status: closed\n", f"(task {first})\n", f"(task {second})\n", "date: 2026-11-25\n"
    assert all(text in ops.read(AGENDA) for text in front)
    kept = [line for line in before.splitlines() if line not in ops.read(AGENDA).splitlines()]
    assert [line.split()[0] for line in kept] == ["status:", "-", "-"]
    assert ops.gov("check", AGENDA, "tasks.json").code == 0


def test_all_boxes_become_tasks_at_once_and_equal_ones_become_one(ops):
    long = "word " * 80
    lines = [f"- [ ] @ada do {number % 20} by 2026-12-04" for number in range(30)]
    held(
        ops,
        *lines,
        f"- [ ] @ada {long}by 2026-12-04",
        "- [ ] @ada nothing",
    )
    minutes = ops.read(AGENDA)
    closing = closed(ops)
    assert len({id(changed.after) for changed in closing.changes}) == 1
    assert len(tasks_in(ops)) == 21
    names = [name for name, _ in closing.made]
    assert names[:10] == names[20:30]
    assert len(closing.lacking) == 1
    ops.write(AGENDA, minutes)  # as if the run had ended before it marked the boxes
    again = closed(ops)
    assert (again.changes, [name for name, _ in again.made]) == ([], names)


def test_once_is_once(ops):
    held(ops, "- [ ] @ada alert on the pool by 2026-12-04", "- [ ] @ada no date")
    assert closed(ops).lacking == [f"the action on line {len(ops.read(AGENDA).splitlines())} has no date"]
    tasks, minutes = ops.read("tasks.json"), ops.read(AGENDA)
    again = closed(ops, NOW + timedelta(hours=1))
    assert (again.made, again.closed, again.is_changed) == ([], False, False)
    assert (ops.read("tasks.json"), ops.read(AGENDA)) == (tasks, minutes)


def test_a_run_that_ended_before_it_marked_the_boxes_makes_no_second_task(ops):
    held(ops, "- [ ] @Ada alert on the pool by 2026-12-04")
    closing = closed(ops, save=False)
    write_tasks(closing.tasks, closing.changes[0])
    again = closed(ops)
    assert [name for name, _ in again.made] == list(tasks_in(ops))
    assert again.closed


def test_minutes_that_somebody_edits_meanwhile_are_closed_the_next_time(ops):
    held(ops, "- [ ] @ada alert on the pool by 2026-12-04", tasks=[LATE], decisions={"T-7777": "2026-12-11"})
    closing = closed(ops, save=False)
    ops.write(AGENDA, ops.read(AGENDA).replace("@ada alert", "@ada  alert"))
    with pytest.raises(GovError, match="changed"):
        write(closing)
    again = closed(ops)
    assert (again.closed, len(again.made), again.changes) == (True, 1, [])
    assert len(tasks_in(ops)) == 2


def test_closing_twice_changes_nothing_and_later_boxes_are_still_taken_up(ops):
    held(ops, "- [ ] @ada alert on the pool by 2026-12-04")
    closed(ops)
    again = closed(ops, NOW + timedelta(hours=1))
    assert (again.notes, again.is_changed, again.closed) == (
        [f"the sync of {WEEK} is closed already"],
        False,
        True,
    )
    ops.write(AGENDA, ops.read(AGENDA) + "- [ ] @ada enlarge it by 2026-12-05\n")
    assert len(closed(ops, NOW + timedelta(hours=2)).made) == 1
    assert "closed: 2026-11-25T12:00:00Z" in ops.read(AGENDA)


def test_what_is_carried_over_needs_a_decision(ops):
    held(ops, tasks=[LATE, AHEAD, {"id": "T-9999", "title": "x", "owner": "@bo", "state": "pending"}])
    closing = closed(ops)
    assert [(one.name, one.why) for one in closing.undecided] == [
        ("T-7777", "it was due on 2026-11-20"),
        ("T-9999", "it has no date"),
    ]
    assert not closing.closed
    assert "status: open" in ops.read(AGENDA)


@pytest.mark.parametrize(
    ("decision", "after"),
    [
        (f"done {URL}", {"state": "completed", "evidence": URL}),
        (
            "done `docs/operations/troubleshooting.md`",
            {"state": "completed", "evidence": "docs/operations/troubleshooting.md"},
        ),
        ("2026-12-11", {"state": "pending", "due": "2026-12-11"}),
        ("moved to 2026-12-11, @bo is away", {"state": "pending", "due": "2026-12-11"}),
        ("declined: the pool is gone", {"state": "cancelled"}),
    ],
)
def test_a_decision_in_the_minutes_is_carried_out(ops, decision, after):
    held(ops, tasks=[LATE], decisions={"T-7777": decision})
    closing = closed(ops)
    assert (closing.closed, [name for name, _ in closing.decided]) == (True, ["T-7777"])
    task = tasks_in(ops)["T-7777"]
    assert {key: task[key] for key in after} == after
    assert (task["history"][-1]["by"], task["history"][-1]["at"]) == ("@ada", "2026-11-25T12:00:00Z")
    assert f" {decision} |" in ops.read(AGENDA)
    assert ops.gov("check", AGENDA, "tasks.json").code == 0


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        ("done", "it is said to be done: write a commit, an address or a file behind `done`"),
        ("done deadbeef", "it is said to be done, but the commit deadbeef is not part of this history"),
        (
            "done soon",
            "it is said to be done, but `soon` is no commit, no address and no file of this repository",
        ),
        ("declined", "is declined without a reason"),
        ("2026-11-24", "the new date 2026-11-24 is over already"),
        ("2026-02-30", "the new date 2026-02-30 is a day that does not exist"),
        ("later", "`later` is neither done, nor a new date, nor declined"),
    ],
)
def test_what_is_no_decision_says_why(ops, decision, why):
    held(ops, tasks=[LATE], decisions={"T-7777": decision})
    closing = closed(ops)
    assert [(one.name, one.why) for one in closing.undecided] == [("T-7777", why)]
    assert (closing.closed, tasks_in(ops)["T-7777"]) == (False, LATE)


def test_all_that_was_decided_is_written_at_once(ops):
    tasks = [{**LATE, "id": f"T-{number:04}", "incident": INCIDENT} for number in range(1, 41)]
    decisions = {task["id"]: "2026-12-11" for task in tasks}
    decisions |= {"T-0002": "declined: nobody needs it", "T-0003": f"done {URL}", "T-0004": "later"}
    held(ops, tasks=tasks, decisions=decisions)
    closing = closed(ops)
    assert len({id(changed.after) for changed in closing.changes}) == 1
    assert [name for name, _ in closing.decided] == [one for one in decisions if one != "T-0004"]
    assert [one.name for one in closing.undecided] == ["T-0004"]
    known = tasks_in(ops)
    assert [known[f"T-000{number}"]["state"] for number in range(1, 5)] == [
        *("pending", "cancelled", "completed", "pending"),
    ]
    assert ops.read(REPORT).count("| 2026-12-11 | pending |") == 37


def test_a_task_that_cannot_be_changed_keeps_no_other_decision_from_being_carried_out(ops):
    odd = {**LATE, "id": "T-9999", "history": "none"}
    third = {**LATE, "id": "T-1111"}
    decisions = dict.fromkeys(("T-1111", "T-7777", "T-9999"), "2026-12-11")
    held(ops, tasks=[LATE, odd, third], decisions=decisions)
    closing = closed(ops)
    assert [name for name, _ in closing.decided] == ["T-7777", "T-1111"]
    assert [(one.name, one.why) for one in closing.undecided] == [("T-9999", "`[1].history` is not a list")]
    assert [task["due"] for task in tasks_in(ops).values()] == ["2026-12-11", "2026-11-20", "2026-12-11"]


def test_what_is_decided_under_two_names_of_a_task_counts_in_order(ops):
    held(ops, tasks=[LATE], decisions={"T-7777": "2026-12-11"})
    text = ops.read(AGENDA)
    row = next(line for line in text.splitlines() if line.startswith("| T-7777 |"))
    again = row.replace("| T-7777 |", "| 7777 |").replace("2026-12-11", "declined: the pool is gone")
    ops.write(AGENDA, text.replace(row, f"{row}\n{again}"))
    closing = closed(ops)
    assert closing.decided == [("T-7777", "due on 2026-12-11"), ("7777", "declined")]
    task = tasks_in(ops)["T-7777"]
    assert (task["state"], task["due"], len(task["history"])) == ("cancelled", "2026-12-11", 2)


def test_a_task_waits_for_nothing_that_is_done_in_the_same_sync(ops):
    last = {**LATE, "id": "T-1111", "blocked_by": ["T-7777", "T-8888"]}
    done = {"T-1111": f"done {URL}", "T-7777": f"done {URL}"}
    held(ops, tasks=[last, LATE, AHEAD], decisions=done)
    assert closed(ops).notes == ["it waited for `T-8888`, still open"]


def test_a_commit_that_closes_a_task_is_proof_enough(ops):
    head = ops.git("rev-parse", "HEAD")
    held(ops, tasks=[LATE], decisions={"T-7777": "done"})
    ops.git("commit", "-q", "--allow-empty", "-m", "Alert\n\nCloses-Task: T-7777")
    assert closed(ops).closed
    assert tasks_in(ops)["T-7777"]["evidence"] == ops.git("rev-parse", "HEAD")
    ops.git("reset", "-q", "--soft", head)


def test_a_decision_made_elsewhere_counts_as_well(ops):
    held(ops, tasks=[LATE], decisions={"T-7777": "later"})
    ops.write("tasks.json", json.dumps([{**LATE, "state": "completed", "evidence": URL}]))
    assert closed(ops).closed


def test_a_decision_about_a_task_that_is_gone_is_said_and_keeps_nobody(ops):
    held(ops, tasks=[LATE], decisions={"T-7777": f"done {URL}"})
    ops.write("tasks.json", "[]")
    closing = closed(ops)
    assert closing.closed
    assert any("T-7777" in note for note in closing.notes)


def test_lateness_is_judged_on_the_day_of_the_sync(ops):
    due = {**AHEAD, "due": "2026-11-28"}
    held(ops, tasks=[due])
    later = datetime(2026, 12, 2, 9, tzinfo=UTC)
    assert [one.name for one in closed(ops, later).undecided] == ["T-8888"]
    assert closed(ops, later, date(2026, 11, 25)).closed
    assert "date: 2026-11-25\n" in ops.read(AGENDA)


@pytest.mark.parametrize(
    ("now", "day", "why"),
    [
        ("2026-12-02", None, "nobody says on which day it took place: add --date"),
        ("2026-12-02", "2026-12-01", "2026-12-01 is in 2026-W49, not in 2026-W48"),
        ("2026-11-25", "2026-11-27", "it takes place on 2026-11-27, which is still to come"),
    ],
)
def test_a_sync_closes_with_the_day_it_took_place(ops, now, day, why):
    held(ops)
    at = datetime.fromisoformat(f"{now}T09:00:00+00:00")
    closing = closed(ops, at, date.fromisoformat(day) if day else None)
    assert (closing.lacking, closing.closed) == ([why], False)


def test_a_sync_to_which_nobody_came_does_not_close(ops):
    held(ops)
    text = ops.read(AGENDA)
    attendees = next(line for line in text.splitlines() if line.startswith("attendees:"))
    ops.write(AGENDA, text.replace(attendees, "attendees: []"))
    assert closed(ops).lacking == ["nobody is named under `attendees`"]


def test_nobody_closes_in_the_name_of_somebody_unknown(ops):
    held(ops, "- [ ] @ada alert on the pool by 2026-12-04")
    with pytest.raises(UsageError, match="--by `nobody here`"):
        closed(ops, by="nobody here")


def test_there_is_nothing_to_close_without_minutes(ops):
    with pytest.raises(GovError, match="no sync of 2026-W48"):
        close(syncs_of(ops), WEEK, None, NOW)


def test_what_would_be_written_is_shown_file_by_file(ops):
    held(
        ops,
        f"- [ ] @ada alert on the pool ({INCIDENT}) by 2026-12-04",
        tasks=[LATE],
        decisions={"T-7777": "2026-12-11"},
    )
    told = written(closed(ops, save=False))
    assert [line for line in told.splitlines() if line.startswith("+++")] == [
        "+++ b/tasks.json",
        f"+++ b/{REPORT}",
        f"+++ b/{AGENDA}",
    ]


def test_several_tasks_of_one_incident_are_all_in_its_report(ops):
    held(ops, *(f"- [ ] @ada do {number} about {INCIDENT} by 2026-12-04" for number in range(3)))
    closing = closed(ops)
    assert all(f"| {name} |" in ops.read(REPORT) for name, _ in closing.made)
    assert closing.changed_paths == [AGENDA, "tasks.json", REPORT]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Co", "Cn"]), max_size=40)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_whatever_an_action_says_it_becomes_one_task_and_keeps_its_words(ops, texts):
    (ops.top / "tasks.json").unlink(missing_ok=True)
    (ops.top / AGENDA).unlink(missing_ok=True)
    lines = [f"- [ ] @ada {number} {words} by 2026-12-04" for number, words in enumerate(texts)]
    held(ops, *lines)
    before = ops.read(AGENDA)
    closing = closed(ops)
    again = closed(ops, NOW + timedelta(hours=1))
    assert (again.made, again.is_changed) == ([], False)
    if (ops.top / "tasks.json").exists():
        assert len(tasks_in(ops)) == len(closing.made) <= len(texts)
    after = ops.read(AGENDA).splitlines()
    body = [line for line in before.splitlines() if not line.startswith("status:")]
    assert all(any(line == one or one.startswith(line) for one in after) for line in body)
