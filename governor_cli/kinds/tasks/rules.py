"""The rules over one tasks.json, in the order of their codes."""

from governor_cli.kinds.tasks import rules_facts, rules_file, rules_ties

RULES = (*rules_file.RULES, *rules_ties.RULES, *rules_facts.RULES)
