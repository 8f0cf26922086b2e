"""Every rule over one playbook, in the order of codes."""

from governor_cli.contracts.rule import Rule
from governor_cli.kinds.playbook import (
    duty_rules,
    escalation_rules,
    follow_up_rules,
    name_rules,
    open_rules,
    place_rules,
    severity_rules,
)

_ALL = (
    *name_rules.RULES,
    *duty_rules.RULES,
    *severity_rules.RULES,
    *escalation_rules.RULES,
    *follow_up_rules.RULES,
    *place_rules.RULES,
    *open_rules.RULES,
)

RULES: tuple[Rule, ...] = tuple(sorted(_ALL, key=lambda rule: rule.code))
