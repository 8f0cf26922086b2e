"""The rules over one checklist, in the order of their codes."""

from governor_cli.contracts.rule import Rule
from governor_cli.kinds.checklist import rules_items, rules_proof


def _code(rule: Rule) -> str:
    return rule.code


RULES = tuple(sorted((*rules_items.RULES, *rules_proof.RULES), key=_code))
