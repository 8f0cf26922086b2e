"""The commit hook through each manager's files: what the probe says is what `git commit` then does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import Repo

from governor_cli.probes.hook import PROBE
from governor_cli.workflows.doctor.ground import Here

_MARKS = """\
#!/bin/sh
[ "$1 $2" = "hook run" ] && touch "$(git rev-parse --git-dir)/reached"
exit 0
"""
"""A gov that leaves a mark where it is called."""

_HUSKY_RUNNER = """\
#!/usr/bin/env sh
script=$(dirname "$(dirname "$0")")/$(basename "$0")
[ -f "$script" ] || exit 0
[ "${HUSKY-}" = "0" ] && exit 0
sh -e "$script" "$@"
"""
"""What .husky/_/h does in husky 9, as far as it matters here."""

_LEFTHOOK = """\
#!/bin/sh
if [ "$LEFTHOOK" = "0" ]; then
  exit 0
fi
call_lefthook()
{
  if test -n "$LEFTHOOK_BIN"
  then
    "$LEFTHOOK_BIN" "$@"
  elif lefthook -h >/dev/null 2>&1
  then
    lefthook "$@"
  else
    echo "Can't find lefthook in PATH"
  fi
}
call_lefthook run "pre-commit" "$@"
"""
"""What `lefthook install` writes, with fewer places to look in."""

_LOCAL = """\
repos:
  - repo: local
    hooks:
      - {id: gov, name: gov, entry: gov hook run, language: system, always_run: true, pass_filenames: false}
