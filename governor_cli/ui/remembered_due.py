"""What must be done by when, kept between runs of `gov due` while nothing it follows from changes.

Promises do not follow from the clock, so what was found once holds at any time: the answer is
worked out from them anew. Nothing here imports Typer, pydantic or a rule.
"""

import os
import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from governor_cli.adapters.git import Git
    from governor_cli.practices.promised import Promise

_FORMATS: "dict[tuple[str, ...], str]" = {
    ("due",): "text",
    ("due", "-f", "text"): "text",
    ("due", "-f", "json"): "json",
    ("due", "--format", "json"): "json",
    ("due", "--format=json"): "json",
}
_WHO = ("GOV_USER", "GIT_AUTHOR_EMAIL", "EMAIL")
_pending: list[str] = []
"""The key under which this run's promises may be kept."""


def answered(argv: Sequence[str]) -> int | None:
    """Answer from what was found before; the exit code, or None where the work has to be done."""
    format_ = _FORMATS.get(tuple(argv))
    if format_ is None:
        return None
    from governor_cli.core.errors import GovError

    try:
        git = _git()
        key = _key(git)
    except GovError:
        return None  # the command itself explains it
    if key is None:
        return None
    _pending[:] = [key]
    return _told(git, key, format_)


def _told(git: "Git", key: str, format_: str) -> int | None:
    import json

    from governor_cli.adapters.cache import Cache
    from governor_cli.practices.promised import restored

    data = Cache(git.located.common_dir).memo(key)
    if not data:
        return None
    try:
        rows, troubles, where = json.loads(data)
        promises = restored(rows)
    except (ValueError, TypeError):
        return None
    from governor_cli.ui.answering_due import answer_due
    from governor_cli.ui.session import current

    session = current()
    return answer_due(promises, troubles, session.now(), _zone(where), format_)


def _zone(name: str | None) -> "ZoneInfo | None":
    if name is None:
        return None
    from governor_cli.core.wall_clock import zone

    return zone(name)


def keep(promises: "Sequence[Promise]", troubles: Sequence[str], mine: "ZoneInfo | None") -> None:
    """Remember what was found, if everything is still what it was when the run began."""
    git = _git()
    if not _pending or _pending != [_key(git)]:
        return
    import json

    from governor_cli.adapters.cache import Cache
    from governor_cli.practices.promised import stored

    found = json.dumps([stored(promises), list(troubles), mine.key if mine else None])
    Cache(git.located.common_dir).remember(_pending[0], found.encode())


def _git() -> "Git":
    from governor_cli.adapters.git import Git

    return Git.around(".")


def _key(git: "Git") -> str | None:
    """The work tree, the program, what documentation is told by (refs and configuration), and who asks."""
    from governor_cli.adapters.fingerprint import fingerprint
    from governor_cli.adapters.program import stamp
    from governor_cli.core.digest import quick

    found = fingerprint(git)
    if found is None:
        return None
    refs = git.run("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/remotes")
    head, configured = git.run_together(
        ("rev-parse", "--symbolic-full-name", "HEAD"), ("config", "--list", "-z")
    )
    about = (found, stamp(), "due", *(os.environ.get(name, "") for name in _WHO))
    return quick(b"\0\0".join(("\0".join(about).encode("utf-8", "surrogateescape"), refs, head, configured)))


def begun() -> bool:
    """Whether this run may keep what it finds."""
    return bool(_pending) and sys.argv[1:2] == ["due"]
