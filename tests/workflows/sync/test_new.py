"""The agenda of a week, gathered from a real repository; each part says what the repository knows."""

import json
import marshal
import os
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from followed import INCIDENT, REPORT, followed_up
from repositories import gov_program

from governor_cli.adapters.checkup import keep_checkup
from governor_cli.adapters.workspace import open_workspace
from governor_cli.contracts.examination import Examination, Result
from governor_cli.core.errors import GovError, UsageError
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.sync.agenda import View, restored
from governor_cli.workflows.sync.meetings import Syncs, read_week
from governor_cli.workflows.sync.new import new, shown, write
from governor_cli.workflows.sync.standing import Standing

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WEEK = timedelta(weeks=1)
FOLDER = "artifacts/operations/syncs"
AGENDA = f"{FOLDER}/2026-W48.md"
ROTATIONS = """rotations:
  - {id: one, role: primary-operator, turn: 1 week, handoff: "Mon 06:00", from: 2026-01-05, people: [ada, bo]}
  - {id: two, like: one, offset: 1, role: secondary-operator}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """One resolved incident, a roster that covers most, a late follow-up, a capture, two deployments."""
    repo = followed_up(tmp_path_factory.mktemp("sync") / "ops")
    roster = "artifacts/support/on-call-roster.md"
    repo.write(roster, repo.read(roster).replace("rotations: []\n", ROTATIONS))
    tasks = [
        {
            "id": "T-7777",
            "title": "Alert on the pool",
            "owner": "@ada",
            "due": "2026-11-20",
            "state": "pending",
        },
        {
            "id": "T-8888",
            "title": "Enlarge it",
            "incident": INCIDENT,
            "state": "pending",
            "due": "2026-12-20",
        },
    ]
    repo.write("tasks.json", json.dumps(tasks))
    repo.write("artifacts/operations/metrics/2026-11-23.md", CAPTURES)
    repo.commit("start")
    for at, outcome in (("20261102T100000Z", "success"), ("20261123T093000Z", "failed")):
        day = f"{at[:4]}-{at[4:6]}-{at[6:8]}T{at[9:11]}:{at[11:13]}:00Z"
        message = f"deploy\n\nOutcome: {outcome}\nPlanned: yes\n"
        repo.git("tag", "-a", "-m", message, f"deploy/production/{at}", GIT_COMMITTER_DATE=day)
    return repo


CAPTURES = """\
---
kind: metrics
schema: 1
date: 2026-11-23
captures:
  - at: 2026-11-23T10:10:00Z
    trigger: scheduled
    environment: production
    source: hand
    health: [{name: p95, value: "280", unit: ms, target: "<= 300", ok: true}]
  - at: 2026-11-23T11:10:00Z
    trigger: scheduled
    environment: production
    source: hand
    health: [{name: p95, value: "410", unit: ms, target: "<= 300", ok: false}]
