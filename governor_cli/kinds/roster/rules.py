"""Every rule about one roster, in the order of its front matter."""

from governor_cli.kinds.roster import entry_rules, override_rules, people_rules, rotation_rules, turn_rules

RULES = (
    *people_rules.RULES,
    *rotation_rules.RULES,
    *turn_rules.RULES,
    *override_rules.RULES,
    *entry_rules.RULES,
)
