"""Rules over time: every promise kept, by somebody who can be reached and is not away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault
from governor_cli.core.spans import Span, intersect, normalise, subtract, total
from governor_cli.practices.coverage.covered import Coverage, is_on_call, step_reach
from governor_cli.practices.coverage.gaps import grouped, opening
from governor_cli.practices.coverage.proof import Proof

_MOST = 40
"""Groups of gaps told of one role; whoever has more has to start anew anyway."""


@dataclass(frozen=True, slots=True)
class _Lack:
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
                        told[number] = replace(lack, names=[*lack.names, one.promise.name])
                    break
            else:
                told.append(_Lack(role, one.open, [one.promise.name]))
        yield from told


def gaps_told(proof: Proof) -> dict[str, tuple[str, Span]]:
    """The gaps that COV001 tells, by the subject of its fault: the role, and the first of their spans."""
    return {
        f"{lack.role} {group}": (lack.role, group.spans[0])
        for lack in _lacks(proof, on_call=True)
        for group in grouped(lack.open, proof.policy.timezone)[:_MOST]
    }


def _more(others: int) -> str:
    if others < 1:
        return ""
    return f", and at {others} other time{'s' if others > 1 else ''}"


def _told(proof: Proof, lack: _Lack, code: str) -> Iterator[Fault]:
    groups = grouped(lack.open, proof.policy.timezone)
    for group in groups[:_MOST]:
        cause = opening(group.spans[0], lack.role, proof.schedule)
        yield Fault(
            code,
            f"`{lack.role}` has nobody {group} ({proof.policy.timezone}), "
            f"promised by {', '.join(lack.names)}: {cause.text}",
            "Widen the hours of a rotation, or add somebody with an override.",
            cause.at,
            subject=f"{lack.role} {group}",
        )
    if len(groups) > _MOST:
        message = f"`{lack.role}` has nobody{_more(len(groups) - _MOST)}"
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
            more = _more(len(groups) - 1)
            yield Fault(
                "COV002",
                f"`{lack.role}` (best effort) has nobody {groups[0]} ({proof.policy.timezone}){more}, "
                f"named by {', '.join(lack.names)}",
                "Nothing needs doing where that is meant.",
                opening(lack.open[0], lack.role, proof.schedule).at,
                subject=lack.role,
            )


@rule("COV003", "a role that an escalation names has somebody", scope="schedule")
def named_roles_are_held(proof: Proof) -> Iterator[Fault]:
    """A step that tells or informs a role which nobody holds at any time reaches nobody, ever."""
    named: dict[str, list[str]] = {}
    for severity, steps in proof.policy.escalation.items():
        for role in dict.fromkeys(role for step in steps for role in (*step.tell, *step.inform)):
            named.setdefault(proof.schedule.role(role), []).append(severity)
    for role, severities in named.items():
        if not proof.schedule.of_role(role) and not is_on_call(proof.policy, role):
            yield Fault(
                "COV003",
                f"nobody holds `{role}`, which the escalation of {', '.join(severities)} names",
                "Name somebody under `static`, or give the role a rotation.",
                ("static",),
                subject=role,
            )


@rule("COV004", "each step of an escalation reaches somebody who can be reached", scope="schedule")
def steps_reach_somebody(proof: Proof) -> Iterator[Fault]:
    """A page that goes to somebody without a pager or phone number is a page to nobody.

    Where a role has nobody at all other rules speak; this one is about the hours in which
    somebody is there, and none of those a step tells can be reached the way their role demands.
    """
    missing: dict[str, Sequence[Span]] = {}
    for one in proof.coverage:
        missing[one.promise.role] = normalise([*missing.get(one.promise.role, ()), *one.open])
    unreached: dict[str, dict[str, list[Span]]] = {}
    for step in step_reach(proof.policy, proof.schedule, reachable=True):
        gaps = normalise(span for role in step.roles for span in missing.get(role, ()))
        for span in subtract(step.open, gaps):
            who = _on(proof, step.roles, span[0])
            unreached.setdefault(who, {}).setdefault(f"{step.severity} step {step.step}", []).append(span)
    for who, steps in unreached.items():
        spans = normalise(span for several in steps.values() for span in several)
        groups = grouped(spans, proof.policy.timezone)
        yield Fault(
            "COV004",
            f"`{who}` cannot be reached {groups[0]} ({proof.policy.timezone})"
            f"{_more(len(spans) - len(groups[0].spans))}: {', '.join(steps)}",
            "Add every way to reach them that the role demands.",
            ("people", who),
            on="key",
            subject=f"reach {who}",
        )


def _on(proof: Proof, roles: Sequence[str], second: int) -> str:
    """Somebody who holds one of the roles then."""
    holding = (one.who for role in roles for one in proof.schedule.holding(role, second))
    return next(holding, roles[0])


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
            more = _more(len(clash) - len(groups[0].spans))
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
    named_roles_are_held,
    steps_reach_somebody,
    nobody_is_on_while_away,
    exclusive_roles_differ,
)
