"""What the tab key offers: quickly, from what is known, and nothing at all rather than an error."""

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from governor_cli.workflows.words import Word, Words

_SECONDS = 1.0
"""Nobody waits longer for a word; what is not known by then is typed."""
_MOST = 50
_LONGEST = 80


def incidents(context: Any, incomplete: str) -> "list[Word]":
    """Every incident."""
    return _offered(context, incomplete, lambda words: words.incidents(open_only=False))


def open_incidents(context: Any, incomplete: str) -> "list[Word]":
    """Incidents that go on; the others where none does, or where the beginning asks for one of them."""
    found = _offered(context, incomplete, lambda words: words.incidents(open_only=True))
    return found or incidents(context, incomplete)


def people(context: Any, incomplete: str) -> "list[Word]":
    """Handles and roles; with @ where somebody types it."""
    return _offered(context, incomplete, lambda words: _marked(words.people(), incomplete))


def handles(context: Any, incomplete: str) -> "list[Word]":
    """Handles alone; with @ where somebody types it."""
    return _offered(context, incomplete, lambda words: _marked(words.handles(), incomplete))


def _marked(known: "list[Word]", incomplete: str) -> "list[Word]":
    return [(f"@{who}", told) for who, told in known] if incomplete.startswith("@") else known


def severities(context: Any, incomplete: str) -> "list[Word]":
    """Severities."""
    return _offered(context, incomplete, lambda words: words.severities())


def services(context: Any, incomplete: str) -> "list[Word]":
    """Services."""
    return _offered(context, incomplete, lambda words: words.services())


def channels(context: Any, incomplete: str) -> "list[Word]":
    """Channels."""
    return _offered(context, incomplete, lambda words: words.channels())


def roles(context: Any, incomplete: str) -> "list[Word]":
    """Roles."""
    return _offered(context, incomplete, lambda words: words.roles())


def runbooks(context: Any, incomplete: str) -> "list[Word]":
    """Runbooks."""
    return _offered(context, incomplete, lambda words: words.runbooks())


def changes(context: Any, incomplete: str) -> "list[Word]":
    """Tags of the repository, for what may have caused an incident."""
    return _offered(context, incomplete, lambda words: words.changes(incomplete))


def deployments(context: Any, incomplete: str) -> "list[Word]":
    """Records of deployments."""
    return _offered(context, incomplete, lambda words: words.deployments(incomplete))


def _offered(context: Any, incomplete: str, ask: "Callable[[Words], list[Word]]") -> "list[Word]":
    """The words that begin so; none where anything at all goes wrong."""
    try:
        with _in_time():
            known = ask(_words(context))
    except Exception:  # noqa: BLE001 - a completion that fails must not spoil the line somebody types
        return []
    fitting = [(word, _short(told)) for word, told in known if word.startswith(incomplete)]
    return fitting[:_MOST]


def _words(context: Any) -> "Words":
    from governor_cli.adapters.workspace import open_workspace
    from governor_cli.workflows.words import Words

    directory = context.find_root().params.get("directory")
    return Words(open_workspace(directory or "."))


def _short(told: str) -> str:
    from governor_cli.views.escape import one_line

    shown = one_line(told)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


@contextmanager
def _in_time() -> Generator[None]:
    """TimeoutError in here when the time is over."""

    def over(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
