"""A situation report as Markdown, ready to be read aloud or pasted."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.practices.incident.briefing import Briefing
from governor_cli.views.moments import clock_time, distance, moment


def briefing_data(briefing: Briefing) -> dict[str, Any]:
    """The parts of the report; texts as written."""
    return {
        "summary": briefing.summary,
        "impact": briefing.impact,
        "since": briefing.since and {"what": briefing.since[0], "at": format_instant(briefing.since[1])},
        "done": [entry_data(format_instant(at), row) for at, row in briefing.done],
        "next": [
            {"what": clock.name, "due": clock.due and format_instant(clock.due), "state": clock.state}
            for clock in briefing.due
        ],
        "needs": briefing.needs,
        "questions": list(briefing.questions),
    }


def entry_data(at: str | None, row: Entry) -> dict[str, Any]:
    """A row of the timeline for scripts."""
    return {"at": at, "who": row.who.removeprefix("@"), "type": row.type or "note", "text": row.text}


def briefing_text(briefing: Briefing, mine: ZoneInfo | None = None) -> str:
    """Six headings, always the same, so that whoever takes over knows where to look."""
    parts = (
        ("Situation", _what(briefing)),
        ("Impact", [briefing.impact or "not written down yet"]),
        ("Since", _since(briefing, mine)),
        ("Done", _done(briefing)),
        ("Next", _next(briefing, mine)),
        ("Open questions", [f"- {question}" for question in briefing.questions] or ["none"]),
    )
    return "\n".join(f"## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in parts)


def _what(briefing: Briefing) -> Iterator[str]:
    record = briefing.picture.record
    services = f" ({', '.join(record.services)})" if record.services else ""
    exercise = " [exercise]" if record.exercise else ""
    yield f"{record.id} {record.severity or 'draft'} {record.status}{exercise}: {record.title}{services}"
    if briefing.summary:
        yield ""
        yield briefing.summary
    for role, who in record.roles.items():
        yield f"- {role}: {who}"


def _since(briefing: Briefing, mine: ZoneInfo | None) -> Iterator[str]:
    if briefing.since is None:
        yield "nobody has said"
        return
    name, at = briefing.since
    yield f"{name.replace('_', ' ')} {moment(at, mine)}, {distance(at, briefing.picture.at)}"


def _done(briefing: Briefing) -> Iterator[str]:
    if briefing.earlier:
        yield f"- ({briefing.earlier} earlier rows stand in {briefing.picture.path})"
    for at, row in briefing.done:
        said = " ".join(part for part in (row.type, row.text) if part)
        yield f"- {clock_time(at, briefing.picture.at)} {row.who}: {said}"


def _next(briefing: Briefing, mine: ZoneInfo | None) -> Iterator[str]:
    now = briefing.picture.at
    for clock in briefing.due:
        if clock.due is not None:
            late = ", late" if clock.is_late else ""
            yield f"- {clock.name} by {moment(clock.due, mine)}, {distance(clock.due, now)}{late}"
    if briefing.escalation is not None:
        due = briefing.escalation.due
        when = f" by {moment(due, mine)}, {distance(due, now)}" if due else ""
        yield f"- page step {briefing.escalation.step} if nobody acknowledges{when}"
    if briefing.needs:
        yield f"- needed: {briefing.needs}"
    if not briefing.due and not briefing.needs:
        yield "- nothing is due"