"""


class Clone:
    """A repository with one commit, and a PATH that has this gov in front where one is wanted."""

    def __init__(self, repo: Repo, folder: Path) -> None:
        self.repo = repo
        self.bin = folder / "bin"
        self.bin.mkdir()

    def has(self, name: str, script: str = _MARKS) -> Path:
        program = self.bin / name
        program.write_text(script)
        program.chmod(0o755)
        return program

    def hook(self, text: str, path: str = ".git/hooks/pre-commit", mode: int = 0o755) -> None:
        self.repo.write(path, text).chmod(mode)

    def commits(self) -> bool:
        """Whether a commit comes to gov."""
        mark = self.repo.top / ".git/reached"
        mark.unlink(missing_ok=True)
        self.repo.try_git("commit", "-q", "--allow-empty", "-m", "a commit")
        return mark.exists()


@pytest.fixture
def clone(repo, tmp_path, monkeypatch):
    repo.commit("start")
    made = Clone(repo, tmp_path)
    folders = [folder for folder in os.environ["PATH"].split(":") if not Path(folder, "gov").exists()]
    monkeypatch.setenv("PATH", ":".join([str(made.bin), *folders]))
    return made


def found(clone):
    return PROBE.check(Here(str(clone.repo.top), lambda: None))


def test_without_a_hook_it_is_not_configured(clone):
    outcome = found(clone)
    assert (outcome.state, outcome.hint) == ("not_configured", "Run `gov hook install`.")


def test_the_hook_of_gov_itself_is_reached(clone):
    assert clone.repo.gov("hook", "install").code == 0
    assert found(clone) == ("ok", ".git/hooks/pre-commit runs gov", "")


def test_the_hook_of_a_gov_that_has_moved_is_not_reached(clone):
    program = clone.has("gov")
    clone.hook(f"#!/bin/sh\nexec {program} hook run\n")
    assert found(clone).state == "ok"
    assert clone.commits()
    program.rename(program.with_name("elsewhere"))
    outcome = found(clone)
    assert (outcome.state, outcome.detail) == (
        "failed",
        f".git/hooks/pre-commit runs `{program}`, which is not found",
    )
    assert not clone.commits()


@pytest.mark.parametrize(
    ("line", "reached"),
    [
        ("gov hook run", True),
        ("exec gov hook run || exit 1", True),
        ('"$(command -v gov)" check; gov hook run', True),
        ("true && gov  hook  run", True),
        ("# gov hook run", False),
        ("gov check --staged", False),
        ("mygov hook run", False),
        ("echo done", False),
    ],
)
def test_a_hook_by_hand_is_read_as_the_shell_reads_it(clone, line, reached):
    clone.has("gov")
    clone.hook(f"#!/bin/sh\n{line}\n")
    assert (found(clone).state == "ok") == clone.commits() == reached


def test_a_path_with_blanks_is_taken_as_a_whole(clone, tmp_path):
    folder = tmp_path / "two words"
    folder.mkdir()
    program = clone.has("gov").rename(folder / "gov")
    clone.hook(f"#!/bin/sh\nexec '{program}' hook run\n")
    assert found(clone).state == "ok"
    assert clone.commits()


def test_gov_started_through_python_is_found_by_its_python(clone):
    clone.hook(f"#!/bin/sh\nexec {sys.executable} -P -m governor_cli hook run\n")
    assert found(clone).state == "ok"
    clone.hook("#!/bin/sh\nexec /no/such/python -P -m governor_cli hook run\n")
    assert "`/no/such/python`, which is not found" in found(clone).detail


def test_a_hook_that_is_not_executable_is_passed_over(clone):
    clone.has("gov")
    clone.hook("#!/bin/sh\ngov hook run\n", mode=0o644)
    outcome = found(clone)
    assert outcome.state == "failed"
    assert "not executable" in outcome.detail
    assert not clone.commits()


def test_core_hooks_path_is_where_git_looks(clone):
    clone.has("gov")
    clone.hook("#!/bin/sh\ngov hook run\n")
    clone.repo.git("config", "core.hooksPath", "team-hooks")
    assert "team-hooks (core.hooksPath), which is not there" in found(clone).detail
    assert not clone.commits()
    clone.hook("#!/bin/sh\ngov hook run\n", "team-hooks/pre-commit")
    assert found(clone) == ("ok", "team-hooks/pre-commit (core.hooksPath) runs gov", "")
    assert clone.commits()


def test_pre_commit_is_followed_into_its_own_file(clone):
    clone.has("gov")
    clone.repo.write(".pre-commit-config.yaml", _LOCAL)
    before = found(clone)
    assert before.state == "failed"
    assert before.hint == "Run `pre-commit install`."
    assert not clone.commits()
    program = Path(sys.executable).with_name("pre-commit")
    subprocess.run([program, "install"], cwd=clone.repo.top, check=True, capture_output=True)
    clone.repo.git("add", "-A")
    assert found(clone) == ("ok", ".pre-commit-config.yaml (pre-commit) runs gov", "")
    assert clone.commits()
    clone.repo.write(".pre-commit-config.yaml", _LOCAL.replace("      - {", "#     - {"))
    clone.repo.git("add", "-A")
    assert "does not run gov" in found(clone).detail
    assert not clone.commits()


def test_the_hook_that_gov_offers_to_pre_commit_brings_its_own_gov(clone):
    config = "repos:\n  - repo: https://git.example.com/gov\n    rev: v1\n    hooks:\n      - id: gov\n"
    clone.repo.write(".pre-commit-config.yaml", config)
    clone.hook(f"#!/bin/sh\n# File generated by pre-commit: https\nINSTALL_PYTHON={sys.executable}\n")
    assert found(clone).state == "ok"
    clone.hook("#!/bin/sh\n# File generated by pre-commit: https\nINSTALL_PYTHON=/no/such/python\n")
    outcome = found(clone)
    assert (outcome.state, outcome.detail) == (
        "failed",
        ".git/hooks/pre-commit starts pre-commit, which is not found",
    )


def test_husky_is_followed_into_the_script_above_its_own(clone, monkeypatch):
    clone.has("gov")
    clone.repo.write(".husky/pre-commit", "gov hook run\n")
    assert found(clone).hint == "Run `npx husky`."
    clone.repo.git("config", "core.hooksPath", ".husky/_")
    clone.repo.write(".husky/_/h", _HUSKY_RUNNER)
    clone.hook('#!/usr/bin/env sh\n. "$(dirname "$0")/h"', ".husky/_/pre-commit")
    assert found(clone) == ("ok", ".husky/pre-commit (husky) runs gov", "")
    assert clone.commits()
    monkeypatch.setenv("HUSKY", "0")
    assert found(clone).hint == "Unset HUSKY."
    assert not clone.commits()
    monkeypatch.delenv("HUSKY")
    clone.repo.write(".husky/pre-commit", "npm test\n")
    assert found(clone).detail == ".husky/pre-commit (husky) does not run gov"


def test_lefthook_is_followed_into_its_file_and_missed_where_it_is_not_there(clone, monkeypatch):
    clone.has("gov")
    clone.repo.write("lefthook.yml", "pre-commit: {commands: {gov: {run: gov hook run}}}\n")
    assert found(clone).hint == "Run `lefthook install`."
    clone.hook(_LEFTHOOK)
    assert "lets every commit pass" in found(clone).hint
    clone.has("lefthook", '#!/bin/sh\n[ "$1" = run ] && exec gov hook run\nexit 0\n')
    assert found(clone) == ("ok", "lefthook.yml (lefthook) runs gov", "")
    assert clone.commits()
    monkeypatch.setenv("LEFTHOOK", "0")
    assert found(clone).state == "failed"
    assert not clone.commits()
    monkeypatch.delenv("LEFTHOOK")
    clone.repo.write("lefthook.yml", "pre-commit: {commands: {lint: {run: make lint}}}\n")
    assert found(clone).detail == "lefthook.yml (lefthook) does not run gov"


def test_nobody_commits_in_a_bare_repository(tmp_path):
    bare = Repo.new(tmp_path / "bare", "--bare")
    assert PROBE.check(Here(str(bare.top), lambda: None)).state == "not_configured"


def test_a_linked_work_tree_has_the_hooks_of_its_repository(clone, tmp_path):
    clone.has("gov")
    clone.hook("#!/bin/sh\ngov hook run\n")
    clone.repo.git("worktree", "add", "-q", str(tmp_path / "linked"))
    outcome = PROBE.check(Here(str(tmp_path / "linked"), lambda: None))
    assert outcome.state == "ok"
