"""A checklist for people and for scripts: each item, its state, its evidence, or what would satisfy it."""

from collections.abc import Iterator, Sequence
from typing import Any

from governor_cli.practices.evidence.checklist_item import ItemState
from governor_cli.views import ink
from governor_cli.views.columns import table


def checklist_data(incident: str, status: str, items: Sequence[ItemState]) -> dict[str, Any]:
    """``done`` means ticked and proved, or waived; handles without @."""
    return {
        "incident": incident,
        "status": status,
        "items": [
            {
                "id": one.item.id,
                "text": one.item.text,
                "done": one.done,
                "evidence": dict(one.evidence) or None,
                "waived": one.waived.removeprefix("@") or None,
                "reason": _reason(one) or None,
                "wanted": None if one.done else one.wanted,
                "command": None if one.done else one.command or None,
            }
            for one in items
        ],
    }


def _reason(one: ItemState) -> str:
    """Why it was waived, or why it is not done."""
    if one.done:
        return one.reason
    return one.judgement.problem or ("the box is not ticked" if one.evidence else "nothing is recorded yet")


def checklist_text(incident: str, status: str, items: Sequence[ItemState]) -> str:
    """A line an item; below it what would satisfy those that are open."""
    left = [one for one in items if not one.done]
    head = f"{ink.bold(incident)}  checklist {status}, {len(items) - len(left)} of {len(items)} done"
    rows = [(_mark(one), one.item.id, one.item.text, _about(one)) for one in items]
    return "\n".join([head, table(rows), *_missing(left)]) + "\n"


def _mark(one: ItemState) -> str:
    if one.waived:
        return ink.ink("yellow", "waived")
    return ink.ink("green", "done") if one.done else ink.ink("red", "open")


def _about(one: ItemState) -> str:
    if one.waived:
        return f"{one.waived}: {one.reason}"
    if one.done:
        kept = ", ".join(f"{form} {_value(value)}" for form, value in one.evidence.items())
        return f"{kept} ({one.judgement.note})" if one.judgement.note else kept
    return _reason(one) if one.judgement.problem else "can be proved"


def missing_text(one: ItemState) -> str:
    """One open item for the person who goes through them: what it asks, what is wrong, what would do."""
    return f"\n{ink.bold(one.item.id)}  {one.item.text}\n{_reason(one)}\n{one.wanted}\n"


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _missing(left: Sequence[ItemState]) -> Iterator[str]:
    if left:
        yield ""
        yield ink.bold("what would satisfy them")
        yield table((one.item.id, one.wanted) for one in left)
