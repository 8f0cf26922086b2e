"""`gov incident page, handoff, runbook, timeline` as real processes."""

import json
import shutil
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROSTER = "artifacts/support/on-call-roster.md"
NOW = "2026-11-23T10:02:00Z"
ON_CALL = """---
kind: roster
schema: 1
timezone: UTC
people:
  ada: {name: Ada K., timezone: Europe/Berlin, email: ada@example.com, phone: "+4930901820",
    slack: "@ada", pagerduty: PADA001}
  sean: {name: Sean O., timezone: America/New_York, phone: "private:sean", slack: "@sean"}
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [sean]}
---
"""


@pytest.fixture
def ops(repo):
    """Ada and Sean on call; Sean has declared a P1 at 10:02."""
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases/playbook.md").read_bytes())
    repo.write(ROSTER, ON_CALL)
    repo.commit("start")
    made = repo.gov("incident", "new", "Search is slow", "--severity", "P1", "--by", "sean", GOV_NOW=NOW)
    path = made.stdout.splitlines()[0]
    return Ops(repo, path)


class Ops:
    def __init__(self, repo, path):
        self.repo, self.path = repo, path
        self.id = "-".join(Path(path).name.split("-")[:3])

    def run(self, verb, *args, at="10:03", **environment):
        return self.repo.gov("incident", verb, self.id, *args, GOV_NOW=f"2026-11-23T{at}:00Z", **environment)

    def data(self, verb, *args, at="10:03"):
        done = self.run(verb, *args, "-f", "json", at=at)
        assert done.code == 0, done.stderr
        return json.loads(done.stdout)["data"]

    @property
    def report(self):
        return self.repo.read(self.path)


def test_page_tells_the_first_step_what_to_dial_and_what_follows(ops):
    done = ops.run("page")
    assert done.code == 0, done.stderr
    assert done.stdout.splitlines()[0] == ops.path
    assert "call primary-operator, step 1 of 3" in done.stdout
    assert "phone      +4930901820" in done.stdout
    assert "[P1] Search is slow | INC-" in done.stdout
    assert "step 2, secondary-operator (@sean) if nobody answers by 2026-11-23 10:18 UTC" in done.stdout
    assert "| 2026-11-23 10:03:00Z | @ada | **paged** step 1, primary-operator: @ada |" in ops.report
    assert "  paged: 2026-11-23T10:03:00Z\n" in ops.report
    assert ops.repo.gov("check").code == 0


def test_each_page_takes_the_next_step_and_sets_the_time_of_the_first_alone(ops):
    assert ops.data("page")["next_due"] == "2026-11-23T10:18:00Z"
    second = ops.data("page", at="10:19")
    assert {name: second[name] for name in ("step", "roles", "people", "next_due")} == {
        "step": 2,
        "roles": ["secondary-operator"],
        "people": ["sean"],
        "next_due": "2026-11-23T10:32:00Z",
    }
    assert second["incident"] == ops.id
    assert second["reach"] == {"sean": {"phone": "kept elsewhere", "slack": "@sean"}}
    assert "  paged: 2026-11-23T10:03:00Z\n" in ops.report


def test_reaching_nobody_is_a_warning_and_no_page(ops):
    ops.repo.write(ROSTER, ON_CALL.replace("people: [ada]}", "people: [ada], until: 2026-11-01T00:00}"))
    done = ops.run("page", "--note", "tried | the phone")
    assert (done.code, "primary-operator reaches nobody now" in done.stderr) == (0, True)
    assert "nobody is on" in done.stdout
    assert "| step 1, primary-operator: nobody is on (tried \\| the phone) |" in ops.report
    assert "paged:" not in ops.report
    assert ops.data("page", at="10:04")["step"] == 2


def test_a_broken_roster_keeps_no_page_from_being_recorded(ops):
    ops.repo.write(ROSTER, "---\nkind: roster\n{{{\n---\n")
    done = ops.run("page")
    assert (done.code, "the committed one is used" in done.stderr) == (0, True)
    assert "@ada  pagerduty  PADA001" in done.stdout


