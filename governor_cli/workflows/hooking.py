"""The pre-commit hook: judge what is staged, and put the hook in place."""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.core.errors import GovError
from governor_cli.core.report import Report
from governor_cli.workflows.judging import judge, only_new

_SCRIPT = """\
#!/bin/sh
# Installed by `gov hook install`: refuses a commit that makes an operations document wrong.
gov={gov}
[ -x "$gov" ] || gov=$(command -v gov) || {{
    echo "gov is not installed; its hook cannot judge this commit" >&2
    exit 1
}}
exec "$gov" hook run
"""
_MARK = "Installed by `gov hook install`"

_SNIPPETS = """\
# pre-commit, in .pre-commit-config.yaml:
  - repo: local
    hooks:
      - {id: gov, name: gov, entry: gov hook run, language: system, always_run: true, pass_filenames: false}
# lefthook, in lefthook.yml:
pre-commit: {commands: {gov: {run: gov hook run}}}
# husky, or any hook script, one line:
gov hook run"""


def judge_staged(git: Git) -> tuple[Report, Snapshot]:
    """The findings that the staged change introduces, and the snapshot they were found in.

    What was wrong before stays somebody else's task: it never blocks a commit. The parents are
    judged only when the staged content has an error at all.
    """
    cache = Cache.of(git)
    staged = snapshots.index(git)
    report = judge(staged, cache)
    if not report.fails():
        return report, staged
    return only_new(report, _parents(git, cache)), staged


def _parents(git: Git, cache: Cache) -> Iterator[Report]:
    """HEAD and, in a merge, what is merged; none before the first commit."""
    for name in ("HEAD", "MERGE_HEAD"):
        found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found is None:
            continue
        try:
            yield judge(snapshots.revision(git, found.decode().strip()), cache)
        except GovError:
            continue  # a parent that cannot be judged excuses nothing


def install_hook(git: Git) -> tuple[Path, bool]:
    """Write the pre-commit hook of this clone; its path, and whether it was written just now.

    Refuses to touch anybody else's hook, or a hooks folder outside this clone.
    """
    path = Path(git.top, os.fsdecode(git.run("rev-parse", "--git-path", "hooks/pre-commit")).rstrip("\n"))
    if not path.resolve().is_relative_to(Path(git.place.common_dir).resolve()):
        raise GovError(
            f"git looks for hooks in `{path.parent}` (core.hooksPath), which is not this clone's own",
            hint=f"Add gov to the hooks that are there:\n{_SNIPPETS}",
        )
    if path.exists() or path.is_symlink():
        if path.is_file() and _MARK.encode() in path.read_bytes():
            return path, False
        raise GovError(
            f"there is a hook already: `{path}`", hint=f"Add gov to it; it stays as it is:\n{_SNIPPETS}"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    program = shlex.quote(str(Path(sys.argv[0]).absolute()))
    with path.open("x", encoding="utf-8") as file:
        file.write(_SCRIPT.format(gov=program))
    path.chmod(0o755)
    return path, True


def hook_state(git: Git) -> str:
    """``installed``, ``other`` (somebody else's hook is there) or ``none``."""
    path = Path(git.top, os.fsdecode(git.run("rev-parse", "--git-path", "hooks/pre-commit")).rstrip("\n"))
    if not path.is_file():
        return "none"
    return "installed" if b"gov" in path.read_bytes() else "other"
