"""Rules over time about people: rest, long runs, fair shares, and a roster that is looked after."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault
from governor_cli.core.instants import format_duration
from governor_cli.practices.coverage.covered import is_on_call
from governor_cli.practices.coverage.gaps import source_name
from governor_cli.practices.coverage.proof import Proof

_QUARTER = timedelta(days=91)
_FIRST_ZONE = timedelta(hours=14)
"""How far ahead of UTC the zone is in which a day begins first."""


def _when(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d %H:%MZ}"


def _length(seconds: float) -> str:
    return format_duration(timedelta(seconds=int(seconds)))


@rule("COV007", "people rest long enough between shifts", severity="warning", scope="schedule")
def people_rest(proof: Proof) -> Iterator[Fault]:
    """Eleven hours between two working days is the law in the European Union, and good sense anywhere.

    ``limits.min_rest`` says how much the team wants. Time on call that follows without a break
    is one stretch, not a short rest.
    """
    least = proof.roster.limits.min_rest.total_seconds()
    for load in proof.loads:
        short = [rest for rest in load.rests if rest.seconds < least]
        if short:
            worst = min(short, key=lambda rest: rest.seconds)
            times = f", {len(short)} times in all" if len(short) > 1 else ""
            yield Fault(
                "COV007",
                f"`{load.handle}` rests {_length(worst.seconds)} before {_when(worst.until)}{times}; "
                f"the limit is {_length(least)}",
                "Let somebody else take one of the two shifts.",
                ("people", load.handle),
                "key",
                subject=f"rest {load.handle}",
            )


@rule("COV008", "nobody is on call too many days on end", severity="warning", scope="schedule")
def runs_end(proof: Proof) -> Iterator[Fault]:
    """A week on call is long; two in a row is where people stop waking up.

    Days are counted from the first shift until a whole day is free; the limit is
    ``limits.max_consecutive_days``.
    """
    most = proof.roster.limits.max_consecutive_days
    for load in proof.loads:
        long = [run for run in load.runs if run.days > most]
        if long:
            worst = max(long, key=lambda run: run.days)
            times = f", {len(long)} times in all" if len(long) > 1 else ""
            yield Fault(
                "COV008",
                f"`{load.handle}` is on call {worst.days} days on end from {_when(worst.start)}{times}; "
                f"the limit is {most}",
                "Put more people into the rotation, or make its turns shorter.",
                ("people", load.handle),
                "key",
                subject=f"run {load.handle}",
            )


@rule("COV009", "nobody bears more than their share", severity="warning", scope="schedule")
def shares_are_fair(proof: Proof) -> Iterator[Fault]:
    """``limits.max_share`` is the most of all hours on call that one person should have.

    It is judged over a quarter at least: within one week somebody always has more than their share.
    """
    most = proof.roster.limits.max_share
    for load in proof.loads if proof.end - proof.start >= _QUARTER else ():
        if most is not None and load.share > most:
            yield Fault(
                "COV009",
                f"`{load.handle}` has {_above(load.share, most)} of all hours on call; "
                f"the limit is {most:.0%}",
                "Spread the turns over more people.",
                ("people", load.handle),
                "key",
                subject=f"share {load.handle}",
            )


def _above(share: float, most: float) -> str:
    """A share in as many digits as it takes to see that it is above the limit."""
    figures = (f"{share:.{digits}%}" for digits in range(3))
    return next((one for one in figures if float(one[:-1]) > most * 100), f"{share:.3%}")


@rule("COV010", "everybody of the roster is on call at some time", severity="info", scope="schedule")
def everybody_is_on(proof: Proof) -> Iterator[Fault]:
    """Somebody who never comes up was left out of a rotation, or has left the team.

    It is judged over a quarter at least: in a large team not everybody is on each week.
    """
    if proof.end - proof.start < _QUARTER:
        return
    learning = {shift.who for shift in proof.schedule.shadows}
    for handle in proof.roster.people:
        if handle not in proof.schedule.by_person and handle not in learning:
            yield Fault(
                "COV010",
                f"`{handle}` is never on",
                "Put them into a rotation, or take them out of `people` when they have left.",
                ("people", handle),
                "key",
            )


@rule("COV011", "the roster was reviewed when it should have been", severity="warning", scope="schedule")
def roster_is_reviewed(proof: Proof) -> Iterator[Fault]:
    """Numbers change and people move on; ``limits.review_every`` says how often somebody looks.

    A review on a day that has come nowhere on earth is a slip of the pen, and would silence this
    rule for as long.
    """
    every, reviewed = proof.roster.limits.review_every, proof.roster.reviewed
    hint = "Look through people and contacts, then set `reviewed` to the day."
    if reviewed is not None and reviewed > (proof.now + _FIRST_ZONE).date():
        yield Fault(
            "COV011", f"the roster was reviewed on {reviewed}, a day still to come", hint, ("reviewed",)
        )
    elif every is None:
        return
    elif reviewed is None:
        yield Fault("COV011", "the roster was never reviewed", hint, ("limits", "review_every"))
    elif reviewed + every < proof.now.date():
        due = reviewed + every
        yield Fault("COV011", f"the review of {due} is late; the last was {reviewed}", hint, ("reviewed",))


@rule("COV012", "the roster reaches to the horizon", severity="warning", scope="schedule")
def roster_reaches_far(proof: Proof) -> Iterator[Fault]:
    """A role that has people now and nobody later ends on a day that is easy to miss."""
    for role in dict.fromkeys(proof.schedule.role(one.promise.role) for one in proof.coverage):
        shifts = proof.schedule.of_role(role)
        last = max(shifts, key=lambda shift: shift.end, default=None)
        week = timedelta(days=14).total_seconds()
        if last is not None and is_on_call(proof.policy, role) and last.end + week < proof.schedule.end:
            source = last.via or last.source
            yield Fault(
                "COV012",
                f"`{role}` has nobody any more after {_when(last.end)}, "
                f"where {source_name(source, proof.roster)} ends",
                "Plan what follows: a rotation without `until`, or more dated entries.",
                source,
                subject=f"horizon {role}",
            )


@rule("COV013", "an override changes something", severity="warning", scope="schedule")
def overrides_change_something(proof: Proof) -> Iterator[Fault]:
    """An override that changes nothing was meant to change something.

    The usual causes are a wrong week, somebody who is not on then, or two edits of the same
    swap. Where nobody is on, ``add`` puts somebody there; ``take`` only takes over.
    """
    for at in proof.schedule.idle:
        yield Fault(
            "COV013",
            f"{source_name(at, proof.roster)} changes nothing",
            "Correct its dates or people, or remove it; `add` puts somebody where nobody is on.",
            at,
        )


RULES: tuple[Rule, ...] = (
    people_rest,
    runs_end,
    shares_are_fair,
    everybody_is_on,
    roster_is_reviewed,
    roster_reaches_far,
    overrides_change_something,
)
