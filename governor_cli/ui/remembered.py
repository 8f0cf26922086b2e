"""The answer of the last `gov check`, given again while the question and the bytes are the same.

Nothing here imports Typer, pydantic or a rule: that is what makes it worth having. See
docs/decisions/004-verdicts-by-blob.md.
"""

import os
import sys
from collections.abc import Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from governor_cli.adapters.cache import Cache
    from governor_cli.adapters.git import Git

_PLAIN = frozenset(
    {"-f", "--format", "--strict", "text", "json", "sarif", "junit", "github", "gitlab"}
    | {f"--format={name}" for name in ("text", "json", "sarif", "junit", "github", "gitlab")}
)
"""Words of a question whose answer follows from the work tree alone."""

_HISTORY = b"history"
"""Stands for the answer where commits were looked at: it is kept under a key that has those too."""

_opened: "dict[str, Git]" = {}
"""The repository around a folder: asked about several times, found once."""
_pending: list[str] = []
"""The key under which this run's answer may be kept, and the commits of the time it began."""


def answered(argv: Sequence[str]) -> int | None:
    """Print what was answered before; its exit code, or None where the work has to be done."""
    if argv[:1] != ["check"] or not _PLAIN.issuperset(argv[1:]):
        return None
    from governor_cli.core.errors import GovError

    try:
        key = _key(argv)
    except GovError:
        return None  # the command itself explains it
    stored = _cache().memo(key) if key else None
    if key and stored == _HISTORY:
        stored = _cache().memo(_with(key, _tips()))
    if key and stored is None:
        _pending[:] = [key, _tips()]
    if not stored:
        return None
    from governor_cli.ui import output

    code, _, text = stored.partition(b"\n")
    output.prepare()
    output.write(sys.stdout, text.decode("utf-8", "surrogateescape"))
    return int(code)


def keep(text: str, code: int, *, history: bool = False) -> None:
    """Remember what was just printed, if what it follows from is still what it was when the run began.

    That is the bytes of the work tree; with ``history`` it is also what HEAD is.
    """
    if not _pending or _pending != [_key(sys.argv[1:]), _tips()]:
        return
    answer = b"%d\n%b" % (code, text.encode("utf-8", "surrogateescape"))
    key, tips = _pending
    if history:
        _cache().remember(key, _HISTORY)
    _cache().remember(_with(key, tips) if history else key, answer)


def _cache() -> "Cache":
    from governor_cli.adapters.cache import Cache

    return Cache(_git().located.common_dir)


def _git() -> "Git":
    from governor_cli.adapters.git import Git

    here = os.getcwd()  # noqa: PTH109 - pathlib would be half of this module's time
    if here not in _opened:
        _opened[here] = Git.around(".")
    return _opened[here]


def _key(argv: Sequence[str]) -> str | None:
    from governor_cli.adapters.fingerprint import fingerprint
    from governor_cli.adapters.program import stamp
    from governor_cli.core.digest import quick

    found = fingerprint(_git())
    if found is None:
        return None
    about = (found, stamp(), *argv, *_stream())
    return quick("\0".join(about).encode("utf-8", "surrogateescape"))


def _tips() -> str:
    from governor_cli.adapters.fingerprint import tips

    return tips(_git())


def _with(key: str, tips: str) -> str:
    return f"{key} {tips}"


def _stream() -> tuple[str, ...]:
    """What the text depends on beside the findings: who reads it."""
    from governor_cli.ui import output

    if not output.is_terminal(sys.stdout):
        return ("pipe",)
    columns = os.get_terminal_size(sys.stdout.fileno()).columns
    return ("terminal", str(columns), str(output.has_colour(sys.stdout)), os.environ.get("COLUMNS", ""))
