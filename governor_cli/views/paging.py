"""Whom to call now: the people of a step with what to dial, and what follows if nobody answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_instant
from governor_cli.practices.coverage.escalation import Reachable
from governor_cli.practices.incident.picture import Picture
from governor_cli.views import ink
from governor_cli.views.channel_line import channel_line
from governor_cli.views.columns import table
from governor_cli.views.moments import distance, moment


def page_data(paged: Any) -> dict[str, Any]:
    """``{incident, step, roles, people, next_due}``, the ways to reach them, and the step that follows."""
    following = paged.following
    return {
        "incident": paged.picture.record.id,
        "step": paged.told.step,
        "verb": paged.told.verb,
        "roles": list(paged.told.roles),
        "people": [person.handle for person in paged.told.people],
        "reach": {person.handle: dict(person.reach) for person in paged.told.people},
        "next_due": paged.next_due and format_instant(paged.next_due),
        "next": following
        and {
            "step": following.step,
            "verb": following.verb,
            "roles": list(following.roles),
            "people": [person.handle for person in following.people],
        },
        "status": paged.picture.record.status,
    }


def page_text(paged: Any, mine: ZoneInfo | None = None) -> str:
    """What to dial, what to paste, and what falls due when."""
    picture: Picture = paged.picture
    parts = [
        _heading(paged),
        contacts(paged.told.people),
        f"{ink.bold('say')}\n{channel_line(picture)}",
        _next(paged, picture.at, mine),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def nobody_warning(paged: Any) -> str:
    """Why nobody was told; empty where somebody was."""
    if paged.told.people:
        return ""
    roles = ", ".join(paged.told.roles)
    return f"{roles} reaches nobody now; page the next step, or somebody with --to"


def _heading(paged: Any) -> str:
    told = paged.told
    word = "inform" if told.verb == "inform" else "call"
    who = ", ".join(told.roles) or ", ".join(f"@{person.handle}" for person in told.people)
    where = f", step {told.step} of {paged.steps}" if told.step else ""
    return f"{ink.bold(word)} {who}{where}"


def contacts(people: Sequence[Reachable]) -> str:
    """A line a way to reach each; what to dial stands alone in its column."""
    return table(row for person in people for row in _ways(person)) or ink.ink("yellow", "nobody is on")


def _ways(person: Reachable) -> Iterator[tuple[str, str, str]]:
    if not person.reach:
        yield (ink.bold(f"@{person.handle}"), "", "the roster does not say how to reach them")
    for number, (method, value) in enumerate(person.reach.items()):
        yield (ink.bold(f"@{person.handle}") if number == 0 else "", method, value)


def _next(paged: Any, now: datetime, mine: ZoneInfo | None) -> str:
    following = paged.following
    if following is None:
        return ink.dim("this was the last step") if paged.told.step else ""
    people = ", ".join(f"@{person.handle}" for person in following.people) or "nobody is on"
    who = f"step {following.step}, {', '.join(following.roles)} ({people})"
    due: datetime | None = paged.next_due
    if due is None:
        return f"{ink.bold('next')}\n{who}, when you decide"
    when = f"{moment(due, mine)}, {distance(due, now)}"
    given = "" if following.verb == "inform" else " if nobody answers"
    return f"{ink.bold('next')}\n{who}{given} by {when}"
