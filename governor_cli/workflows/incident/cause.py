"""The change that caused an incident, written so that whoever counts failed deployments finds it."""

from typing import NamedTuple

from governor_cli.adapters import snapshot
from governor_cli.adapters.git import Git
from governor_cli.adapters.tags import REFS, names
from governor_cli.core.errors import GovError
from governor_cli.core.suggest import did_you_mean
from governor_cli.workflows.incident.record import Edit, put_in_order
from governor_cli.workflows.said import checked_text

_ANSWERS = frozenset({"no", "unknown"})


class Cause(NamedTuple):
    """What follows from naming a change: edits of the report, a part of the row, what to look into."""

    edits: tuple[Edit, ...] = ()
    told: str = ""
    warning: str = ""


def cause_of(git: Git, given: str) -> Cause:
    """A tag by its name, a branch or shortened id as the commit it is now; another name as it was given.

    The repository with the code may be another one: what this clone does not know is no error.
    """
    change = checked_text(given, "--change")
    warning = ""
    if change not in _ANSWERS:
        change, is_known = _found(git, change)
        warning = "" if is_known else _unknown(git, change)
    edits: tuple[Edit, ...] = (lambda doc: put_in_order(doc, ("change",), change),)
    return Cause(edits, f"*change:* {change}", warning)


def _unknown(git: Git, change: str) -> str:
    """What to look into: nobody can say whether another repository knows the name."""
    meant = did_you_mean(change, names(git))
    perhaps = f"; did you mean `{meant}`?" if meant else ""
    return f"this clone has no commit or tag `{change}`; it is kept as it is{perhaps}"


def _found(git: Git, change: str) -> tuple[str, bool]:
    try:
        commit = snapshot.commit_of(git, change)
    except GovError:
        return change, False
    name = change.removeprefix(REFS)
    return (name if git.ask("rev-parse", "--verify", "--quiet", f"{REFS}{name}") else commit), True
