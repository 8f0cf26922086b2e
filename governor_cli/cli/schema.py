"""`gov schema`: the JSON Schema of a kind's front matter, for editors and other tools."""

from typing import Annotated, Any

from governor_cli.core.errors import UsageError
from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import TextOrJson
from governor_cli.ui.session import current


def _kinds(_: Any, incomplete: str) -> list[str]:
    """Names of kinds, for the tab key."""
    from governor_cli.workflows.catalogue import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def command(
    kind: Annotated[
        str,
        Argument(
            metavar="KIND",
            help="playbook, roster, incident, checklist, metrics or sync.",
            autocompletion=_kinds,
        ),
    ],
    format: Annotated[  # noqa: A002 - it is the option's name
        TextOrJson,
        Option("--format", "-f", help="The schema alone, or one JSON object as other answers."),
    ] = "text",
) -> None:
    """Print the JSON Schema of a kind's front matter.

    Values stand in it as YAML readers see them; gov itself reads every value as text.
    """
    import json

    from governor_cli.core.json_schema import json_schema
    from governor_cli.core.suggest import hint_for
    from governor_cli.workflows import catalogue

    if kind not in catalogue.KINDS:
        raise UsageError(f"there is no kind `{kind}`", hint=hint_for(kind, catalogue.KINDS))
    schema = json_schema(catalogue.model(kind))
    if format == "json":
        current().answer("schema", {"kind": kind, "schema": schema}, "", format)
    else:
        current().raw(json.dumps(schema, indent=2, ensure_ascii=False))
