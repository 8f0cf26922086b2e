"""How notices are announced, flushed, listed and dropped, and how much of that is told to whom."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from governor_cli.core.ids import SUFFIX
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current
from governor_cli.ui.telling import interruptible, progress, say_earlier, told_all

if TYPE_CHECKING:
    from governor_cli.contracts.notice import Notice
    from governor_cli.workflows.notify.composing import Wish

_OUTSIDE: Final = 4


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
    # who ends one tells of that one, whatever else is open
    incident = meant(recording, given, over_first=True, by="its id")
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
    with interruptible():
        told = announce(recording.workspace, notices, now, progress())
    data = notices_data(told.notices, before=told.before)
    session.answer("notices", data, lambda: told_text(told.notices, now, told.before), format)
    if told.before:
        session.note("what was delivered already is sent a second time only with --again")
    say_earlier(told.earlier)
    _say_what_follows(told.notices[0], incident)
    return told_all(told.notices)


def flush(format: str) -> int:  # noqa: A002 - it is the option's name
    """Deliver what waits; 4 where something still does."""
    from governor_cli.views.notices import notices_data, standing_text, told_text
    from governor_cli.workflows.notify.delivering import deliver_waiting
    from governor_cli.workflows.notify.waiting import standing

    session = current()
    workspace = session.workspace_to_record()
    now = session.now()
    with interruptible():
        told = deliver_waiting(workspace, now, progress=progress())
    damaged = standing(workspace).damaged
    session.answer(
        "notices",
        notices_data(told, damaged=damaged),
        lambda: told_text(told, now) if told else standing_text([], [], damaged, now),
        format,
    )
    if damaged:
        what = (
            "a file that is no notice" if len(damaged) == 1 else f"{len(damaged)} files that are no notices"
        )
        session.warn(f"the outbox has {what}, and nobody hears of that: `gov notify list`")
    return told_all(told)


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


def _say_what_follows(notice: "Notice", incident: str) -> None:
    """What is left to be recorded of a notice that arrived."""
    short = incident[-SUFFIX:]
    if notice.delivered and notice.what == "page":
        current().note(f"record whom it is meant to reach: gov page -i {short}")
    if notice.delivered and notice.what == "lessons":
        current().note(f"it proves that they were shared: gov checklist close {short}")
