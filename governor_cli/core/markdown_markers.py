"""gov's own comments in a body: the blocks it renders, and the findings somebody allows."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from governor_cli.core.finding import Fault, Place
from governor_cli.core.markdown_scan import CLOSE, OPEN, Comment

BROKEN_MARKER: Final = "DOC015"

_GOV: Final = r"(?s)(/?)gov:\s*([A-Za-z0-9_.-]+)(.*)"
_ALLOW: Final = "allow"


class Block(NamedTuple):
    """What stands between ``<!-- gov:NAME args -->`` and ``<!-- /gov:NAME -->``.

    ``line`` and ``end_line`` are those of the markers, ``place`` is the opening one; ``start`` and
    ``end`` are offsets of the text in the body.
    """

    name: str
    args: str
    text: str
    line: int
    end_line: int
    place: Place
    start: int
    end: int


class Silence(NamedTuple):
    """``<!-- gov: allow CODE reason -->``; code and reason may be missing."""

    code: str
    reason: str
    place: Place


class Marker(NamedTuple):
    """A comment of gov's; ``place`` is where it stands in the file."""

    closing: bool
    name: str
    args: str
    comment: Comment
    place: Place

    @property
    def silences(self) -> bool:
        """Whether it allows a finding, rather than opening or closing a block."""
        return self.name == _ALLOW and not self.closing

    @property
    def silence(self) -> Silence:
        """What it allows, and why."""
        code, _, reason = self.args.partition(" ")
        return Silence(code, reason, self.place)

    def fault(self, message: str, hint: str) -> Fault:
        """What is wrong with it."""
        subject = f"{'/' if self.closing else ''}gov:{self.name}"
        return Fault(BROKEN_MARKER, message, hint, place=self.place, subject=subject)


class Pair(NamedTuple):
    """The two markers of a block."""

    opening: Marker
    closing: Marker


def marker(raw: str, comment: Comment, place: Place) -> Marker | None:
    """The marker that a comment is, if it is gov's."""
    inside = raw.removeprefix(OPEN).removesuffix(CLOSE).strip()
    match = re.match(_GOV, inside) if comment.closed else None
    if match is None:
        return None
    return Marker(bool(match[1]), match[2], " ".join(match[3].split()), comment, place)


def pairs(markers: Iterable[Marker]) -> Iterator[Pair | Fault]:
    """Each block's markers, of two blocks with one name the first; and what is wrong with the others."""
    opened: Marker | None = None
    seen: set[str] = set()
    for one in markers:
        if one.silences:
            continue
        if not one.closing:
            if opened:
                yield _never_closed(opened)
            opened = one
        elif opened is None or opened.name != one.name:
            yield _never_opened(one)
        else:
            yield Pair(opened, one) if one.name not in seen else _there_twice(opened)
            seen.add(one.name)
            opened = None
    if opened:
        yield _never_closed(opened)


def block(pair: Pair, text: str, lines: list[str], offset: Callable[[int], int]) -> Block:
    """The block between two markers; its text begins and ends at whole lines where the markers do."""
    opens, closes = pair.opening.comment, pair.closing.comment
    start = offset(opens.end_line) + opens.end_column
    end = offset(closes.line) + closes.column
    if opens.end_line < closes.line:
        if not lines[opens.end_line][opens.end_column :].strip():
            start = offset(opens.end_line + 1)
        if not lines[closes.line][: closes.column].strip():
            end = offset(closes.line)
    name, args, place = pair.opening.name, pair.opening.args, pair.opening.place
    return Block(name, args, text[start:end], place.line, pair.closing.place.end_line, place, start, end)


def _never_closed(one: Marker) -> Fault:
    hint = f"Add `{OPEN} /gov:{one.name} {CLOSE}` after the block."
    return one.fault(f"the block `gov:{one.name}` is never closed", hint)


def _never_opened(one: Marker) -> Fault:
    hint = f"Add `{OPEN} gov:{one.name} {CLOSE}` before the block, or take this out."
    return one.fault(f"`/gov:{one.name}` closes nothing", hint)


def _there_twice(one: Marker) -> Fault:
    return one.fault(f"the block `gov:{one.name}` is here twice", "Keep one of them.")
