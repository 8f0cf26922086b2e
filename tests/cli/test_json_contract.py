"""The answers that scripts rely on: each named field is there, of its type, whatever else is."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from operations import GOOD, REPORT, gov_repository
from repositories import Repo, Result
from shapes import (
    count,
    each,
    flag,
    handle,
    incident_id,
    instant,
    length,
    listed,
    mapping,
    maybe,
    number,
    odd,
    one_of,
    place,
    text,
    wrong,
)

ROSTER = "artifacts/support/on-call-roster.md"
ON_CALL = """\
rotations:
  - {id: first, role: primary-operator, turn: 1 week, handoff: "Mon 09:00", from: 2026-01-05,
     people: [ada, bo]}
static:
  - {role: secondary-operator, people: [bo]}
time_off: []
"""
FINDING = {
    "path": text,
    "line": place,
    "column": place,
    "code": text,
    "severity": one_of("error", "warning", "info"),
    "message": text,
    "hint": text,
}
REPORT_DATA = {
    "snapshot": {"kind": one_of("worktree", "index", "revision", "merge"), "rev": text},
    "documents": count,
    "findings": [FINDING],
    "summary": {"errors": count, "warnings": count, "infos": count},
}
STATE = one_of("met", "running", "at_risk", "breached", "not_applicable")
CLOCK = {
    "name": text,
    "start": maybe(instant),
    "target": maybe(length),
    "due": maybe(instant),
    "stopped": maybe(instant),
    "state": STATE,
}
INCIDENT = {
    "id": incident_id,
    "path": text,
    "title": text,
    "severity": one_of("P0", "P1", "P2"),
    "status": text,
    "times": each(instant),
    "roles": each(handle),
    "clocks": [CLOCK],
    "escalation": [{"step": place, "roles": [handle], "people": listed(handle)}],
}
CHECKLIST = {
    "incident": incident_id,
    "status": one_of("open", "closed"),
    "items": [
        {
            "id": text,
            "text": text,
            "done": flag,
            "evidence": maybe(mapping),
            "waived": maybe(handle),
            "reason": maybe(text),
        }
    ],
}
DUE = {"items": [{"what": text, "subject": text, "due": instant, "state": STATE, "owner": maybe(handle)}]}
DORA = (
    "change_lead_time",
    "deployment_frequency",
    "failed_deployment_recovery_time",
    "change_fail_rate",
    "deployment_rework_rate",
)
TASK = {
    "id": text,
    "title": text,
    "state": one_of("pending", "in_progress", "blocked", "completed", "cancelled"),
    "incident": maybe(incident_id),
    "owner": maybe(handle),
    "due": maybe(text),
    "kind": maybe(one_of("prevent", "mitigate", "detect", "process")),
    "evidence": maybe(text),
    "blocked_by": listed(text),
}
NOTICES = {
    "notices": [
        {
            "id": text,
            "incident": incident_id,
            "what": one_of("declared", "update"),
            "channel": text,
            "name": text,
            "medium": one_of("slack", "teams", "mail", "pager"),
            "state": one_of("delivered", "waiting", "refused"),
            "already": flag,
            "written": instant,
            "tries": count,
            "tried": maybe(instant),
            "answer": maybe(text),
            "later": maybe(instant),
            "delivered": maybe(instant),
        }
    ],
    "damaged": listed(text),
}
CONTRACT = {
    "check": ("report", REPORT_DATA),
    "check staged": ("report", REPORT_DATA),
    "check rev": ("report", REPORT_DATA),
    "check merge": ("report", REPORT_DATA),
    "new": ("incident", INCIDENT),
    "show": ("incident", INCIDENT),
    "page": (
        "page",
        {
            "incident": incident_id,
            "step": place,
            "roles": [handle],
            "people": [handle],
            "next_due": maybe(instant),
        },
    ),
    "list": (
        "incidents",
        {
            "incidents": [
                {
                    "id": incident_id,
                    "path": text,
                    "title": text,
                    "severity": maybe(text),
                    "status": text,
                    "declared": maybe(instant),
                }
            ]
        },
    ),
    "assess": (
        "assessment",
        {
            "severity": text,
            "because": [text],
            "targets": {"page": length, "hours": text, "timezone": text},
            "page": [{"handle": handle, "roles": [handle], "reach": each(text)}],
            "channels": [{"id": text}],
            "runbooks": [{"name": text, "path": text}],
        },
    ),
    "due": ("due", DUE),
    "incident due": ("due", DUE),
    "who": (
        "on_call",
        {
            "at": instant,
            "roles": each(
                listed({"handle": handle, "from": maybe(instant), "until": maybe(instant), "via": text})
            ),
        },
    ),
    "escalation": (
        "escalation",
        {
            "severity": text,
            "at": instant,
            "steps": [
                {
                    "step": place,
                    "verb": one_of("tell", "inform"),
                    "roles": [handle],
                    "people": listed({"handle": handle, "reach": each(text)}),
                    "after": maybe(length),
                }
            ],
        },
    ),
    "roster check": (
        "report",
        {
            **REPORT_DATA,
            "coverage": [
                {"promise": text, "role": handle, "promised_hours": number, "covered_hours": number}
            ],
            "tzdata": text,
        },
    ),
    "notify": ("notices", NOTICES),
    "notify list": ("notices", NOTICES),
    "notify flush": ("notices", NOTICES),
    "notify drop": ("notices", NOTICES),
    "notify dry run": (
        "notice_plan",
        {
            "notices": [
                {
                    "id": text,
                    "incident": incident_id,
                    "what": text,
                    "channel": text,
                    "name": text,
                    "medium": text,
                    "host": maybe(text),
                    "problem": maybe(text),
                    "already": flag,
                    "text": text,
                }
            ]
        },
    ),
    "notify test": (
        "notice_tests",
        {
            "channels": [
                {
                    "id": text,
                    "name": text,
                    "medium": text,
                    "state": one_of("delivered", "failed", "not_configured"),
                    "answer": text,
                    "hint": maybe(text),
                }
            ]
        },
    ),
    "checklist": ("checklist", CHECKLIST),
    "checklist close": ("checklist", CHECKLIST),
    "tasks": ("tasks", {"tasks": [TASK]}),
    "dora": (
        "dora",
        {
            "since": instant,
            "until": instant,
            "metrics": [
                {
                    "name": one_of(*DORA),
                    "definition": text,
                    "value": maybe(number),
                    "unit": one_of("s", "a day", "fraction"),
                    "n": count,
                    "excluded": count,
                }
            ],
        },
    ),
    "measures": (
        "measures",
        {
            "measures": [
                {
                    "name": text,
                    "from": text,
                    "to": text,
                    "unit": one_of("s"),
                    "n": count,
                    "excluded": count,
                    "median": maybe(number),
                    "p90": maybe(number),
                    "incidents": listed(incident_id),
                }
            ]
        },
    ),
    "docs open": (
        "documentation_branch",
        {"branch": text, "worktree": text, "incident": incident_id, "learned": instant, "due": instant},
    ),
    "docs status": (
        "documentation",
        {
            "branches": [
                {
                    "branch": text,
                    "topic": text,
                    "incident": incident_id,
                    "learned": instant,
                    "due": instant,
                    "state": text,
                    "pull_request": maybe(text),
                }
            ]
        },
    ),
    "doctor": (
        "doctor",
        {
            "probes": [
                {
                    "name": text,
                    "state": one_of("ok", "failed", "not_configured"),
                    "detail": text,
                    "seconds": number,
                }
            ]
        },
    ),
}


class Story:
    """One incident from its declaration to the documentation, every answer kept by name."""

    def __init__(self, repo: Repo) -> None:
        self.repo = repo
        self.answers: dict[str, Result] = {}

    def tell(self, name: str, *args: str, at: str) -> dict:
        now = datetime.fromisoformat(f"2026-11-23T{at}:00+00:00").astimezone(UTC)
        done = self.repo.gov(*args, "-f", "json", GOV_NOW=now.isoformat(), GOV_USER="ada")
        self.answers[name] = done
        assert done.stdout, done.stderr
        return json.loads(done.stdout)["data"]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    repo = gov_repository(tmp_path_factory.mktemp("contract") / "ops")
    repo.write(ROSTER, repo.read(ROSTER).replace("rotations: []\n", ON_CALL))
    repo.write(REPORT, GOOD)
    repo.commit("start")
    told = Story(repo)
    tell = told.tell
    said = ("--severity", "P1", "--service", "search", "--impact-started", "09:50", "--detected", "09:55")
    one = tell("new", "incident", "new", "Search is down", *said, "--commander", "bo", at="10:02")["id"]
    tell("page", "incident", "page", one, at="10:03")
    tell("update", "incident", "update", one, "no change", at="10:04")
    tell("notify dry run", "notify", "send", "--dry-run", at="10:04")
    tell("notify", "notify", "send", at="10:04")
    tell("notify list", "notify", "list", at="10:04")
    tell("notify flush", "notify", "flush", at="10:04")
    tell("notify drop", "notify", "drop", f"{one}-update", at="10:04")
    tell("notify test", "notify", "test", at="10:04")
    tell("assign", "incident", "assign", one, "communications", "ada", at="10:04")
    tell("handoff", "incident", "handoff", one, "--to", "ada", at="10:05")
    tell("list", "incident", "list", at="10:05")
    title = ("--title", "search is broken by a deployment", "--service", "search")
    tell("assess", "assess", "--users", "several", *title, at="10:05")
    tell("due", "due", at="11:00")
    tell("incident due", "incident", "due", at="11:00")
    tell("who", "roster", "who", at="10:05")
    tell("who why", "roster", "who", "--why", "--as-of", "HEAD", at="10:05")
    for verb in ("show", "load", "pin"):
        tell(f"roster {verb}", "roster", verb, at="10:05")
    tell("roster next", "roster", "next", "bo", at="10:05")
    tell("escalation", "escalation", "show", "P1", at="10:05")
    tell("roster check", "roster", "check", at="10:05")
    tell("deploy", "deploy", "record", "--outcome", "failed", "--approved-by", "bo", at="09:45")
    tell("deploy list", "deploy", "list", at="10:05")
    tell("mitigate", "incident", "mitigate", one, at="10:25")
    tell("resolve", "incident", "resolve", one, at="10:35")
    tell("checklist new", "checklist", "new", one, at="10:40")
    reason = ("--reason", "an exercise", "--by", "bo")
    tell("checklist waive", "checklist", "waive", one, "lessons", *reason, at="10:41")
    tell(
        "checklist done",
        "checklist",
        "done",
        one,
        "documentation",
        "--evidence",
        "not needed: known",
        at="10:41",
    )
    tell(
        "task",
        "task",
        "add",
        "Bound the cache",
        "--incident",
        one,
        "--owner",
        "bo",
        "--kind",
        "prevent",
        at="10:42",
    )
    tell("tasks", "task", "list", at="10:42")
    tell("checklist", "checklist", "show", one, at="10:43")
    tell("checklist close", "checklist", "close", one, at="10:44")
    tell("show", "incident", "show", one, at="10:45")
    tell("timeline", "incident", "timeline", one, at="10:45")
    tell("capture", "metrics", "capture", "--incident", one, "--value", "error_rate=0.4", at="10:46")
    for verb in ("show", "verify", "prune", "dora"):
        tell(verb if verb == "dora" else f"metrics {verb}", "metrics", verb, at="11:00")
    tell("measures", "metrics", "incidents", at="11:00")
    repo.commit("what happened")
    tell("docs open", "docs", "open", "restart-search", "--incident", one, at="11:00")
    tell("docs status", "docs", "status", at="11:10")
    tell("sync", "sync", "new", at="11:20")
    tell("sync show", "sync", "show", at="11:20")
    tell("playbook", "playbook", "show", at="11:20")
    tell("front", at="11:20")
    tell("doctor", "doctor", at="11:20")
    repo.write("docs/operations/wrong.md", "---\nkind: incident\nid: INC-1\n---\n")
    repo.git("add", "-A")
    tell("check", "check", at="11:30")
    tell("check staged", "check", "--staged", at="11:30")
    repo.git("commit", "-q", "--no-verify", "-m", "wrong")
    tell("check rev", "check", "--rev", "HEAD", at="11:30")
    tell("check merge", "check", "--merge", "HEAD~1", at="11:30")
    return told


@pytest.mark.parametrize("name", CONTRACT)
def test_an_answer_has_every_field_that_scripts_rely_on(story: Story, name: str) -> None:
    kind, shape = CONTRACT[name]
    told = json.loads(story.answers[name].stdout)
    assert list(told) == ["schema_version", "kind", "data"]
    assert (told["schema_version"], told["kind"]) == (1, kind)
    assert not list(wrong(told["data"], shape))


def test_every_answer_has_instants_in_utc_and_handles_without_their_sign(story: Story) -> None:
    for name, answer in story.answers.items():
        assert not list(odd(json.loads(answer.stdout)["data"], name))


def test_the_five_dora_metrics_are_all_told_with_a_value_only_where_something_was_counted(
    story: Story,
) -> None:
    metrics = json.loads(story.answers["dora"].stdout)["data"]["metrics"]
    assert tuple(one["name"] for one in metrics) == DORA
    assert all((one["value"] is None) == (one["n"] == 0) for one in metrics)
    units = {one["name"]: one["unit"] for one in metrics}
    assert [units[name] for name in DORA] == ["s", "a day", "s", "fraction", "fraction"]


def test_an_item_is_done_when_it_is_ticked_and_proved_or_waived(story: Story) -> None:
    items = {one["id"]: one for one in json.loads(story.answers["checklist"].stdout)["data"]["items"]}
    assert (items["lessons"]["done"], items["lessons"]["waived"], items["lessons"]["reason"]) == (
        True,
        "bo",
        "an exercise",
    )
    assert (items["documentation"]["done"], items["documentation"]["waived"]) == (True, None)
    assert (items["report"]["done"], items["report"]["evidence"]) == (False, None)


def test_a_column_counts_code_points(story: Story) -> None:
    path = "docs/operations/columns.md"
    line = 'roles: {"x😀é": "@ada", commander: [ä, 2]}'
    story.repo.write(path, f"---\nkind: incident\nschema: 1\n{line}\n---\n")
    try:
        done = story.repo.gov("check", path, "-f", "json")
    finally:
        Path(story.repo.top / path).unlink()
    findings = json.loads(done.stdout)["data"]["findings"]
    assert [(one["line"], one["column"]) for one in findings if one["subject"] == "roles.commander"] == [
        (4, line.index("[") + 1)
    ]
