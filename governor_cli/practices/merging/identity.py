"""What an entry of an artifact is known by, and when it was: its key, its likenesses, its time."""

import json
from collections.abc import Collection, Hashable
from typing import Any, Final

from governor_cli.core.finding import Loc
from governor_cli.core.instants import format_instant, parse_instant
from governor_cli.core.trees import is_mapping

DATED: Final = frozenset({"time_off", "overrides", "changes", "shadows", "captures", "history"})
"""Lists that are kept in the order of time."""
_TIMES: Final = ("times",)
BEGINNINGS: Final = frozenset({"triaged", "paged", "acknowledged", "responded"})
"""Times that are by definition when something was done first: two people who did it make no conflict."""
FIRSTS: Final = BEGINNINGS | {"mitigated", "resolved", "closed", "cancelled"}
"""Those, and the ends: a milestone that is said again changes nothing, on another clone no more than here."""
_SUBJECT: Final = ("role", "rotation", "who", "source", "tell", "inform", "incident")
_ACTION: Final = ("for", "take", "add", "swap", "cover", "people")


def key_of(value: Any) -> Hashable:
    """What makes an entry of a list the one it is, whatever else of it changes."""
    if not is_mapping(value):
        return ("value", canonical(value))
    if "at" in value and "trigger" in value:
        named = ("trigger", "environment", "source", "incident", "phase")
        return ("capture", moment(value["at"]), *(canonical(value.get(name)) for name in named))
    if isinstance(value.get("id"), (str, int)):
        return ("id", str(value["id"]))
    if "source" in value and "key" in value:
        return ("alert", canonical(value["source"]), canonical(value["key"]))
    if isinstance(value.get("name"), str):
        return ("name", value["name"])
    return ("value", canonical(value))


def likenesses(value: Any) -> tuple[Hashable, ...]:
    """What an edited entry without an id still shares with the one it was, the surest first."""
    if not is_mapping(value) or isinstance(value.get("id"), (str, int)):
        return ()
    subject = _picked(value, _SUBJECT)
    action = _picked(value, _ACTION)
    start = canonical(value.get("from", value.get("at")))
    return ((subject, action, start), (subject, start), (subject, action))


def time_of(at: Loc, name: str | None, value: Any) -> str | None:
    """By when an entry is sorted into what the other side added; ``at`` is the path of its collection."""
    if name is not None:
        return moment(value) if at == _TIMES else None
    if not at or at[-1] not in DATED or not is_mapping(value):
        return None
    written: Any = value.get("from", value.get("at"))
    return moment(written)


def is_whole(at: Loc) -> bool:
    """Whether what both sides changed of a list is a conflict as a whole.

    Each change of a rotation names everybody who takes turns from then on. Of two people who each let
    somebody leave, both their lines would bring the other one back.
    """
    return bool(at) and at[0] == "rotations" and at[-1] == "changes"


def is_first(at: Loc, firsts: Collection[str], ours: Any, theirs: Any) -> bool | None:
    """Of a time that both sides filled in: whether ours was first; None where it is none of ``firsts``."""
    if at[:-1] != _TIMES or at[-1] not in firsts or not (isinstance(ours, str) and isinstance(theirs, str)):
        return None
    return (moment(ours) or "") <= (moment(theirs) or "")


def moment(written: Any) -> str | None:
    """An instant in UTC, or a day or local time as it stands: text that sorts."""
    if not isinstance(written, str):
        return None
    try:
        return format_instant(parse_instant(written))
    except ValueError:
        return written.strip().replace(" ", "T")


def canonical(value: Any) -> str:
    """A value as text, whatever the order of its keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _picked(value: dict[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(canonical(value.get(name)) for name in names)
