"""The hooks of a clone: put in place, recognised, never put over those of somebody else."""

import os
import shlex
from pathlib import Path

from governor_cli.adapters import files
from governor_cli.adapters.git import Git
from governor_cli.adapters.program import command
from governor_cli.core.errors import GovError

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
# pre-commit or prek, in .pre-commit-config.yaml:
  - repo: local
    hooks:
      - {id: gov, name: gov, entry: gov hook run, language: system, always_run: true, pass_filenames: false}
# lefthook, in lefthook.yml:
pre-commit: {commands: {gov: {run: gov hook run}}}
# husky, or any hook script, one line:
gov hook run"""


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
    idle = [path for path in paths if not os.access(path, os.X_OK)]  # git passes over them without a word
    for path in idle:
        path.chmod(0o755)
    return paths[0], bool(missing or idle)


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
