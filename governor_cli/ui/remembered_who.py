"""Who is on call, told again until a shift begins or ends, or a byte that says so changes.

No git is asked, and nothing here imports Typer, pydantic or a rule: a shell prompt may ask every
time. See docs/decisions/004-verdicts-by-blob.md.
"""

import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from governor_cli.workflows.repository.reading import Repository

_LONGEST = 3600
"""Seconds. An end that is more than a week away is not shown yet; an hour later it may be."""


def answered(argv: Sequence[str]) -> int | None:
    """Print what was answered before; its exit code, or None where the work has to be done."""
    if not _is_plain(argv):
        return None
    from governor_cli.adapters import at_hand, clock

    top = at_hand.own_top()
    if top is None:
        return None
    text = at_hand.recall(top, _key(argv), _reader(), int(clock.now().timestamp()))
    if text is None:
        return None
    from governor_cli.ui import output

    output.write(sys.stdout, text.decode("utf-8", "surrogateescape"))
    return 0


def keep(printed: str, repository: "Repository", at: "datetime") -> None:
    """Remember what was just printed, if it follows from files on disk and from nothing else."""
    from governor_cli.adapters import at_hand

    argv = sys.argv[1:]
    top = at_hand.own_top() if _is_plain(argv) else None
    if top is None or _has_holidays(repository):
        return
    from importlib import import_module

    from governor_cli.practices.coverage.standing import holds_until
    from governor_cli.workflows.roster.reading import roster_of

    document, roster = roster_of(repository)
    root = repository.workspace.root
    read = {root / one.path: one.data for one in (repository.document(_playbook(repository)), document)}
    if at_hand.contents(read) != {str(path): data for path, data in read.items()}:
        return  # git says something else than the disk
    files = at_hand.contents([str(import_module("tzdata").__file__), *at_hand.settings_upward(top), *read])
    during = int(at.timestamp()), holds_until(roster, repository.policy, at, _LONGEST)
    at_hand.retain(top, _key(argv), _reader(), during, files, printed.encode("utf-8", "surrogateescape"))


def _playbook(repository: "Repository") -> str:
    return repository.workspace.settings.playbook


def _is_plain(argv: Sequence[str]) -> bool:
    """`gov roster who [ROLE]`: what people and shell prompts ask."""
    if list(argv[:2]) != ["roster", "who"]:
        return False
    return not argv[2:] or (len(argv) == 3 and _is_role(argv[2]))  # noqa: PLR2004 - with a role


def _is_role(word: str) -> bool:
    return word[:1].isalnum() and word.replace("-", "").isalnum() and word.isascii()


def _key(argv: Sequence[str]) -> str:
    return "-".join(argv)


def _reader() -> tuple[str, ...]:
    """Who reads the text: a terminal may have colours."""
    from governor_cli.ui import output

    return ("colour" if output.has_colour(sys.stdout) else "plain",)


def _has_holidays(repository: "Repository") -> bool:
    """Whether days of a calendar count: the library that knows them may appear or go."""
    return any(window.closed for window in repository.policy.hours.values())
