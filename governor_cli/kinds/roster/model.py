"""The roster as values: who is on the team, who takes turns at which role, and what departs from it.

Days and local times stay without a zone here; the schedule reads them in the entry's zone,
else its rotation's, else the roster's.
"""

from datetime import timedelta
from typing import Final

from governor_cli.core.fields import Count, Day, Duration, LocalTime, PersonId, Slug, Text, ZoneName
from governor_cli.core.record import Part, Record, field
from governor_cli.kinds.roster.fields import HandoffText, Share, TurnText
from governor_cli.policy.values import Calendar

CONTACTS: Final = ("slack", "teams", "email", "phone", "pagerduty")
"""The ways to reach a person, by the names a role's ``reach`` uses."""
PRIVATE: Final = "private:"
"""Before a name whose value is kept out of history."""


class Person(Part):
    """Somebody on the team. Contact values may be ``private:<name>``: known, but kept elsewhere."""

    name: Text
    timezone: ZoneName | None = None
    slack: Text | None = None
    teams: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    pagerduty: Text | None = None
    holidays: Calendar | None = None

    def contact(self, method: str) -> str | None:
        """The value of one of ``CONTACTS``."""
        return getattr(self, method) if method in CONTACTS else None

    @property
    def contacts(self) -> list[str]:
        """The ways to reach the person that are known."""
        return [method for method in CONTACTS if self.contact(method)]


class Change(Part):
    """From the first handoff at or after this day these people take turns, the first of them first."""

    from_: Day
    people: list[PersonId]


class Shadow(Part):
    """Somebody who learns: on beside the person on duty, counted for no promise."""

    who: PersonId
    from_: LocalTime
    until: LocalTime | None = None


class Rotation(Part):
    """People who take turns at a role. ``like`` another rotation: what is not said here is as there."""

    id: Slug
    role: Slug | None = None
    like: Slug | None = None
    offset: Count | None = None
    hours: Text | None = None
    turn: TurnText | None = None
    handoff: HandoffText | None = None
    timezone: ZoneName | None = None
    from_: Day | None = None
    until: LocalTime | None = None
    people: list[PersonId] | None = None
    changes: list[Change] = field(default_factory=list[Change])
    layer: Count | None = None
    shadows: list[Shadow] = field(default_factory=list[Shadow])


class Static(Part):
    """People who hold a role together, with no turns, in the hours given."""

    role: Slug
    people: list[PersonId]
    hours: Text | None = None
    timezone: ZoneName | None = None
    from_: LocalTime | None = None
    until: LocalTime | None = None
    layer: Count | None = None


class TimeOff(Part):
    """Whole days in the person's zone: ``through`` counts its day, ``until`` does not."""

    who: PersonId
    from_: LocalTime
    through: Day | None = None
    until: LocalTime | None = None
    cover: PersonId | None = None
    timezone: ZoneName | None = None
    why: Text | None = None


class Override(Part):
    """One departure from the schedule: somebody takes, somebody is added, or two people swap."""

    role: Slug | None = None
    rotation: Slug | None = None
    for_: PersonId | None = None
    take: PersonId | None = None
    add: PersonId | None = None
    swap: list[PersonId] | None = None
    from_: LocalTime
    until: LocalTime
    timezone: ZoneName | None = None
    why: Text | None = None

    @property
    def action(self) -> str:
        """take, add or swap; several or none are joined, for a rule to speak about."""
        return "+".join(name for name in ("take", "add", "swap") if getattr(self, name) is not None)


SHORTEST_HORIZON: Final = timedelta(days=1)
LONGEST_HORIZON: Final = timedelta(days=28 * 366)
"""The Gregorian calendar meets its weekdays again after 28 years: nothing new comes after."""
USUAL_HORIZON: Final = timedelta(days=400)
"""A year, and the weeks after it in which its clock changes come again."""


class Limits(Part):
    """What the team allows itself before gov warns."""

    horizon: Duration = USUAL_HORIZON
    min_rest: Duration = timedelta(hours=11)
    max_consecutive_days: Count = 7
    max_share: Share | None = None
    review_every: Duration | None = None

    @property
    def ahead(self) -> timedelta:
        """How far to look: the horizon, or what is usual where a rule says that it cannot be meant."""
        sensible = SHORTEST_HORIZON <= self.horizon <= LONGEST_HORIZON
        return self.horizon if sensible else USUAL_HORIZON


class Roster(Record):
    """PersonId is on call, as the team wrote it."""

    timezone: ZoneName
    reviewed: Day | None = None
    people: dict[str, Person] = field(default_factory=dict[str, Person])
    rotations: list[Rotation] = field(default_factory=list[Rotation])
    static: list[Static] = field(default_factory=list[Static])
    time_off: list[TimeOff] = field(default_factory=list[TimeOff])
    overrides: list[Override] = field(default_factory=list[Override])
    limits: Limits = field(default_factory=Limits)

    def rotation(self, rotation_id: str) -> Rotation | None:
        """The rotation of this id, as written: ``like`` is not followed."""
        return next((rotation for rotation in self.rotations if rotation.id == rotation_id), None)
