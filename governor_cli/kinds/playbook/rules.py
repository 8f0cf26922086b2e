"""Every rule over one playbook, in the order of codes."""

from governor_cli.contracts.rule import Rule
from governor_cli.kinds.playbook import duty_rules, follow_up_rules, name_rules, open_rules, severity_rules

RULES: tuple[Rule, ...] = (
    *name_rules.RULES,
    *duty_rules.RULES,
    *severity_rules.RULES,
    *follow_up_rules.RULES,
    *open_rules.RULES,
)
