"""Rules over time: every promise kept, by somebody who is not away and not two at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault
from governor_cli.core.spans import Span, intersect, normalise, total
from governor_cli.practices.coverage.covered import Coverage, is_on_call
from governor_cli.practices.coverage.gaps import and_more, grouped, opening, recurring
from governor_cli.practices.coverage.proof import Proof

_MOST = 40
"""Groups of gaps told of one role; whoever has more has to start anew anyway."""


class _Lack(NamedTuple):
    """A role, when it is missing, and which promises are broken by that."""

    role: str
    open: Sequence[Span]
    names: Sequence[str]


def _lacks(proof: Proof, *, on_call: bool) -> Iterator[_Lack]:
    """The gaps of each role; a promise whose gaps lie within another's is told beside it."""
    roles: dict[str, list[Coverage]] = {}
    for one in proof.coverage:
        if one.open and is_on_call(proof.policy, one.promise.role) == on_call:
            roles.setdefault(proof.schedule.role(one.promise.role), []).append(one)
    for role, broken in roles.items():
        told: list[_Lack] = []
        for one in sorted(broken, key=lambda lack: -total(lack.open)):
            for number, lack in enumerate(told):
                if total(intersect(one.open, lack.open)) == total(one.open):
                    if one.promise.name not in lack.names:
                        told[number] = lack._replace(names=[*lack.names, one.promise.name])
                    break
            else:
                told.append(_Lack(role, one.open, [one.promise.name]))
        yield from told


def gaps_told(proof: Proof) -> dict[str, tuple[str, Span]]:
    """The gaps that COV001 tells, by the subject of its fault: the role, and the first of their spans."""
    return {
        f"{lack.role} {one}": (lack.role, one.first.spans[0])
        for lack in _lacks(proof, on_call=True)
        for one in recurring(grouped(lack.open, proof.policy.timezone))[:_MOST]
    }


def _told(proof: Proof, lack: _Lack, code: str) -> Iterator[Fault]:
    groups = recurring(grouped(lack.open, proof.policy.timezone))
    for group in groups[:_MOST]:
        cause = opening(group.first.spans[0], lack.role, proof.schedule)
        yield Fault(
            code,
            f"`{lack.role}` has nobody {group} ({proof.policy.timezone}), "
            f"promised by {', '.join(lack.names)}: {cause.text}",
            "Widen the hours of a rotation, or add somebody with an override.",
            cause.at,
            subject=f"{lack.role} {group}",
        )
    if len(groups) > _MOST:
        message = f"`{lack.role}` has nobody{and_more(len(groups) - _MOST)}"
        yield Fault(code, message, "Mend those above first.", ("rotations",), subject=f"{lack.role} more")


@rule("COV001", "every hour promised has somebody behind it", scope="schedule")
def promises_are_kept(proof: Proof) -> Iterator[Fault]:
    """Each channel and severity of the playbook promises hours, and names the roles that keep them.

    The hours promised, minus the hours somebody holds the role, must be nothing, in any zone and
    across every clock change. Hours that nobody promised are no gap.
    """
    for lack in _lacks(proof, on_call=True):
        yield from _told(proof, lack, "COV001")


@rule(
    "COV002",
    "a best-effort role has somebody for each hour it may be needed",
    severity="info",
    scope="schedule",
)
def best_effort_is_seen(proof: Proof) -> Iterator[Fault]:
    """Outside its hours nobody is expected of a best-effort role.

    Yet an escalation that reaches it then reaches nobody: good to know before it happens.
    """
    for lack in _lacks(proof, on_call=False):
        if proof.schedule.of_role(lack.role):
            groups = grouped(lack.open, proof.policy.timezone)
            more = and_more(len(groups) - 1)
            yield Fault(
                "COV002",
                f"`{lack.role}` (best effort) has nobody {groups[0]} ({proof.policy.timezone}){more}, "
                f"named by {', '.join(lack.names)}",
                "Nothing needs doing where that is meant.",
                opening(lack.open[0], lack.role, proof.schedule).at,
                subject=lack.role,
            )


@rule("COV005", "nobody is on call while away", scope="schedule")
def nobody_is_on_while_away(proof: Proof) -> Iterator[Fault]:
    """Time off changes no schedule by itself: somebody has to take the shifts.

    Until they do the roster names a person who will not answer.
    """
    from governor_cli.practices.schedule.departures import away
    from governor_cli.practices.schedule.expansion import Frame

    frame = Frame(proof.policy, proof.schedule.start, proof.schedule.end)
    for number, entry in enumerate(proof.roster.time_off):
        span = away(entry, proof.roster, frame)
        clash = intersect(proof.schedule.busy(entry.who), [span]) if span[0] < span[1] else []
        if clash:
            groups = grouped(clash, proof.policy.timezone)
            more = and_more(len(clash) - len(groups[0].spans))
            yield Fault(
                "COV005",
                f"`{entry.who}` is on call while away: {groups[0]} ({proof.policy.timezone}){more}",
                "Name who takes over with `cover`, or ask for candidates with `gov roster off`.",
                ("time_off", number),
            )


@rule("COV006", "roles that exclude each other are held by different people", scope="schedule")
def exclusive_roles_differ(proof: Proof) -> Iterator[Fault]:
    """The second is there for when the first does not answer: one person cannot be both."""
    pairs = {
        tuple(sorted((proof.schedule.role(role.id), proof.schedule.role(other))))
        for role in proof.policy.roles
        for other in role.not_with
    }
    for one, other in sorted(pairs):
        for who in sorted({shift.who for shift in proof.schedule.of_role(one)}):
            both = intersect(_held(proof, one, who), _held(proof, other, who))
            if both:
                group = grouped(both, proof.policy.timezone)[0]
                shift = next(
                    shift
                    for shift in proof.schedule.of_role(other)
                    if shift.who == who and shift.end > both[0][0]
                )
                yield Fault(
                    "COV006",
                    f"`{who}` is `{one}` and `{other}` at once {group} ({proof.policy.timezone})",
                    "Give one of the two roles to somebody else.",
                    shift.via or shift.source,
                    subject=f"{who} {one} {other}",
                )


def _held(proof: Proof, role: str, who: str) -> list[Span]:
    own = proof.schedule.by_person.get(who, ())
    return normalise((shift.start, shift.end) for shift in own if shift.role == role)


RULES: tuple[Rule, ...] = (
    promises_are_kept,
    best_effort_is_seen,
    nobody_is_on_while_away,
    exclusive_roles_differ,
)
