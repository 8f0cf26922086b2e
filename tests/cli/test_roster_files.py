"""`gov roster check FILE.ics, export, import, drift, pin` as people run them."""

import json
from pathlib import Path

import icalendar
import pytest
from repositories import Repo, gov_program, run

TESTS = Path(__file__).parents[1]
ROSTER = "artifacts/support/on-call-roster.md"
EXAMPLE = (TESTS.parent / "templates" / "roster-follow-the-sun.md").read_text()
NOW = {"GOV_NOW": "2026-11-23T06:00:00Z"}


@pytest.fixture
def ops(repo: Repo) -> Repo:
    repo.write("gov.toml", (TESTS / "repository" / "gov.toml").read_bytes())
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    repo.write(ROSTER, EXAMPLE)
    repo.commit("start")
    return repo


def data(result, code: int = 0):
    assert result.code == code, result.stderr + result.stdout
    return json.loads(result.stdout)["data"]


def exported(ops: Repo, *more: str) -> str:
    asked = (
        "roster",
        "export",
        "--role",
        "primary-operator",
        "--from",
        "2026-11-23T06:00:00Z",
        "--horizon",
        "28d",
    )
    return ops.gov(*asked, *more, **NOW).stdout


def without(text: str, begin: str) -> str:
    """The calendar without the event that begins then."""
    head, *events = text.split("BEGIN:VEVENT")
    return "BEGIN:VEVENT".join([head, *(event for event in events if f"DTSTART:{begin}" not in event)])


def test_an_export_is_read_by_another_library_and_the_same_every_time(ops):
    text = exported(ops)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == 28 * 3
    assert len({str(event["UID"]) for event in events}) == 28 * 3
    assert str(events[0]["SUMMARY"]) == "Primary Operator: Eva L."
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert exported(ops) == text


def test_an_export_of_one_person_has_their_shifts_alone(ops):
    assert exported(ops, "--who", "eva").count("BEGIN:VEVENT") == 7


def test_a_calendar_is_proved_outside_any_repository(ops, tmp_path):
    file = tmp_path / "schedule.ics"
    file.write_bytes(exported(ops).encode())
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run([gov_program(), "roster", "check", str(file), "--promise", "24/7", "-f", "json"], empty, **NOW)
    found = data(done)
    assert found["findings"] == []
    assert found["coverage"][0] | {"gaps": 0} == {
        "promise": "24/7",
        "role": "on-call",
        "verb": "staff",
        "hours": "24/7",
        "promised_hours": 672.0,
        "covered_hours": 672.0,
        "gaps": 0,
    }


def test_a_missing_shift_is_found_with_its_neighbours_and_line(ops):
    ops.write("q.ics", without(exported(ops), "20261128T060000Z"))
    found = data(ops.gov("roster", "check", "q.ics", "--promise", "24/7", "-f", "json", **NOW), 1)
    (one,) = found["findings"]
    assert one["code"] == "COV001"
    assert "Sat 2026-11-28 06:00 for 8h" in one["message"]
    assert one["path"] == "q.ics"
    assert ops.read("q.ics").splitlines()[one["line"] - 1].strip() == "BEGIN:VEVENT"


def test_hours_that_were_not_promised_are_no_gap(ops):
    ops.write("q.ics", without(exported(ops), "20261128T060000Z"))
    asked = ("roster", "check", "q.ics", "--promise", "Mon-Fri 06:00-22:00 Europe/Berlin")
    assert ops.gov(*asked, **NOW).code == 0


def test_a_calendar_that_has_ended_proves_nothing(ops):
    ops.write("q.ics", exported(ops))
    later = {"GOV_NOW": "2027-11-23T06:00:00Z"}
    found = data(ops.gov("roster", "check", "q.ics", "--promise", "24/7", "-f", "json", **later), 1)
    assert [one["code"] for one in found["findings"]] == ["COV015"]


def test_an_event_that_cannot_be_read_is_a_warning_at_its_line(ops):
    ops.write(
        "q.ics", exported(ops).replace("DTSTART:20261124T060000Z", "DTSTART;TZID=Mars/Base:20261124T060000")
    )
    found = data(ops.gov("roster", "check", "q.ics", "--promise", "24/7", "-f", "json", **NOW), 1)
    assert {one["code"] for one in found["findings"]} == {"COV001", "COV014"}


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("nope.ics", "--promise", "24/7"), 3),
        (("gov.toml", "--promise", "24/7"), 3),
        (("gov.toml", "--promise", "16/5"), 2),
        (("gov.toml", "--promise", "Mon-Fri 06:00-22:00 Mars/Base"), 2),
        (("gov.toml",), 2),
        (("--promise", "24/7"), 2),
    ],
)
def test_what_cannot_be_judged_is_refused_clearly(ops, asked, code):
    done = ops.gov("roster", "check", *asked, **NOW)
    assert (done.code, done.stdout) == (code, "")
    assert done.stderr.startswith("error: ")


def test_export_then_import_gives_the_same_shifts(ops):
    text = exported(ops)
    ops.write("p.ics", text)
    ops.write(ROSTER, EXAMPLE.replace(", role: primary-operator, hours", ", role: sre-liaison, hours"))
    done = ops.gov("roster", "import", "p.ics", **NOW)
    assert done.code == 0, done.stderr
    assert exported(ops) == text
    again = ops.gov("roster", "import", "p.ics", **NOW)
    assert "already" in again.stderr
    assert exported(ops) == text


