"""Files that other people and services give: in a pipe, cut off, with rows and people that nobody knows."""

import json
from pathlib import Path

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


def pagerduty(*shifts: tuple[str, str, str, str]) -> str:
    """A schedule as PagerDuty exports it: (begin, end, name, address)."""
    head = (
        "BEGIN:VCALENDAR\r\nPRODID;X-RICAL-TZSOURCE=TZINFO:-//com.denhaven2/NONSGML ri_cal gem//EN\r\n"
        "CALSCALE:GREGORIAN\r\nVERSION:2.0\r\nX-WR-CALNAME:On Call Schedule for Primary\r\n"
    )
    events = (
        f"BEGIN:VEVENT\r\nDTEND;VALUE=DATE-TIME:{end}\r\nDTSTART;VALUE=DATE-TIME:{begin}\r\n"
        f"ATTENDEE:{mail}\r\nUID:Q{begin}\r\nURL:https://example.pagerduty.com/schedules#PPRIM01\r\n"
        f"SUMMARY:On Call - {name} - Primary\r\nEND:VEVENT\r\n"
        for begin, end, name, mail in shifts
    )
    return f"{head}{''.join(events)}END:VCALENDAR\r\n"


DAY = (
    ("20261123T060000Z", "20261123T140000Z", "Eva L.", "eva@example.com"),
    ("20261123T140000Z", "20261123T220000Z", "Max D.", "max@example.com"),
    ("20261123T220000Z", "20261124T060000Z", "Tui M.", "tui@example.com"),
)


def drift(repo: Repo, text: str, *more: str):
    return repo.gov("roster", "drift", "--ics", "-", "--role", "primary-operator", *more, stdin=text, **NOW)


def test_a_schedule_that_pagerduty_exported_is_compared_by_address_and_name(ops):
    done = drift(ops, pagerduty(*DAY))
    assert (done.code, done.stdout) == (0, "roster and calendar agree\n"), done.stderr
    swapped = pagerduty(DAY[0], (*DAY[1][:2], "Kim P.", "kim@personal.example.com"), DAY[2])
    assert drift(ops, swapped).stdout == (
        "Mon 2026-11-23 14:00-22:00 primary-operator: roster says @max, calendar says @kim\n"
    )


def test_the_answer_of_the_pagers_own_interface_is_compared_by_its_ids(ops):
    hours = (("23T06", "23T14", "PEVA001"), ("23T14", "23T22", "PKIM001"), ("23T22", "24T06", "PTUI001"))
    entries = [
        {"start": f"2026-11-{begin}:00:00Z", "end": f"2026-11-{end}:00:00Z", "user": {"id": pager}}
        for begin, end, pager in hours
    ]
    text = json.dumps({"schedule": {"final_schedule": {"rendered_schedule_entries": entries}}})
    asked = ("roster", "drift", "--pagerduty", "-", "--role", "primary-operator")
    done = ops.gov(*asked, stdin=text, **NOW)
    assert (done.code, done.stdout) == (
        1,
        "Mon 2026-11-23 14:00-22:00 primary-operator: roster says @max, calendar says @kim\n",
    )
    assert ops.gov("roster", "check", "-", "--promise", "24/7", stdin=text, **NOW).code == 0


def test_somebody_whom_the_roster_does_not_know_is_drift_and_no_refusal(ops):
    text = pagerduty(DAY[0], (*DAY[1][:2], "Zed Q.", "zed@example.com"), DAY[2])
    lines = drift(ops, text).stdout.splitlines()
    assert lines[0].endswith("roster says @max, calendar says `On Call - Zed Q. - Primary`")
    assert lines[1].startswith("nobody of the roster is `On Call - Zed Q. - Primary`: ")
    found = data(drift(ops, text, "-f", "json"), 1)
    assert (found["people"], found["strangers"]) == (["max"], ["On Call - Zed Q. - Primary"])


def test_a_calendar_that_was_cut_off_agrees_with_nothing(ops):
    text = pagerduty(*DAY)
    text = text[: text.rindex("ATTENDEE")]
    done = drift(ops, text)
    assert (done.code, done.stdout) == (1, "roster and calendar agree, as far as the calendar can be read\n")
    assert "stdin:24: the file ends within the event of line 22 without END:VCALENDAR" in done.stderr
    (one,) = data(drift(ops, text, "-f", "json"), 1)["unread"]
    assert one["line"] == 24


