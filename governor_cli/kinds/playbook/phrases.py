"""How values of the playbook are put into Markdown: cells, lists of names, what is only assumed."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from governor_cli.core.instants import format_duration
from governor_cli.policy.model import Assumable, Playbook

_ASSUMED = "(assumed)"


def words(text: str) -> str:
    """Text as it reads, unable to end a cell, open a comment or close a block."""
    return " ".join(text.split()).replace("<!--", "&lt;!--").replace("|", "\\|")


def code(text: str) -> str:
    """Text set as code; what holds a backtick stays words."""
    return words(text) if "`" in text else f"`{words(text)}`"


def joined(names: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    all_names = list(names)
    if len(all_names) < 2:  # noqa: PLR2004 - two names are the first that need a word between
        return "".join(all_names)
    return f"{', '.join(all_names[:-1])} {last} {all_names[-1]}"


def said(part: Assumable, key: str, text: str) -> str:
    """The text of a key, marked where nobody has confirmed it."""
    doubted = key in part.assumed and text and not text.endswith(_ASSUMED)
    return f"{text} {_ASSUMED}" if doubted else text


def table(header: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table with one row a line; its cells are escaped already."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("|" + "".join(f" {cell} |" if cell else " |" for cell in line) for line in lines)


def window(playbook: Playbook, name: str) -> str:
    """A window of hours with what its name stands for."""
    hours = playbook.hours.get(name)
    if hours is None:
        return words(name)
    calendars = joined(words(calendar) for calendar in hours.closed)
    closed = f", closed on holidays of {calendars}" if calendars else ""
    return f"{words(name)} = {said(hours, 'every', words(hours.every))}{closed}"


def role_names(playbook: Playbook, ids: Iterable[str]) -> str:
    """The names of roles as a list in a sentence."""
    return joined(role_name(playbook, role_id) for role_id in ids)


def role_name(playbook: Playbook, role_id: str) -> str:
    """What people call a role."""
    role = playbook.role(role_id)
    return words(role.name if role else role_id)


def channel_name(playbook: Playbook, channel_id: str) -> str:
    """What people call a channel; what is typed there is code."""
    channel = playbook.channel(channel_id)
    if channel is None:
        return words(channel_id)
    return words(channel.name) if channel.medium == "pager" else code(channel.name)


def span(duration: timedelta | None) -> str:
    """A time as front matter writes it; nothing where there is none."""
    return "" if duration is None else format_duration(duration)


def due(duration: timedelta | None) -> str:
    """A time within which a machine acts: none at all is at once."""
    return "at once" if duration == timedelta() else span(duration)
