"""How notices are announced, flushed, listed and dropped, and how much of that is told to whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from governor_cli.ui.incidents import recording_here
from governor_cli.ui.progress import Progress
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.contracts.notice import Notice
    from governor_cli.workflows.notify.composing import Wish

_OUTSIDE: Final = 4
_NAMED: Final = 5
"""Channels whose trouble is told one by one."""


def send(
    given: str | None,
    wish: "Wish",
    *,
    dry_run: bool,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """Announce the incident meant; 4 where a channel was not told."""
    from governor_cli.views.notices import notices_data, plan_data, plan_text, told_text
    from governor_cli.workflows.incident.inference import meant
    from governor_cli.workflows.incident.show import picture_of
    from governor_cli.workflows.notify.announcing import announce, planned
    from governor_cli.workflows.notify.composing import compose

    session = current()
    recording = recording_here()
    incident = meant(recording, given, over_too=True)
    document, record = recording.report(incident)
    now = session.now()
    notices = compose(recording, document, picture_of(recording, document, record, now), wish, now)
    session.note(f"{incident} {record.title}")
    if recording.note:
        session.warn(recording.note)
    if dry_run:
        plans = planned(recording.workspace, notices)
        session.answer("notice_plan", plan_data(plans), lambda: plan_text(plans), format)
        return 0
    told = announce(recording.workspace, notices, now, _progress())
    data = notices_data(told.notices, before=told.before)
    session.answer("notices", data, lambda: told_text(told.notices, now, told.before), format)
    if told.before:
        session.note("what was delivered already is sent a second time with --again alone")
    if told.earlier:
        session.note(f"of what waited for the same channels, {_counted(told.earlier)}")
    return _end([*told.notices, *told.earlier])


def flush(format: str) -> int:  # noqa: A002 - it is the option's name
    """Deliver what waits; 4 where something still does."""
    from governor_cli.views.notices import notices_data, standing_text, told_text
    from governor_cli.workflows.notify.delivering import deliver_waiting
    from governor_cli.workflows.notify.waiting import standing

    session = current()
    workspace = session.workspace_to_record()
    now = session.now()
    told = deliver_waiting(workspace, now, progress=_progress())
    damaged = standing(workspace).damaged
    session.answer(
        "notices",
        notices_data(told, damaged=damaged),
        lambda: told_text(told, now) if told else standing_text([], [], damaged, now),
        format,
    )
    return _end(told)


def show_list(format: str) -> int:  # noqa: A002 - it is the option's name
    """What waits, and what was delivered lately."""
    from governor_cli.views.notices import notices_data, standing_text
    from governor_cli.workflows.notify.waiting import standing

    session = current()
    stand = standing(session.workspace_to_record())
    session.answer(
        "notices",
        notices_data(*stand),
        lambda: standing_text(*stand, session.now()),
        format,
    )
    return 0


def drop(given: Sequence[str], format: str) -> int:  # noqa: A002 - it is the option's name
    """Give notices up."""
    from governor_cli.views.notices import notices_data
    from governor_cli.workflows.notify.waiting import drop as given_up

    session = current()
    gone = given_up(session.workspace_to_record(), given)
    names = [*(one.key for one in gone.waiting), *gone.damaged]
    session.answer("notices", notices_data(*gone), lambda: "".join(f"{name}\n" for name in names), format)
    session.note(f"dropped {len(names)}: nobody is told that any more")
    return 0


def try_channels(given: Sequence[str], format: str) -> int:  # noqa: A002 - it is the option's name
    """Try channels for real; 4 where one did not take it."""
    from governor_cli.views.notices import tests_data, tests_text
    from governor_cli.workflows.notify.testing import tried

    session = current()
    told = tried(recording_here(), given, session.now())
    session.answer("notice_tests", tests_data(told), lambda: tests_text(told), format)
    return _OUTSIDE if any(one.state != "delivered" for one in told if given or one.state == "failed") else 0


def _progress() -> Progress:
    import sys

    return Progress("notices", sys.stderr)


def _end(notices: "Sequence[Notice]") -> int:
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


def _counted(notices: "Sequence[Notice]") -> str:
    delivered = sum(1 for one in notices if one.delivered)
    return f"{delivered} of {len(notices)} were delivered now"
