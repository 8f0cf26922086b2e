"""`gov incident` as a real process: what people type at three in the morning, and what can go wrong."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from repositories import gov_program

CASES = Path(__file__).parents[1] / "cases"
BASE = Path(__file__).parents[1] / "repository"
REPORTS = "unified_workflow/test-project/incident-reports"
ROSTER = "artifacts/support/on-call-roster.md"
NOW = "2026-11-23T10:02:00Z"
ON_CALL = """---
kind: roster
schema: 1
timezone: UTC
people:
  ada:
    name: Ada K.
    timezone: Europe/Berlin
    email: ada@example.com
    phone: "+4930901820"
    slack: "@ada"
    pagerduty: PADA001
  sean:
    name: Sean O.
    timezone: America/New_York
    email: sean@example.com
    phone: "private:sean"
    slack: "@sean"
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [sean]}
---
"""


@pytest.fixture
def ops(repo):
    """A gov repository under the playbook of the cases, Ada on call as the primary operator."""
    shutil.copytree(BASE, repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (CASES / "playbook.md").read_bytes())
    repo.write(ROSTER, ON_CALL)
    repo.commit("start")
    return repo


def declare(ops, *args, **environment):
    """Declare the usual incident; the answer as JSON data."""
    given = ("Search is slow", "--severity", "P1", *args)
    made = ops.gov("incident", "new", *given, "-f", "json", **{"GOV_NOW": NOW, **environment})
    assert made.code == 0, made.stderr
    return json.loads(made.stdout)["data"]


def clocks(data):
    return {clock["name"]: clock for clock in data["clocks"]}


def test_the_first_line_is_the_path_of_a_report_that_checks(ops):
    made = ops.gov("incident", "new", "Search is slow", "--severity", "P2", "--by", "sean", GOV_NOW=NOW)
    path = made.stdout.splitlines()[0]
    assert path.startswith(f"{REPORTS}/INC-20261123-")
    assert path.endswith("-search-is-slow.md")
    assert ops.read(path).startswith("---\nkind: incident\nschema: 1\nid: INC-20261123-")
    assert ops.gov("check", "--strict").code == 0


def test_json_says_what_scripts_rely_on(ops):
    data = declare(
        ops, "--source", "governor-support", "--service", "search", "--by", "sean", "--commander", "ada"
    )
    assert set(data) >= {
        "id",
        "path",
        "title",
        "severity",
        "status",
        "times",
        "roles",
        "clocks",
        "escalation",
    }
    assert (ops.top / data["path"]).is_file()
    assert data["roles"] == {"commander": "ada"}
    assert data["times"] == {"declared": NOW}
    assert clocks(data)["acknowledge"] | {"elapsed": None, "in_coverage": None} == {
        "name": "acknowledge",
        "start": NOW,
        "target": "15m",
        "due": "2026-11-23T10:17:00Z",
        "stopped": None,
        "state": "running",
        "elapsed": None,
        "in_coverage": None,
    }
    assert [(step["step"], step["roles"], step["people"]) for step in data["escalation"]] == [
        (1, ["primary-operator"], ["ada"]),
        (2, ["secondary-operator"], ["sean"]),
        (3, ["release-manager"], []),
    ]


def test_show_tells_the_same_as_new(ops):
    made = declare(ops, "--by", "sean")
    shown = ops.gov("incident", "show", made["id"], "-f", "json", GOV_NOW=NOW)
    assert json.loads(shown.stdout)["data"] == made


def test_declaring_acknowledges_only_for_somebody_on_call_for_it(ops):
    mine = declare(ops)  # git's address is Ada's, and she is the first to be told
    assert (mine["status"], mine["times"]["acknowledged"]) == ("acknowledged", NOW)
    assert clocks(mine)["acknowledge"]["state"] == clocks(mine)["page"]["state"] == "met"
    assert declare(ops, "--by", "sean")["status"] == "declared"
    assert declare(ops, GOV_USER="@sean")["status"] == "declared"


def test_nobody_known_to_the_roster_acts_as_the_primary_operator_with_a_note(ops):
    made = ops.gov(
        "incident", "new", "Slow", "--severity", "P2", GOV_NOW=NOW, GIT_AUTHOR_EMAIL="kim@example.com"
    )
    assert "`primary-operator` acts" in made.stderr
    report = ops.read(made.stdout.splitlines()[0])
    assert "reporter: primary-operator" in report
    assert "example.com" not in report


def test_the_answer_says_what_is_due_when_in_utc_and_at_home_and_whom_to_page(ops):
    made = ops.gov(
        "incident",
        "new",
        "Search is slow",
        "--severity",
        "p1",
        "--received",
        "10:00",
        "--by",
        "sean",
        GOV_NOW=NOW,
    )
    told = made.stdout
    assert "acknowledge  2026-11-23 10:15 UTC (05:15 America/New_York)  in 13m" in told
    assert "page now" in told
    assert "@ada (pagerduty PADA001, phone +4930901820, slack @ada)" in told
    assert "kept elsewhere" in told
    assert "post in #governor-ops\n[P1] Search is slow | INC-20261123-" in told
    assert "next update by 10:32 UTC" in told


def test_times_are_read_in_the_callers_zone_where_asked(ops):
    made = declare(ops, "--received", "11:01@me")
    assert made["times"]["received"] == "2026-11-23T10:01:00Z"


def test_a_clock_time_that_is_yesterdays_is_said_to_be_so(ops):
    """11:00 on the wall in Berlin is 10:00 UTC: the latest 11:00 UTC was yesterday."""
    incident = declare(ops)
    late = ops.gov("incident", "log", incident["id"], "x", "--at", "11:00", GOV_NOW=NOW)
    assert late.code == 0
    assert "warning: --at `11:00` is 2026-11-22 11:00 UTC (12:00 Europe/Berlin), 23h2m ago" in late.stderr
    assert "`11:00@me` is in Europe/Berlin" in late.stderr
    mine = ops.gov("incident", "log", incident["id"], "y", "--at", "11:00@me", GOV_NOW=NOW)
    assert (mine.code, mine.stderr.count("warning")) == (0, 0)


def test_what_cannot_be_recorded_as_said_is_a_usage_error_that_writes_nothing(ops):
    for args, message in (
        (["--severity", "P9"], "there is no severity `P9`"),
        (["--severity", "P1", "--at", "2026-11-23T11:00:00Z"], "is in the future"),
        (["--severity", "P1", "--at", "10:00", "--received", "10:01"], "`declared` is before `received`"),
        ([], "no severity is given"),
    ):
        refused = ops.gov("incident", "new", "Slow", *args, GOV_NOW=NOW)
        assert (refused.code, refused.stdout) == (2, "")
        assert message in refused.stderr
        assert "hint:" in refused.stderr
    assert not list(ops.top.glob(f"{REPORTS}/INC-*"))


def test_a_title_is_kept_exactly_and_shown_without_obeying_it(ops):
    title = '[red]🔥 "عربى" \u202eturned\u202c: # | <!-- @ana \\n'
    data = declare_titled(ops, title)
    assert data["title"] == title
    assert ops.gov("check", GOV_NOW=NOW).code == 0
    told = ops.gov("incident", "show", data["id"], GOV_NOW=NOW).stdout
    assert "[red]🔥" in told
    assert "\u202e" not in told


def declare_titled(ops, title):
    made = ops.gov("incident", "new", "--severity", "P1", "-f", "json", "--", title, GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    return json.loads(made.stdout)["data"]


def test_a_title_that_is_no_title_is_refused(ops):
    for title, message in (
        ("\x1b[31mred", "control character"),
        (b"caf\xe9", "not UTF-8"),
        ("", "empty"),
    ):
        refused = ops.gov("incident", "new", "--severity", "P1", "--", title, GOV_NOW=NOW)
        assert (refused.code, refused.stdout) == (2, "")
        assert message in refused.stderr
        assert "\x1b" not in refused.stderr


def test_an_incident_is_found_by_its_prefix_and_by_its_last_four_characters_in_any_case(ops):
    made = declare(ops)
    for given in (made["id"][:14], made["id"][-4:].lower(), made["id"].lower()):
        assert json.loads(ops.gov("incident", "show", given, "-f", "json").stdout)["data"]["id"] == made["id"]


def test_an_ambiguous_or_unknown_id_lists_what_is_there(ops):
    ids = [declare(ops)["id"] for _ in range(2)]
    several = ops.gov("incident", "show", "INC-2026")
    assert (several.code, several.stdout) == (3, "")
    assert all(name in several.stderr for name in ids)
    unknown = ops.gov("incident", "show", "ZZZZ")
    assert unknown.code == 3
    assert ids[0] in unknown.stderr


def test_other_artifacts_may_be_broken_while_somebody_declares(ops):
    ops.write(f"{REPORTS}/INC-20261122-AAAA-broken.md", "---\nkind: incident\n<<<<<<< HEAD\n")
    ops.write(f"{REPORTS}/INC-20261122-BBBB-bytes.md", b"\xff\xfe\x00")
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    listed = ops.gov("incident", "list")
    assert listed.code == 0
    assert "AAAA-broken.md cannot be read" in listed.stderr
    shown = ops.gov("incident", "show", "AAAA")
    assert (shown.code, shown.stdout) == (3, "")


def test_a_broken_playbook_gives_way_to_the_committed_one(ops):
    ops.write("docs/operations/support-playbook.md", "---\nkind: playbook\n: broken\n")
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    assert "the committed one is used" in made.stderr
    blob = ops.git("rev-parse", "HEAD:docs/operations/support-playbook.md")
    assert f"policy: {blob}" in ops.read(made.stdout.splitlines()[0])


@pytest.mark.parametrize("committed", [False, True])
def test_a_broken_roster_gives_way_to_the_last_one_that_could_be_used(ops, committed):
    """Who is on call does not become nobody because somebody is in the middle of an edit."""
    ops.write(ROSTER, "---\nkind: roster\npeople: [\n")
    if committed:
        ops.commit("break it")
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    assert f"warning: the roster `{ROSTER}` cannot be used; the committed one is used" in made.stderr
    assert "P1  acknowledged" in made.stdout
    paged = ops.gov("page", "-f", "json", GOV_NOW=NOW)
    assert json.loads(paged.stdout)["data"]["people"] == ["ada"]
    assert "the committed one is used" in ops.gov(GOV_NOW=NOW).stderr


def test_where_no_roster_ever_could_be_used_people_are_taken_as_typed(repo):
    shutil.copytree(BASE, repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (CASES / "playbook.md").read_bytes())
    repo.write(ROSTER, "---\nkind: roster\npeople: [\n")
    repo.commit("start")
    made = repo.gov("incident", "new", "Slow", "--severity", "P1", "--by", "bo", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    assert "the roster cannot be read, so `@bo` is taken as typed" in made.stderr
    assert 'reporter: "@bo"' in repo.read(made.stdout.splitlines()[0])


@pytest.mark.parametrize("settings", ["share = [", '[record]\nshare = "always"\n', "\xff"])
def test_broken_settings_give_way_to_the_committed_ones(ops, settings):
    ops.write("gov.toml", settings.encode("latin-1"))
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    assert "gov.toml:" in made.stderr
    assert "; the committed settings are used" in made.stderr
    ops.commit("break it")
    assert ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW).code == 3


def test_a_playbook_that_was_committed_broken_gives_way_to_the_one_before(ops):
    good = ops.git("rev-parse", "HEAD:docs/operations/support-playbook.md")
    ops.write("docs/operations/support-playbook.md", "no front matter\n")
    ops.commit("break it")
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    assert f"policy: {good}" in ops.read(made.stdout.splitlines()[0])


def test_where_no_playbook_ever_could_be_used_the_error_says_so(repo):
    shutil.copytree(BASE, repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", "no front matter\n")
    repo.commit("start")
    refused = repo.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert (refused.code, refused.stdout) == (3, "")
    assert "gov check" in refused.stderr


def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(ops):
    shown = ops.gov("incident", "new", "Slow", "--severity", "P1", "--dry-run", GOV_NOW=NOW)
    assert shown.code == 0
    assert shown.stdout.startswith("---\nkind: incident\n")
    assert ops.git("status", "--porcelain") == ""


def test_committing_takes_the_report_alone(ops):
    ops.write("docs/other.md", "mine\n")
    ops.git("add", "docs/other.md")
    made = ops.gov("incident", "new", "slow " * 40, "--severity", "P1", "--commit", GOV_NOW=NOW)
    assert made.code == 0, made.stderr
    path = made.stdout.splitlines()[0]
    assert len(ops.git("log", "-1", "--format=%s")) <= 72
    assert ops.git("show", "--name-only", "--format=", "HEAD") == path
    assert ops.git("status", "--porcelain") == "A  docs/other.md"


def test_where_sharing_was_asked_for_and_fails_the_error_says_what_is_saved(ops):
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", "--push", GOV_NOW=NOW)
    assert made.code in {3, 4}
    assert made.stdout == ""
    assert "INC-20261123-" in made.stderr
    assert "is saved in" in made.stderr
    assert len(list(ops.top.glob(f"{REPORTS}/INC-*"))) == 1


def test_the_path_is_one_from_the_folder_of_the_caller(ops):
    made = ops.gov("incident", "new", "Slow", "--severity", "P1", cwd=ops.top / "docs", GOV_NOW=NOW)
    assert (ops.top / "docs" / made.stdout.splitlines()[0]).is_file()


def test_the_list_is_filtered_and_the_latest_first(ops):
    first = declare(ops, "--service", "search", "--at", "2026-11-22 09:00")
    second = declare(ops, "--service", "api")
    done = declare(ops, "--by", "sean")
    path = done["path"]
    ops.write(
        path,
        ops.read(path)
        .replace("status: declared", "status: cancelled\noutcome: false-alarm")
        .replace("times:\n", "times:\n  cancelled: 2026-11-23T10:05:00Z\n"),
    )

    def listed(*args):
        told = ops.gov("incident", "list", *args, "-f", "json", GOV_NOW=NOW)
        assert told.code == 0, told.stderr
        return [one["id"] for one in json.loads(told.stdout)["data"]["incidents"]]

    assert set(listed()) == {first["id"], second["id"], done["id"]}
    assert listed()[-1] == first["id"]
    assert done["id"] not in listed("--open")
    assert listed("--service", "search") == [first["id"]]
    assert first["id"] not in listed("--since", "2026-11-23 00:00")
    assert listed("--severity", "P2") == []
    assert ops.gov("incident", "list", "--severity", "P9").code == 2
    assert ops.gov("incident", "list", "--since", "yesterday").code == 2


def test_what_is_open_is_listed_the_same_before_thousands_of_reports_were_judged_and_after(ops):
    one = declare(ops, "--service", "search")
    old = re.sub("status: .*", "status: closed", ops.read(one["path"]))
    for number in range(501):
        incident = f"INC-20250101-{number:04d}"
        ops.write(f"{REPORTS}/{incident}-x.md", old.replace(one["id"], incident))
    ops.write(f"{REPORTS}/INC-20261122-AAAA-broken.md", "---\nkind: incident\n<<<<<<< HEAD\n")
    before = ops.gov("incident", "list", "--open", "-f", "json", GOV_NOW=NOW)
    assert [found["id"] for found in json.loads(before.stdout)["data"]["incidents"]] == [one["id"]]
    assert "AAAA-broken.md cannot be read" in before.stderr
    ops.gov("check")
    after = ops.gov("incident", "list", "--open", "-f", "json", GOV_NOW=NOW)
    assert (after.code, after.stdout, after.stderr) == (before.code, before.stdout, before.stderr)


def test_an_empty_list_says_so_on_stderr(ops):
    told = ops.gov("incident", "list", "--open")
    assert (told.code, told.stdout, told.stderr.strip()) == (0, "", "no incident is open")


def test_an_exercise_is_marked(ops):
    made = declare(ops, "--exercise")
    assert made["exercise"] is True
    assert "exercise: true" in ops.read(made["path"])


def test_a_service_outside_the_playbooks_list_is_refused_with_what_exists(ops):
    playbook = ops.read("docs/operations/support-playbook.md")
    ops.write(
        "docs/operations/support-playbook.md", playbook.replace("services: []", "services: [{id: search}]")
    )
    refused = ops.gov("incident", "new", "Slow", "--severity", "P1", "--service", "serach", GOV_NOW=NOW)
    assert refused.code == 2
    assert "`search`" in refused.stderr


def test_a_report_outside_the_repository_is_never_written(ops):
    shutil.rmtree(ops.top / "unified_workflow", ignore_errors=True)
    (ops.top / "unified_workflow").symlink_to(ops.top.parent)
    refused = ops.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
    assert refused.code == 3
    assert not list(ops.top.parent.glob("test-project"))


def test_incidents_work_in_a_repository_without_commits_and_in_one_of_sha256(repo, tmp_path):
    from repositories import Repo

    for one in (repo, Repo.new(tmp_path / "sha256", "--object-format=sha256")):
        shutil.copytree(BASE, one.top, dirs_exist_ok=True)
        one.write("docs/operations/support-playbook.md", (CASES / "playbook.md").read_bytes())
        made = one.gov("incident", "new", "Slow", "--severity", "P1", GOV_NOW=NOW)
        assert made.code == 0, made.stderr
        assert one.gov("check").code == 0


def test_a_p1_runs_from_declaration_to_resolution(ops):
    incident = declare(ops, "--by", "sean")["id"]

    def step(minute, *args):
        at = f"2026-11-23T10:{minute:02}:00Z"
        done = ops.gov("incident", args[0], incident[-4:], *args[1:], "-f", "json", GOV_NOW=at)
        assert done.code == 0, done.stderr
        assert done.stderr.startswith(f"{incident} Search is slow")
        return json.loads(done.stdout)["data"]

    assert step(4, "ack")["times"]["acknowledged"] == "2026-11-23T10:04:00Z"
    assert step(5, "assign", "commander", "@ada")["roles"] == {"commander": "ada"}
    assert (
        clocks(step(20, "update", "failing over", "--needs", "a DBA"))["update"]["due"]
        == "2026-11-23T10:50:00Z"
    )
    assert step(25, "log", "the runbook is wrong", "--learned")["status"] == "acknowledged"
    assert (
        clocks(step(26, "triage", "--severity", "P2", "--reason", "one region"))["respond"]["target"] == "4h"
    )
    assert step(30, "mitigate")["status"] == "mitigated"
    resolved = step(40, "resolve", "--note", "warmed")
    assert resolved["status"] == "resolved"
    assert clocks(resolved)["documentation"]["due"] == "2026-11-24T10:25:00Z"
    assert ops.gov("check", "--strict").code == 0


def test_a_step_answers_with_the_path_what_is_due_and_a_line_for_the_channel(ops):
    incident = declare(ops, "--by", "sean")
    done = ops.gov("incident", "ack", incident["id"], GOV_NOW="2026-11-23T10:04:00Z")
    lines = done.stdout.splitlines()
    assert lines[0] == incident["path"]
    assert "post in #governor-ops" in lines
    again = ops.gov("incident", "ack", incident["id"], GOV_NOW="2026-11-23T10:06:00Z")
    assert again.code == 0
    assert "was acknowledged at 2026-11-23T10:04:00Z already" in again.stderr


def test_a_step_that_is_refused_writes_nothing(ops):
    incident = declare(ops, "--by", "sean")
    before = ops.read(incident["path"])
    for args, code in (
        (("triage", incident["id"], "--severity", "P2"), 2),
        (("triage", incident["id"], "--severity", "P9"), 2),
        (("update", incident["id"], ""), 2),
        (("ack", incident["id"], "--at", "09:00"), 2),
        (("ack", "ZZZZ"), 3),
        (("assign", incident["id"], "comander", "@ada"), 2),
    ):
        refused = ops.gov("incident", *args, GOV_NOW="2026-11-23T10:04:00Z")
        assert (refused.code, refused.stdout) == (code, ""), args
        assert "hint:" in refused.stderr
    assert ops.read(incident["path"]) == before
    shown = ops.gov("incident", "ack", incident["id"], "--dry-run", GOV_NOW="2026-11-23T10:04:00Z")
    assert "+  acknowledged: 2026-11-23T10:04:00Z" in shown.stdout
    assert ops.read(incident["path"]) == before


def test_many_hands_at_once_lose_nothing_and_refuse_nobody(ops):
    incident = ops.gov("incident", "new", "Slow", "--severity", "P2").stdout.splitlines()[0]
    name = Path(incident).name[:17]
    command = [gov_program(), "incident", "log", name]
    running = [
        subprocess.Popen([*command, f"note {number}"], cwd=ops.top, stdout=subprocess.DEVNULL)
        for number in range(8)
    ]
    assert [process.wait() for process in running] == [0] * 8
    rows = ops.read(incident)
    assert [rows.count(f"note {number}") for number in range(8)] == [1] * 8
    assert ops.gov("check").code == 0
