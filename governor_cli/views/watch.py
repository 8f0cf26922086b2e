"""One frame of a live view: what is due, how far away it is, and what was said last."""

from zoneinfo import ZoneInfo

from governor_cli.core.instants import format_duration
from governor_cli.practices.incident.clocks import Clock
from governor_cli.practices.incident.picture import Picture
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.moments import clock_time, distance, moment

_COLOURS = {"breached": "red", "at_risk": "yellow", "running": "cyan"}
_WORDS = {"breached": "late", "at_risk": "at risk"}
_CELLS = 20
_ROWS = 5


def watch_text(picture: Picture, mine: ZoneInfo | None = None) -> str:
    """The incident, its open clocks as bars, and the latest rows of its timeline."""
    record = picture.record
    head = f"{ink.bold(record.id)}  {ink.bold(record.severity or 'draft')}  {record.status}\n{record.title}"
    clocks = [_row(clock, picture) for clock in picture.open_clocks]
    due = table(clocks) if clocks else ink.dim("nothing is due")
    rows = [
        (clock_time(at, picture.at), row.who, " ".join(part for part in (row.type, row.text) if part))
        for at, row in picture.rows[-_ROWS:]
    ]
    return f"{head}\n{ink.dim(moment(picture.at, mine))}\n\n{due}\n\n{table(rows)}\n"


def _row(clock: Clock, picture: Picture) -> tuple[str, ...]:
    colour = _COLOURS.get(clock.state, "dim")
    word = _WORDS.get(clock.state, clock.state)
    due = clock.due or picture.at
    return (
        ink.ink(colour, word),
        clock.name,
        ink.ink(colour, _bar(clock)),
        distance(due, picture.at),
        f"{clock_time(due, picture.at)} ({format_duration(clock.target) if clock.target else 'at once'})",
    )


def _bar(clock: Clock) -> str:
    """How much of its time is gone."""
    if clock.state == "breached" or not clock.target or clock.in_coverage is None:
        gone = _CELLS if clock.state == "breached" else 0
    else:
        gone = min(_CELLS, int(_CELLS * (clock.in_coverage / clock.target)))
    return f"[{'#' * gone}{'-' * (_CELLS - gone)}]"
