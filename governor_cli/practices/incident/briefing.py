"""What somebody who takes over an incident must know: what, since when, what was done, what comes next."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.core.document import Document
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.practices.incident.clocks import Clock
from governor_cli.practices.incident.paging import Waiting, waiting
from governor_cli.practices.incident.picture import Picture

_NEEDS: Final = re.compile(r"\*needs:\*\s*([^;*]+)")
_LATEST: Final = 12
"""Rows that somebody can take in at a handoff; the report has the others."""


class Briefing(NamedTuple):
    """One incident as it stands; texts are Markdown as people wrote it, "" where nobody did."""

    picture: Picture
    summary: str
    impact: str
    since: tuple[str, datetime] | None
    """The earliest time that says it hurts: its name in the report, and when."""
    done: Sequence[tuple[datetime, Entry]]
    earlier: int
    """How many rows stand before those of ``done``."""
    due: Sequence[Clock]
    escalation: Waiting | None
    needs: str
    questions: Sequence[str]


def briefing(document: Document, picture: Picture) -> Briefing:
    """Read the report for somebody who was not there; nothing is guessed."""
    record = picture.record
    summary, impact = _written(document, "Summary"), _written(document, "Impact")
    times = record.times
    known = ((name, getattr(times, name)) for name in ("impact_started", "detected", "received", "declared"))
    since = next(((name, at) for name, at in known if at is not None), None)
    done = picture.rows[-_LATEST:]
    escalation = None
    if times.acknowledged is None and record.is_open and record.targets is not None:
        escalation = waiting(picture.policy, record, record.targets, picture.rows)
    return Briefing(
        picture,
        summary,
        impact,
        since,
        done,
        len(picture.rows) - len(done),
        picture.open_clocks,
        escalation,
        _needs(picture.rows),
        list(_questions(picture, impact)),
    )


def _written(document: Document, title: str) -> str:
    section = document.markdown.section(title)
    return section.content.strip() if section else ""


def _needs(rows: Sequence[tuple[datetime, Entry]]) -> str:
    """What the last update asked for."""
    last = next((row.text for _, row in reversed(rows) if row.type == "update"), "")
    match = _NEEDS.search(last)
    return match[1].strip() if match else ""


def _questions(picture: Picture, impact: str) -> Iterator[str]:
    """What the report does not say yet, then what somebody asked in the timeline."""
    record = picture.record
    if record.severity is None:
        yield "how severe is it?"
    if not impact:
        yield "who is affected, and how badly?"
    if record.times.impact_started is None:
        yield "when did it begin to hurt?"
    if record.change in {None, "unknown"}:
        yield "did a change cause it?"
    if "communications" not in record.roles and record.is_open:
        yield "who writes the updates?"
    for _, row in picture.rows:
        if row.text.rstrip().endswith("?"):
            yield f"{row.text} ({row.who})"
