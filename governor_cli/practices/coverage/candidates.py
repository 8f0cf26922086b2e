"""Who could cover for somebody: those for whom no rule breaks, the rested and least loaded first."""

from typing import NamedTuple

from governor_cli.core.record import replaced
from governor_cli.core.spans import normalise, total
from governor_cli.kinds.roster.model import TimeOff
from governor_cli.kinds.roster.resolve import serving, turn_takers, written_out
from governor_cli.practices.coverage.effect import Effect, effect
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.schedule.shift import Shift

_BEST = 3


class Candidate(NamedTuple):
    """Somebody who could cover, with what it would mean for them; seconds throughout."""

    handle: str
    seconds: int
    """Of duty in the time around, the cover included."""
    least_rest: int | None
    effect: Effect


def candidates(proof: Proof, number: int, *, most: int = _BEST) -> list[Candidate]:
    """The best covers for the time off of this number, of the people who hold the same roles."""
    entry = proof.roster.time_off[number]
    shifts = proof.schedule.by_person.get(entry.who, ())
    roles = {shift.role for shift in shifts}
    able = {mention.who for role, mention in serving(proof.roster) if proof.schedule.role(role) in roles} - {
        entry.who
    }
    found = [
        candidate
        for who in sorted(able & set(proof.roster.people))
        if (candidate := _candidate(proof, number, entry, who)) is not None
    ]
    enough = proof.roster.limits.min_rest.total_seconds()
    team = _team(proof, entry)

    def order(one: Candidate) -> tuple[bool, bool, int, int, str]:
        """The rested first, of them the same team (it works these hours), of them the least loaded."""
        tired = one.least_rest is not None and one.least_rest < enough
        return (tired, one.handle not in team, one.seconds, len(one.effect.broken), one.handle)

    return sorted(found, key=order)[:most]


def _team(proof: Proof, entry: TimeOff) -> set[str]:
    """Whoever takes turns in the same rotations."""
    rotations = (written_out(rotation, proof.roster) for rotation in proof.roster.rotations)
    lists = (turn_takers(full) for full in rotations if full is not None)
    return {who for people in lists if entry.who in people for who in people}


def _candidate(proof: Proof, number: int, entry: TimeOff, who: str) -> Candidate | None:
    covered = replaced(entry, cover=who)
    time_off = [covered if index == number else one for index, one in enumerate(proof.roster.time_off)]
    after = Proof(
        replaced(proof.roster, time_off=time_off),
        proof.policy,
        proof.start,
        proof.end,
        proof.now,
    )
    what = effect(proof, after)
    if any(one.severity == "error" for one in what.broken) or _doubled(after, who):
        return None
    load = next((one for one in after.loads if one.handle == who), None)
    return Candidate(who, load.seconds if load else 0, load.least_rest if load else None, what)


def _doubled(proof: Proof, who: str) -> bool:
    """Whether somebody would have two shifts of one role at once, and so relieve nobody."""
    roles: dict[str, list[Shift]] = {}
    for shift in proof.schedule.by_person.get(who, ()):
        roles.setdefault(shift.role, []).append(shift)
    return any(
        total(normalise((one.start, one.end) for one in shifts)) < sum(one.end - one.start for one in shifts)
        for shifts in roles.values()
    )
