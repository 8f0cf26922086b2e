"""The rules over one incident report, in the order of their codes."""

from governor_cli.kinds.incident import rules_report, rules_state, rules_timeline

RULES = (*rules_state.RULES, *rules_timeline.RULES, *rules_report.RULES)
