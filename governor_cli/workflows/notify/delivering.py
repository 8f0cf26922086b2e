"""Tell channels what waits for them: each in its order, all at once, and no longer than one attempt each."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from governor_cli.adapters.at_once import at_once
from governor_cli.adapters.outbox import Outbox
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.notice import Notice
from governor_cli.contracts.notifier import Receipt
from governor_cli.core.errors import GovError, OutsideError
from governor_cli.workflows import catalogue
from governor_cli.workflows.notify.ended import ended
from governor_cli.workflows.notify.means import means_of

Progress = Callable[[int, int], None]

_MOST = 8
"""Channels that are told something at the same time."""
_CALLS = frozenset({"trigger", "acknowledge"})
"""What a pager is not told of an incident that is over."""
_REFUSALS = 3
"""In a row: the channel, and not a notice, is then what is wrong."""
_LONGEST_WAIT = timedelta(minutes=15)
"""Of what another side asks for; a time that lies further ahead comes from a clock that was set back."""


def deliver_waiting(
    workspace: Workspace,
    now: datetime,
    channels: Collection[str] | None = None,
    progress: Progress | None = None,
    going_on: Collection[str] = (),
) -> list[Notice]:
    """What waited for these channels, or for all, as it stands afterwards; what was overtaken is gone.

    ``going_on`` are incidents that the caller has looked at: their ends, if any, are told with the rest.
    Where the outbox cannot be written, or another run keeps a channel for too long, the answer says so.
    """
    waiting = Outbox(workspace).waiting().notices
    wanted = list(
        dict.fromkeys(one.channel for one in waiting if channels is None or one.channel in channels)
    )
    calls = {one.incident for one in waiting if one.channel in wanted and _action(one) in _CALLS}
    over = ended(workspace, calls.difference(going_on))
    count = _Count(sum(one.channel in wanted for one in waiting), progress)
    told = at_once(lambda channel: _Round(workspace, now, channel, count, over).told(), wanted, _MOST)
    return [notice for one in told for notice in one]


class _Count:
    """How many notices were looked at, for whoever waits."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total = total
        self._done = 0
        self._progress = progress

    def one_more(self) -> None:
        """Threads may count at once; a bar that is one off for a moment does no harm."""
        self._done += 1
        if self._progress:
            self._progress(self._done, self._total)


class _Round:
    """One channel, told what waits for it until it does not listen any more."""

    def __init__(
        self, workspace: Workspace, now: datetime, channel: str, count: _Count, over: Collection[str]
    ) -> None:
        self._workspace = workspace
        self._outbox = Outbox(workspace)
        self._now = now
        self._channel = channel
        self._count = count
        self._ended = over
        self._refusals = 0
        self._over = ""
        """Why nothing more is sent."""

    def told(self) -> list[Notice]:
        """What waited, as it stands; where nothing can be noted nothing more is sent."""
        try:
            with self._outbox.telling(self._channel):
                return [self._tried(one) for one in self._without_overtaken(self._waiting())]
        except GovError as error:
            return [one._replace(answer=error.message) for one in self._waiting()]

    def _waiting(self) -> list[Notice]:
        """In order; what a chat refused before comes last, or three of those would keep the others out.

        For a pager the order is what matters: a page behind its acknowledgement would call somebody.
        """
        found = [one for one in self._outbox.waiting().notices if one.channel == self._channel]
        return sorted(found, key=lambda one: one.is_refused and not _action(one))

    def _without_overtaken(self, waiting: Sequence[Notice]) -> list[Notice]:
        """Nobody is paged for what is over before the pager heard of it, told of its end or not."""
        kept: list[Notice] = []
        over = set(self._ended)
        for notice in reversed(waiting):
            action = _action(notice)
            if action == "resolve":
                over.add(notice.incident)
            if action in _CALLS and notice.incident in over:
                self._outbox.drop(notice.key)
            else:
                kept.append(notice)
        return kept[::-1]

    def _tried(self, notice: Notice) -> Notice:
        self._count.one_more()
        known = self._outbox.known(notice.key)
        if known is not None and known.delivered:  # an earlier run was ended between the two
            self._outbox.drop(notice.key)
            return known
        if self._over:
            return notice if notice.answer else notice._replace(answer=self._over)
        if notice.later and timedelta() < notice.later - self._now <= _LONGEST_WAIT:
            self._over = notice.answer
            return notice
        try:
            receipt = self._receipt(notice)
        except GovError as error:
            self._over = error.message
            return self._kept(notice._replace(answer=error.message))
        return self._after(notice, receipt)

    def _receipt(self, notice: Notice) -> Receipt:
        try:
            means = means_of(self._workspace, notice)
            return catalogue.notifier(notice.medium).deliver(notice, means)
        except OutsideError as error:
            return Receipt("later", error.message)

    def _after(self, notice: Notice, receipt: Receipt) -> Notice:
        tried = notice._replace(
            tries=notice.tries + 1,
            tried=self._now,
            answer=receipt.said,
            is_refused=receipt.state == "refused",
            later=self._now + min(timedelta(seconds=receipt.wait), _LONGEST_WAIT) if receipt.wait else None,
        )
        if receipt.state == "delivered":
            self._refusals = 0
            return self._settled(tried._replace(delivered=self._now))
        self._refusals += receipt.state == "refused"
        if receipt.state == "later" or self._refusals >= _REFUSALS:
            self._over = receipt.said
        return self._kept(tried)

    def _settled(self, notice: Notice) -> Notice:
        try:
            self._outbox.settle(notice)
        except GovError as error:
            said = f"{notice.answer}, but {error.message}: the next flush sends it again"
            return notice._replace(answer=said)
        return notice

    def _kept(self, notice: Notice) -> Notice:
        """Somebody may have given it up meanwhile: then there is nothing to keep."""
        if self._outbox.known(notice.key) is not None:
            self._outbox.keep(notice)
        return notice


def _action(notice: Notice) -> str:
    """What a pager is to do; "" for what people read."""
    alarm = notice.message.alarm
    return alarm.action if alarm and notice.medium == "pager" else ""
