"""How roster commands take a calendar or table that somebody gives, and say what they could not use."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui.roster import show_proof
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.workflows.roster.foreign import File


def given_file(path: str) -> "File":
    """The bytes of a file, or of stdin for ``-``; GovError where they cannot be read or are too many."""
    from governor_cli.adapters.given import read_given, read_stdin
    from governor_cli.readers.icalendar.calendar import MOST_BYTES
    from governor_cli.workflows.roster.foreign import File

    name, hint = "stdin" if path == "-" else path, "Give a file, or - for stdin."
    data = read_stdin(MOST_BYTES, hint) if path == "-" else read_given(path, MOST_BYTES, hint)
    if len(data) > MOST_BYTES:
        raise GovError(f"{name} is larger than 32 MB", hint="Export a shorter time.")
    return File(name, data)


def asked_names(given: list[str] | None) -> dict[str, str]:
    """``NAME=HANDLE`` options as a mapping."""
    names: dict[str, str] = {}
    for text in given or ():
        name, equals, handle = text.rpartition("=")
        if not equals or not name.strip() or not handle.strip():
            raise UsageError(f"--as `{text}` is not NAME=HANDLE", hint='Write --as "Ada K.=ada".')
        names[name.strip()] = handle.strip().removeprefix("@")
    return names


def told_unread(name: str, unread: Iterable[tuple[int, str]]) -> None:
    """What could not be read of a file, each with its line."""
    for line, message in unread:
        current().warn(f"{name}:{line}: {message}")


def nothing_new(
    path: str,
    start: datetime,
    end: datetime,
    more: Mapping[str, Any],
    format: str,  # noqa: A002 - the option's name
    *,
    any_: bool,
) -> None:
    """Why an import adds nothing: the roster has it all, or the file has not ``any_`` shift in the time."""
    session = current()
    session.note(
        "the roster has every shift of the file already"
        if any_
        else f"the file has no shift from {start:%Y-%m-%d} to {end:%Y-%m-%d}"
    )
    session.answer("roster_change", {"path": path, **more}, "", format)


def check_calendar(
    path: str | None,
    promise: str | None,
    start: str | None,
    horizon: timedelta | None,
    format: str,  # noqa: A002 - the option's name
    *,
    strict: bool,
) -> int:
    """Prove an exported calendar; needs no repository."""
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when
    from governor_cli.workflows.roster.calendar import promised, prove_calendar

    if path is None:
        raise UsageError("--promise is about a calendar", hint="Give its file, such as schedule.ics.")
    if promise is None:
        hint = 'Give --promise 24/7, or --promise "Mon-Fri 06:00-22:00 Europe/Berlin".'
        raise UsageError(f"what does {path} promise?", hint=hint)
    asked = promised(promise)
    now = current().now()
    begin = read_when(start, now, zone(asked.zone), planned=True) if start else None
    found = prove_calendar(given_file(path), asked, now, start=begin, horizon=horizon)
    code = show_proof(found, format, strict=strict)
    return code if found.is_whole else 1
