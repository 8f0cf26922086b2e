"""Who is on call, for people and for scripts."""

from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.core.wall_clock import zone
from governor_cli.practices.coverage.on_duty import Asked, On, Standing, Why
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.moments import local, utc


def who_data(asked: Asked) -> dict[str, Any]:
    """``{at, roles: {role: [{handle, from, until, via}]}}``; ``now`` where a revision was asked about."""
    data: dict[str, Any] = {"at": format_instant(asked.at), "roles": _roles(asked.on, asked)}
    if asked.as_of:
        data |= {"as_of": asked.as_of, "now": _roles(asked.now, None), "agrees": asked.agrees}
    return data


def _roles(on: On, asked: Asked | None) -> dict[str, list[dict[str, Any]]]:
    return {role: [_one(role, person, asked) for person in people] for role, people in on.items()}


def _one(role: str, person: Standing, asked: Asked | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "handle": person.handle,
        "from": None if person.start is None else utc(person.start),
        "until": None if person.end is None else utc(person.end),
        "via": person.via,
    }
    why = asked.whys.get((role, person.handle)) if asked else None
    if why is not None:
        data["why"] = {
            "line": why.line,
            "text": why.text,
            "commit": why.commit,
            "author": why.author,
            "at": None if why.at is None else format_instant(why.at),
            "subject": why.subject,
        }
    return data


def who_text(asked: Asked) -> str:
    """A line a person; with a revision, where today's roster differs."""
    where = zone(asked.zone)
    text = _table(asked.on, where, asked)
    if not asked.as_of:
        return text
    if asked.agrees:
        return f"{text}\n\nthe roster still says so\n"
    return f"{text}\n\nthe roster now says:\n{_table(asked.now, where, None)}\n"


def pin_text(asked: Asked) -> str:
    """Plain lines for a chat: no table survives there."""
    where = zone(asked.zone)
    lines = [f"On call at {local(int(asked.at.timestamp()), where)}"]
    for role, people in asked.on.items():
        for one in people:
            until = "" if one.end is None else f" until {local(one.end, where)}"
            lines.append(f"- {role}: @{one.handle}{until}")
    return "\n".join(lines)


def _table(on: On, where: ZoneInfo, asked: Asked | None) -> str:
    rows: list[list[str]] = []
    for role, people in on.items():
        if not people:
            rows.append([role, ink.dim("nobody")])
        for number, one in enumerate(people):
            until = "" if one.end is None else f"until {local(one.end, where)}"
            why = asked.whys.get((role, one.handle)) if asked else None
            rows.append(
                ["" if number else role, ink.bold(f"@{one.handle}"), until, ink.dim(_reason(one, why))]
            )
    return table(rows)


def _reason(one: Standing, why: Why | None) -> str:
    if why is None:
        return one.via
    if not why.commit:
        return f"{one.via}, line {why.line}, not committed: {why.text}"
    day = f" on {why.at:%Y-%m-%d}" if why.at else ""
    return f"{one.via}, line {why.line}, {why.commit[:10]} by {why.author}{day}: {why.subject}"
