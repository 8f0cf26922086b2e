"""Rows of a timeline written anew, every other byte of the report kept."""

from collections.abc import Mapping

from governor_cli.contracts.subject import Subject
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import SECTION, table_of


def with_rows(subject: Subject[Incident], rows: Mapping[int, tuple[str, str, str]]) -> bytes | None:
    """The whole file with these lines of the table written anew."""
    from governor_cli.core.document import read
    from governor_cli.core.markdown_edit import replace_row

    document = subject.document
    for line, cells in rows.items():
        table = table_of(document)
        if table is None:
            return None
        at_row = next(index for index, row in enumerate(table.rows) if row.line == line)
        document = read(document.path, replace_row(document, SECTION, cells, at_row))
    return document.data if rows else None
