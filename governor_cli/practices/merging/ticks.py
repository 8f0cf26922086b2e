"""Boxes of task lists in three versions: a tick of one side and the words of the other go together."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from governor_cli.core.markdown import Markdown
from governor_cli.practices.merging.parts import lines_of
from governor_cli.practices.merging.pieces import Conflict, Piece
from governor_cli.practices.merging.sequence import Item, Slot

_BOX = re.compile(r"(\s*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[)([ xX])(\])")
_ALIKE = 24
"""So many characters tell an item whose end was edited."""


def runs_of(markdown: Markdown) -> Iterator[tuple[tuple[str, str], int, int]]:
    """Each run of items, with the text indented below them, by its section and number there."""
    lines = lines_of(markdown.text)
    seen: Counter[str] = Counter()
    end = -1
    start = 0
    for task in markdown.tasks:
        at = task.line - markdown.first_line
        if at != end:
            if end >= 0:
                yield _run(markdown, seen, start, end)
            start = at
        end = at + 1
        while (
            end < len(lines)
            and lines[end].strip()
            and lines[end][:2].isspace()
            and not _BOX.match(lines[end])
        ):
            end += 1
    if end >= 0:
        yield _run(markdown, seen, start, end)


def _run(markdown: Markdown, seen: "Counter[str]", start: int, end: int) -> tuple[tuple[str, str], int, int]:
    section = markdown.section_at(start + markdown.first_line)
    title = section.title if section is not None else ""
    seen[title] += 1
    return (title, str(seen[title])), start, end


def tick_items(markdown: Markdown, first: int, lines: Sequence[str]) -> list[Item]:
    """The items of one run: a line with its box, and what is indented below it."""
    starts = {task.line - markdown.first_line for task in markdown.tasks}
    items: list[str] = []
    for at, line in enumerate(lines, first):
        if at in starts or not items:
            items.append(line)
        else:
            items[-1] += line
    return [_item(text) for text in items]


def _item(text: str) -> Item:
    match = _BOX.match(text)
    words = " ".join(text[match.end() if match else 0 :].split()).rstrip(".").casefold()
    return Item(("task", words), text, weak=(words[:_ALIKE],) if len(words) >= _ALIKE else ())


def settled_ticks(slot: Slot) -> Piece:
    """An item of the merged list: its words and its tick are taken from whoever changed them."""
    base, ours, theirs = slot.base, slot.ours, slot.theirs
    if ours is None or theirs is None:
        if base is None:
            return slot.shown.text
        return Conflict(ours.text if ours else "", theirs.text if theirs else "")
    if base is None:
        return ours.text if _is_ticked(ours.text) or ours.text == theirs.text else theirs.text
    ticked = (
        _is_ticked(ours.text) if _is_ticked(ours.text) != _is_ticked(base.text) else _is_ticked(theirs.text)
    )
    before, mine, other = (_unticked(item.text) for item in (base, ours, theirs))
    if other in {mine, before}:
        return _with_tick(ours.text, ticked)
    return _with_tick(theirs.text, ticked) if mine == before else Conflict(ours.text, theirs.text)


def _is_ticked(text: str) -> bool:
    match = _BOX.match(text)
    return match is not None and match[2] != " "


def _unticked(text: str) -> str:
    return _BOX.sub(r"\1 \3", text, count=1)


def _with_tick(text: str, ticked: bool) -> str:
    """The item as it is written where its box is right already."""
    if _is_ticked(text) == ticked:
        return text
    return _BOX.sub(r"\1x\3" if ticked else r"\1 \3", text, count=1)
