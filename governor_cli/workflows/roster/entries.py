"""The dated entries people make: off, swap, override, join, leave."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.instants import parse_local
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import instant_of, zone
from governor_cli.kinds.roster.entry_rules import end_of
from governor_cli.kinds.roster.fields import NOBODY
from governor_cli.kinds.roster.model import Roster, Rotation
from governor_cli.kinds.roster.resolve import written_out, zone_of_rotation
from governor_cli.practices.coverage.candidates import Candidate, candidates
from governor_cli.practices.coverage.duty import zone_of_person
from governor_cli.practices.coverage.standing import all_roles
from governor_cli.practices.schedule.running_order import joined, order_from, without
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.change import (
    Change,
    Edit,
    append_to,
    around,
    changed,
    dated,
    onward,
    refuse_broken,
    shown,
    with_change,
)
from governor_cli.workflows.roster.questions import known_person
from governor_cli.workflows.roster.reading import roster_of
from governor_cli.workflows.roster.typed import day, stretch
from governor_cli.workflows.roster.who import own_zone

ListEdit = Callable[[list[str]], list[str]]
_SWAP_RULES = ("COV001", "COV004", "COV005", "COV006", "COV007")


def known_role(repository: Repository, roster: Roster, role: str) -> str:
    """A role that exists; UsageError otherwise."""
    roles = all_roles(roster, repository.policy)
    if role not in roles:
        raise UsageError(f"no role is called `{role}`", hint=hint_for(role, roles))
    return role


def override(
    repository: Repository,
    now: datetime,
    begin: str,
    end: str,
    *,
    role: str | None,
    rotation: str | None,
    why: str | None,
    for_: str | None = None,
    take: str | None = None,
    add: str | None = None,
    swap: Sequence[str] = (),
) -> Change:
    """One departure from the schedule, in date order; a swap that breaks a rule is refused."""
    _, roster = roster_of(repository)
    if (role is None) == (rotation is None):
        raise UsageError("an override is about one role or one rotation", hint="Give --role or --rotation.")
    if role is not None:
        known_role(repository, roster, role)
    elif roster.rotation(rotation or "") is None:
        raise _no_rotation(roster, rotation or "")
    where = zone_of_rotation(rotation, roster)
    mine = own_zone(repository) if "@me" in begin + end else None
    typed = stretch(begin, end, where, now, mine)
    item: dict[str, object] = {}
    item |= {"swap": [known_person(roster, who) for who in swap]} if swap else {}
    item |= {key: value for key, value in (("role", role), ("rotation", rotation)) if value}
    people = (("for", for_), ("take", take), ("add", add))
    item |= {
        key: who if (key, who) == ("take", NOBODY) else known_person(roster, who)
        for key, who in people
        if who is not None
    }
    item |= {"from": shown(typed.start), "until": shown(typed.until)}
    item |= {"timezone": typed.zone} if typed.zone != where else {}
    item |= {"why": why} if why else {}
    edit = dated("overrides", item, [one.from_ for one in roster.overrides], typed.start)
    change = changed(repository, edit, now, *around(*typed.span))
    if swap:
        refuse_broken(change, "the swap", _SWAP_RULES)
        if not change.effect.moves:
            raise GovError("the swap would change nothing", hint="Choose a time in which one of them is on.")
    return change


def off(
    repository: Repository, now: datetime, who: str, begin: str, through: str, cover: str | None
) -> tuple[Change, list[Candidate]]:
    """Time off, with the best covers where none is named."""
    _, roster = roster_of(repository)
    handle = known_person(roster, who)
    first, last = day(begin), day(through)
    item: dict[str, object] = {"who": handle, "from": first.isoformat(), "through": last.isoformat()}
    item |= {} if cover is None else {"cover": known_person(roster, cover)}
    start = parse_local(first.isoformat())
    edit = dated("time_off", item, [one.from_ for one in roster.time_off], start)
    there = zone(zone_of_person(handle, roster))
    end = instant_of(parse_local(last.isoformat()) + timedelta(days=1), there)
    change = changed(repository, edit, now, *around(instant_of(start, there), end))
    if cover is not None:
        refuse_broken(change, "the cover", ("COV005", "COV006"))
        return change, []
    entries = change.after.roster.time_off
    number = next(
        index
        for index, one in enumerate(entries)
        if (one.who, one.from_, one.through, one.cover) == (handle, start, last, None)
    )
    return change, candidates(change.after, number)


def join(
    repository: Repository,
    now: datetime,
    who: str,
    rotation: str,
    begin: str,
    after: str | None,
    *,
    shadow: bool,
) -> Change:
    """Somebody new in a rotation from its first handoff at or after a day, last in line or after another."""
    _, roster = roster_of(repository)
    if who.removeprefix("@") not in roster.people:
        handle = who.removeprefix("@")
        raise GovError(
            f"nobody is called `{handle}` yet",
            hint=f"Add them to `people` first: {handle}: {{name: ..., email: ..., phone: ...}}.",
        )
    handle, first = known_person(roster, who), day(begin)
    number, full = _turning(roster, rotation)
    at = ("rotations", number)
    if shadow:
        entry = {"who": handle, "from": first.isoformat()}
        return changed(
            repository, lambda document: append_to(document, (*at, "shadows"), entry), now, *onward(first)
        )
    order = order_from(full, repository.policy, first)
    if handle in order:
        raise GovError(f"`{handle}` is in rotation `{rotation}` already", hint="See `gov roster show`.")
    if after is not None and known_person(roster, after) not in order:
        raise UsageError(f"`{after}` takes no turns then", hint=hint_for(after, order))
    people = joined(order, handle, after.removeprefix("@") if after else None)
    edits = [with_change(at, [one.from_ for one in full.changes], first, people)]
    edits += _later(
        full, number, first, lambda later: joined(later, handle, None) if handle not in later else later
    )
    return changed(repository, _all(edits), now, *onward(first))


def leave(repository: Repository, now: datetime, who: str, begin: str) -> Change:
    """Somebody out of every rotation from a day on; everybody else keeps their order."""
    _, roster = roster_of(repository)
    handle, first = known_person(roster, who), day(begin)
    edits: list[Edit] = []
    for number, rotation in enumerate(roster.rotations):
        full = written_out(rotation, roster)
        if full is None or (rotation.like and rotation.people is None):
            continue
        order = order_from(full, repository.policy, first)
        if handle in order:
            rest = without(order, handle)
            if not rest:
                hint = "Let somebody join it first with `gov roster join`."
                raise GovError(f"rotation `{rotation.id}` would have nobody in it", hint=hint)
            edits.append(with_change(("rotations", number), [one.from_ for one in full.changes], first, rest))
        edits += _later(full, number, first, lambda later: without(later, handle))
    if not edits:
        raise GovError(f"`{handle}` takes no turns from {first} on", hint="See `gov roster next`.")
    return changed(repository, _all(edits), now, *onward(first))


def _later(full: Rotation, number: int, first: date, new: ListEdit) -> list[Edit]:
    """The same for each list that begins later still."""
    return [
        with_change(
            ("rotations", number), [one.from_ for one in full.changes], change.from_, new(change.people)
        )
        for change in full.changes
        if change.from_ > first and new(change.people) != change.people
    ]


def _all(edits: Sequence[Edit]) -> Edit:
    """Later lists first, so that an insertion before them moves no index they use."""

    def edit(document: Document) -> bytes:
        for one in reversed(edits):
            document = read(document.path, one(document))
        return document.data

    return edit


def _turning(roster: Roster, name: str) -> tuple[int, Rotation]:
    """A rotation that has people of its own."""
    for number, rotation in enumerate(roster.rotations):
        if rotation.id == name:
            full = written_out(rotation, roster)
            if full is None or (rotation.like and rotation.people is None):
                raise UsageError(
                    f"rotation `{name}` is like `{rotation.like}`",
                    hint=f"Change `{rotation.like}`: it follows.",
                )
            return number, full
    raise _no_rotation(roster, name)


def _no_rotation(roster: Roster, name: str) -> UsageError:
    known = [rotation.id for rotation in roster.rotations]
    return UsageError(f"no rotation is called `{name}`", hint=hint_for(name, known))


def still_named(roster: Roster, who: str, begin: str) -> list[str]:
    """What names somebody after the day they left the rotations on: nothing of it is changed by that."""
    handle, first = who.removeprefix("@"), datetime.combine(day(begin), time())
    found = [
        f"static {number}"
        for number, one in enumerate(roster.static, 1)
        if handle in one.people and (one.until is None or one.until > first)
    ]
    found += [
        f"override {number}"
        for number, one in enumerate(roster.overrides, 1)
        if handle in {one.for_, one.take, one.add, *(one.swap or [])} and one.until > first
    ]
    found += [
        f"the cover of time off {number}"
        for number, one in enumerate(roster.time_off, 1)
        if handle == one.cover and (end_of(one) or first) > first
    ]
    found += [
        f"a shadow of rotation {rotation.id}"
        for rotation in roster.rotations
        for one in rotation.shadows
        if handle == one.who and (one.until is None or one.until > first)
    ]
    return found
