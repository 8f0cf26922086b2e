"""`gov doctor` as a real process: its table, its fields, its exit code, and how long it takes at most."""

import json
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from git_server import PASSWORD, serving
from listeners import Said, listening
from mail_server import PLAIN, mailing
from operations import gov_repository
from programs import needed
from programs import serving as running
from repositories import Repo, gov_program, run

from governor_cli.adapters.git import Git
from governor_cli.adapters.settings import Settings
from governor_cli.adapters.workspace import Workspace
from governor_cli.workflows import catalogue
from governor_cli.workflows.doctor.last import last_result

NOW = "2026-11-23T10:02:00Z"
ROSTER = "artifacts/support/on-call-roster.md"
ON = """\
static:
  - {role: primary-operator, people: [ada]}
  - {role: secondary-operator, people: [bo]}
"""
READY = Said(200, b'{"status": "success", "data": {"resultType": "vector", "result": []}}')
PAGE = Path(__file__).parents[2] / "docs" / "doctor.md"


@pytest.fixture
def ops(tmp_path) -> Repo:
    repo = gov_repository(tmp_path / "ops")
    repo.write(ROSTER, repo.read(ROSTER).replace("rotations: []\n", ON))
    repo.commit("start")
    return repo


def asked(repo, code, *args, **environment):
    done = repo.gov("doctor", *args, "-f", "json", **environment)
    assert done.code == code, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert (told["schema_version"], told["kind"]) == (1, "doctor")
    return {one["name"]: one for one in told["data"]["probes"]}


def test_a_clone_with_nothing_set_up_fails_nothing(ops):
    found = asked(ops, 0)
    assert list(found) == list(catalogue.PROBES)
    assert set(found["git"]) == {"name", "state", "detail", "seconds", "hint"}
    states = {name: one["state"] for name, one in found.items()}
    assert {name for name, state in states.items() if state == "ok"} == {
        "git",
        "python",
        "default_branch",
        "roster",
    }
    assert "failed" not in states.values()


def test_outside_a_repository_it_says_what_it_can(tmp_path):
    done = run([gov_program(), "doctor", "-f", "json"], tmp_path)
    assert done.code == 0, done.stderr
    found = {one["name"]: one for one in json.loads(done.stdout)["data"]["probes"]}
    assert found["git"]["state"] == found["python"]["state"] == "ok"
    for name in ("hook", "remote", "default_branch", "forge", "roster"):
        assert found[name]["state"] == "not_configured", name
        assert "not a git repository" in found[name]["detail"]


def test_in_a_repository_that_is_not_govs_git_is_looked_at_all_the_same(repo):
    repo.commit("start")
    found = asked(repo, 0)
    assert found["default_branch"]["detail"] == "main, as this clone has it"
    assert "no gov.toml" in found["roster"]["detail"]


def test_settings_that_cannot_be_read_fail_what_needs_them_alone(ops):
    ops.write("gov.toml", "playbook = [\n")
    found = asked(ops, 4)
    assert {name for name, one in found.items() if one["state"] == "failed"} == {
        "default_branch",
        "forge",
        "prometheus",
        "roster",
    }
    assert "gov.toml" in found["roster"]["detail"]


def test_what_works_and_what_does_not_stands_in_one_table(ops, tmp_path):
    with (
        serving(tmp_path / "server") as server,
        mailing({"EHLO": PLAIN}) as mail,
        listening(lambda _: READY) as one,
    ):
        server.create()
        ops.git("remote", "add", "origin", server.url())
        ops.git("push", "-q", "origin", "main")
        ops.gov("hook", "install")
        told = {
            "GOV_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
            "GOV_PROMETHEUS_URL": one.url,
            "GOV_SLACK_WEBHOOK_URL": f"{one.url}/hook/s3cret",
            "GOV_PAGERDUTY_ROUTING_KEY": "none",
        }
        done = ops.gov("doctor", **told)
        posted = [asked for asked in one.asked if asked.method == "POST"]
    assert done.code == 4, done.stdout
    assert posted == []
    assert PASSWORD not in done.stdout + done.stderr
    assert "s3cret" not in done.stdout + done.stderr
    states = {line.split()[1]: line.split()[0] for line in done.stdout.splitlines()[1:14]}
    assert states["pagerduty"] == "failed"
    for name in ("hook", "remote", "default_branch", "prometheus", "mail", "slack", "clock", "roster"):
        assert states[name] == "ok", done.stdout
    assert done.stdout.endswith("\n1 of 13 failed\n")
    advice = done.stdout.split("\n\n")[1]
    assert advice.startswith("pagerduty: Copy the integration key")


