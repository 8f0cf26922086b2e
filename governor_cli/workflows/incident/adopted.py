"""A postmortem as a report of gov: as it was read, else as what checks of it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from governor_cli.core.instants import format_instant
from governor_cli.core.yaml_write import dump_front
from governor_cli.readers.postmortem import Postmortem, Unread


def report_of(read: Postmortem, ident: str, adopted: Mapping[str, str]) -> bytes:
    """The whole file; ``adopted`` says where the text came from."""
    return f"{dump_front(_front(read, ident, adopted))}\n{read.body}".encode("utf-8", "replace")


def attempts(read: Postmortem) -> Iterator[Postmortem]:
    """The report as it was read; then its text as code, which nothing can misread; then without its facts."""
    yield read
    lines = read.body.split("\n")
    fence = "~" * (3 + max((len(line) - len(line.lstrip("~")) for line in map(str.strip, lines)), default=0))
    body = f"## Summary\n\n{fence}text\n{read.body.rstrip()}\n{fence}\n"
    note = Unread(1, "", "the text is kept as code: as Markdown it would not check")
    as_code = replace(read, body=body, rows=0, unread=[*read.unread, note])
    yield as_code
    note = Unread(1, "", "what it tells does not check, and is left out")
    yield replace(
        as_code, times={}, severity=None, services=[], environment=None, unread=[*as_code.unread, note]
    )


def _front(read: Postmortem, ident: str, adopted: Mapping[str, str]) -> dict[str, Any]:
    """Only what the source says; severity and times may be missing."""
    front: dict[str, Any] = {
        "kind": "incident",
        "schema": "1",
        "id": ident,
        "title": read.title,
        "severity": read.severity,
        "status": "closed" if read.is_over else "declared",
        "services": read.services or None,
        "environment": read.environment,
        "times": times_of(read) or None,
        "adopted": dict(adopted),
    }
    return {key: value for key, value in front.items() if value is not None}


def times_of(read: Postmortem) -> dict[str, str]:
    """The times that it tells for certain, as a report has them."""
    return {name: format_instant(at) for name, at in read.times.items()}
