"""Whom a severity reaches at an instant, and at which hours of the horizon nobody."""

from datetime import datetime, timedelta

from governor_cli.adapters.private import private_values
from governor_cli.core.errors import UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.practices.contacts import revealed
from governor_cli.practices.coverage.covered import step_reach
from governor_cli.practices.coverage.escalation import Chain, StepsJudged, judged, reached, schedule_at
from governor_cli.practices.schedule.final import final_schedule
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.reading import roster_of


def chain(repository: Repository, severity: str, at: datetime) -> Chain:
    """Each step with its people and how to reach them; UsageError for an unknown severity."""
    policy = repository.policy
    level = policy.severity(severity)
    if level is None:
        known = [one.id for one in policy.severities]
        raise UsageError(f"`{severity}` is no severity of the playbook", hint=hint_for(severity, known))
    _, roster = roster_of(repository)
    private = private_values(repository.workspace.git)
    steps = [
        step._replace(
            people=[
                person._replace(
                    reach={method: revealed(method, value, private) for method, value in person.reach.items()}
                )
                for person in step.people
            ]
        )
        for step in reached(policy, schedule_at(roster, policy, at), level.id, at)
    ]
    return Chain(level.id, at, policy.timezone, steps)


def judge_steps(repository: Repository, start: datetime, horizon: timedelta | None) -> StepsJudged:
    """At which hours each step reaches nobody who can be reached."""
    _, roster = roster_of(repository)
    policy = repository.policy
    end = start + (horizon or roster.limits.ahead)
    schedule = final_schedule(roster, policy, start, end)
    steps = [judged(policy, step) for step in step_reach(policy, schedule)]
    return StepsJudged(start, end, policy.timezone, steps)
