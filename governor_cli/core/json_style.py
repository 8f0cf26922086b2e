"""How a JSON file is written: its indentation and separators, and new values in the same manner."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from governor_cli.core.json_text import JsonText, Member, Numeral
from governor_cli.core.trees import is_mapping, is_sequence

_LOOKED_AT = 3
"""Entries at the end of each collection that are asked how they are written."""
_WIDEST = 30
"""Collections on one level that are asked."""


class Style(NamedTuple):
    """``unit`` is one step of indentation; ``expands``: what is nested stands on lines of its own."""

    unit: str = "  "
    newline: str = "\n"
    colon: str = ": "
    comma: str = ", "
    expands: bool = True
    ascii: bool = False

    def scalar(self, value: Any) -> str:
        """Text, a number, true, false or null."""
        return str(value) if isinstance(value, Numeral) else json.dumps(value, ensure_ascii=self.ascii)

    def written(self, value: Any, indent: str | None) -> str:
        """A value; where an indentation is given, an object or array takes a line an entry."""
        if is_mapping(value) and value:
            parts = [
                f"{self.scalar(key)}{self.colon}{self.written(inner, self._inner(indent))}"
                for key, inner in value.items()
            ]
            return self._joined("{", parts, "}", indent)
        if is_sequence(value) and value:
            return self._joined("[", [self.written(one, self._inner(indent)) for one in value], "]", indent)
        return "{}" if is_mapping(value) else "[]" if is_sequence(value) else self.scalar(value)

    def _inner(self, indent: str | None) -> str | None:
        return None if indent is None or not self.expands else indent + self.unit

    def _joined(self, opening: str, parts: list[str], closing: str, indent: str | None) -> str:
        if indent is None:
            return f"{opening}{self.comma.join(parts)}{closing}"
        line = f"{self.newline}{indent}{self.unit}"
        return f"{opening}{line}{f',{line}'.join(parts)}{self.newline}{indent}{closing}"


def indent_of(doc: JsonText, at: int) -> str:
    """The blanks at the beginning of the line that holds this offset."""
    start = doc.text.rfind("\n", 0, at) + 1
    line = doc.text[start:at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def is_spread(doc: JsonText, holder: Member) -> bool:
    """Whether the first entry of an object or array stands on a line of its own."""
    inside = doc.members(holder)
    return bool(inside) and "\n" in doc.text[holder.start : inside[0].key_start]


def style_of(doc: JsonText) -> Style:
    """How the file is written, as the last entries of each collection show it; the inmost ones say most."""
    looked_at = list(_sample(doc))
    spread = [holder for holder in looked_at if is_spread(doc, holder)]
    inline = [holder for holder in looked_at if not is_spread(doc, holder)]
    colons = (_first_gap(doc, holder) for holder in looked_at)
    colon = next((gap for gap in colons if gap and "\n" not in gap), ": ")
    commas = (_second_gap(doc, holder) for holder in inline)
    comma = next((gap for gap in commas if gap and "\n" not in gap), ", " if colon.endswith(" ") else ",")
    units = (_unit(doc, holder) for holder in spread)
    inmost = [holder for holder in looked_at[1:] if _is_inmost(doc, holder)]
    return Style(
        next(filter(None, units), "  "),
        doc.newline,
        colon,
        comma,
        is_spread(doc, inmost[-1]) if inmost else True,
        doc.text.isascii() and "\\u" in doc.text,
    )


def _sample(doc: JsonText) -> Iterator[Member]:
    """Objects and arrays that hold something, level by level, the last few of each."""
    level = [doc.root]
    while level:
        yield from (holder for holder in level if doc.members(holder))
        level = [
            inner for holder in level for inner in doc.members(holder)[-_LOOKED_AT:] if _holds(doc, inner)
        ]
        level = level[-_WIDEST:]


def _holds(doc: JsonText, member: Member) -> bool:
    return doc.text[member.start] in "{["


def _first_gap(doc: JsonText, holder: Member) -> str:
    """What stands between a key and its value."""
    first = doc.members(holder)[0]
    return doc.text[first.key_end : first.start] if first.key is not None else ""


def _second_gap(doc: JsonText, holder: Member) -> str:
    """What stands between two entries."""
    inside = doc.members(holder)
    return doc.text[inside[0].end : inside[1].key_start] if len(inside) > 1 else ""


def _unit(doc: JsonText, holder: Member) -> str:
    outer, inner = indent_of(doc, holder.start), indent_of(doc, doc.members(holder)[0].key_start)
    return inner[len(outer) :] if inner.startswith(outer) else ""


def _is_inmost(doc: JsonText, holder: Member) -> bool:
    return not any(_holds(doc, inner) for inner in doc.members(holder))