---
"""


@pytest.fixture
def ops(base):
    """The same repository, without any agenda."""
    yield base
    base.git("checkout", "-q", "--", ".")
    base.git("clean", "-qfd")


def syncs_of(repo):
    return Syncs(Recording(open_workspace(repo.top)))


def agenda(repo, now=NOW, week=None, meeting=None):
    """Write the agenda; its document and the notes."""
    syncs = syncs_of(repo)
    written = new(syncs, week, now, meeting)
    write(syncs, written)
    return written.document, list(written.notes)


def part(document, name):
    return document.markdown.blocks[name].text.strip()


def test_every_part_says_what_the_repository_knows(ops):
    document, notes = agenda(ops)
    assert notes == []
    assert document.path == AGENDA
    assert document.front["attendees"] == ["@ada", "@bo", "release-manager", "sre-liaison"]
    assert document.front["incidents"] == [INCIDENT]
    assert "date" not in document.front
    assert "| primary-operator | @ada, until 2026-11-30 06:00 |" in part(document, "attendees")
    assert "| T-7777 | Alert on the pool | @ada | 2026-11-20 | pending, 5 d late |  |" in part(
        document, "actions"
    )
    assert f"| T-8888 | Enlarge it ({INCIDENT}) | nobody | 2026-12-20 | pending |  |" in part(
        document, "actions"
    )
    link = re.search(r"\[INC-20261123-7F3K\]\(([^)]*)\) \| P1 \| resolved \|", part(document, "incidents"))
    assert link is not None
    assert (ops.top / FOLDER / link[1]).resolve() == (ops.top / REPORT).resolve()
    assert "1 of 1 updates late" in part(document, "incidents")
    assert part(document, "overdue") == "Nothing is overdue."
    assert f"| {INCIDENT} | Search fails | 2026-11-24 11:00 | 25h | @ada |" in part(document, "documentation")
    assert f"| {INCIDENT} | somebody to begin it | 2026-11-30 11:00 | @ada |" in part(document, "checklists")
    assert "| 2026-11-23 | @bo Mon 00:00-06:00" in part(document, "coverage")
    assert "nobody holds `release-manager`, which the escalation of P0, P1 names" in part(
        document, "coverage"
    )
    assert "| production | p95 | ▁█ | 410 ms | <= 300 | missed |" in part(document, "trends")
    assert "| change fail rate | 50 % | 2 | no data | 0 |" in part(document, "trends")
    assert part(document, "tooling") == "Nobody has run `gov doctor` in this clone."
    assert ops.gov("check", AGENDA).code == 0


def test_what_the_other_process_tells_can_be_sent_and_is_the_same_then(ops):
    """Were it not, this process would do that work as well, and nobody would see why it takes so long."""
    told = Standing(View(syncs_of(ops), "2026-W48", NOW, NOW)).told()
    assert [part.name for part in told.parts] == [
        "attendees",
        "overdue",
        "coverage",
        "documentation",
        "checklists",
        "tooling",
    ]
    assert restored(marshal.loads(marshal.dumps(told.plain))).plain == told.plain


def test_of_a_week_before_all_agendas_nobody_is_told_to_write_one(ops):
    agenda(ops)
    with pytest.raises(GovError, match="there is no sync of 2020-W01") as refused:
        syncs_of(ops).document("2020-W01")
    assert refused.value.hint == "The latest one is that of 2026-W48."
    with pytest.raises(GovError) as refused:
        syncs_of(ops).document("2026-W49")
    assert refused.value.hint == "Write it with `gov sync new 2026-W49`."


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processors cannot be chosen here")
def test_on_one_processor_and_on_two_the_agenda_is_the_same(ops):
    """Parts are gathered in two processes where two can run: what they say is no matter of that."""

    def written(processors):
        (ops.top / AGENDA).unlink(missing_ok=True)
        told = subprocess.run(
            [gov_program(), "sync", "new"],
            cwd=ops.top,
            capture_output=True,
            check=True,
            env={**os.environ, "GOV_NOW": "2026-11-25T12:00:00Z"},
            preexec_fn=lambda: os.sched_setaffinity(0, processors),
        )
        return told.stdout, told.stderr, ops.read(AGENDA)

    every = os.sched_getaffinity(0)
    assert written(every) == written({min(every)})


def test_the_last_examination_is_shown_and_none_is_made(ops):
    workspace = open_workspace(ops.top)
    keep_checkup(workspace, Examination(NOW - WEEK, [Result("remote", "failed", "no answer", 6.0)]))
    document, _ = agenda(ops)
    assert "`gov doctor` ran on 2026-11-18 12:00 UTC, 7d before this was written: 1 probe failed." in part(
        document, "tooling"
    )
    shutil.rmtree(ops.top / ".git/gov")


def test_the_same_moment_writes_no_byte_and_a_later_one_only_what_changed(ops):
    first, _ = agenda(ops)
    again, _ = agenda(ops)
    assert again.data == first.data
    later, _ = agenda(ops, NOW + timedelta(hours=1))
    changed = [
        name
        for name, block in later.markdown.blocks.items()
        if (block.args, block.text) != (first.markdown.blocks[name].args, first.markdown.blocks[name].text)
    ]
    assert changed == ["incidents", "documentation"]


def test_the_next_agenda_begins_where_the_last_one_ended(ops):
    agenda(ops)
    document, notes = agenda(ops, NOW + WEEK)
    assert document.path == f"{FOLDER}/2026-W49.md"
    assert notes == [
        "the sync of 2026-W48 is still open: `gov sync close 2026-W48` makes tasks of its actions"
    ]
    block = document.markdown.blocks["incidents"]
    assert block.args.startswith("since=2026-11-25T12:00:00Z until=2026-12-02T12:00:00Z")
    assert part(document, "incidents") == "No incident since 2026-11-25 12:00 UTC."


def test_actions_of_a_sync_that_nobody_closed_are_not_forgotten(ops):
    document, _ = agenda(ops)
    lines = (
        "- [ ] @ada test <!-- x --> the pager by 2026-12-04",
        "- [ ] @bo done by 2026-12-04 (task T-1111)",
        "- [x] @bo a by 2026-12-04",
    )
    ops.write(AGENDA, document.text + "\n".join(("", *lines, "")))
    told = part(agenda(ops, NOW + WEEK)[0], "actions")
    assert told.endswith("for the sync of 2026-W48 is still open:\n\n- @ada test the pager by 2026-12-04")
    ops.write(AGENDA, ops.read(AGENDA).replace("status: open", "status: closed\ndate: 2026-11-25"))
    assert "still open" not in part(agenda(ops, NOW + WEEK)[0], "actions")


def test_an_incident_that_was_recorded_late_is_told_a_week_later(ops):
    report = ops.read(REPORT)
    (ops.top / REPORT).unlink()
    first, _ = agenda(ops)
    assert first.front["incidents"] == []
    ops.write(REPORT, report)
    second, _ = agenda(ops, NOW + WEEK)
    assert second.front["incidents"] == [INCIDENT]
    third, _ = agenda(ops, NOW + 2 * WEEK)
    assert third.front["incidents"] == []


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ("status: closed\nclosed: 2026-11-19T10:00:00Z\ndate: 2026-11-18\n", "2026-11-19T10:00:00Z"),
        ("date: 2026-11-18\n", "2026-11-18T00:00:00Z"),
        ("", "2026-11-16T00:00:00Z"),
        ("status: nonsense\n", "2026-11-16T00:00:00Z"),
    ],
)
def test_minutes_that_people_wrote_by_hand_say_since_when(ops, facts, since):
    ops.write(f"{FOLDER}/2026-W47.md", f"---\nkind: sync\nschema: 1\nweek: 2026-W47\n{facts}---\n")
    document, _ = agenda(ops)
    assert document.markdown.blocks["incidents"].args.startswith(f"since={since} ")


def test_a_week_to_come_invites_whoever_has_it(ops):
    document, _ = agenda(ops, week="W49")
    assert document.front["attendees"][:2] == ["@bo", "@ada"]
    assert "date" not in document.front


def test_a_time_says_day_and_week(ops):
    document, _ = agenda(ops, meeting=datetime(2026, 12, 1, 9, tzinfo=UTC))
    assert (document.path, document.front["date"]) == (f"{FOLDER}/2026-W49.md", "2026-12-01")
    assert document.front["attendees"][0] == "@bo"
    with pytest.raises(UsageError, match="is in 2026-W49, not in 2026-W48"):
        new(syncs_of(ops), "2026-W48", NOW, datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize(("week", "why"), [("2026-W47", "is over"), ("2028-W01", "more than a year away")])
def test_weeks_that_nobody_meets_in_are_refused(ops, week, why):
    with pytest.raises(GovError, match=why):
        new(syncs_of(ops), week, NOW)


@pytest.mark.parametrize("given", ["", "2026-W54", "W0", "9999-W52", "1969-W01", "next", "2026-48"])
def test_what_is_no_week_is_refused(given):
    with pytest.raises(UsageError, match=r"week|years"):
        read_week(given, "2026-W48")


@pytest.mark.parametrize("given", ["2026-W48", "w48", "48", " 2026-w48 "])
def test_a_week_may_be_typed_in_short(given):
    assert read_week(given, "2026-W01") == "2026-W48"


def test_a_week_begins_on_monday_where_the_team_lives(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.write(playbook, ops.read(playbook).replace("timezone: UTC", "timezone: Asia/Tokyo", 1))
    assert syncs_of(ops).this_week(datetime(2026, 11, 29, 16, tzinfo=UTC)) == "2026-W49"
    assert syncs_of(ops).monday("2026-W49") == datetime(2026, 11, 29, 15, tzinfo=UTC)


def test_what_cannot_be_read_hides_no_other_part(ops):
    ops.write("tasks.json", "[")
    ops.write("artifacts/support/on-call-roster.md", "nothing")
    document, notes = agenda(ops)
    assert part(document, "actions").startswith("Not known when this was written: tasks.json:1:")
    assert "cannot be used" in part(document, "coverage")
    assert document.front["incidents"] == [INCIDENT]
    assert {"`gov:actions`", "`gov:coverage`"} <= {note.split(" is not written")[0] for note in notes}
    ops.git("checkout", "-q", "--", "tasks.json")
    again, _ = agenda(ops)
    assert "| T-7777 |" in part(again, "actions")


def test_deliveries_that_cannot_be_told_hide_no_measurement(ops):
    ops.write("gov.toml", ops.read("gov.toml") + '[deployments]\nfile = "nowhere.json"\n')
    told = part(agenda(ops)[0], "trends")
    assert "| production | p95 |" in told
    assert "Deliveries are not known: " in told
    assert "No deployment" not in told


def test_a_report_that_cannot_be_read_is_named(ops):
    ops.write(REPORT, ops.read(REPORT).replace("status: resolved", "status: ["))
    document, notes = agenda(ops)
    assert part(document, "overdue").startswith(f"- {REPORT} cannot be read")
    assert document.front["incidents"] == []
    assert any("cannot be read" in note for note in notes)


def test_an_agenda_that_was_true_when_it_was_written_is_never_found_fault_with(ops):
    agenda(ops)
    ops.write("tasks.json", "[]")
    ops.write(
        "artifacts/support/on-call-roster.md",
        ops.read("artifacts/support/on-call-roster.md").replace("[ada, bo]", "[bo]"),
    )
    told = json.loads(ops.gov("check", AGENDA, "-f", "json").stdout)["data"]
    assert told["findings"] == []


def test_closed_minutes_stay_as_they_are(ops):
    document, _ = agenda(ops)
    ops.write(AGENDA, document.text.replace("status: open", "status: closed\ndate: 2026-11-25"))
    again, notes = agenda(ops, NOW + timedelta(hours=1))
    assert notes == ["the sync of 2026-W48 is closed: nothing is written"]
    assert again.text == ops.read(AGENDA)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.replace("week: 2026-W48", "week: 2026-W40"), r":4: `week` is 2026-W40"),
        (lambda text: text + "\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "conflict"),
        (lambda text: text + "<!-- never closed\n", "never closed"),
        (lambda text: text.replace("<!-- /gov:overdue -->", ""), "gov:overdue` is never closed"),
        (lambda text: text.replace("status: open", "status: soon"), "status"),
        (lambda _: "no front matter\n", "no front matter"),
    ],
)
def test_minutes_that_cannot_be_read_are_not_touched(ops, change, why):
    document, _ = agenda(ops)
    broken = change(document.text)
    ops.write(AGENDA, broken)
    with pytest.raises(GovError, match=why):
        agenda(ops, NOW + timedelta(hours=1))
    assert ops.read(AGENDA) == broken


def test_minutes_that_git_ignores_are_not_taken_for_missing(ops):
    agenda(ops)
    ops.write(".gitignore", f"{FOLDER}/*\n")
    with pytest.raises(GovError, match="git ignores it"):
        agenda(ops)
    (ops.top / AGENDA).unlink()


def test_what_would_be_written_is_shown_as_a_difference_to_what_is_there(ops):
    assert shown(new(syncs_of(ops), None, NOW)).startswith("---\nkind: sync\n")
    agenda(ops)
    assert shown(new(syncs_of(ops), None, NOW)) == ""
    told = shown(new(syncs_of(ops), None, NOW + timedelta(hours=1)))
    assert told.startswith(f"--- a/{AGENDA}\n+++ b/{AGENDA}\n")


def test_the_promises_of_an_incident_that_goes_on_are_kept_and_told_as_of_now(ops):
    open_again = (line for line in ops.read(REPORT).splitlines(keepends=True))
    over = ("  mitigated:", "  resolved:", "  closed:", "  acknowledged:", "outcome:")
    text = "".join(line for line in open_again if not line.startswith(over))
    ops.write(REPORT, re.sub("^status: .*$", "status: declared", text, flags=re.MULTILINE))
    told = set()
    for minutes in (0, 7, 600):
        at = NOW + timedelta(minutes=minutes)
        kept = part(agenda(ops, at)[0], "incidents")
        shutil.rmtree(ops.top / ".git/gov")
        assert part(agenda(ops, at)[0], "incidents") == kept
        told.add(kept)
    assert len(told) == 3
    assert all("still open" in text for text in told)


@pytest.mark.parametrize(
    "without",
    [pytest.param((), id="over"), pytest.param(("  resolved:", "  closed:", "outcome:"), id="no end known")],
)
def test_what_broke_by_a_later_time_is_not_told_to_an_earlier_one(ops, without):
    lines = ops.read(REPORT).splitlines(keepends=True)
    ops.write(REPORT, "".join(line for line in lines if not line.startswith(without or ("\0",))))
    hours = (24, 0, -48.5, -49.7, 24)
    moments = [NOW + timedelta(hours=length) for length in hours]
    kept = [part(agenda(ops, at)[0], "incidents") for at in moments]
    for at, told in zip(moments, kept, strict=True):
        shutil.rmtree(ops.top / ".git/gov")
        assert part(agenda(ops, at)[0], "incidents") == told
