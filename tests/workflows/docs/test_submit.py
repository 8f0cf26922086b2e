"""Submitting again after a run that ended anywhere: one branch, one proposal, the same end."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fake_github import TOKEN, GitHub
from git_server import GITEA, GITLAB, hook, serving
from listeners import listening
from operations import GOOD, REPORT, gov_repository

from governor_cli.workflows.docs.submit import STEPS

INCIDENT = "INC-20261123-7F3K"
BRANCH = f"docs/{INCIDENT}-restart-search"
RUNBOOK = "docs/operations/troubleshooting.md"
_PREFIX = """\
import os, signal, sys
from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.docs.submit import STEPS, Submission
from governor_cli.workflows.repository.recording import Recording

recording = Recording(open_workspace("."))
one = Submission(recording.workspace, recording.policy, sys.argv[2], recording.workspace.now())
for step in STEPS[: int(sys.argv[1])]:
    step(one)
os.kill(os.getpid(), signal.SIGKILL)
"""
"""A run that is killed between two steps, as a process of its own."""


@pytest.fixture(params=["github", "gitlab", "gitea", "none"])
def place(request, tmp_path, monkeypatch):
    """(kind, clone, bare repository, GitHub or None), with a branch edited and ready."""
    kind = request.param
    monkeypatch.setenv("GOV_NOW", "2026-11-24T09:00:00Z")
    ops = gov_repository(tmp_path / "ops")
    ops.write(REPORT, GOOD)
    with serving(tmp_path / "server") as server:
        bare = server.create()
        github = GitHub(bare, server.page())
        with listening(github.answer) as listener:
            api = f'url = "{listener.url}"\n' if kind == "github" else ""
            ops.write("gov.toml", f'{ops.read("gov.toml")}[forge]\nkind = "{kind}"\n{api}')
            ops.commit("start")
            ops.git("remote", "add", "origin", server.url())
            ops.git("push", "-q", "origin", "main")
            scripts = {"gitlab": ("post-receive", GITLAB), "gitea": ("proc-receive", GITEA)}
            if kind in scripts:
                hook(bare, *scripts[kind])
            monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
            monkeypatch.setenv("GITHUB_SERVER_URL", listener.url)
            made = ops.gov("docs", "open", "restart-search", "-i", INCIDENT)
            file = Path(made.stdout.splitlines()[0]) / RUNBOOK
            file.write_text(file.read_text() + "\nRestart the search node first.\n")
            yield kind, ops, bare, github
        assert github.wrong == []


def ended(kind, ops, bare, github):
    """What there is once all is done: branches, commits on them, proposals, what the clone remembers."""
    proposals = github.pulls if kind == "github" else []
    if kind in {"gitlab", "gitea"}:
        proposals = json.loads(bare.read("reviews.json"))
    status = json.loads(ops.gov("docs", "status", "-f", "json").stdout)["data"]["branches"]
    return {
        "branches": ops.git("for-each-ref", "--format=%(refname)", "refs/heads").split(),
        "pushed": bare.git("for-each-ref", "--format=%(refname)", "refs/heads").split(),
        "subjects": ops.git("log", "--format=%s", f"main..{BRANCH}").split("\n"),
        "proposals": len(proposals),
        "trees": len(ops.git("worktree", "list").split("\n")),
        "status": [(one["state"], (one["pull_request"] or "").rpartition("/")[2]) for one in status],
    }


EXPECTED = {
    "branches": [f"refs/heads/{BRANCH}", "refs/heads/main"],
    "pushed": [f"refs/heads/{BRANCH}", "refs/heads/main"],
    "subjects": [f"docs: restart search ({INCIDENT})", f"docs: begin restart search after {INCIDENT}"],
    "proposals": 1,
    "trees": 1,
    "status": [("proposed", "1")],
}
DIFFERENT = {
    "github": {},
    "gitlab": {},
    "gitea": {"pushed": ["refs/heads/main"]},
    "none": {"proposals": 0, "status": [("pushed", "")]},
}


@pytest.mark.parametrize("steps", range(len(STEPS) + 1))
@pytest.mark.parametrize("place", ["github", "gitlab"], indirect=True)
def test_a_run_killed_after_any_step_is_finished_by_the_next(place, steps):
    _finished_after(place, steps)


@pytest.mark.parametrize("place", ["gitea", "none"], indirect=True)
@pytest.mark.parametrize("step", ["deliver_branch", "propose_change"])
def test_a_run_killed_around_the_push_is_finished_by_the_next(place, step):
    _finished_after(place, [one.__name__ for one in STEPS].index(step) + 1)


def _finished_after(place, steps):
    kind, ops, *_ = place
    killed = subprocess.run(
        [sys.executable, "-c", _PREFIX, str(steps), BRANCH], cwd=ops.top, capture_output=True, check=False
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert ended(*place) == EXPECTED | DIFFERENT[kind]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_push_whose_answer_is_lost_is_finished_by_the_next(place):
    """The remote has taken the commit, and opened what it opens, when its process is killed."""
    kind, ops, bare, _ = place
    dies = "\nos.kill(os.getppid(), 9)\n"
    name = "proc-receive" if kind == "gitea" else "post-receive"
    scripts = {
        "gitlab": GITLAB + dies,
        "gitea": GITEA.replace("send(*answers)", dies.strip()),
    }
    hook(bare, name, scripts.get(kind, "#!/bin/sh\nkill -9 $PPID\n"))
    failed = ops.gov("docs", "submit")
    assert failed.code == 4, failed.stdout
    if kind in scripts:
        hook(bare, name, {"gitlab": GITLAB, "gitea": GITEA}[kind])
    else:
        (bare.top / "hooks" / name).unlink()
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert ended(*place) == EXPECTED | DIFFERENT[kind]


def test_more_words_go_to_the_proposal_that_is_open(place, tmp_path):
    kind, ops, bare, _ = place
    assert ops.gov("docs", "submit").code == 0
    tree = tmp_path / "again"
    ops.git("worktree", "add", "-q", str(tree), BRANCH)
    (tree / RUNBOOK).write_text((tree / RUNBOOK).read_text() + "\nAnd the indexer after it.\n")
    ops.git("-C", str(tree), "commit", "-q", "-am", f"docs: one more line ({INCIDENT})")
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    heads = bare.git("for-each-ref", "--format=%(objectname)")
    assert ops.git("rev-parse", BRANCH) in heads
    assert tree.is_dir()
    assert ended(*place)["proposals"] == (EXPECTED | DIFFERENT[kind])["proposals"]
