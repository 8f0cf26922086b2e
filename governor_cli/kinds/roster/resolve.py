"""What a roster means where it is brief: rotations ``like`` others, zones and roles left out."""

from collections.abc import Iterator
from typing import NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.record import given, replaced
from governor_cli.kinds.roster.fields import NOBODY
from governor_cli.kinds.roster.model import Override, Roster, Rotation, TimeOff

_SHARED = ("role", "hours", "turn", "handoff", "timezone", "from_", "until", "people", "changes")
"""What a rotation takes from the one it is ``like``, unless it says otherwise itself."""


class Mention(NamedTuple):
    """A place where the roster names a person."""

    who: str
    at: Loc


def written_out(rotation: Rotation, roster: Roster) -> Rotation | None:
    """The rotation with everything it takes from the one it is ``like``.

    None where that one is missing or is itself ``like`` another: rules speak about those.
    """
    if rotation.like is None:
        return rotation
    model = roster.rotation(rotation.like)
    if model is None or model.like is not None:
        return None
    left_out = [name for name in _SHARED if name not in given(rotation)]
    if "people" in given(rotation) and "changes" in left_out:
        left_out.remove("changes")
    return replaced(rotation, **{name: getattr(model, name) for name in left_out})


def zone_of_override(override: Override, roster: Roster) -> str:
    """The zone in which an override's times are read: its own, its rotation's, the roster's."""
    return override.timezone or zone_of_rotation(override.rotation, roster)


def zone_of_rotation(rotation_id: str | None, roster: Roster) -> str:
    """The zone of a rotation, else the roster's."""
    rotation = roster.rotation(rotation_id) if rotation_id else None
    full = written_out(rotation, roster) if rotation else None
    return (full.timezone if full else None) or roster.timezone


def zone_of_time_off(entry: TimeOff, roster: Roster) -> str:
    """The zone in which days off begin and end: the entry's, the person's, the roster's."""
    person = roster.people.get(entry.who)
    return entry.timezone or (person.timezone if person else None) or roster.timezone


def mentions(roster: Roster) -> Iterator[Mention]:
    """Every place outside ``people`` that names a person."""
    for number, rotation in enumerate(roster.rotations):
        yield from _of_rotation(rotation, ("rotations", number))
    for number, static in enumerate(roster.static):
        yield from _list(static.people, ("static", number, "people"))
    for number, entry in enumerate(roster.time_off):
        yield Mention(entry.who, ("time_off", number, "who"))
        if entry.cover:
            yield Mention(entry.cover, ("time_off", number, "cover"))
    for number, override in enumerate(roster.overrides):
        yield from _of_override(override, ("overrides", number))


def _list(people: list[str], at: Loc) -> Iterator[Mention]:
    for index, who in enumerate(people):
        yield Mention(who, (*at, index))


def _of_rotation(rotation: Rotation, at: Loc) -> Iterator[Mention]:
    yield from _list(rotation.people or [], (*at, "people"))
    for index, change in enumerate(rotation.changes):
        yield from _list(change.people, (*at, "changes", index, "people"))
    for index, shadow in enumerate(rotation.shadows):
        yield Mention(shadow.who, (*at, "shadows", index, "who"))


def _of_override(override: Override, at: Loc) -> Iterator[Mention]:
    for key, who in (("for", override.for_), ("take", override.take), ("add", override.add)):
        if who is not None and (key, who) != ("take", NOBODY):
            yield Mention(who, (*at, key))
    yield from _list(override.swap or [], (*at, "swap"))


def serving(roster: Roster) -> Iterator[tuple[str, Mention]]:
    """Every role with each person who may hold it; shadows count for nothing and are left out."""
    for number, rotation in enumerate(roster.rotations):
        yield from _taking_turns(rotation, ("rotations", number), roster)
    for number, static in enumerate(roster.static):
        for mention in _list(static.people, ("static", number, "people")):
            yield static.role, mention
    for number, override in enumerate(roster.overrides):
        role = role_of(override, roster)
        for mention in _of_override(override, ("overrides", number)) if role else ():
            if mention.at[2] != "for":
                yield role or "", mention
    yield from _covering(roster)


def _taking_turns(rotation: Rotation, at: Loc, roster: Roster) -> Iterator[tuple[str, Mention]]:
    full = written_out(rotation, roster)
    if full is None or full.role is None:
        return
    own = [mention for mention in _of_rotation(rotation, at) if "shadows" not in mention.at]
    if rotation.like is not None and rotation.people is None:
        own += [Mention(who, (*at, "like")) for who in sorted(turn_takers(full))]
    for mention in own:
        yield full.role, mention


def turn_takers(rotation: Rotation) -> set[str]:
    """Everybody who ever has a turn of a rotation that is written out."""
    return {*(rotation.people or []), *(who for change in rotation.changes for who in change.people)}


def _covering(roster: Roster) -> Iterator[tuple[str, Mention]]:
    """Whoever covers somebody's time off may hold every role that she takes turns at."""
    for number, entry in enumerate(roster.time_off):
        if not entry.cover:
            continue
        for rotation in roster.rotations:
            full = written_out(rotation, roster)
            if full is not None and full.role and entry.who in turn_takers(full):
                yield full.role, Mention(entry.cover, ("time_off", number, "cover"))


def role_of(override: Override, roster: Roster) -> str | None:
    """The role an override is about, through its rotation where it names one."""
    if override.rotation is None:
        return override.role
    rotation = roster.rotation(override.rotation)
    full = written_out(rotation, roster) if rotation else None
    return full.role if full else None
