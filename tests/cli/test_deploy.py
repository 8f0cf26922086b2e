"""`gov deploy` and `gov metrics dora` as people run them."""

import csv
import json
from io import StringIO

import pytest
from deployed import History
from operations import GOOD, REPORT, lay_out

NOW = {"GOV_NOW": "2026-11-23T12:00:00Z"}
NAME = "deploy/production/20261123T120000Z"


def begun(top):
    made = History.begun(top)
    lay_out(made.top)
    made.write(REPORT, GOOD)
    made.git("add", "-A")
    made.change(0, "start")
    return made


@pytest.fixture
def ops(tmp_path):
    return begun(tmp_path / "ops")


@pytest.fixture(scope="module")
def same_ops(tmp_path_factory):
    """One for all tests that change nothing."""
    return begun(tmp_path_factory.mktemp("deploy") / "ops")


@pytest.fixture
def remote(ops, tmp_path):
    """A bare repository that the first one pushes to."""
    ops.git("init", "-q", "--bare", str(tmp_path / "remote.git"))
    ops.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    return History(tmp_path / "remote.git")


def record(repo, *args, code=0, **environment):
    done = repo.gov("deploy", "record", *args, **{**NOW, **environment})
    assert done.code == code, done.stderr + done.stdout
    return done


def data(done):
    assert done.code == 0, done.stderr
    return json.loads(done.stdout)["data"]


def listed(repo, *args):
    return data(repo.gov("deploy", "list", *args, "-f", "json", **NOW))["deployments"]


def dora(repo, *args):
    done = repo.gov("metrics", "dora", *args, "-f", "json", **NOW)
    assert json.loads(done.stdout)["kind"] == "dora"
    return {one["name"]: one for one in data(done)["metrics"]}


def test_a_deployment_is_an_annotated_tag_whose_name_is_the_first_line(ops):
    done = record(ops, "--unplanned", "--fixes", "7f3k", "--service", "search", "--note", "second try")
    assert done.stdout.splitlines()[0] == NAME
    assert ops.git("cat-file", "-t", NAME) == "tag"
    assert ops.git("tag", "-l", "--format=%(contents)", NAME) == (
        "Deploy search to production\n\nsecond try\n\n"
        "Outcome: success\nPlanned: no\nService: search\nFixes-Incident: INC-20261123-7F3K\n"
    )
    (one,) = listed(ops)
    assert one == {
        "name": NAME,
        "at": "2026-11-23T12:00:00Z",
        "environment": "production",
        "services": ["search"],
        "commit": ops.git("rev-parse", "HEAD"),
        "outcome": "success",
        "planned": False,
        "fixes": ["INC-20261123-7F3K"],
        "approved_by": None,
        "corrects": None,
        "source": "annotated",
        "dated": "name",
    }


def test_recording_the_same_again_changes_nothing_and_says_so(ops):
    record(ops)
    again = record(ops)
    assert (again.stdout.splitlines()[0], again.stderr) == (NAME, "this deployment is recorded already\n")
    assert ops.git("tag") == NAME


def test_another_outcome_of_the_same_deployment_takes_the_place_of_the_first(ops):
    record(ops)
    record(ops, "--outcome", "failed")
    assert [(one["name"], one["outcome"], one["corrects"]) for one in listed(ops)] == [
        (f"{NAME}-2", "failed", NAME)
    ]
    assert dora(ops)["change_fail_rate"]["value"] == 1.0


def test_a_deployment_of_something_else_at_the_same_second_is_another_one(ops):
    record(ops, "--service", "api")
    record(ops, "--service", "web")
    assert [one["services"] for one in listed(ops)] == [["web"], ["api"]]


