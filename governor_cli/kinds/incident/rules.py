"""The rules over one incident report, in the order of their codes."""

from governor_cli.contracts.rule import Rule
from governor_cli.kinds.incident import (
    rules_milestones,
    rules_report,
    rules_state,
    rules_targets,
    rules_timeline,
    rules_times,
)


def _code(rule: Rule) -> str:
    return rule.code


RULES = tuple(
    sorted(
        (
            *rules_times.RULES,
            *rules_state.RULES,
            *rules_targets.RULES,
            *rules_timeline.RULES,
            *rules_milestones.RULES,
            *rules_report.RULES,
        ),
        key=_code,
    )
)
