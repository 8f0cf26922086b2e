"""Links of a Markdown body: their text, their target, and where the target stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from governor_cli.core.finding import Place
from governor_cli.core.markdown_scan import code_spans

_INLINE = re.compile(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^\s()]*\))*))(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*\)"
)
_DEFINITION = re.compile(r" {0,3}\[([^\[\]]+)\]:[ \t]*(?:<([^<>]*)>|(\S+))")
_BARE = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Link:
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
    definition = _DEFINITION.match(line)
    if definition:
        yield _link(definition, definition[1], 2 if definition[2] is not None else 3, number)
        return
    for match in _INLINE.finditer(line):
        yield _link(match, match[2], 3 if match[3] is not None else 4, number, is_image=bool(match[1]))
        # An image may stand in the text of a link.
        yield from (
            _link(inner, inner[2], 3 if inner[3] is not None else 4, number, at=match.start(2), is_image=True)
            for inner in _INLINE.finditer(match[2])
        )
    for match in _BARE.finditer(line):
        yield _link(match, match[1], 1, number)


def _link(
    match: re.Match[str], text: str, group: int, number: int, *, at: int = 0, is_image: bool = False
) -> Link:
    place = Place(number, at + match.start(group) + 1, number, at + match.end(group) + 1)
    return Link(text.strip(), _ESCAPE.sub(r"\1", match[group]), number, place, is_image)
