"""Which deployment brought which change: each change counts once, where it first went out.

Deployments are looked at in the order of time, whatever their names say, and every commit that
one reaches and none before it reached is new with it. So a merge brings its branch, a tag off the
main line what stands on no other, and an old version that goes out again brings nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from governor_cli.practices.deployments.deployment import Deployment

REACH: Final = timedelta(days=30)
"""How old a change may be that the first known deployment brought: what is older had probably gone out
before anybody wrote deployments down."""
_MERGE: Final = 2


class Change(NamedTuple):
    """A commit."""

    authored: int
    """Epoch seconds, -1 where the commit has none; an amended, rebased or picked commit keeps them."""
    parents: Sequence[str]
    identity: str
    """What a commit made anew from this one has too: when it was written, and its subject."""


class Delivery(NamedTuple):
    """What one deployment brought."""

    deployment: Deployment
    seconds: Sequence[int] = ()
    """From writing each change to deploying it."""
    excluded: Mapping[str, int] = {}
    """Commits that count for no lead time, by why."""


class Delivered(NamedTuple):
    """The deliveries of a row of deployments, and which of them brought a commit."""

    deliveries: Sequence[Delivery]
    brought_by: Mapping[str, int]


def delivered(deployments: Sequence[Deployment], changes: Mapping[str, Change]) -> Delivered:
    """What each of these deployments brought, in their order; they are in the order of time."""
    brought_by: dict[str, int] = {}
    identities: set[str] = set()
    deliveries: list[Delivery] = []
    for number, one in enumerate(deployments):
        new, is_connected = _new(one.commit, number, changes, brought_by)
        if one.changes is not None:
            deliveries.append(_as_told(one, one.changes))
        elif one.commit not in changes:
            deliveries.append(Delivery(one, (), {"commit_not_here": 1}))
        else:
            told = [changes[commit] for commit in new]
            deliveries.append(_delivery(one, told, identities, is_connected))
        identities.update(changes[commit].identity for commit in new)
    return Delivered(deliveries, brought_by)


def _new(
    commit: str | None, number: int, changes: Mapping[str, Change], brought_by: dict[str, int]
) -> tuple[list[str], bool]:
    """The commits that nothing before has reached, and whether something before is below them."""
    new: list[str] = []
    is_connected = False
    waiting = [commit] if commit else []
    while waiting:
        at = waiting.pop()
        if at in brought_by:
            is_connected = is_connected or brought_by[at] != number
            continue
        change = changes.get(at)
        if change is not None:
            brought_by[at] = number
            new.append(at)
            waiting.extend(change.parents)
    return new, is_connected


def _delivery(one: Deployment, new: Sequence[Change], identities: set[str], is_connected: bool) -> Delivery:
    """``is_connected``: an earlier deployment is in its history, so what is older has been out."""
    at = int(one.at.timestamp())
    oldest = 0 if is_connected else at - int(REACH.total_seconds())
    seconds: list[int] = []
    excluded: Counter[str] = Counter()
    for change in new:
        if len(change.parents) >= _MERGE:
            excluded["merge"] += 1
        elif change.identity in identities:
            excluded["delivered_before"] += 1
        elif change.authored < 0:
            excluded["without_a_date"] += 1
        elif change.authored > at:
            excluded["written_later"] += 1
        elif change.authored < oldest:
            excluded["too_old_to_tell"] += 1
        else:
            seconds.append(at - change.authored)
    return Delivery(one, seconds, excluded)


def _as_told(one: Deployment, written: Sequence[datetime]) -> Delivery:
    """What a file says of the changes itself."""
    lengths = [int((one.at - at).total_seconds()) for at in written]
    later = sum(length < 0 for length in lengths)
    return Delivery(
        one, [length for length in lengths if length >= 0], {"written_later": later} if later else {}
    )
