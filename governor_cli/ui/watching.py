"""A live view of one incident: drawn again each second, with a bell when a clock needs somebody."""

import shutil
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from governor_cli.core.errors import GovError
from governor_cli.ui import output
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from governor_cli.practices.incident.picture import Picture
    from governor_cli.workflows.repository.recording import Recording

_EVERY = 1.0
"""Seconds between two frames."""
_BEGIN, _END = "\x1b[?25l\x1b[?7l\x1b[2J", "\x1b[?25h\x1b[?7h"
"""No cursor and no broken lines while it runs."""
_HOME, _REST, _BELOW = "\x1b[H", "\x1b[K", "\x1b[J"
_BELL = "\a"


def watch(given: str) -> int:
    """Draw until the incident is over, or somebody interrupts; in a pipe once."""
    from governor_cli.views.watch import watch_text
    from governor_cli.workflows.acting import acting, zone_of
    from governor_cli.workflows.incident.show import look_again

    session = current()
    recording = recording_here()
    incident = recording.incident(given)
    mine = zone_of(recording, acting(recording, None))
    if session.is_terminal:
        with _live():
            _until_over(recording, incident, mine)
    picture = look_again(recording, incident, session.now())
    session.out(watch_text(picture, mine))
    return 0


def _until_over(recording: "Recording", incident: str, mine: "ZoneInfo | None") -> None:
    """Frame after frame; a report that cannot be read for a moment is said, and looked at again."""
    from governor_cli.views.watch import watch_text
    from governor_cli.workflows.incident.show import look_again

    worried: frozenset[str] | None = None
    while True:
        try:
            picture = look_again(recording, incident, current().now())
        except GovError as error:
            _draw(f"{incident}: {error.message}\n", bell=False)
        else:
            if not picture.record.is_open:
                return
            now_worried = needing_somebody(picture)
            _draw(watch_text(picture, mine), bell=worried is not None and bool(now_worried - worried))
            worried = now_worried
        time.sleep(_EVERY - time.time() % _EVERY)


def needing_somebody(picture: "Picture") -> frozenset[str]:
    """The open clocks that are at risk or late, by name and state: the bell rings for each new one."""
    return frozenset(
        f"{clock.name} {clock.state}"
        for clock in picture.open_clocks
        if clock.state in {"at_risk", "breached"}
    )


@contextmanager
def _live() -> Generator[None]:
    """The terminal as a live view needs it, and afterwards as it was."""
    output.write(sys.stdout, _BEGIN)
    try:
        yield
    finally:
        output.write(sys.stdout, f"{_HOME}{_BELOW}{_END}")


def _draw(text: str, *, bell: bool) -> None:
    lines = output.dressed(text, colour=output.has_colour(sys.stdout)).splitlines()
    kept = lines[: max(1, shutil.get_terminal_size().lines - 1)]
    frame = "".join(f"{line}{_REST}\n" for line in kept)
    output.write(sys.stdout, f"{_HOME}{frame}{_BELOW}{_BELL if bell else ''}")
