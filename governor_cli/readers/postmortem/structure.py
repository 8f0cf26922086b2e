"""Foreign Markdown as a row of blocks with their lines: headings, tables, lists, paragraphs, the rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST: Final = 300_000
"""Characters whose structure is read; beyond them text is text."""
_DEEPEST: Final = 40
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

Shape = Literal["heading", "table", "list", "paragraph", "other"]


class Item(NamedTuple):
    """One point of a list: its own words, and those of the points below it."""

    line: int
    text: str
    number: str = ""
    """With its full stop, in a list that counts."""
    below: tuple[str, ...] = ()
    plain: bool = True
    """Nothing but words: no code block, no second paragraph, no picture that wants a line of its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block at the top of the text; lines count from 0 and the last one is not part of it."""

    shape: Shape
    first: int
    last: int
    level: int = 0
    text: str = ""
    """The words of a heading or a paragraph, as Markdown."""
    header: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    """The lines of a table's rows."""
    items: tuple[Item, ...] = field(default=())


def blocks(text: str) -> list[Block]:
    """The blocks of a text whose lines end in line feeds; never raises, whatever the text holds."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.disable(["inline", "reference"])
    tokens = parser.parse(_CONTROLS.sub(" ", text))
    return [_block(tokens[first : last + 1]) for first, last in _spans(tokens)]


def _spans(tokens: "Sequence[Token]") -> Iterator[tuple[int, int]]:
    """First and last token of each block at the top."""
    opened, depth = 0, 0
    for at, token in enumerate(tokens):
        if depth == 0:
            opened = at
        depth += token.nesting
        if depth == 0:
            yield opened, at


def _block(tokens: "Sequence[Token]") -> Block:
    head = tokens[0]
    first, last = head.map or (0, 0)
    match head.type:
        case "heading_open":
            return Block("heading", first, last, int(head.tag[1]), tokens[1].content)
        case "paragraph_open":
            return Block("paragraph", first, last, text=tokens[1].content)
        case "table_open":
            return _table(tokens, first, last)
        case "bullet_list_open" | "ordered_list_open":
            return Block("list", first, _last_line(tokens, last), items=tuple(_items(tokens)))
        case _:
            return Block("other", first, last)


def _last_line(tokens: "Sequence[Token]", last: int) -> int:
    """The parser counts the blank lines after a list to the list."""
    ends = [token.map[1] for token in tokens if token.map and (token.type == "inline" or token.nesting == 0)]
    return max(ends, default=last)


def _table(tokens: "Sequence[Token]", first: int, last: int) -> Block:
    header: list[str] = []
    rows: list[int] = []
    for at, token in enumerate(tokens):
        if token.type == "th_open":
            header.append(tokens[at + 1].content)
        elif token.type == "tr_open" and token.map and token.map[0] > first:
            rows.append(token.map[0])
    return Block("table", first, last, header=tuple(header), rows=tuple(rows))


def _items(tokens: "Sequence[Token]") -> Iterator[Item]:
    """The points of a list at their own depth."""
    depth, opened = 0, 0
    for at, token in enumerate(tokens):
        if token.type == "list_item_open":
            if depth == 0:
                opened = at
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
            if depth == 0:
                yield _item(tokens[opened : at + 1])


def _item(tokens: "Sequence[Token]") -> Item:
    line = (tokens[0].map or (0, 0))[0]
    words = list(_words(tokens))
    known = {"list_item", "paragraph", "inline", "bullet_list", "ordered_list"}
    plain = all(token.type.removesuffix("_open").removesuffix("_close") in known for token in tokens)
    own = sum(1 for token in tokens if token.type == "paragraph_open" and token.level == tokens[0].level + 1)
    begins = len(tokens) > 1 and tokens[1].type == "paragraph_open"
    (number, text), *below = words or [("", "")]
    inner = tuple(f"{count} {said}".strip() for count, said in below)
    return Item(line, text, number, inner, plain and own == 1 and begins)


def _words(tokens: "Sequence[Token]") -> "Iterator[tuple[str, str]]":
    """Number and words of a point and of those below it."""
    number = ""
    for token in tokens:
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "inline":
            yield number, token.content
            number = ""
