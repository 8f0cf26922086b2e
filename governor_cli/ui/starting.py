"""What `gov init` asks and tells."""

from pathlib import Path

from governor_cli.adapters.discovery import NoRepositoryError, discover
from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError
from governor_cli.policy.model import Playbook
from governor_cli.ui.session import current
from governor_cli.workflows.check.hooking import hook_state
from governor_cli.workflows.initialising import Prose, Started
from governor_cli.workflows.repository.merge_setup import CONFIG_LINE, LINES, is_assigned

_NEXT = """\
next:
  git add -A && git commit      keep what was written
  gov hook install              judge every commit of this clone, and merge what two people recorded
  edit {roster}
  gov check                     see that everything holds

after that, at three in the morning:
  gov incident new "What is wrong" --severity {severity}"""


def prose_of(given: str) -> Prose:
    """The prose playbook that was named; GovError where it cannot be read."""
    from governor_cli.workflows.playbook.importing import read_prose

    return Prose(read_prose(given), given)


def ensure_repository(root: Path, *, wanted: bool | None) -> None:
    """A Git repository around the folder: found, or started where somebody agrees."""
    session = current()
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GovError(f"cannot make {root}: {(error.strerror or str(error)).lower()}") from None
    try:
        found = discover(root)
    except NoRepositoryError:
        question = f"{root} is in no Git repository. Start one there?"
        if wanted is None:
            wanted = session.is_interactive and session.confirm(question, default=True)
        if not wanted:
            raise GovError(
                f"{root} is in no Git repository",
                hint="Run `git init` there first, or let gov do it: `gov init --git-init`.",
            ) from None
        Git.create(root)
        session.note(f"started a Git repository in {root}")
        return
    if found.bare:
        raise GovError(f"{root} is a bare Git repository", hint="Run `gov init` in a work tree of it.")


def show_start(started: Started, source: str | None) -> None:
    """What was written, what was there, and what to do next."""
    session = current()
    for placed in started.files:
        if placed.written:
            session.path(placed.path)
    there = [placed.path for placed in started.files if not placed.written]
    if there and started.changed:
        session.note(f"left as it was: {', '.join(there)}")
    if started.account is not None and source is not None:
        from governor_cli.views.playbook_import import import_text

        session.out("\n" + import_text(started.account, source))
    if not started.changed:
        session.note(f"nothing to do: all {len(there)} files are there, and stay as they are")
        return
    policy = started.policy
    session.note("\n" + _NEXT.format(roster=policy.knowledge.roster, severity=_paged(policy)))
    session.note(
        '\n`share = "file"` in gov.toml: commands write files; `commit` and `push` are the other two'
    )
    session.note(_driver(Git.around(started.root)))
    if hook_state(Git.around(started.root)) == "other":
        session.note("this clone has a pre-commit hook; `gov hook install` shows how to add gov to it")


def _driver(git: Git) -> str:
    """How a clone comes to merge rows instead of lines."""
    told = f"a clone merges reports row by row once this is in its configuration:\n  {CONFIG_LINE}"
    if is_assigned(git, git.located.prefix):
        return told
    return (
        told
        + "\nand .gitattributes, which was there already, has\n"
        + "\n".join(f"  {line}" for line in LINES)
    )


def _paged(policy: Playbook) -> str:
    """A severity for the example: the least severe one that still pages."""
    paging = [level.id for level in policy.severities if level.page_within is not None]
    return (paging or [level.id for level in policy.severities])[-1]
