"""What must be done by when, each instant worked out by hand."""

from datetime import timedelta

import pytest

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.core.document import read
from governor_cli.core.record import replaced
from governor_cli.core.validation import validate
from governor_cli.kinds.incident.extract import extract
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries, in_order
from governor_cli.practices.due import after_the_end, of_roster, of_tasks
from governor_cli.practices.going_on import Open, of_incident

ID = "INC-20261123-7F3K"


@pytest.fixture
def report():
    """(record, document) of an incident declared on Monday at 10:00 with these lines and rows."""

    def build(front, *rows, body=""):
        table = "".join(f"| 2026-11-23 {at}:00Z | @ada | {what} |\n" for at, what in rows)
        text = (
            f"---\nkind: incident\nschema: 1\nid: {ID}\ntitle: Slow\n{front}---\n\n## Timeline\n\n"
            f"| Time (UTC) | Who | What |\n| --- | --- | --- |\n{table}\n{body}"
        )
        document = read("report.md", text.encode())
        record, faults = validate(Incident, document.front)
        assert record is not None, faults
        return record, document

    return build


@pytest.fixture
def promised(policy, report, instant_of):
    """Name -> (due, worry, owner) of an open incident."""

    def ask(front, *rows):
        record, document = report(front, *rows)
        found = of_incident(Open(record, in_order(entries(document))), policy, instant_of("2026-11-23 10:01"))
        return {one.what: (f"{one.due:%d %H:%M}", f"{one.worry:%d %H:%M:%S}", one.owner) for one in found}

    return ask


P1 = "severity: P1\nstatus: declared\ntimes: {declared: 2026-11-23T10:00:00Z}\n"
DECLARED = ("10:00", "**declared** P1, slow")


def test_every_open_clock_of_an_open_incident_is_promised(promised):
    assert promised(P1, DECLARED) == {
        "acknowledge": ("23 10:15", "23 10:11:15", "primary-operator"),
        "page": ("23 10:05", "23 10:03:45", "primary-operator"),
        "respond": ("23 10:15", "23 10:11:15", "primary-operator"),
        "update": ("23 10:30", "23 10:22:30", "primary-operator"),
    }


def test_whoever_holds_the_role_owes_it(promised):
    roles = 'roles: {commander: "@ada", communications: "@bo"}\n'
    owners = {what: owner for what, (_, _, owner) in promised(P1 + roles, DECLARED).items()}
    assert owners["update"] == "bo"
    assert owners["respond"] == "ada"
    assert owners["acknowledge"] == "primary-operator"
    alone = {what: owner for what, (_, _, owner) in promised(P1 + 'roles: {commander: "@ada"}\n').items()}
    assert alone["update"] == "ada"


def test_the_next_step_of_the_escalation_is_promised_until_somebody_acknowledges(promised):
    paged = ("10:02", "**paged** step 1, primary-operator: @ada")
    times = "times: {declared: 2026-11-23T10:00:00Z, paged: 2026-11-23T10:02:00Z}\n"
    declared = f"severity: P1\nstatus: declared\n{times}"
    assert promised(declared, DECLARED, paged)["page step 2"] == (
        "23 10:17",
        "23 10:17:00",
        "secondary-operator",
    )
    answered = declared.replace("declared\n", "acknowledged\n", 1).replace(
        "}\n", ", acknowledged: 2026-11-23T10:04:00Z}\n"
    )
    assert "page step 2" not in promised(answered, DECLARED, paged)


RESOLVED = (
    "severity: {severity}\nstatus: resolved\noutcome: fixed\n"
    "times: {{declared: 2026-11-23T10:00:00Z, resolved: 2026-11-23T12:00:00Z}}\n"
)


@pytest.fixture
def followed(policy, report):
    """Name -> due of a resolved incident, beside other documents."""

    def ask(front, *others, body=""):
        record, document = report(front, body=body)
        found = {"report.md": extract(record, document)} | {f"{n}.md": one for n, one in enumerate(others)}
        return {one.what: f"{one.due:%m-%d %H:%M}" for one in after_the_end(Corpus(found), policy)}

    return ask


def checklist(status):
    return Extract("checklist", ID, {"status": status})


def test_a_report_and_a_checklist_follow_the_resolution(followed):
    assert followed(RESOLVED.format(severity="P1")) == {"report": "11-28 12:00", "checklist": "11-30 12:00"}
    assert followed(RESOLVED.format(severity="P1"), checklist("open"))["checklist"] == "11-30 12:00"
    assert "checklist" not in followed(RESOLVED.format(severity="P1"), checklist("closed"))


def test_a_complete_report_owes_nothing(followed):
    body = "".join(f"## {title}\n\nAll 3 of them.\n\n" for title in ("Summary", "Impact", "Resolution"))
    assert set(followed(RESOLVED.format(severity="P2"), body=body)) == {"checklist"}
    assert set(followed(RESOLVED.format(severity="P1"), body=body)) == {"report", "checklist"}


def test_exercises_and_what_was_adopted_owe_no_report(followed):
    assert followed(RESOLVED.format(severity="P1") + "exercise: true\n") == {}
    adopted = "adopted: {from: old.md, blob: 9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223}\n"
    assert followed(RESOLVED.format(severity="P1") + adopted) == {}


def test_a_task_is_late_when_its_day_is_over_where_the_team_lives(policy):
    rows = [
        ["T1", "Add an alert", "pending", [], ID, "F1", "@ada", "2026-11-23", "detect"],
        ["T2", "Done", "completed", [], ID, "F1", "@ada", "2026-11-23", "detect"],
        ["T3", "Some day", "pending", [], ID, "F1", "@ada", "", "detect"],
    ]
    corpus = Corpus({"tasks.json": Extract("tasks", "", {"tasks": rows})})
    berlin = replaced(policy, timezone="Europe/Berlin")
    (one,) = of_tasks(corpus, berlin)
    assert (one.subject, one.owner, one.title) == ("T1", "ada", "Add an alert")
    assert (f"{one.due:%d %H:%M}", f"{one.worry:%d %H:%M}") == ("23 23:00", "21 23:00")


def test_a_roster_is_to_be_reviewed_as_often_as_it_promises(policy, roster):
    found = roster("reviewed: 2026-09-01\nlimits: {review_every: 90d}")
    (one,) = of_roster(found, "roster.md", policy)
    assert (one.what, one.subject) == ("review", "roster.md")
    assert f"{one.due:%Y-%m-%d}" == "2026-11-30"
    assert one.due - one.worry == timedelta(days=22.5)
    assert list(of_roster(roster("reviewed: 2026-09-01"), "roster.md", policy)) == []
    assert list(of_roster(None, "roster.md", policy)) == []
