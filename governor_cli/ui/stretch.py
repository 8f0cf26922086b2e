"""The stretch of time that --since and --until name, read alike by every command that has them."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from governor_cli.core.errors import UsageError

if TYPE_CHECKING:
    from datetime import timedelta
    from zoneinfo import ZoneInfo

_LENGTHS: Final = "Write a length such as 60m or 12w, a day, or an instant."
_PERHAPS_LENGTH: Final = "[0-9]+[A-Za-z]{1,9}"


def stretch_given(
    since: str | None, until: str | None, now: datetime, zone: "ZoneInfo", *, ahead: bool = True
) -> tuple[datetime | None, datetime | None]:
    """Where it begins and ends; None where that is not said, UsageError where it ends before it begins.

    A length in --since counts back from --until, as long as that is not ahead; two lengths both count back
    from now. ``ahead`` allows an end in the future.
    """
    ended = moment_given(until, "--until", now, zone, ahead=ahead)
    end = None if until is None or _length(until, "--until") is not None else ended
    began = moment_given(since, "--since", now, zone, back_from=min(end, now) if end else now)
    if began and ended and began > ended:
        raise UsageError("--since lies after --until", hint="Name the earlier time first.")
    return began, ended


def moment_given(
    text: str | None,
    option: str,
    now: datetime,
    zone: "ZoneInfo",
    *,
    ahead: bool = False,
    back_from: datetime | None = None,
) -> datetime | None:
    """``60m``, ``12w`` for so long ago, or a time as everywhere; None where none is given."""
    from governor_cli.core.when import is_clock_time, read_when

    if text is None:
        return None
    length = _length(text, option)
    if length is not None:
        return (back_from or now) - length
    try:
        return read_when(text, now, zone, planned=ahead and not is_clock_time(text))
    except UsageError as error:
        raise UsageError(f"{option} {error.message}", hint=error.hint) from None


def _length(text: str, option: str) -> "timedelta | None":
    """So much time; None for a text that is a time of another form."""
    from governor_cli.core.instants import parse_duration

    try:
        length = parse_duration(text.strip())
    except ValueError as error:
        if re.fullmatch(_PERHAPS_LENGTH, text.strip()):
            raise UsageError(f"{option} `{text}` {error}", hint=_LENGTHS) from None
        return None
    if not length:
        raise UsageError(f"{option} `{text}` is no time at all", hint=_LENGTHS)
    return length
