"""An incident for people: what it is, what is due when, whom to page, what to post."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from governor_cli.core.ids import SUFFIX
from governor_cli.core.instants import format_duration
from governor_cli.core.record import keys_of
from governor_cli.practices.incident.clocks import Clock
from governor_cli.practices.incident.picture import Picture
from governor_cli.views import ink
from governor_cli.views.channel_line import channel_line
from governor_cli.views.columns import table
from governor_cli.views.moments import distance, moment

if TYPE_CHECKING:
    from governor_cli.practices.coverage.escalation import Reached

_COLOURS = {"breached": "red", "at_risk": "yellow", "met": "green", "running": "cyan"}
_WORDS = {"at_risk": "at risk", "not_applicable": "not applicable"}


def incident_text(picture: Picture, mine: ZoneInfo | None = None) -> str:
    """Everything that is known, and every clock."""
    sections = [_head(picture), _facts(picture, mine), _clocks(picture, mine), _whom(picture)]
    return "\n\n".join(section for section in sections if section) + "\n"


def declared_text(picture: Picture, mine: ZoneInfo | None = None) -> str:
    """What somebody who has just declared needs: what is due, whom to page, what to post."""
    sections = [_head(picture), _who(picture), _due(picture, mine), _whom(picture), _post(picture)]
    return "\n\n".join(section for section in sections if section) + "\n"


def recorded_text(picture: Picture, mine: ZoneInfo | None = None) -> str:
    """What somebody who has just added a fact needs: what is due next, and what to post."""
    sections = [_head(picture), _who(picture), _due(picture, mine), _post(picture), _afterwards(picture)]
    return "\n\n".join(section for section in sections if section) + "\n"


def _head(picture: Picture) -> str:
    record = picture.record
    exercise = f"  {ink.ink('yellow', 'exercise')}" if record.exercise else ""
    severity = ink.bold(record.severity or "no severity yet")
    return f"{ink.bold(record.id)}  {severity}  {record.status}{exercise}\n{record.title}"


def _facts(picture: Picture, mine: ZoneInfo | None) -> str:
    record = picture.record
    rows = [
        ("report", picture.path),
        ("services", ", ".join(record.services)),
        ("environment", record.environment or ""),
        ("source", record.source or ""),
        ("reporter", record.reporter or ""),
        *record.roles.items(),
        *((name.replace("_", " "), moment(at, mine)) for name, at in _times(picture)),
        ("change", record.change if record.change and record.change != "unknown" else ""),
        ("outcome", f"{record.outcome or ''} {record.duplicate_of or ''}".strip()),
    ]
    return table((name, value) for name, value in rows if value)


def _times(picture: Picture) -> Iterator[tuple[str, datetime]]:
    times = picture.record.times
    known = ((name, getattr(times, name)) for name in keys_of(type(times)))
    return ((name, at) for name, at in sorted(known, key=lambda pair: (pair[1] is None, pair[1])) if at)


def _clocks(picture: Picture, mine: ZoneInfo | None) -> str:
    rows = [
        (
            clock.name,
            "" if clock.target is None else format_duration(clock.target),
            moment(clock.due, mine) if clock.due else "",
            state_word(clock.state),
            _elapsed(clock),
        )
        for clock in picture.clocks
        if clock.state != "not_applicable"
    ]
    return table(rows, ("clock", "target", "due", "state", "elapsed")) if rows else ""


def state_word(state: str) -> str:
    """How a clock stands, in its colour."""
    word = _WORDS.get(state, state)
    return ink.ink(_COLOURS[state], word) if state in _COLOURS else word


def _elapsed(clock: Clock) -> str:
    if clock.elapsed is None or clock.in_coverage is None:
        return ""
    counted = format_duration(clock.in_coverage)
    return counted if clock.in_coverage == clock.elapsed else f"{counted} of {format_duration(clock.elapsed)}"


def _due(picture: Picture, mine: ZoneInfo | None) -> str:
    rows = [
        (clock.name, moment(clock.due, mine), distance(clock.due, picture.at), state_word(clock.state))
        for clock in picture.open_clocks
        if clock.due
    ]
    return f"{ink.bold('due')}\n{table(rows)}" if rows else ""


def _who(picture: Picture) -> str:
    """Who does what; a commander that is missing is missed."""
    record = picture.record
    if not record.is_open:
        return ""
    nobody = ink.ink("yellow", "nobody yet: gov assign commander HANDLE")
    rows = {"commander": nobody, **record.roles}
    if record.status == "declared":
        rows["acknowledged by"] = ink.ink("yellow", "nobody yet: gov ack")
    return f"{ink.bold('who')}\n{table(rows.items())}"


def _whom(picture: Picture) -> str:
    """The steps of the escalation with the people they reach now; nothing once it is over."""
    if not picture.record.is_open or not picture.steps:
        return ""
    rows = [
        (f"{step.step}", _when(step, picture), ", ".join(step.roles), _people(step)) for step in picture.steps
    ]
    return f"{ink.bold('escalation')}\n{table(rows)}"


def _when(step: "Reached", picture: Picture) -> str:
    if step.verb == "inform":
        return f"inform within {format_duration(step.after)}" if step.after else "inform"
    declared = picture.record.times.declared
    if step.after is None or declared is None:
        pages = next((clock for clock in picture.clocks if clock.name == "page"), None)
        return ink.bold("page now") if pages and pages.is_open else "tell"
    return f"tell after {format_duration(step.after)} without an answer"


def _people(step: "Reached") -> str:
    if not step.people:
        return ink.ink("yellow", "nobody is on")
    return "; ".join(_reachable(person.handle, person.reach.items()) for person in step.people)


def _reachable(handle: str, ways: Iterable[tuple[str, str]]) -> str:
    shown = ", ".join(f"{method} {_private(value)}" for method, value in ways)
    return f"@{handle} ({shown})" if shown else f"@{handle}"


def _private(value: str) -> str:
    return "kept elsewhere" if value.startswith("private:") else value


def _post(picture: Picture) -> str:
    """One line, ready for the channel."""
    names = [
        channel.name
        for channel in map(picture.policy.channel, picture.policy.updates.to)
        if channel is not None
    ]
    where = f"post in {', '.join(names)}" if names else "post"
    return f"{ink.bold(where)}\n{channel_line(picture)}"


def _afterwards(picture: Picture) -> str:
    """What comes when it is over, while everybody still remembers."""
    if picture.record.status != "resolved":
        return ""
    short = picture.record.id[-SUFFIX:]
    report = (f"gov report -i {short}", "what happened, from the first empty section on")
    return f"{ink.bold('next')}\n{table((report, _left_to_do(picture, short)))}"


def _left_to_do(picture: Picture, short: str) -> tuple[str, str]:
    """The command that brings the follow-up on, and what it is for."""
    level = picture.policy.severity(picture.record.severity or "")
    if picture.checklist == "closed" or (level is not None and level.checklist == "none"):
        return f"gov incident close {short}", "nothing else is left to do"
    if picture.checklist:
        return f"gov checklist close {short}", "proves each item, or says what is missing"
    return f"gov checklist new {short}", "what is left to do, with its evidence"