def test_after_the_last_step_a_page_is_refused_and_somebody_can_still_be_named(ops):
    for minute in range(3, 6):
        ops.data("page", at=f"10:0{minute}")
    refused = ops.run("page", at="10:07")
    assert (refused.code, refused.stdout) == (3, "")
    assert "every step of P1 has been told" in refused.stderr
    done = ops.data("page", "--to", "@sean", "--ref", "https://desk.example.com/7", at="10:08")
    assert (done["step"], done["people"], done["next_due"]) == (None, ["sean"], None)
    assert "**paged** to @sean, https://desk.example.com/7 |" in ops.report


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--to", "sre-laison"], "Did you mean `sre-liaison`?"),
        (["--ref", "https://desk.example.com/7"], "--ref goes with --to"),
        (["--to", "sre-liaison", "--ref", "javascript:1"], "--ref `javascript:1` is not a web address"),
        (["--at", "2026-11-23T10:30:00Z"], "in the future"),
    ],
)
def test_what_cannot_be_paged_is_said_and_nothing_is_written(ops, args, said):
    before = ops.report
    done = ops.run("page", *args)
    assert (done.code, done.stdout, ops.report) == (2, "", before)
    assert said in done.stderr


def test_a_dry_run_of_a_page_shows_the_row_and_writes_nothing(ops):
    before = ops.report
    done = ops.run("page", "--dry-run")
    assert "+| 2026-11-23 10:03:00Z | @ada | **paged** step 1, primary-operator: @ada |" in done.stdout
    assert ops.report == before


def test_another_severity_begins_its_own_matrix(ops):
    ops.data("page")
    ops.data("triage", "--severity", "P0", at="10:05")
    paged = ops.data("page", at="10:06")
    assert (paged["step"], paged["roles"], paged["people"]) == (1, ["pagerduty-on-call"], ["ada"])


def test_a_line_for_the_channel_promises_no_update_in_the_past(ops):
    told = ops.run("page", at="10:20").stdout
    assert " | next update by 10:32 UTC | " in told
    assert " | update overdue since 10:32 UTC | " in ops.run("page", at="11:20").stdout


def test_a_handoff_names_both_and_prints_a_situation_report(ops):
    ops.data("assign", "commander", "ada")
    ops.data("update", "failing over", "--needs", "a DBA", at="10:10")
    ops.data("log", "was it the deployment?", at="10:11")
    done = ops.run("handoff", "--to", "sean", at="10:20")
    assert done.stdout.splitlines()[0] == ops.path
    assert "| 2026-11-23 10:20:00Z | @ada | **handoff** commander @sean, was @ada |" in ops.report
    assert 'commander: "@sean"' in ops.report
    headings = [line for line in done.stdout.splitlines() if line.startswith("## ")]
    assert headings == ["## Situation", "## Impact", "## Since", "## Done", "## Next", "## Open questions"]
    assert "- needed: a DBA" in done.stdout
    assert "- was it the deployment? (@ada)" in done.stdout
    assert "- acknowledge by 2026-11-23 10:17 UTC (11:17 Europe/Berlin), 3m ago, late" in done.stdout
    assert ops.repo.gov("check").code == 0


def test_somebody_whom_the_roster_does_not_know_takes_over_with_a_warning(ops):
    told = ops.run("handoff", "--to", "@newcomer")
    assert (told.code, "warning: `@newcomer` is not in the roster\n" in told.stderr) == (0, True)
    told = ops.run("assign", "communications", "@newcomer")
    assert (told.code, "warning: `@newcomer` is not in the roster\n" in told.stderr) == (0, True)


def test_a_handoff_to_who_commands_already_changes_nothing_and_still_reports(ops):
    ops.data("handoff", "--to", "sean")
    before = ops.report
    done = ops.run("handoff", "--to", "@sean", at="10:05")
    assert (done.code, ops.report) == (0, before)
    assert "@sean commands already" in done.stderr
    assert "## Next" in done.stdout
    assert ops.run("handoff", "--to", "seen").code == 2


def test_a_runbook_is_recorded_with_its_path_and_an_unknown_one_refused(ops):
    ops.data("runbook", "Troubleshooting", "--note", "step 3 first")
    ops.data("runbook", "docs/operations/deployment-runbook.md", at="10:04")
    assert "**runbook** troubleshooting (docs/operations/troubleshooting.md): step 3 first |" in ops.report
    assert "**runbook** deployment (docs/operations/deployment-runbook.md) |" in ops.report
    unknown = ops.run("runbook", "troubleshoting")
    assert (unknown.code, unknown.stdout) == (2, "")
    assert (
        "Did you mean `troubleshooting`? Allowed: troubleshooting, deployment, migration." in unknown.stderr
    )
    unwritten = ops.run("runbook", "incident-response")
    assert (unwritten.code, "nobody has written it" in unwritten.stderr) == (3, True)


