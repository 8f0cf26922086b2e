"""Submitting again after a run that ended anywhere: one branch, one proposal, the same end.

Nothing that a run knows outlives it, so one that ends between two steps is one whose steps are
taken up to there and no further. One such run is a process of its own, and is really killed.
"""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fake_github import TOKEN, GitHub
from git_server import GITEA, GITLAB, hook, serving
from listeners import listening
from operations import GOOD, REPORT, gov_repository
from repositories import Repo

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import OutsideError
from governor_cli.workflows.docs.open import open_branch
from governor_cli.workflows.docs.status import documentation
from governor_cli.workflows.docs.submission import Submission
from governor_cli.workflows.docs.submit import STEPS, submit
from governor_cli.workflows.repository.recording import Recording

INCIDENT = "INC-20261123-7F3K"
BRANCH = f"docs/{INCIDENT}-restart-search"
RUNBOOK = "docs/operations/troubleshooting.md"
NOW = "2026-11-24T09:00:00Z"
KINDS = ("github", "gitlab", "gitea", "none")
TO_THE_FORGE = [step.__name__ for step in STEPS].index("deliver_branch") + 1
"""How many steps are taken once the forge has heard of it; before, it is the same with every forge."""
HOOKS = {"gitlab": ("post-receive", GITLAB), "gitea": ("proc-receive", GITEA)}
_KILLED = """\
import os, signal, sys
from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.docs.submission import Submission
from governor_cli.workflows.docs.submit import STEPS
from governor_cli.workflows.repository.recording import Recording

recording = Recording(open_workspace("."))
one = Submission(recording.workspace, recording.policy, sys.argv[2], recording.workspace.now())
for step in STEPS[: int(sys.argv[1])]:
    step(one)
os.kill(os.getpid(), signal.SIGKILL)
"""


def recording(ops):
    """What a new run of gov would read."""
    return Recording(open_workspace(str(ops.top)))


def submission(ops, **more):
    """A new run's view of the branch."""
    here = recording(ops)
    return Submission(here.workspace, here.policy, BRANCH, here.workspace.now(), **more)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A clone with an edited branch and the bare repository it came from, to be copied."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch, serving(folder / "server") as server:
        patch.setenv("GOV_NOW", NOW)
        ops = gov_repository(folder / "ops")
        ops.write(REPORT, GOOD)
        ops.commit("start")
        server.create()
        ops.git("remote", "add", "origin", server.url())
        ops.git("push", "-q", "origin", "main")
        here = recording(ops)
        tree = Path(open_branch(here, "restart-search", INCIDENT, None, here.workspace.now()).worktree)
        (tree / RUNBOOK).write_text((tree / RUNBOOK).read_text() + "\nRestart the search node first.\n")
    return folder


@pytest.fixture
def place(request, made, tmp_path, monkeypatch):
    """(kind, clone, bare repository, GitHub), with a branch edited and ready."""
    kind = request.param
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    ops, bare = Repo(tmp_path / "ops"), Repo(tmp_path / "server/acme/ops.git")
    _moved(ops)
    monkeypatch.setenv("GOV_NOW", NOW)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    with serving(tmp_path / "server") as server:
        github = GitHub(bare, server.page())
        with listening(github.answer) as listener:
            monkeypatch.setenv("GITHUB_SERVER_URL", listener.url)
            ops.git("remote", "set-url", "origin", server.url())
            bare.write("page.txt", server.page())
            api = f'url = "{listener.url}"\n' if kind == "github" else ""
            ops.write("gov.toml", f'{ops.read("gov.toml")}[forge]\nkind = "{kind}"\n{api}')
            if kind in HOOKS:
                hook(bare, *HOOKS[kind])
            yield kind, ops, bare, github
        assert github.wrong == []


def _moved(ops):
    """Tell the linked work tree and its repository where they are now: git keeps whole paths."""
    tree = ops.top / ".git/gov" / BRANCH
    (administered,) = (ops.top / ".git/worktrees").iterdir()
    (tree / ".git").write_text(f"gitdir: {administered}\n")
    (administered / "gitdir").write_text(f"{tree}/.git\n")


