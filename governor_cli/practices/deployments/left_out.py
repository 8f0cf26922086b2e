"""What was found and is no deployment of its own: a pre-release, a second tag of a commit, a first record."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, Literal, NamedTuple

from governor_cli.practices.deployments.deployment import Deployment

Why = Literal["pre_release", "no_commit", "no_date", "same_commit", "corrected", "in_the_future"]
TIMELESS: Final = frozenset({"no_date", "in_the_future"})
"""These belong to no period, so they are told in each."""


class LeftOut(NamedTuple):
    """One tag or record, and why it counts nowhere."""

    why: Why
    environment: str
    at: datetime | None


def left_out(one: Deployment, why: Why) -> LeftOut:
    """A record that does not count."""
    return LeftOut(why, one.environment, None if why in TIMELESS else one.at)


def counted(
    found: Iterable[LeftOut], environment: str | None, has: Callable[[datetime], bool]
) -> Mapping[str, int]:
    """How many of an environment (None: of all) by why, as far as a period has them."""
    return Counter(
        one.why for one in found if environment in {None, one.environment} and (one.at is None or has(one.at))
    )
