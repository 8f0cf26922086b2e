"""`gov rules`: all rules."""

from governor_cli.ui.options import Format
from governor_cli.ui.session import current


def command(format: Format = "text") -> None:  # noqa: A002 - it is the option's name
    """List every rule: its code, its severity and what should hold."""
    from governor_cli.views.rules import rules_data, rules_table
    from governor_cli.workflows.catalogue import all_rules

    rules = all_rules().values()
    current().answer("rules", rules_data(rules), lambda: rules_table(rules), format)
