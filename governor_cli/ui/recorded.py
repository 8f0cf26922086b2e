"""How a command that wrote a file answers: the path first, then how far it was shared."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui.session import current
from governor_cli.ui.sharing import How, share_paths

__all__ = [
    "How",
    "answer_written",
    "asked_share",
    "in_turn",
    "instant_given",
    "seen_from_here",
    "share_written",
]

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from governor_cli.workflows.repository.recording import Recording


def asked_share(commit: bool, push: bool) -> How | None:
    """What --commit and --push ask for; None where gov.toml decides."""
    if push:
        return "push"
    return "commit" if commit else None


def seen_from_here(recording: "Recording", path: str) -> str:
    """A path below the root of the gov repository, as it is written in the folder of the caller."""
    return os.path.relpath(recording.workspace.home + path, current().folder)


def instant_given(
    text: str | None, recording: "Recording", now: "datetime", mine: "ZoneInfo | None", option: str
) -> "datetime | None":
    """A time of something that happened, as cli options take it; None where none is given."""
    if text is None:
        return None
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when

    try:
        found = read_when(text, now, zone(recording.policy.timezone), mine)
    except UsageError as error:
        raise UsageError(f"{option} {error.message}", hint=error.hint) from None
    _say_if_yesterday(text.strip(), found, now, mine, option)
    return found


def _say_if_yesterday(
    text: str, found: "datetime", now: "datetime", mine: "ZoneInfo | None", option: str
) -> None:
    """A clock time that is yesterday's: whoever has a later clock on the wall meant today."""
    from datetime import timedelta

    from governor_cli.core.when import is_clock_time
    from governor_cli.views.moments import distance, moment

    if is_clock_time(text) and now - found > timedelta(hours=12):
        told = f"{option} `{text}` is {moment(found, mine)}, {distance(found, now)}"
        ours = f"; `{text}@me` is in {mine.key}" if mine is not None and not text.endswith("@me") else ""
        current().warn(f"{told}{ours}")


def answer_written(
    recording: "Recording",
    path: str,
    kind: str,
    data: Mapping[str, Any],
    human: Callable[[], str],
    format: str,  # noqa: A002 - it is the option's name
) -> None:
    """The path alone on the first line, then the answer; as JSON one object with the path inside."""
    session = current()
    if format == "json":
        session.answer(kind, data, "", format)
        return
    session.path(seen_from_here(recording, path))
    session.out(human())


def in_turn(
    answer: Callable[[], None],
    share: Callable[[], None],
    asked: How | None,
    afterwards: Callable[[], None] = lambda: None,
) -> None:
    """Answer, then share; sharing that was asked for comes first: an error leaves stdout empty.

    What is done afterwards is done too where the sharing failed: the file is written all the same.
    """
    first, second = (share, answer) if asked else (answer, share)
    try:
        first()
        second()
    except GovError:
        afterwards()
        raise
    afterwards()


def share_written(
    recording: "Recording", path: str, message: str, what: str, asked: How | None, *, also: Sequence[str] = ()
) -> None:
    """Share a file that is written already, and say how far that went; ``also`` goes with it."""
    share_paths(recording.workspace, [path, *also], message, what, asked)