def test_the_timeline_is_told_by_time_whatever_its_order_in_the_file(ops):
    ops.data("log", "first sign", "--at", "10:00")
    text = ops.report.replace("| --- | --- | --- |\n", "| --- | --- | --- |\n| soon | @ada | \x1b[31mred |\n")
    ops.repo.write(ops.path, text)
    told = ops.data("timeline")
    assert [(row["at"], row["type"]) for row in told["entries"]] == [
        ("2026-11-23T10:00:00Z", "note"),
        (NOW, "declared"),
        (None, "note"),
    ]
    shown = ops.run("timeline").stdout
    assert "2026-11-23 10:02 UTC (11:02 Europe/Berlin)  @sean  declared P1, Search is slow" in shown
    assert "\x1b" not in shown


EDITOR = """#!/bin/sh
echo "$1" >"{told}"
sed -i 's/<!-- What happened, in two .*/Search was slow for 40 users./' "$2"
"""


def test_report_opens_the_editor_at_the_first_empty_section_and_says_what_is_missing(ops, tmp_path):
    editor, told = tmp_path / "edit", tmp_path / "told"
    editor.write_text(EDITOR.format(told=told))
    editor.chmod(0o755)
    summary = ops.report.splitlines().index("## Summary") + 1
    done = ops.run("report", EDITOR=str(editor))
    assert told.read_text() == f"+{summary}\n"
    assert "Search was slow for 40 users." in ops.report
    assert done.code == 1
    assert [line.split(" ", 1)[1] for line in done.stdout.splitlines()] == [
        f"the section `{title}` is empty"
        for title in ("Impact", "Detection", "Root Cause", "Resolution", "Lessons Learned", "Follow-ups")
    ]
    impact = ops.report.splitlines().index("## Impact") + 1
    assert done.stdout.startswith(f"{ops.path}:{impact} ")


def test_a_report_that_somebody_deletes_while_it_is_edited_is_said_to_be_gone(ops, tmp_path):
    editor = tmp_path / "edit"
    editor.write_text('#!/bin/sh\nfor last; do :; done\nrm "$last"\n')
    editor.chmod(0o755)
    done = ops.run("report", EDITOR=str(editor))
    assert (done.code, done.stdout) == (3, "")
    assert f"error: the report of {ops.id} is not there any more" in done.stderr
    assert "hint: Bring it back with `git restore`" in done.stderr


def test_report_without_an_editor_says_what_is_missing(ops):
    done = ops.run("report", EDITOR="vim")
    assert (done.code, done.stdout.count("\n")) == (1, 7)
    told = json.loads(ops.run("report", "-f", "json").stdout)["data"]
    assert (told["incident"], told["demands"], len(told["missing"])) == (ops.id, "full", 7)


def test_a_note_goes_into_the_timeline_before_the_editor_opens(ops, tmp_path):
    editor, seen = tmp_path / "edit", tmp_path / "seen"
    editor.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "$last" "{seen}"\n')
    editor.chmod(0o755)
    row = "| 2026-11-23 10:05:00Z | @sean | half of it is written |"
    given = ("--note", "half of it is written", "--at", "10:05", "--by", "sean")
    planned = ops.run("report", *given, "--dry-run", at="10:10", EDITOR=str(editor))
    assert planned.code == 0
    assert f"\n+{row}\n" in planned.stdout
    assert not seen.exists()
    assert row not in ops.report
    done = ops.run("report", *given, "--commit", at="10:10", EDITOR=str(editor))
    assert (done.code, done.stdout.splitlines()[0]) == (1, ops.path)
    assert done.stdout.count("\n") == 8
    assert row in seen.read_text()
    assert ops.repo.git("log", "-1", "--format=%s") == f"{ops.id}: log"
    assert ops.repo.git("status", "--porcelain", "--", ops.path) == ""


def test_an_editor_that_fails_leaves_the_note_and_says_so(ops):
    done = ops.run("report", "--note", "half of it is written", EDITOR="false")
    assert (done.code, done.stdout) == (3, "")
    assert "hint: The note is in the timeline: run the command again without it." in done.stderr
    assert ops.report.count("half of it is written") == 1


def test_when_and_by_whom_are_judged_without_a_note_and_said_to_go_nowhere(ops):
    before = ops.report
    done = ops.run("report", "--by", "sean", "--at", "10:01", "-f", "json")
    assert (done.code, len(json.loads(done.stdout)["data"]["missing"])) == (1, 7)
    assert "without --note nothing goes into the timeline" in done.stderr
    for wrong in (("--by", "nobody"), ("--at", "soon"), ("--note", " ")):
        assert ops.run("report", *wrong).code == 2
    assert ops.report == before


