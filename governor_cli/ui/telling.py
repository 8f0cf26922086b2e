"""Tell the channels once something is recorded; who was not told is said on stderr."""

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from governor_cli.core.errors import GovError
from governor_cli.ui.progress import Progress
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.contracts.notice import Notice, What
    from governor_cli.core.document import Document
    from governor_cli.practices.incident.picture import Picture
    from governor_cli.workflows.repository.recording import Recording

_OUTSIDE: Final = 4
_NAMED: Final = 5
"""Channels whose trouble is told one by one."""


def tell_recorded(
    recording: "Recording", document: "Document", picture: "Picture", what: "What", *, dry_run: bool = False
) -> None:
    """Tell the channels what was recorded just now; what becomes of that changes no exit code."""
    from governor_cli.views.notices import plan_text
    from governor_cli.workflows.notify.announcing import announce, planned
    from governor_cli.workflows.notify.composing import Wish, compose

    session = current()
    now = session.now()
    try:
        notices = compose(recording, document, picture, Wish(what), now)
        if dry_run:
            session.out(plan_text(planned(recording.workspace, notices)))
            return
        with interruptible():
            told = announce(recording.workspace, notices, now, progress())
    except GovError as error:
        session.warn(f"nobody was told: {error.message}")
        return
    heard = [one.where for one in told.notices if one.delivered]
    if heard:
        session.note(f"told {', '.join(heard)}")
    say_earlier(told.earlier)
    told_all(told.notices)


@contextmanager
def interruptible() -> Generator[None]:
    """Whoever interrupts is told that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        current().note("interrupted; what was not told yet waits: `gov notify list`")
        raise


def progress() -> Progress:
    """A bar for whoever waits for many."""
    return Progress("notices", sys.stderr)


def say_earlier(notices: "Sequence[Notice]") -> None:
    """What became of notices that had waited for the same channels."""
    if notices:
        delivered = sum(1 for one in notices if one.delivered)
        waits = "" if delivered == len(notices) else ": `gov notify list` says why the others wait"
        current().note(
            f"delivered {delivered} of {len(notices)} that had waited for the same channels{waits}"
        )


def told_all(notices: "Sequence[Notice]") -> int:
    """Say on stderr who was not told, and why; the exit code."""
    from governor_cli.views.ink import ink

    session = current()
    untold = [one for one in notices if not one.delivered]
    if not untold:
        return 0
    first = {one.channel: one for one in reversed(untold)}
    for one in [one for one in untold if first[one.channel] is one][:_NAMED]:
        word = "refused it" if one.is_refused else "was not told"
        session.warn(f"{one.where} {word}: {one.answer}")
    waits = "1 notice waits" if len(untold) == 1 else f"{len(untold)} notices wait"
    session.note(f"{ink('cyan', 'hint:')} {waits}: run `gov notify flush` when that is mended.")
    return _OUTSIDE