def test_a_calendar_is_proved_from_a_pipe_and_from_the_folder_of_the_option(ops, tmp_path):
    asked = ("roster", "check", "-", "--promise", "24/7", "-f", "json")
    cut = pagerduty(*DAY).replace("END:VCALENDAR\r\n", "")
    (one,) = data(ops.gov(*asked, stdin=cut, **NOW), 1)["findings"]
    assert (one["path"], one["code"], one["severity"], one["line"]) == ("stdin", "COV014", "warning", 29)
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "s.ics").write_text(pagerduty(*DAY))
    command = [gov_program(), "-C", "away", "roster", "check", "s.ics", "--promise", "24/7"]
    assert run(command, tmp_path, **NOW).code == 0


def test_a_calendar_has_no_commits_to_blame(ops):
    done = ops.gov("roster", "check", "s.ics", "--promise", "24/7", "--blame", **NOW)
    assert (done.code, done.stdout) == (2, "")


TABLE = """\
| Week | Primary | Secondary | Notes |
| --- | --- | --- | --- |
| 2026-12-07 | @sean | _TBD_ | swap |
| 2026-12-15 | eva | ada | |
| soon | eva | ada | |
| 2026-12-07 | eva | ada | |
| 2026-12-28 |
"""


def test_rows_of_a_table_that_cannot_be_read_are_told_and_the_rest_is_taken_over(ops):
    done = ops.gov("roster", "import", "-", stdin=TABLE, **NOW)
    assert done.code == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("warning: stdin:")] == [
        "warning: stdin:4: 2026-12-15 is a Tuesday; the week begins on Monday 2026-12-14",
        "warning: stdin:5: `soon` is no week; a week is written as its Monday, such as 2026-12-07",
        "warning: stdin:6: the week 2026-12-07 stands in line 3 already",
    ]
    assert "2026-12-28 has nobody for secondary yet" in done.stderr
    assert ops.read(ROSTER).count("add: ") == 1
    found = data(ops.gov("roster", "import", "-", "-f", "json", stdin=TABLE, **NOW), 1)
    assert (found["path"], found["entries"], len(found["unread"])) == (ROSTER, 0, 3)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("zed", "the roster knows nobody by `zed` (line 3)"),
        ("ada, eva", "-:3: `ada, eva` means several people"),
    ],
)
def test_a_cell_that_is_not_one_person_is_refused_with_its_line(ops, who, said):
    done = ops.gov("roster", "import", "-", stdin=TABLE.replace("@sean", who), **NOW)
    assert done.code == 3
    assert said.replace("-:", "stdin:") in done.stderr
    assert ops.read(ROSTER) == EXAMPLE


def test_a_file_with_no_shift_in_the_time_is_not_taken_for_known(ops):
    late = pagerduty(("20301124T060000Z", "20301124T140000Z", "Eva L.", "eva@example.com"))
    done = ops.gov("roster", "import", "-", "--role", "cto", stdin=late, **NOW)
    assert (done.code, done.stderr) == (0, "the file has no shift from 2026-11-23 to 2027-12-28\n")


def test_a_shift_that_begins_on_an_odd_second_is_taken_over_once(ops):
    odd = pagerduty(("20261124T060030Z", "20261124T140015Z", "Eva L.", "eva@example.com"))
    asked = ("roster", "import", "-", "--role", "cto")
    assert ops.gov(*asked, stdin=odd, **NOW).code == 0
    assert "add: eva, from: 2026-11-24T06:00:30, until: 2026-11-24T14:00:15" in ops.read(ROSTER)
    assert "already" in ops.gov(*asked, stdin=odd, **NOW).stderr


def test_an_export_keeps_every_event_as_it_is_from_hour_to_hour(ops):
    asked = ("roster", "export", "--horizon", "7d")
    early, late = (ops.gov(*asked, GOV_NOW=f"2026-11-23T{hour}:20:00Z").stdout for hour in ("07", "13"))
    assert early == late
    assert early.count("DTSTART:20261123T060000Z") == 2
    uids = [line for line in early.splitlines() if line.startswith("UID:")]
    assert len(set(uids)) == len(uids) > 40
