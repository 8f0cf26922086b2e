"""Announce: put the notices into the outbox, then tell the channels."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.adapters.outbox import Outbox
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.notice import Notice
from governor_cli.core.errors import GovError
from governor_cli.workflows import catalogue
from governor_cli.workflows.notify.delivering import Progress, deliver_waiting
from governor_cli.workflows.notify.means import means_of


class Announced(NamedTuple):
    """The notices as they stand; ``before`` are keys of those that had been delivered already."""

    notices: Sequence[Notice]
    before: frozenset[str] = frozenset()
    earlier: Sequence[Notice] = ()
    """What had waited for the same channels, as it stands."""


class Plan(NamedTuple):
    """What would be sent: its text, where it would go, or why it could not."""

    notice: Notice
    text: str
    host: str = ""
    problem: str = ""
    is_told: bool = False
    """Whether it was delivered already, and would not be sent."""


def announce(
    workspace: Workspace, notices: Sequence[Notice], now: datetime, progress: Progress | None = None
) -> Announced:
    """Tell the channels; what was delivered before is not sent again. GovError: nothing could be written."""
    outbox = Outbox(workspace)
    known = {one.key: outbox.known(one.key) for one in notices}
    before = {key for key, old in known.items() if old is not None and old.delivered}
    new = [_put(outbox, one) for one in notices if one.key not in before]
    channels, mentioned = {one.channel for one in new}, {one.incident for one in new}
    there = deliver_waiting(workspace, now, channels, progress, going_on=mentioned)
    told = {one.key: one for one in there}
    mine = {one.key for one in new}
    stand = [told.get(one.key) or outbox.known(one.key) or _gone(one) for one in notices]
    return Announced(stand, frozenset(before), [one for key, one in told.items() if key not in mine])


def _gone(notice: Notice) -> Notice:
    return notice._replace(answer="somebody gave it up meanwhile")


def _put(outbox: Outbox, notice: Notice) -> Notice:
    try:
        return outbox.put(notice)
    except GovError as error:
        hint = "Nothing was sent. Mend that, or paste what `gov notify send --dry-run` shows."
        raise GovError(f"the notice cannot be kept: {error.message}", hint=hint) from None


def planned(workspace: Workspace, notices: Sequence[Notice]) -> list[Plan]:
    """What would be sent and where to; nobody is asked, nothing is written."""
    outbox = Outbox(workspace)
    return [_plan(workspace, outbox, notice) for notice in notices]


def _plan(workspace: Workspace, outbox: Outbox, notice: Notice) -> Plan:
    notifier, means = catalogue.notifier(notice.medium), means_of(workspace, notice)
    old = outbox.known(notice.key)
    plan = Plan(notice, notifier.shown(notice, means), is_told=old is not None and old.delivered is not None)
    try:
        return plan._replace(host=notifier.host(means))
    except GovError as error:
        return plan._replace(problem=error.message)
