"""What a channel should read about an incident, in one line to paste."""

from governor_cli.core.cutting import cut
from governor_cli.practices.incident.picture import Picture
from governor_cli.views.moments import clock_time

_WORD = 280
"""Characters of an update that a channel shows at once."""


def channel_line(picture: Picture) -> str:
    """What a channel should read: severity, id, title, who acts, when the next word is due."""
    record = picture.record
    commander = record.roles.get("commander")
    parts = [
        f"{'[exercise] ' if record.exercise else ''}[{record.severity or 'draft'}] {record.title}",
        *_last_word(picture),
        f"{record.id} {standing(picture)}",
        *([f"services: {', '.join(record.services)}"] if record.services else []),
        *([f"commander {commander}"] if commander else []),
        *([" ".join(promised)] if (promised := promise(picture)) else []),
        picture.path,
    ]
    return " | ".join(parts)


def promise(picture: Picture) -> tuple[str, str] | None:
    """By when the channel hears more, in two parts; what is late is not promised."""
    update = next((clock for clock in picture.clocks if clock.name == "update" and clock.is_open), None)
    if update is None or update.due is None:
        return None
    word = "next update by" if update.due >= picture.at else "update overdue since"
    return word, clock_time(update.due, picture.at)


def standing(picture: Picture) -> str:
    """``acknowledged, declared 10:02 UTC``."""
    declared, status = picture.record.times.declared, picture.record.status
    since = f"declared {clock_time(declared, picture.at)}" if declared else "declared"
    return since if status == "declared" else f"{status}, {since}" if declared else status


def _last_word(picture: Picture) -> list[str]:
    """What the last update said, cut to what a channel shows at once."""
    if not picture.record.is_open:
        return []
    said = next((row.text for _, row in reversed(picture.rows) if row.type == "update" and row.text), "")
    return [cut(said, _WORD)] if said else []