def test_what_turns_out_later_corrects_the_last_one_and_keeps_the_rest_of_it(ops):
    record(ops, "--service", "api", "--unplanned", "--fixes", "7F3K", "--approved-by", "ada", "--at", "11:00")
    done = record(ops, "--corrects", "last", "--outcome", "rolled-back")
    assert "--change deploy/production/20261123T110000Z-2\n" in done.stderr
    (one,) = listed(ops)
    assert (one["at"], one["outcome"], one["services"]) == ("2026-11-23T11:00:00Z", "rolled-back", ["api"])
    assert (one["planned"], one["fixes"], one["approved_by"]) == (False, ["INC-20261123-7F3K"], "ada")
    assert record(ops, "--corrects", "last", "--outcome", "rolled-back").stderr.startswith("this deployment")


def test_a_release_of_the_team_s_can_be_corrected_too(ops):
    ops.tag("v1", at=1)
    ops.write("gov.toml", ops.read("gov.toml") + '\n[deployments]\ntags = ["v*"]\n')
    record(ops, "--corrects", "v1", "--outcome", "failed")
    (one,) = listed(ops)
    assert (one["at"], one["outcome"], one["corrects"]) == ("2026-11-02T01:00:00Z", "failed", "v1")


@pytest.mark.parametrize(
    ("args", "code", "problem"),
    [
        (["--outcome", "splendid"], 2, "splendid"),
        (["--fixes", "ZZZZ"], 3, "no incident"),
        (["--environment", "a b"], 2, "`a b` cannot stand in the name of a tag"),
        (["--environment", "../x"], 2, "cannot stand in the name of a tag"),
        (["--environment", ""], 2, "--environment is empty"),
        (["--environment", "x" * 100_000], 2, "--environment has 100000 characters; 100 are enough"),
        (["--at", "2026-11-24 10:00"], 2, "is in the future"),
        (["--approved-by", "zed"], 2, "--approved-by `zed` is nobody"),
        (["--corrects", "last", "--environment", "moon"], 3, "nothing is recorded of moon"),
        (["--corrects", "v9"], 3, "there is no deployment `v9`"),
        (["nowhere"], 3, "there is no commit or tag `nowhere` here"),
        (["--service", ""], 2, "empty"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(same_ops, args, code, problem):
    done = record(same_ops, *args, code=code)
    assert problem in done.stderr
    assert done.stdout == ""
    assert same_ops.git("tag") == ""


def test_a_revision_that_went_out_is_named(ops):
    first = ops.git("rev-parse", "HEAD")
    ops.tag("v1")
    ops.change(1)
    record(ops, "v1")
    assert listed(ops)[0]["commit"] == first


def test_without_a_commit_nothing_can_have_gone_out(tmp_path):
    assert "there is no commit yet" in record(History.begun(tmp_path / "new"), code=3).stderr


def test_a_folder_in_the_way_of_the_tag_is_named(ops):
    ops.tag("deploy/production")
    assert "the tag deploy/production stands where" in record(ops, code=3).stderr


def test_a_dry_run_shows_the_message_and_makes_nothing(ops):
    done = record(ops, "--dry-run")
    assert done.stdout == "Deploy to production\n\nOutcome: success\nPlanned: yes\n"
    assert done.stderr == f"would make the tag {NAME}\n"
    assert ops.git("tag") == ""


def test_nobody_known_to_git_records_nothing(ops):
    nobody = dict.fromkeys(
        ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"), ""
    )
    assert "git does not know who you are" in record(ops, code=3, **nobody).stderr


def test_any_repository_can_record_and_measure_without_a_gov_toml(tmp_path):
    code = History.begun(tmp_path / "code")
    code.change(0)
    record(code, "--fixes", "INC-20261102-0001", "--approved-by", "@ada", "--service", "api")
    assert listed(code)[0]["fixes"] == ["INC-20261102-0001"]
    assert record(code, "--fixes", "0001", code=3).stdout == ""
    assert dora(code)["deployment_frequency"]["n"] == 1


# sharing


def test_a_push_that_is_asked_for_brings_the_tag_to_the_remote(ops, remote):
    record(ops, "--push")
    assert remote.git("tag") == NAME


def test_a_push_that_is_asked_for_and_fails_names_the_tag_that_is_made(ops):
    done = record(ops, "--push", code=3)
    assert done.stdout == ""
    assert f"the tag {NAME} is made here, but not pushed: there is no remote to push to" in done.stderr
    assert ops.git("tag") == NAME


def test_a_tag_that_the_remote_does_not_take_waits_for_the_next_command(ops, remote):
    ops.write("gov.toml", ops.read("gov.toml") + '\n[record]\nshare = "push"\n')
    hook = remote.write("hooks/pre-receive", "#!/bin/sh\necho closed; exit 1\n")
    hook.chmod(0o755)
    done = record(ops)
    assert done.stdout.splitlines()[0] == NAME
    assert "saved, not shared: origin did not take the push" in done.stderr
    hook.unlink()
    assert f"shared what waited: tag {NAME}" in ops.gov("deploy", "list", **NOW).stderr
    assert remote.git("tag") == NAME


def test_a_tag_that_somebody_has_taken_back_waits_no_longer(ops, remote):
    ops.write("gov.toml", ops.read("gov.toml") + '\n[record]\nshare = "push"\n')
    remote.write("hooks/pre-receive", "#!/bin/sh\nexit 1\n").chmod(0o755)
    record(ops)
    ops.git("tag", "-d", NAME)
    assert "shared" not in ops.gov("deploy", "list", **NOW).stderr
    assert not (ops.top / ".git/gov/unshared").exists()


def test_another_tag_of_that_name_at_the_remote_is_told_and_never_replaced(ops, remote):
    record(ops, "--push")
    before = remote.git("rev-parse", NAME)
    ops.git("tag", "-d", NAME)
    ops.change(1)
    done = record(ops, "--push", code=4)
    assert f"it has another tag {NAME}" in done.stderr
    assert remote.git("rev-parse", NAME) == before


# answers


def test_lists_are_filtered_and_say_when_there_is_nothing(ops):
    record(ops, "--environment", "staging", "--at", "10:00")
    record(ops, "--service", "api")
    assert [one["environment"] for one in listed(ops)] == ["production", "staging"]
    assert len(listed(ops, "--environment", "staging")) == 1
    assert len(listed(ops, "--service", "api", "--since", "1h")) == 1
    assert len(listed(ops, "--until", "2026-11-23 11:00")) == 1
    done = ops.gov("deploy", "list", "--environment", "moon", **NOW)
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr == "none of the 2 deployments is one of these\n"
    assert ops.gov("deploy", "list", "--since", "1h", "--until", "2h", **NOW).code == 2
    assert ops.gov("deploy", "list", "--tags", "{", **NOW).code == 2
    assert ops.gov("deploy", "list", "--deployments", "none.json", **NOW).code == 3
    assert (
        len(
            data(ops.gov("deploy", "list", "--deployments", "-", "-f", "json", stdin="[]", **NOW))[
                "deployments"
            ]
        )
        == 2
    )


def test_a_spreadsheet_gets_no_formula(ops):
    record(ops)
    ops.write("d.json", json.dumps([{"id": "=1+1", "at": "2026-11-02T10:00:00Z", "environment": "@x"}]))
    done = ops.gov("deploy", "list", "--deployments", "d.json", "-f", "csv", **NOW)
    rows = list(csv.DictReader(StringIO(done.stdout)))
    assert [(row["name"], row["environment"]) for row in rows] == [(NAME, "production"), ("'=1+1", "'@x")]


def test_dora_is_told_in_every_format_with_definitions_anchors_and_what_was_left_out(ops):
    record(ops, "--at", "2026-11-03 00:00")
    record(ops, "--outcome", "failed", "--at", "10:00")
    found = dora(ops, "--since", "3w")
    assert list(found) == [
        "change_lead_time",
        "deployment_frequency",
        "failed_deployment_recovery_time",
        "change_fail_rate",
        "deployment_rework_rate",
    ]
    lead = found["change_lead_time"]
    assert (lead["value"], lead["unit"], lead["n"], lead["excluded"]) == (86_400, "s", 1, 0)
    assert lead["definition"].startswith("from writing a change")
    assert found["deployment_frequency"]["value"] == pytest.approx(2 / 21)
    assert found["failed_deployment_recovery_time"] | {"definition": ""} == {
        "name": "failed_deployment_recovery_time",
        "definition": "",
        "value": None,
        "unit": "s",
        "n": 0,
        "excluded": 1,
        "exclusions": {"cause_unknown": 1},
        "median": None,
        "p90": None,
        "anchors": {},
        "behind": [],
    }
    assert found["change_fail_rate"]["behind"] == ["deploy/production/20261123T100000Z"]
    text = ops.gov("metrics", "dora", **NOW).stdout
    assert "change lead time                 24h" in text
    assert "1 cause unknown" in text
    assert "counted: deploy/production/20261123T100000Z" in text
    markdown = ops.gov("metrics", "dora", "--since", "2026-10-01", "-f", "markdown", **NOW).stdout
    assert "| change fail rate | 50 % | - | 2 | - |" in markdown
    assert markdown.count("<svg ") == 5
    rows = list(csv.DictReader(StringIO(ops.gov("metrics", "dora", "-f", "csv", **NOW).stdout)))
    assert [row["by"] for row in rows[::5]] == ["all", "environment", "month"]
    assert (rows[0]["name"], rows[0]["median"], rows[0]["unit"]) == ("change_lead_time", "86400", "s")


def test_a_list_that_is_read_again_says_the_same_with_and_without_the_tags(ops, tmp_path):
    record(ops, "--service", "api", "--at", "10:00")
    record(ops, "--outcome", "failed", "--unplanned")
    told = ops.gov("deploy", "list", "-f", "json", **NOW).stdout
    (tmp_path / "list.json").write_text(told)
    ops.git("clone", "-q", "--no-tags", str(ops.top), str(tmp_path / "clone"))
    for repo in (ops, History(tmp_path / "clone")):
        found = dora(repo, "--deployments", str(tmp_path / "list.json"))
        values = {name: (one["n"], one["value"]) for name, one in found.items()}
        assert values == {name: (one["n"], one["value"]) for name, one in dora(ops).items()}


def test_two_files_may_use_the_same_ids(ops):
    for name in ("a.json", "b.json"):
        ops.write(name, json.dumps([{"id": "1", "at": "2026-11-02T10:00:00Z"}]))
    found = listed(ops, "--deployments", "a.json", "--deployments", "b.json")
    assert [one["name"] for one in found] == ["b.json:1", "a.json:1"]


def test_the_history_is_read_in_one_pass_of_git(ops, tmp_path):
    record(ops, "--service", "api", "--at", "10:00")
    record(ops, "--service", "web")
    trace = tmp_path / "trace"
    assert ops.gov("metrics", "dora", "--tags", "v*", **NOW, GIT_TRACE2_EVENT=str(trace)).code == 0
    events = [json.loads(line) for line in trace.read_text().splitlines()]
    asked = [event["argv"][1] for event in events if event["event"] == "start"]
    assert [one for one in asked if one in {"log", "rev-list", "for-each-ref", "cat-file"}] == [
        "for-each-ref",
        "rev-list",
    ]


def test_dora_refuses_what_it_cannot_group_or_find(ops):
    assert "--by `week` is no way" in ops.gov("metrics", "dora", "--by", "week", **NOW).stderr
    assert ops.gov("metrics", "dora", "--since", "yesterday", **NOW).code == 2
    assert ops.gov("metrics", "dora", "--since", "2w", "--until", "3w", **NOW).code == 2
    ops.write("gov.toml", ops.read("gov.toml") + '\n[deployments]\ntags = ["{odd}"]\n')
    done = ops.gov("metrics", "dora", **NOW)
    assert (done.code, "gov.toml: the pattern" in done.stderr) == (3, True)
