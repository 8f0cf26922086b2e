"""A clone of somebody else's: what only reads works without a cache, what writes is refused and says why."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from operations import GOOD, REPORT, gov_repository
from repositories import Repo, Result, gov_program

NOBODY = 65534
MOMENT = "2026-11-23T10:05:00Z"
TRUSTED = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}
READING = {
    "check": 0,
    "check --staged": 0,
    "check --merge HEAD": 0,
    "incident show 7F3K": 0,
    "incident list": 0,
    "due": 0,
    "roster who": 0,
    "sync new --dry-run": 0,
    "incident ack 7F3K --dry-run": 0,
    "docs status": 0,
    "hook run": 0,
    "": 0,
}
WRITING = [
    *("incident ack 7F3K", "p1 Down", "use 7F3K", "task add x", "sync new", "docs open topic"),
    *("deploy record", "hook install", "merge-driver --install", "init", "metrics capture --value a=1"),
]

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can be somebody else"
)


@pytest.fixture(scope="module")
def open_to_all() -> Iterator[Path]:
    """A folder that other users may look into, which those of pytest are not."""
    with TemporaryDirectory(prefix="gov-", dir="/tmp") as folder:
        place = Path(folder)
        place.chmod(0o755)
        yield place


@pytest.fixture(scope="module")
def ops(open_to_all: Path) -> Repo:
    """One incident; all files are root's, and everybody may read them."""
    shutil.copy(os.environ["GIT_CONFIG_GLOBAL"], open_to_all / "gitconfig")
    repo = gov_repository(open_to_all / "ops")
    repo.write(REPORT, GOOD)
    repo.commit("start")
    return repo


@cache
def somebody_else() -> list[str]:
    """What turns root into another user who can run gov, though it may be installed where only root looks."""
    who = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    reads = ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    for way in ([*who, *reads], who):
        if (
            subprocess.run(
                [*way, gov_program(), "--version"], capture_output=True, cwd="/", check=False
            ).returncode
            == 0
        ):
            return way
    pytest.skip("nobody but root can run this gov")


def as_nobody(ops: Repo, *words: str, **environment: str) -> Result:
    """What gov says to that user."""
    done = subprocess.run(
        [*somebody_else(), gov_program(), *words],
        cwd=ops.top,
        env={
            **os.environ,
            "GOV_NOW": MOMENT,
            "GOV_USER": "ada",
            "HOME": "/nonexistent",
            "GIT_CONFIG_GLOBAL": os.fspath(ops.top.parent / "gitconfig"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **environment,
        },
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(done.stdout, done.stderr, done.returncode)


def owned(folder: Path) -> set[int]:
    return {file.lstat().st_uid for file in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("line", READING)
def test_what_only_reads_works_without_a_cache(ops: Repo, line: str) -> None:
    done = as_nobody(ops, *line.split(), **TRUSTED)
    assert done.code == READING[line], done.stderr + done.stdout
    assert "error:" not in done.stderr
    assert not (ops.top / ".git/gov").exists()


def test_the_health_of_a_clone_can_be_asked(ops: Repo) -> None:
    done = as_nobody(ops, "doctor", **TRUSTED)
    assert done.code in {0, 4}
    assert "ok              default_branch" in done.stdout


@pytest.mark.parametrize("line", WRITING)
def test_what_writes_is_refused_in_one_sentence(ops: Repo, line: str) -> None:
    done = as_nobody(ops, *line.split(), **TRUSTED)
    assert (done.code, done.stdout) == (3, ""), done.stderr
    told = done.stderr.lower()
    assert any(word in told for word in ("permission", "cannot be kept")), told
    assert ops.git("status", "--porcelain") == ""


def test_a_fact_is_recorded_where_the_files_may_be_written_and_git_may_not(ops: Repo) -> None:
    mine = Repo(Path(shutil.copytree(ops.top, ops.top.parent / "mine")))
    for file in (mine.top, *mine.top.rglob("*")):
        if ".git" not in file.relative_to(mine.top).parts:
            os.chown(file, NOBODY, NOBODY)
    said = as_nobody(mine, "log", "seen", "-i", "7F3K", **TRUSTED)
    assert (said.code, said.stdout.splitlines()[0]) == (0, REPORT)
    asked = as_nobody(mine, "log", "seen again", "-i", "7F3K", "--commit", **TRUSTED)
    assert (asked.code, asked.stdout) == (3, "")
    assert f"is saved in {REPORT}, but not shared: git add failed" in asked.stderr
    assert "index.lock': Permission denied" in asked.stderr
    assert "seen again" in mine.read(REPORT)
    assert owned(mine.top / ".git") == {0}


@pytest.mark.parametrize("line", ["check", "roster who", "incident ack 7F3K", "init"])
def test_a_clone_whose_owner_git_does_not_trust_is_told_as_that(ops: Repo, line: str) -> None:
    done = as_nobody(ops, *line.split())
    assert (done.code, done.stdout) == (3, "")
    assert done.stderr == (
        f"error: git does not trust the owner of the repository around {ops.top}\n"
        "hint: Let its owner run gov, or read about safe.directory in `git help config`.\n"
    )