def test_an_import_of_strangers_is_refused_unless_somebody_says_who_they_are(ops):
    time = "DTSTART:20261124T000000Z\nDTEND:20261125T000000Z"
    event = f"BEGIN:VEVENT\nUID:1\n{time}\nSUMMARY:On Call - A. King\nEND:VEVENT"
    ops.write("s.ics", f"BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n")
    asked = ("roster", "import", "s.ics", "--role", "cto")
    done = ops.gov(*asked, **NOW)
    assert done.code == 3
    assert "`On Call - A. King`" in done.stderr
    assert ops.read(ROSTER) == EXAMPLE
    assert ops.gov(*asked, "--as", "A. King=ada", **NOW).code == 0
    assert "- {role: cto, add: ada, from: 2026-11-24, until: 2026-11-25}" in ops.read(ROSTER)


def test_a_table_of_weeks_is_taken_over_and_its_open_weeks_are_told(ops):
    table = "| Week | Primary | Secondary | Notes |\n| --- | --- | --- | --- |\n"
    table += "| 2026-12-07 | @sean | _TBD_ | |\n"
    ops.write("weeks.md", table)
    done = ops.gov("roster", "import", "weeks.md", **NOW)
    assert done.code == 0, done.stderr
    assert "2026-12-07 has nobody for secondary yet" in done.stderr
    assert "- {role: primary-operator, add: sean, from: 2026-12-07, until: 2026-12-14}\n" in ops.read(ROSTER)


def test_a_table_comes_back_as_it_went_in(ops):
    weekly = "{id: w, role: primary-operator, turn: 1 week, from: 2026-11-02, people: [ada, sean]}"
    head = EXAMPLE[: EXAMPLE.index("rotations:")]
    ops.write(ROSTER, f"{head}rotations:\n  - {weekly}\n---\n")
    assert ops.gov("roster", "export", "--table", "--horizon", "14d", **NOW).stdout == (
        "| Week | Primary Operator | Notes |\n| --- | --- | --- |\n"
        "| 2026-11-23 | @sean |  |\n| 2026-11-30 | @ada |  |\n"
    )


def test_a_table_that_was_taken_over_comes_back_with_its_open_weeks_and_notes(ops):
    head = EXAMPLE[: EXAMPLE.index("rotations:")]
    ops.write(ROSTER, f"{head}rotations: []\nstatic:\n  - {{role: cto, people: [gil]}}\n---\n")
    table = (
        "| Week | Primary Operator | Secondary Operator | Notes |\n| --- | --- | --- | --- |\n"
        "| 2026-11-23 | @sean | @ada | swap \\| holiday |\n| 2026-11-30 | @eva | _TBD_ |  |\n"
        "| 2026-12-07 | _TBD_ | @joao | new |\n"
    )
    ops.write("weeks.md", table)
    assert ops.gov("roster", "import", "weeks.md", **NOW).code == 0
    assert ops.gov("roster", "export", "--table", "--horizon", "21d", **NOW).stdout == table
    assert "already" in ops.gov("roster", "import", "weeks.md", **NOW).stderr


def test_drift_names_each_stretch_where_calendar_and_roster_differ(ops):
    ops.write("p.ics", exported(ops))
    assert ops.gov("roster", "drift", "--ics", "p.ics", **NOW).code == 0
    text = exported(ops).replace("X-GOV-HANDLE:max", "X-GOV-HANDLE:kim", 1)
    ops.write("q.ics", without(text, "20261128T060000Z"))
    done = ops.gov("roster", "drift", "--ics", "q.ics", **NOW)
    assert done.code == 1
    assert done.stdout.splitlines() == [
        "Mon 2026-11-23 14:00-22:00 primary-operator: roster says @max, calendar says @kim",
        "Sat 2026-11-28 06:00-14:00 primary-operator: roster says @eva, calendar says nobody",
    ]


def test_blame_names_the_commit_that_opened_a_gap(ops):
    text = ops.read(ROSTER)
    ops.write(ROSTER, text.replace('hours: "Mon-Sun 14:00-22:00"', 'hours: "Mon-Sun 15:00-22:00"'))
    guilty = ops.commit("start later")
    ops.write(ROSTER, ops.read(ROSTER).replace("reviewed: 2026-11-20", "reviewed: 2026-11-22"))
    ops.commit("review")
    found = data(ops.gov("roster", "check", "--blame", "-f", "json", **NOW), 1)
    gaps = [one["message"] for one in found["findings"] if one["code"] == "COV001"]
    assert gaps
    assert all(f"since {guilty[:10]} by" in message and "start later" in message for message in gaps)


def test_pin_is_plain_lines(ops):
    lines = ops.gov("roster", "pin", **NOW).stdout.splitlines()
    assert lines[0] == "On call at Mon 2026-11-23 06:00Z"
    assert lines[1] == "- primary-operator: @eva until Mon 2026-11-23 14:00Z"


def test_named_hours_need_a_playbook_and_a_calendar_has_none(ops):
    done = ops.gov("roster", "check", "q.ics", "--promise", "16/5", **NOW)
    assert (done.code, "only a playbook explains" in done.stderr) == (2, True)
