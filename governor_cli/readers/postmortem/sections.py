"""The headings of a postmortem: which of them are gov's sections, and at which level they belong."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from governor_cli.readers.postmortem.structure import Block
from governor_cli.readers.postmortem.terms import SECTIONS, meanings
from governor_cli.readers.postmortem.words import key, plain
from governor_cli.readers.postmortem.zones import ZONE

TIMELINE: Final = "Timeline"
SUMMARY: Final = "Summary"
_TOP: Final = 2
"""The level of a report's sections."""
_DEEPEST: Final = 6

_NAMES: Final = meanings(SECTIONS)
_TIMELINE = re.compile(r"(?:\w+ ){1,2}timeline|timeline(?: \w+){1,4}")
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[IVX]+[.)])\s+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s[-\u2013\u2014|]\s.*|:\s.*")


class Heading(NamedTuple):
    """One heading: its block, its words, the level it gets, and the section of gov's that it is, if any."""

    block: Block
    title: str
    level: int
    name: str = ""

    @property
    def line(self) -> str | None:
        """The line that stands in the report; None where the source's own can stay.

        A title that gov knows under another name stays beside it in a comment.
        """
        raw = " ".join(self.block.text.split())
        if not self.name:
            return None if self.level == self.block.level else f"{'#' * self.level} {raw}".rstrip()
        if raw.strip("*_` :").casefold() == self.name.casefold():
            return None if self.level == self.block.level else f"{'#' * self.level} {raw}"
        return f"{'#' * self.level} {self.name} <!-- {raw} -->"


def section_name(title: str) -> str:
    """What gov calls a section; empty where it is none of gov's."""
    words = _NUMBERING.sub("", title.lstrip("\u200d\ufe0f").strip())
    without = re.sub(rf"\b{ZONE}", " ", re.sub(r"\d+", " ", _ASIDE.sub(" ", words)))
    keys = (key(words), key(_ASIDE.sub(" ", words)), key(without))
    name = next((_NAMES[one] for one in keys if one in _NAMES), "")
    return name or (TIMELINE if any(_TIMELINE.fullmatch(one) for one in keys) else "")


def headings(blocks: Sequence[Block]) -> list[Heading]:
    """Every heading at the top of the text, the sections at level 2, the document's title above them."""
    found = [block for block in blocks if block.shape == "heading"]
    if not found:
        return []
    titles = [plain(block.text) for block in found]
    lowest = min(block.level for block in found)
    alone = [block.level for block in found].count(lowest) == 1
    opens = next((block for block in blocks if block.shape != "other"), None) is found[0]
    has_title = opens and found[0].level == lowest and alone and not section_name(titles[0])
    rest = found[1:] if has_title else found
    shift = 2 - min((block.level for block in rest), default=2)
    made = [Heading(found[0], titles[0], 1)] if has_title else []
    for block, title in zip(rest, titles[len(made) :], strict=True):
        made.append(Heading(block, title, min(max(block.level + shift, 2), _DEEPEST)))
    return list(_named(made))


def span_below(found: Sequence[Heading], name: str, end: int) -> tuple[int, int]:
    """The lines below a section's heading, up to the next one of its level; empty where there is none."""
    for at, heading in enumerate(found):
        if heading.name == name:
            after = (one.block.first for one in found[at + 1 :] if one.level <= heading.level)
            return heading.block.last, next(after, end)
    return 0, 0


def other_timelines(found: Sequence[Heading], span: tuple[int, int]) -> Iterator[tuple[Heading, str]]:
    """Headings of timelines that are not the report's, nor inside it, each with what it is instead."""
    for heading in found:
        other = heading.name != TIMELINE and section_name(heading.title) == TIMELINE
        if other and not span[0] <= heading.block.first < span[1]:
            yield (
                heading,
                "is a second timeline" if heading.level <= _TOP else "stands inside another section",
            )


def _named(made: Sequence[Heading]) -> Iterator[Heading]:
    """Each of gov's sections is the first that can be it: exactly so titled, or else by another name."""
    exact = {
        key(heading.title)
        for heading in made
        if heading.level == 2 and key(heading.title) in _EXACT  # noqa: PLR2004
    }
    given: set[str] = set()
    for heading in made:
        name = section_name(heading.title) if heading.level == 2 else ""  # noqa: PLR2004
        taken = name in given or (key(name) in exact and key(heading.title) != key(name))
        if not name or taken or "--" in heading.block.text or "<!" in heading.block.text:
            yield heading
            continue
        given.add(name)
        yield Heading(heading.block, heading.title, heading.level, name)


_EXACT: Final = frozenset(key(name) for name in SECTIONS)