def test_report_asks_no_more_than_the_severity_does(ops):
    ops.data("triage", "--severity", "P2", "--reason", "one user", at="10:04")
    text = ops.report
    for title in ("Summary", "Impact", "Resolution"):
        text = text.replace(f"## {title}\n", f"## {title}\n\nAll 3 of them.\n")
    ops.repo.write(ops.path, text)
    done = ops.run("report")
    assert (done.code, done.stdout) == (0, f"{ops.id}: the report is complete\n")


def test_what_comes_next_is_the_checklist_until_nothing_is_left_of_it(ops):
    ops.data("ack")
    short = ops.id[-4:]
    assert f"gov checklist new {short}  " in ops.run("resolve", at="10:30").stdout
    made = ops.repo.gov("checklist", "new", short, GOV_NOW="2026-11-23T10:31:00Z")
    learned = ops.run("log", "caches need a limit", "--learned", at="10:32").stdout
    assert f"gov checklist close {short}  " in learned
    assert "checklist new" not in learned
    checklist = made.stdout.splitlines()[0]
    closed = ops.repo.read(checklist).replace("status: open", "status: closed")
    ops.repo.write(checklist, closed)
    assert f"gov incident close {short}  " in ops.run("log", "all is well", at="10:33").stdout
    ops.repo.write(checklist, "---\nkind: [\n")
    assert f"gov checklist close {short}  " in ops.run("log", "broken", at="10:34").stdout


def test_no_checklist_is_proposed_where_the_playbook_asks_for_none(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.repo.write(playbook, ops.repo.read(playbook).replace("{id: P1, ", "{id: P1, checklist: none, "))
    done = ops.run("resolve", at="10:30")
    assert done.code == 0, done.stderr
    assert "gov checklist" not in done.stdout
    assert f"gov incident close {ops.id[-4:]}  " in done.stdout


def recovered(ops):
    done = ops.repo.gov("metrics", "dora", "-f", "json", GOV_NOW="2026-11-23T12:00:00Z")
    told = {one["name"]: one for one in json.loads(done.stdout)["data"]["metrics"]}
    return told["failed_deployment_recovery_time"]["value"], told["change_fail_rate"]["value"]


def test_the_change_that_caused_it_is_named_when_it_is_over_or_later_and_counts_as_a_failed_deployment(ops):
    made = ops.repo.gov("deploy", "record", "--at", "09:50", GOV_NOW=NOW)
    tag = made.stdout.splitlines()[0]
    assert recovered(ops) == (None, 0.0)
    done = ops.data("resolve", "--note", "rolled back", "--change", tag, at="10:42")
    assert done["change"] == tag
    assert f"| **resolved** rolled back *change:* {tag} |" in ops.report
    assert recovered(ops) == (40 * 60, 1.0)
    ops.data("log", "it was the traffic", "--change", "no", at="10:50")
    assert '\nchange: "no"\n' in ops.report
    assert recovered(ops) == (None, 0.0)
    assert ops.repo.gov("check").code == 0


def test_a_name_that_moves_is_written_as_the_commit_it_is_and_a_strange_one_as_it_was_given(ops):
    commit = ops.repo.git("rev-parse", "HEAD")
    assert ops.data("log", "main broke it", "--change", "main")["change"] == commit
    assert ops.data("log", "main broke it", "--change", commit[:8])["change"] == commit
    elsewhere = ops.run("log", "the other repository", "--change", "v1.2-rc1")
    assert elsewhere.code == 0
    assert "warning: this clone has no commit or tag `v1.2-rc1`; it is kept as it is\n" in elsewhere.stderr
    ops.repo.git("tag", "v1.12-rc1")
    mistyped = ops.run("log", "the other repository", "--change", "v1.12rc1")
    assert "it is kept as it is; did you mean `v1.12-rc1`?\n" in mistyped.stderr
    before = ops.report
    for wrong in ("HEAD~90", "", "a b"):
        assert ops.run("log", "a guess", "--change", wrong).code == 2
    assert ops.report == before


def test_resolving_again_drops_no_change_without_a_word(ops):
    ops.data("resolve", at="10:30")
    done = ops.run("resolve", "--change", "main", at="10:31")
    assert (done.code, done.stdout) == (2, "")
    assert f"gov incident log {ops.id} TEXT --change main" in done.stderr