def test_what_was_found_is_kept_for_the_weekly_sync(ops):
    found = asked(ops, 0, GOV_NOW=NOW)
    kept = last_result(Workspace(Git.around(ops.top), "", Settings()))
    assert kept is not None
    assert kept.at.isoformat() == "2026-11-23T10:02:00+00:00"
    assert {one.name: one.state for one in kept.probes} == {name: one["state"] for name, one in found.items()}
    assert ops.git("status", "--porcelain") == ""


@pytest.mark.slow
def test_servers_that_take_calls_and_never_answer_hold_up_nobody(ops):
    with ExitStack() as stack:
        ports = []
        for _ in range(3):
            silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            ports.append(silent.getsockname()[1])
        web = f"http://127.0.0.1:{ports[0]}"
        ops.git("remote", "add", "origin", f"{web}/acme/ops.git")
        ops.write("gov.toml", f'[forge]\nkind = "github"\nurl = "{web}"\n')
        begun = time.monotonic()
        found = asked(
            ops,
            4,
            "--send",
            GITHUB_TOKEN="t",
            GITHUB_SERVER_URL=web,
            GOV_PROMETHEUS_URL=f"http://127.0.0.1:{ports[1]}",
            GOV_SMTP_URL=f"smtp://127.0.0.1:{ports[2]}",
            GOV_SLACK_WEBHOOK_URL=f"{web}/hook",
            GOV_TEAMS_WEBHOOK_URL=f"{web}/hook",
            GOV_PAGERDUTY_ROUTING_KEY="R0" * 16,
            GOV_PAGERDUTY_URL=web,
        )
        took = time.monotonic() - begun
    assert took < 12, took
    silent_ones = {"remote", "forge", "prometheus", "mail", "slack", "teams", "pagerduty"}
    assert {name for name, one in found.items() if one["state"] == "failed"} == silent_ones
    for name in silent_ones:
        assert "answer" in found[name]["detail"], found[name]
        assert found[name]["seconds"] <= 7
    assert found["git"]["state"] == found["hook"]["state"].replace("not_configured", "ok") == "ok"


@pytest.mark.slow
def test_a_real_prometheus_is_ready_until_it_is_gone(ops, tmp_path):
    needed("prometheus")
    (tmp_path / "prometheus.yml").write_text("")
    told = ("--config.file=prometheus.yml", f"--storage.tsdb.path={tmp_path / 'tsdb'}")
    listen = "--web.listen-address=127.0.0.1:{port}"
    with running(tmp_path, "/-/ready", "prometheus", *told, listen) as (address, _):
        found = asked(ops, 0, GOV_PROMETHEUS_URL=address)
        assert found["prometheus"]["detail"] == f"{address} is ready"
        assert found["clock"]["detail"].startswith("within 1 s of 127.0.0.1")
    found = asked(ops, 4, GOV_PROMETHEUS_URL=address)
    assert found["prometheus"]["detail"] == "127.0.0.1 cannot be reached"


def test_without_git_the_rest_is_told(tmp_path):
    done = run([gov_program(), "doctor", "-f", "json"], tmp_path, PATH=str(tmp_path))
    assert done.code == 4, done.stderr
    found = {one["name"]: one for one in json.loads(done.stdout)["data"]["probes"]}
    assert found["git"]["detail"] == "git is not installed, or not on PATH"
    assert found["python"]["state"] == "ok"


def test_the_page_lists_every_probe_as_it_says_of_itself():
    if not PAGE.exists():  # the sdist and the wheel have the tests without the checkout's docs
        pytest.skip("there are no pages beside these tests")
    rows = [
        line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    told = {cells[1].strip().strip("`"): cells[2].strip() for cells in rows}
    probes = [catalogue.probe(name) for name in catalogue.PROBES]
    assert told == {probe.name: probe.about for probe in probes}
