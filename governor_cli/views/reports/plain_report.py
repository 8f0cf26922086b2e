"""A report as plain Markdown for readers without gov: facts as a list, no comments, no empty sections."""

import re
from collections.abc import Iterator

from governor_cli.core.document import Document
from governor_cli.core.markdown import Markdown
from governor_cli.kinds.incident.extract import times_of
from governor_cli.kinds.incident.model import Incident


def plain_report(document: Document, record: Incident) -> str:
    """The whole report; what stands in code stays as it is."""
    body = _without_empty(Markdown(_uncommented(document.markdown)))
    opening, _, rest = body.strip("\n").partition("\n")
    if not opening.startswith("# "):  # an adopted report keeps the title it had
        opening, rest = f"# {record.title}", body
    return "\n".join([opening, "", *_facts(record), "", rest.strip("\n"), ""])


def _facts(record: Incident) -> Iterator[str]:
    facts = {
        "Incident": record.id,
        "Severity": record.severity or "",
        "Status": record.status,
        "Outcome": record.outcome or "",
        "Services": ", ".join(record.services),
        "Environment": record.environment or "",
        **{role.replace("-", " ").capitalize(): who for role, who in record.roles.items()},
        **{name.replace("_", " ").capitalize(): at for name, at in times_of(record.times).items()},
    }
    return (f"- **{name}:** {value}" for name, value in facts.items() if value)


def _uncommented(markdown: Markdown) -> str:
    text = markdown.without_comments(0, len(markdown.text)).replace("\r\n", "\n")
    code = {line for first, last in Markdown(text).bones.fences for line in range(first, last + 1)}
    kept: list[str] = []
    for at, line in enumerate(text.split("\n")):
        if at in code:
            kept.append(line)
        elif line.strip() or (kept and kept[-1].strip()):
            kept.append(re.sub(r"(?<=\S)[ \t]$|^[ \t]+$", "", line))
    return "\n".join(kept)


def _without_empty(markdown: Markdown) -> str:
    """Sections that nobody wrote are left out, a timeline without rows too."""
    gone: set[int] = set()
    for section in markdown.sections:
        tables = [table for table in markdown.tables if section.line <= table.line <= section.end_line]
        rows = any(table.rows for table in tables)
        text = [
            line for line in section.content.split("\n") if line.strip() and not line.lstrip().startswith("|")
        ]
        if section.level == 2 and not text and not rows:  # noqa: PLR2004
            gone.update(range(section.line, section.end_line + 1))
    lines = markdown.text.split("\n")
    return "\n".join(line for at, line in enumerate(lines, 1) if at not in gone)