def ended(kind, ops, bare, github):
    """What there is once all is done: branches, commits on them, proposals, what the clone remembers."""
    proposals = github.pulls if kind == "github" else []
    if kind in HOOKS:
        proposals = json.loads(bare.read("reviews.json"))
    known = documentation(recording(ops)).branches
    return {
        "branches": ops.git("for-each-ref", "--format=%(refname)", "refs/heads").split(),
        "pushed": bare.git("for-each-ref", "--format=%(refname)", "refs/heads").split(),
        "subjects": ops.git("log", "--format=%s", f"main..{BRANCH}").split("\n"),
        "proposals": len(proposals),
        "trees": len(ops.git("worktree", "list").split("\n")),
        "status": [(one.state, one.pull_request.rpartition("/")[2]) for one in known],
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


@pytest.mark.parametrize(
    ("place", "steps"),
    [("github", steps) for steps in range(len(STEPS) + 1)]
    + [(kind, steps) for kind in KINDS[1:] for steps in (0, *range(TO_THE_FORGE, len(STEPS) + 1))],
    indirect=["place"],
)
def test_a_run_that_ends_after_any_step_is_finished_by_the_next(place, steps):
    kind, ops, *_ = place
    first = submission(ops)
    for step in STEPS[:steps]:
        step(first)
    submit(submission(ops))
    assert ended(*place) == EXPECTED | DIFFERENT[kind]


@pytest.mark.parametrize("place", ["github"], indirect=True)
def test_a_process_that_is_killed_is_finished_by_the_next(place):
    kind, ops, *_ = place
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(TO_THE_FORGE), BRANCH],
        cwd=ops.top,
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert ended(*place) == EXPECTED | DIFFERENT[kind]


@pytest.mark.parametrize("place", KINDS, indirect=True)
def test_a_push_whose_answer_is_lost_is_finished_by_the_next(place):
    """The remote has taken the commit, and opened what it opens, when its process is killed.

    Gitea's way leaves git and its helpers waiting for each other: the end of our patience ends them.
    """
    kind, ops, bare, _ = place
    dies = "\nos.kill(os.getppid(), 9)\n"
    name = "proc-receive" if kind == "gitea" else "post-receive"
    scripts = {
        "gitlab": GITLAB + dies,
        "gitea": GITEA.replace("send(*answers)", dies.strip()),
    }
    hook(bare, name, scripts.get(kind, "#!/bin/sh\nkill -9 $PPID\n"))
    with pytest.raises(OutsideError) as failed:
        submit(submission(ops, patience=5))
    assert failed.value.exit_code == 4
    if kind in scripts:
        assert (bare.top / "reviews.json").exists()
        hook(bare, *HOOKS[kind])
    else:
        (bare.top / "hooks" / name).unlink()
    done = ops.gov("docs", "submit")
    assert done.code == 0, done.stderr
    assert ended(*place) == EXPECTED | DIFFERENT[kind]


@pytest.mark.parametrize("place", KINDS, indirect=True)
def test_more_words_go_to_the_proposal_that_is_open(place, tmp_path):
    kind, ops, bare, _ = place
    submit(submission(ops))
    tree = tmp_path / "again"
    ops.git("worktree", "add", "-q", str(tree), BRANCH)
    (tree / RUNBOOK).write_text((tree / RUNBOOK).read_text() + "\nAnd the indexer after it.\n")
    ops.git("-C", str(tree), "commit", "-q", "-am", f"docs: one more line ({INCIDENT})")
    submit(submission(ops))
    heads = bare.git("for-each-ref", "--format=%(objectname)")
    assert ops.git("rev-parse", BRANCH) in heads
    assert tree.is_dir()
    assert ended(*place)["proposals"] == (EXPECTED | DIFFERENT[kind])["proposals"]
