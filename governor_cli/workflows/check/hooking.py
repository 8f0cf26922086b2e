"""The pre-commit hook: judge what is staged, and put the hook in place."""

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from governor_cli.adapters import files
from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.program import command
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.staged import Change
from governor_cli.core.errors import GovError
from governor_cli.core.report import Report
from governor_cli.workflows.check.judging import judge, only_new
from governor_cli.workflows.check.unaffected import Ground

_SCRIPT = """\
#!/bin/sh
# Installed by `gov hook install`: refuses a commit that makes an operations document wrong.
if [ -x {program} ]; then exec {gov} hook run; fi
if command -v gov >/dev/null; then exec gov hook run; fi
echo "gov is not installed, so its hook cannot judge this commit: pip install governor-oncall" >&2
exit 1
"""
_MARK = b"Installed by `gov hook install`"

_SNIPPETS = """\
# pre-commit, in .pre-commit-config.yaml:
  - repo: local
    hooks:
      - {id: gov, name: gov, entry: gov hook run, language: system, always_run: true, pass_filenames: false}
# lefthook, in lefthook.yml:
pre-commit: {commands: {gov: {run: gov hook run}}}
# husky, or any hook script, one line:
gov hook run"""


def refused(git: Git, changes: Sequence[Change] = ()) -> tuple[Report, Snapshot] | None:
    """What a staged change makes wrong, and the snapshot it was found in; None where that is nothing.

    What was wrong before stays somebody else's task: it never blocks a commit. The parents are
    judged only when the staged content has an error at all, and nothing but the changed files
    where the rules over all files cannot tell the change.
    """
    cache = Cache(git.located.common_dir)
    staged = snapshots.index(git)
    ground = Ground(staged, changes, cache)
    if ground.is_unaffected():
        return None
    report = judge(staged, cache)
    ground.remember(history=report.history)
    if report.fails():
        report = only_new(report, _parents(git, cache))
    return (report, staged) if report.fails() else None


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
    """Write the hooks of this clone; the path of the first, and whether anything was written.

    Git runs pre-commit for a commit and pre-merge-commit for a merge that needs no hand. Refuses
    to touch anybody else's hook, or a hooks folder outside this clone.
    """
    paths = [_hook(git, name) for name in HOOKS]
    missing = [path for path in paths if not _is_ours(path)]
    for path in missing:
        _refuse_foreign(git, path)
    gov = command()
    script = _SCRIPT.format(program=shlex.quote(gov[0]), gov=shlex.join(gov))
    for path in missing:
        files.create(path, script.encode("utf-8", "surrogateescape"))
        path.chmod(0o755)
    return paths[0], bool(missing)


HOOKS = ("pre-commit", "pre-merge-commit")


def hook_state(git: Git) -> str:
    """``installed``, ``other`` (somebody else's hook is there, without gov in it) or ``none``."""
    path = _hook(git, HOOKS[0])
    if not path.is_file():
        return "none"
    return "installed" if b"gov hook run" in path.read_bytes() else "other"


def _hook(git: Git, name: str) -> Path:
    answer = git.run("rev-parse", "--git-path", f"hooks/{name}").removesuffix(b"\n")
    return Path(git.top, os.fsdecode(answer))


def _is_ours(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and _MARK in path.read_bytes()


def _refuse_foreign(git: Git, path: Path) -> None:
    if not path.resolve().is_relative_to(Path(git.located.common_dir).resolve()):
        raise GovError(
            f"git looks for hooks in `{path.parent}` (core.hooksPath), which is not this clone's own",
            hint=f"Add gov to the hooks that are there:\n{_SNIPPETS}",
        )
    if path.exists() or path.is_symlink():
        raise GovError(
            f"there is a hook already: `{path}`", hint=f"Add gov to it; it stays as it is:\n{_SNIPPETS}"
        )
