"""Links of a Markdown body: their text, their target, and where the target stands."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from governor_cli.core.finding import Place
from governor_cli.core.markdown_code import code_spans

_BRACKET: Final = r"\\.|!?\[|\]"
_TARGET: Final = (
    r"\([ \t]*(?:<([^<>]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*\)"
)
_DEFINITION: Final = r" {0,3}\[([^\[\]]+)\]:[ \t]*(?:<([^<>]*)>|(\S+))"
_BARE: Final = r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>"
_ESCAPE: Final = r"\\([!-/:-@\[-`{-~])"


class Link(NamedTuple):
    """``[text](target)``; ``place`` is the target's. For an image, ``text`` is its description."""

    text: str
    target: str
    line: int
    place: Place
    is_image: bool = False


def links_of(shown: Sequence[str], first_line: int) -> list[Link]:
    """The links in lines without code blocks and comments."""
    return [link for at, line in enumerate(shown) for link in _on_line(line, first_line + at)]


def _on_line(line: str, number: int) -> Iterator[Link]:
    if "](" not in line and "]:" not in line and "<" not in line:
        return
    for start, end in code_spans(line):
        line = line[:start] + " " * (end - start) + line[end:]
    definition = re.match(_DEFINITION, line)
    if definition:
        yield _link(definition, definition[1], number)
        return
    yield from _inline(line, number)
    for match in re.finditer(_BARE, line):
        yield _link(match, match[1], number)


def _inline(line: str, number: int) -> Iterator[Link]:
    """Brackets that close before a target; those of a link's text may hold an image."""
    opened: list[tuple[int, bool]] = []
    for bracket in re.finditer(_BRACKET, line):
        if bracket[0] in {"[", "!["}:
            opened.append((bracket.end(), bracket[0] == "!["))
        elif bracket[0] == "]" and opened:
            start, is_image = opened.pop()
            target = re.compile(_TARGET).match(line, bracket.end())
            if target:
                yield _link(target, line[start : bracket.start()], number, is_image=is_image)


def _link(match: re.Match[str], text: str, number: int, *, is_image: bool = False) -> Link:
    group = match.lastindex or 0
    place = Place(number, match.start(group) + 1, number, match.end(group) + 1)
    return Link(text.strip(), re.sub(_ESCAPE, r"\1", match[group]), number, place, is_image)
