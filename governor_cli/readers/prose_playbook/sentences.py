"""Prose cut into sentences that remember their line, their code, their links and what introduced them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

# What structure.py leaves: code \x01..\x02, link \x03..\x04address\x07, bold \x05..\x06, break \x1e.
_CODE = re.compile(r"\x01([^\x02]*)\x02")
_LINK = re.compile(r"\x03([^\x04]*)\x04([^\x07]*)\x07")
_MARKS = re.compile(r"[\x01\x02\x03\x05\x06]|\x04[^\x07]*\x07")
_BOLD_LEAD = re.compile(
    r"\A\s*\x05([^\x06]+)\x06(\s*\([^()\n]{1,60}\))?\s*(:|[-\u2013\u2014=>\u2192\u00b7|]+\s|\Z)?\s*"
)
_LEAD = re.compile(
    r"\A([^\n;!?]{1,80}?)(?::(?=[\s\x06])\x06?|\s+(?:-{1,3}|\u2013|\u2014|=>|->|\u2192|=)(?=\s))\s*"
)
_END = re.compile(r"\x1e|\s[\u00b7\u2022|](?=\s)|;(?=\s)|[.!?](?=[\"')\]\x02\x06]*\s)[\"')\]\x02\x06]*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|min|mins|hr|hrs|no|vs|incl|resp|a\.m|p\.m|ca)|^\d+)\.\Z", re.IGNORECASE
)
_MOST_WORDS_OF_A_LEAD = 9
_LONGEST = 1_500


class Link(NamedTuple):
    """A link's words and its address."""

    text: str
    address: str


@dataclass(eq=False, slots=True, frozen=True)
class Clause:
    """A sentence, or the part of one up to a semicolon; compared by identity.

    ``label`` is what introduced it: the bold words or the words before a colon, or the
    header of its column. ``above`` has the points and headings it stands under, nearest first.
    """

    text: str
    line: int
    code: tuple[str, ...]
    links: tuple[Link, ...]
    label: str
    above: tuple[str, ...]

    @property
    def said(self) -> str:
        """The sentence with what introduced it."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(eq=False, slots=True, frozen=True)
class Prose:
    """The words of one paragraph, list point, heading or table cell.

    ``lead`` is what stands before the first colon or dash, or in bold at the start; ``clauses``
    then hold only the rest.
    """

    text: str
    line: int
    lead: str
    lead_code: tuple[str, ...]
    rest: str
    all_bold: bool
    clauses: tuple[Clause, ...]
    code: tuple[str, ...]
    links: tuple[Link, ...]


def prose_of(marked: str, line: int, above: tuple[str, ...], *, label: str = "", cell: bool = False) -> Prose:
    """Cut marked text into its lead and its sentences; a table's cell has no lead but its column's label."""
    lead, rest = ("", marked) if cell else _split_lead(marked)
    clauses = tuple(_clauses(marked, len(marked) - len(rest), line, label or plain(lead), above))
    return Prose(
        text=plain(marked),
        line=line,
        lead=plain(lead).rstrip(":").strip(),
        lead_code=tuple(_CODE.findall(lead)),
        rest=plain(rest),
        all_bold=bool(re.fullmatch(r"\s*\x05[^\x05\x06]*\x06:?\s*", marked)),
        clauses=clauses,
        code=tuple(_CODE.findall(marked)),
        links=tuple(Link(plain(text), address) for text, address in _LINK.findall(marked)),
    )


def lines_of(marked: str) -> list[tuple[str, int]]:
    """Marked text cut where a new line begins with its own lead, each part with the lines before it.

    Teams write "Hours: always" below "Purpose: incidents" without an empty line between.
    """
    parts: list[tuple[str, int]] = []
    begin = 0
    for end in re.finditer(r"[\n\x1e]", marked):
        after = marked[end.end() :].split("\n", 1)[0]
        before = marked[begin : end.start()].rstrip("\x06\x02")
        led = re.match(r"\s*(?:\x05[^\x06]{1,60}\x06|[\w#][^\n:.;!?]{0,40}:(?=\s|\x06))", after)
        if led and (before.endswith((".", ";", "!", "?")) or _split_lead(marked[begin : end.start()])[0]):
            parts.append((marked[begin : end.start()], marked.count("\n", 0, begin)))
            begin = end.end()
    parts.append((marked[begin:], marked.count("\n", 0, begin)))
    return parts


def plain(marked: str) -> str:
    """The words without marks, on one line."""
    return " ".join(_MARKS.sub("", marked.replace("\x1e", " ")).split())


def _split_lead(marked: str) -> tuple[str, str]:
    bold = _BOLD_LEAD.match(marked)
    if bold and (bold[3] is not None or bold[1].rstrip().endswith(":") or _names(bold, marked)):
        return bold[1] + (bold[2] or ""), marked[bold.end() :]
    led = _LEAD.match(marked)
    if (
        led
        and led[1].count("\x05") == led[1].count("\x06")
        and len(led[1].split()) <= _MOST_WORDS_OF_A_LEAD
        and not re.search(r"[a-z\"')\x02]\.\s", led[1])
    ):
        return led[1], marked[led.end() :]
    return "", marked


def _names(bold: re.Match[str], marked: str) -> bool:
    """Whether bold words name what follows: "**SEV1** Everything is down", not "**Page** at once"."""
    after = marked[bold.end() : bold.end() + 12]
    return len(bold[1].split()) <= 4 and bool(
        after[:1].isupper() or re.match(r"means\b|is when\b|covers\b|stands\b", after)
    )


def _clauses(marked: str, start: int, line: int, label: str, above: tuple[str, ...]) -> list[Clause]:
    found: list[Clause] = []
    for begin, end in _sentences(marked, start):
        piece = marked[begin:end]
        words = plain(piece)
        if words.strip(".;:!? "):
            at = line + marked.count("\n", 0, begin + len(piece) - len(piece.lstrip()))
            links = tuple(Link(plain(text), address) for text, address in _LINK.findall(piece))
            code = tuple(_CODE.findall(piece))
            found.append(
                Clause(
                    words.rstrip(";").strip()[:_LONGEST], at, code, links, label.rstrip(":").strip(), above
                )
            )
    return found


def _sentences(marked: str, start: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    for end in _END.finditer(marked, start):
        if _inside_code(marked, begin, end.start()) or _goes_on(marked, begin, end):
            continue
        spans.append((begin, end.end()))
        begin = end.end()
    spans.append((begin, len(marked)))
    return spans


def _inside_code(marked: str, begin: int, at: int) -> bool:
    return marked.rfind("\x01", begin, at) > marked.rfind("\x02", begin, at)


def _goes_on(marked: str, begin: int, end: re.Match[str]) -> bool:
    """Whether the dot belongs to an abbreviation, or the next word is not the start of a sentence."""
    if not end[0].startswith("."):
        return False
    after = marked[end.end() : end.end() + 3].lstrip()
    return (
        bool(_ABBREVIATED.search(marked[max(begin, end.start() - 8) : end.start() + 1]))
        or after[:1].islower()
    )
