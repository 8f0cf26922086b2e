"""Rules over time about escalations: each step reaches somebody, and by a way they can be reached."""

from collections.abc import Iterator, Sequence

from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.spans import Span, normalise
from governor_cli.practices.coverage.covered import StepReach, is_on_call
from governor_cli.practices.coverage.escalation import inform_severity
from governor_cli.practices.coverage.gaps import and_more, grouped, opening
from governor_cli.practices.coverage.proof import Proof

_WAYS = "Add every way to reach them that the role demands, or one at all where it demands none."


@rule("COV003", "a role that an escalation names has somebody", scope="schedule")
def named_roles_are_held(proof: Proof) -> Iterator[Fault]:
    """A step that tells or informs a role which nobody holds at any time reaches nobody, ever."""
    named: dict[str, list[str]] = {}
    for severity, steps in proof.policy.escalation.items():
        for role in dict.fromkeys(role for step in steps for role in (*step.tell, *step.inform)):
            named.setdefault(proof.schedule.role(role), []).append(severity)
    missed = {
        proof.schedule.role(one.promise.role)
        for one in proof.coverage
        if one.open and is_on_call(proof.policy, one.promise.role)
    }
    for role, severities in named.items():
        if not proof.schedule.of_role(role) and role not in missed:
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

    Where a step has nobody at all other rules speak; this one is about the hours in which
    somebody is there, and none of those it tells can be reached the way their role demands,
    or in any way where it demands none.
    """
    unreached: dict[str, dict[str, list[Span]]] = {}
    for step in proof.steps:
        for span in step.unreached if step.verb == "tell" else ():
            unreached.setdefault(_on(proof, step, span[0]), {}).setdefault(str(step), []).append(span)
    for who, steps in unreached.items():
        spans = normalise(span for several in steps.values() for span in several)
        message = f"`{who}` cannot be reached {_times(proof, spans)}: {', '.join(steps)}"
        yield Fault("COV004", message, _WAYS, ("people", who), on="key", subject=f"reach {who}")


@rule("COV016", "each step that informs reaches somebody at every hour", severity="warning", scope="schedule")
def steps_inform_somebody(proof: Proof) -> Iterator[Fault]:
    """Whoever is to be kept posted within half an hour cannot be where nobody holds the role.

    A step that informs wakes nobody, so such an hour breaks no promise: it is a warning where one
    of its roles is on call, and good to know (info) where all of them do their best. It is a
    warning as well where somebody is there and no way to reach them is known.
    """
    for step in proof.steps:
        if step.verb == "inform" and step.is_held:
            yield from _uninformed(proof, step)


def _uninformed(proof: Proof, step: StepReach) -> Iterator[Fault]:
    named = f"{step} ({', '.join(step.roles)})"
    if step.open:
        held = next(role for role in step.roles if proof.schedule.of_role(role))
        cause = opening(step.open[0], held, proof.schedule)
        yield Fault(
            "COV016",
            f"{named} informs nobody {_times(proof, step.open)}: {cause.text}",
            "Widen the hours of one of these roles, or inform another; leave it where it is meant.",
            cause.at,
            severity=inform_severity(proof.policy, step),
            subject=f"{step} nobody",
        )
    if step.unreached:
        who = _on(proof, step, step.unreached[0][0])
        at: Loc = ("people", who)
        message = f"{named} informs only `{who}`, who cannot be reached, {_times(proof, step.unreached)}"
        yield Fault("COV016", message, _WAYS, at, on="key", subject=f"{step} {who}")


def _times(proof: Proof, spans: Sequence[Span]) -> str:
    first = grouped(spans, proof.policy.timezone)[0]
    return f"{first} ({proof.policy.timezone}){and_more(len(spans) - len(first.spans))}"


def _on(proof: Proof, step: StepReach, second: int) -> str:
    """Somebody who holds one of the roles then."""
    holding = (one.who for role in step.roles for one in proof.schedule.holding(role, second))
    return next(holding, step.roles[0])


RULES: tuple[Rule, ...] = (named_roles_are_held, steps_reach_somebody, steps_inform_somebody)
