"""Steps in the same process: any sequence of them yields a report that checks, and no row is ever lost."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.adapters.workspace import open_workspace
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.errors import GovError, NotReadyError, UsageError
from governor_cli.kinds.incident.kind import KIND
from governor_cli.kinds.incident.timeline import entries
from governor_cli.workflows.incident.ends import cancel, close, reopen
from governor_cli.workflows.incident.new import Declaration, declare
from governor_cli.workflows.incident.page import page, page_beside
from governor_cli.workflows.incident.record import Fact, write_recorded
from governor_cli.workflows.incident.steps import acknowledge, assign, composed, log, resolve, triage
from governor_cli.workflows.incident.work import engage_runbook, hand_off
from governor_cli.workflows.repository.reading import record_of
from governor_cli.workflows.repository.recording import Recording

TESTS = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)


def minutes(number):
    return NOW + timedelta(minutes=number)


@pytest.fixture
def ops(repo):
    """The playbook of the cases, and one declared P1."""
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    return Ops(open_workspace(repo.top))


class Ops:
    """One incident; each step is written and read again."""

    def __init__(self, workspace):
        self.workspace = workspace
        made = declare(self.recording, Declaration("Search is slow", "P1", NOW, source="governor-support"))
        self.id, self.path = made.picture.record.id, made.path

    @property
    def recording(self):
        return Recording(self.workspace)

    @property
    def document(self):
        return read(self.path, (self.workspace.root / self.path).read_bytes())

    @property
    def record(self):
        return record_of(self.document)

    def fact(self, verb, at=5, text="", who="@ada"):
        return Fact(verb, who, minutes(at), text)

    def take(self, step, *args):
        recording = self.recording
        done = step(recording, self.id, *args, minutes(600))
        write_recorded(recording, done)
        return done

    def errors(self):
        subject = Subject(self.document, self.record, self.recording.policy)
        return [
            f"{fault.code} {fault.message}"
            for rule in KIND.rules
            for fault in rule.check(subject)
            if (fault.severity or rule.severity) == "error"
        ]

    def rows(self):
        return [(row.type, row.text) for row in entries(self.document)]


def test_from_declared_to_resolved(ops):
    ops.take(acknowledge, ops.fact("ack", 3))
    ops.take(log, ops.fact("update", 12, "failing over"))
    ops.take(acknowledge, ops.fact("mitigate", 30))
    done = ops.take(resolve, ops.fact("resolve", 40, "the replica holds"), "fixed")
    assert ops.errors() == []
    assert (ops.record.status, ops.record.outcome) == ("resolved", "fixed")
    assert ops.record.times.responded == minutes(12)
    assert [row[0] for row in ops.rows()] == ["declared", "acknowledged", "update", "mitigated", "resolved"]
    states = {clock.name: clock.state for clock in done.picture.clocks}
    assert states.pop("documentation") == "running"
    assert set(states.values()) == {"met"}
    keys = list(ops.document.front)
    assert keys.index("outcome") < keys.index("alerts")


def test_a_row_stands_in_its_place_by_time(ops):
    ops.take(log, ops.fact("log", 20, "second"))
    ops.take(log, ops.fact("log", 10, "first"))
    ops.take(log, ops.fact("log", 20, "third"))
    assert [text for _, text in ops.rows()][1:] == ["first", "second", "third"]


def test_a_step_taken_twice_changes_nothing_and_says_when(ops):
    ops.take(acknowledge, ops.fact("ack", 3))
    again = ops.take(acknowledge, ops.fact("ack", 9))
    assert not again.is_changed
    assert "was acknowledged at 2026-11-23T10:05:00Z already" in again.note


def test_a_step_that_may_not_follow_is_refused(ops):
    ops.take(resolve, ops.fact("resolve", 40), "fixed")
    with pytest.raises(GovError, match="resolved already") as refused:
        ops.take(page, ops.fact("page", 50))
    assert refused.value.hint


def test_a_milestone_that_nobody_wrote_down_is_recorded_late_with_its_time(ops):
    """At three in the morning people mitigate first and type later."""
    ops.take(log, ops.fact("log", 9, "restarted it"))
    ops.take(resolve, ops.fact("resolve", 40), "fixed")
    ops.take(acknowledge, ops.fact("ack", 4))
    ops.take(acknowledge, ops.fact("mitigate", 30))
    assert ops.errors() == []
    assert (ops.record.status, ops.record.times.acknowledged) == ("resolved", minutes(4))
    assert ops.record.times.mitigated == minutes(30)
    assert [row[0] for row in ops.rows()] == ["declared", "acknowledged", "", "mitigated", "resolved"]


def test_a_milestone_that_is_too_late_for_its_place_is_refused_with_the_way_out(ops):
    ops.take(acknowledge, ops.fact("mitigate", 20))
    before = ops.document.data
    with pytest.raises(UsageError, match="`mitigated` is before `acknowledged`") as refused:
        ops.take(acknowledge, ops.fact("ack", 21))
    assert refused.value.hint.startswith("Say with --at when it was")
    assert ops.document.data == before


def test_a_late_acknowledgement_finds_the_response_that_followed_it(ops):
    ops.take(log, ops.fact("log", 2, "seen before anybody took it"))
    ops.take(log, ops.fact("update", 9, "restarting"))
    ops.take(acknowledge, ops.fact("ack", 4))
    assert ops.record.times.responded == minutes(9)


def test_a_time_before_the_declaration_is_refused_and_nothing_is_written(ops):
    before = ops.document.data
    with pytest.raises(UsageError, match="`acknowledged` is before `declared`"):
        ops.take(acknowledge, ops.fact("ack", -5))
    assert ops.document.data == before


def test_faults_that_were_there_before_do_not_keep_a_fact_out(ops):
    file = ops.workspace.root / ops.path
    file.write_bytes(file.read_bytes().replace(b"| Who |", b"| Wer |") + b"\n## Impact\n")
    ops.take(log, ops.fact("log", 10, "still recorded"))
    assert ("", "still recorded") in ops.rows()


def test_a_report_that_lost_its_timeline_gets_one(ops):
    file = ops.workspace.root / ops.path
    text = file.read_text()
    start, end = text.index("## Timeline"), text.index("## Detection")
    file.write_text(text[:start] + text[end:])
    ops.take(log, ops.fact("log", 10, "recorded"))
    assert ops.rows() == [("", "recorded")]


def test_a_downgrade_needs_a_reason_and_takes_new_targets_but_not_for_the_acknowledgement(ops):
    with pytest.raises(UsageError, match="is a downgrade"):
        ops.take(triage, ops.fact("triage", 10), "P2", None)
    ops.take(triage, ops.fact("triage", 10), "P2", "one region only")
    assert ops.errors() == []
    targets = ops.record.targets
    assert (targets.respond, targets.page, targets.hours) == (timedelta(hours=4), None, "Mon-Fri 06:00-22:00")
    assert targets.acknowledge == timedelta(minutes=15)
    assert ops.rows()[-1] == ("severity", "P2, was P1: one region only")
    again = ops.take(triage, ops.fact("triage", 11), "p2", None)
    assert not again.is_changed


def test_a_tightened_playbook_does_not_change_the_targets_of_an_incident_declared_before(ops):
    git = ops.workspace.git
    git.run("add", "-A", writes=True)
    git.run("commit", "-q", "-m", "start", writes=True)
    playbook = ops.workspace.root / "docs/operations/support-playbook.md"
    playbook.write_text(playbook.read_text().replace("respond_within: 4h", "respond_within: 5m"))
    ops.take(triage, ops.fact("triage", 10), "P2", "one region only")
    assert ops.record.targets.respond == timedelta(hours=4)


def test_a_draft_becomes_an_incident_when_its_severity_is_set(ops):
    file = ops.workspace.root / ops.path
    file.write_text(
        "---\nkind: incident\nschema: 1\n"
        f"id: {ops.id}\ntitle: Slow\nstatus: draft\ntimes:\n  received: 2026-11-23T10:00:00Z\n"
        "alerts: [{source: alertmanager, key: slow, firing: [a1]}]\n---\n\n## Timeline\n"
    )
    ops.take(acknowledge, ops.fact("ack", 1))
    assert ops.record.status == "draft"
    with pytest.raises(GovError, match="draft"):
        ops.take(resolve, ops.fact("resolve", 2), "fixed")
    ops.take(triage, ops.fact("triage", 5), "P1", None)
    assert ops.errors() == []
    assert (ops.record.status, ops.record.severity) == ("acknowledged", "P1")
    assert ops.rows()[-1] == ("declared", "P1, Slow")


def test_a_false_alarm_is_cancelled_in_one_step_and_can_come_back(ops):
    ops.take(cancel, ops.fact("cancel", 5, "a test alert"), "false-alarm", None)
    assert ops.errors() == []
    assert (ops.record.status, ops.record.outcome) == ("cancelled", "false-alarm")
    assert ops.rows()[-1] == ("cancelled", "false-alarm: a test alert")
    ops.take(reopen, ops.fact("reopen", 9), "it was none")
    assert ops.errors() == []
    assert (ops.record.status, ops.record.outcome, ops.record.times.cancelled) == ("declared", None, None)


def test_a_duplicate_names_another_incident_that_exists(ops):
    for outcome, other, message in (
        ("duplicate", None, "needs --of"),
        ("false-alarm", ops.id, "goes with --as duplicate"),
        ("duplicate", ops.id, "no duplicate of itself"),
    ):
        with pytest.raises(UsageError, match=message):
            ops.take(cancel, ops.fact("cancel", 5), outcome, other)
    with pytest.raises(GovError, match="there is no incident"):
        ops.take(cancel, ops.fact("cancel", 5), "duplicate", "ZZZZ")
    second = declare(ops.recording, Declaration("Slow too", "P1", NOW)).picture.record.id
    ops.take(cancel, ops.fact("cancel", 5), "duplicate", second[-4:])
    assert ops.record.duplicate_of == second
    assert ops.errors() == []


def test_reopening_takes_later_milestones_out_and_keeps_their_rows(ops):
    ops.take(acknowledge, ops.fact("ack", 3))
    ops.take(acknowledge, ops.fact("mitigate", 10))
    ops.take(resolve, ops.fact("resolve", 20), "fixed")
    ops.take(reopen, ops.fact("reopen", 30), "it is back")
    assert ops.errors() == []
    assert (ops.record.status, ops.record.times.resolved, ops.record.outcome) == ("acknowledged", None, None)
    ops.take(resolve, ops.fact("resolve", 40), "fixed")
    assert ops.errors() == []
    assert [row[0] for row in ops.rows()][-4:] == ["mitigated", "resolved", "reopened", "resolved"]


def test_an_incident_closes_with_a_complete_report_and_its_checklist(ops):
    with pytest.raises(GovError, match="it cannot close"):
        ops.take(close, ops.fact("close", 5), None)
    ops.take(resolve, ops.fact("resolve", 20), "fixed")
    with pytest.raises(NotReadyError, match=r"\.md:\d+ the section `Summary` is empty") as refused:
        ops.take(close, ops.fact("close", 30), "in a hurry")
    assert "the section `Impact` is empty" in refused.value.message
    assert not any(line.endswith(" ") for line in refused.value.message.splitlines())
    file = ops.workspace.root / ops.path
    lines = file.read_text().splitlines()
    told = [
        "N/A" if line.startswith("<!--") and "Timeline" not in lines[n - 2] else line
        for n, line in enumerate(lines)
    ]
    early = "| 2026-11-23 10:00:00Z | @ada | the cache node went away |"
    told.insert(told.index("| --- | --- | --- |") + 1, early)
    file.write_text("\n".join(told) + "\n")
    (ops.workspace.root / "tasks.json").write_text("[]\n")
    with pytest.raises(NotReadyError, match="it has no checklist") as refused:
        ops.take(close, ops.fact("close", 30), None)
    told = f"no task of kind `prevent` names {ops.id} (gov task add TITLE --incident {ops.id} --kind prevent)"
    assert told in refused.value.message
    ops.take(close, ops.fact("close", 30), "nothing is left to do")
    assert ops.errors() == []
    assert ops.record.status == "closed"
    assert ops.rows()[-1] == ("closed", "nothing is left to do")


def test_a_role_changes_hands_with_both_names(ops):
    ops.take(assign, ops.fact("assign", 5), "commander", "ada")
    ops.take(assign, ops.fact("assign", 9), "commander", "@bo")
    assert ops.record.roles == {"commander": "@bo"}
    assert ops.rows()[-1] == ("assigned", "commander @bo, was @ada")
    assert not ops.take(assign, ops.fact("assign", 11), "commander", "bo").is_changed
    with pytest.raises(UsageError, match="no role `comander`") as refused:
        ops.take(assign, ops.fact("assign", 12), "comander", "@bo")
    assert "`commander`" in refused.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "`pool: 20/20`",
        "<!-- not a comment",
        "see #4711",
        "🔥 \u202ertl",
        "| | |",
        "## no heading",
        "---",
    ],
)
def test_text_is_kept_in_one_row(ops, text):
    ops.take(log, ops.fact("update", 10, text))
    assert ops.rows()[-1] == ("update", text)
    assert ops.errors() == []


def test_lines_become_one_and_escapes_are_refused(ops):
    ops.take(log, ops.fact("update", 10, "first\n\tsecond  third"))
    assert ops.rows()[-1] == ("update", "first second third")
    for text, message in (("\x1b[2J", "control character"), ("   ", "empty"), ("x" * 10_001, "characters")):
        with pytest.raises(UsageError, match=message):
            ops.take(log, ops.fact("log", 10, text))


def test_an_update_is_composed_of_what_is_known_done_and_needed():
    assert composed("failing over", "1 of 3 up", "moving", "a DBA") == (
        "failing over *conditions:* 1 of 3 up; *actions:* moving; *needs:* a DBA"
    )
    assert composed("no change", None, None, None) == "no change"


TAKEN = {
    "ack": lambda ops, at, text: ops.take(acknowledge, ops.fact("ack", at, text)),
    "mitigate": lambda ops, at, text: ops.take(acknowledge, ops.fact("mitigate", at, text)),
    "log": lambda ops, at, text: ops.take(log, ops.fact("log", at, text)),
    "learn": lambda ops, at, text: ops.take(log, ops.fact("learn", at, text)),
    "update": lambda ops, at, text: ops.take(log, ops.fact("update", at, text)),
    "P0": lambda ops, at, text: ops.take(triage, ops.fact("triage", at), "P0", text),
    "P1": lambda ops, at, text: ops.take(triage, ops.fact("triage", at), "P1", text),
    "P2": lambda ops, at, text: ops.take(triage, ops.fact("triage", at), "P2", text),
    "commander": lambda ops, at, text: ops.take(assign, ops.fact("assign", at, text), "commander", "@ada"),
    "handoff": lambda ops, at, text: ops.take(hand_off, ops.fact("handoff", at, text), "@bo"),
    "runbook": lambda ops, at, text: ops.take(
        engage_runbook, ops.fact("runbook", at, text), "troubleshooting"
    ),
    "page": lambda ops, at, text: ops.take(page, ops.fact("page", at, text)),
    "page beside": lambda ops, at, text: ops.take(
        page_beside, ops.fact("page", at, text), "@bo", "https://desk.example.com/1"
    ),
    "resolve": lambda ops, at, text: ops.take(resolve, ops.fact("resolve", at, text), "handed-over"),
    "close": lambda ops, at, text: ops.take(close, ops.fact("close", at), text),
    "cancel": lambda ops, at, text: ops.take(cancel, ops.fact("cancel", at, text), "false-alarm", None),
    "reopen": lambda ops, at, text: ops.take(reopen, ops.fact("reopen", at), text),
}
STEP = st.tuples(st.sampled_from(sorted(TAKEN)), st.integers(-2, 60), st.text(max_size=12))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(st.lists(STEP, max_size=8))
def test_any_sequence_of_steps_checks_and_the_timeline_only_grows(ops, sequence):
    start = ops.document.data
    for verb, at, text in sequence:
        before = ops.rows()
        try:
            TAKEN[verb](ops, at, text)
        except GovError:
            assert ops.rows() == before
        assert ops.errors() == []
        assert all(ops.rows().count(row) >= before.count(row) for row in before)
    (ops.workspace.root / ops.path).write_bytes(start)
