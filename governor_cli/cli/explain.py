"""`gov explain`: why a rule exists."""

from typing import Annotated

from governor_cli.core.errors import UsageError
from governor_cli.ui.grammar import Argument
from governor_cli.ui.options import Format
from governor_cli.ui.session import current


def command(
    code: Annotated[str, Argument(metavar="CODE", help="The code of a rule, such as INC004.")],
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Say why a rule exists, with a bad and a good example."""
    from governor_cli.adapters.cases import examples
    from governor_cli.core.suggest import hint_for
    from governor_cli.views.rules import explained, explained_data
    from governor_cli.workflows.catalogue import all_rules

    rules = all_rules()
    rule = rules.get(code.strip().upper())
    if rule is None:
        hint = hint_for(code.strip(), rules, listed_by="gov rules")
        raise UsageError(f"there is no rule `{code}`", hint=hint)
    good, bad = examples(rule.code)
    current().answer("rule", explained_data(rule, good, bad), lambda: explained(rule, good, bad), format)
