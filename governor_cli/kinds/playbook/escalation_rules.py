"""Escalation: who is told first, who when nobody answers, and who is kept posted."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.policy.chains import role_behind
from governor_cli.policy.model import Playbook, Step


@rule("PLB021", "every severity has an escalation")
def escalation_for_each(subject: Subject[Playbook]) -> Iterator[Fault]:
    """At three in the morning somebody declares an incident and asks whom to call."""
    playbook = subject.record
    for level in playbook.severities:
        if level.id not in playbook.escalation:
            yield Fault(
                "PLB021",
                f"`{level.id}` has no escalation",
                f"Add `{level.id}` with a step such as `tell: [ROLE]`.",
                at=("escalation",),
                on="key",
            )
        elif not playbook.escalation[level.id]:
            yield Fault(
                "PLB021",
                f"the escalation of `{level.id}` has no steps",
                "Add a step such as `tell: [ROLE]`.",
                at=("escalation", level.id),
            )


@rule("PLB022", "a step either tells or informs")
def tells_or_informs(subject: Subject[Playbook]) -> Iterator[Fault]:
    """To tell is to page or call until somebody answers; to inform asks for nothing.

    A step that does both, or neither, leaves open whether anybody has to answer.
    """
    for at, step in _steps(subject.record):
        if bool(step.tell) == bool(step.inform):
            both = "tells and informs at once" if step.tell else "names nobody"
            yield Fault("PLB022", f"this step {both}", "Give each step one of `tell` and `inform`.", at=at)


@rule("PLB023", "the first step tells somebody at once, each later one waits")
def steps_in_time(subject: Subject[Playbook]) -> Iterator[Fault]:
    """An escalation is a clock: it starts with somebody, and moves on when nobody answers.

    `after` is how long the step before stays unanswered; the first step has none before it.
    `within` belongs to a step that informs.
    """
    for steps_at, steps in _escalations(subject.record):
        for index, step in enumerate(steps):
            yield from _step_in_time(step, (*steps_at, index), first=index == 0)


def _step_in_time(step: Step, at: Loc, *, first: bool) -> Iterator[Fault]:
    if first and step.inform and not step.tell:
        yield Fault("PLB023", "the first step only informs", "Begin with a step that tells somebody.", at=at)
    if first and step.after is not None:
        yield Fault("PLB023", "the first step waits for no other", "Remove `after`.", at=(*at, "after"))
    if step.tell and not first and not step.after:
        yield Fault(
            "PLB023",
            "this step does not say how long the one before may stay unanswered",
            "Add `after`, such as `after: 15m`.",
            at=at if step.after is None else (*at, "after"),
        )
    if step.inform and not step.tell and step.after is not None and not first:
        yield Fault("PLB023", "a step that informs waits for no answer", "Use `within`.", at=(*at, "after"))
    if step.tell and not step.inform and step.within is not None:
        yield Fault("PLB023", "`within` belongs to a step that informs", "Use `after`.", at=(*at, "within"))


@rule("PLB024", "an escalation reaches somebody new with each step", severity="warning")
def somebody_new(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Whoever did not answer the first call is a poor choice for the second.

    Other names of a role count as that role.
    """
    playbook = subject.record
    for steps_at, steps in _escalations(playbook):
        told: set[str] = set()
        for index, step in enumerate(steps):
            verb = "tell" if step.tell else "inform"
            roles = [_behind(playbook, name) for name in (step.tell or step.inform)]
            for position, role in enumerate(roles):
                if role in told:
                    at = (*steps_at, index, verb, position)
                    yield Fault(
                        "PLB024", f"`{role}` was told in an earlier step", "Name somebody else.", at=at
                    )
            told.update(roles if step.tell else ())


@rule("PLB025", "a severity that pages has somebody on call to page")
def somebody_to_page(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A page that goes to people who do their best is a message they read tomorrow.

    The first step of a severity with `page_within` tells at least one role whose duty is
    on-call.
    """
    playbook = subject.record
    for level in playbook.severities:
        steps = playbook.escalation.get(level.id, [])
        if level.page_within is None or not steps or not steps[0].tell:
            continue
        roles = [role_behind(playbook, name) for name in steps[0].tell]
        if all(role is not None and role.duty != "on-call" for role in roles):
            yield Fault(
                "PLB025",
                f"`{level.id}` pages, but nobody in its first step is on call",
                "Begin with a role of `duty: on-call`, or remove `page_within`.",
                at=("escalation", level.id, 0, "tell"),
            )


def _escalations(playbook: Playbook) -> Iterator[tuple[Loc, list[Step]]]:
    for severity, steps in playbook.escalation.items():
        yield ("escalation", severity), steps


def _steps(playbook: Playbook) -> Iterator[tuple[Loc, Step]]:
    for at, steps in _escalations(playbook):
        for index, step in enumerate(steps):
            yield (*at, index), step


def _behind(playbook: Playbook, name: str) -> str:
    role = role_behind(playbook, name)
    return role.id if role else name


RULES = (escalation_for_each, tells_or_informs, steps_in_time, somebody_new, somebody_to_page)
