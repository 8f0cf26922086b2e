"""The incident report: one incident from its first signal to its closed report."""

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.kind import Kind
from governor_cli.kinds.incident.extract import COLUMNS, extract
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.rules import RULES


def _file_name(found: Extract) -> str:
    return f"{found.id}-*.md"


KIND = Kind(
    name="incident",
    model=Incident,
    rules=RULES,
    extract=extract,
    file_name=_file_name,
    columns=COLUMNS,
)
