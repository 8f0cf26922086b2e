"""The timeline of a postmortem as rows: tables and lists whose times are certain move, all else stays."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from governor_cli.core.markdown_tables import split_row
from governor_cli.kinds.incident.timeline import time_cell
from governor_cli.readers.postmortem.clocks import moment_at, whole_moment
from governor_cli.readers.postmortem.columns import Columns
from governor_cli.readers.postmortem.days import resolved, told_in
from governor_cli.readers.postmortem.moments import Context, Moment, certain, follow
from governor_cli.readers.postmortem.result import Unread
from governor_cli.readers.postmortem.rows import NOBODY, Row, Timeline, Told
from governor_cli.readers.postmortem.structure import Block, Item
from governor_cli.readers.postmortem.words import plain
from governor_cli.readers.postmortem.zones import Zone, stated_zones, zones_in

_HANDLE = re.compile(r"@([\w.-]*\w)")
_PLAIN_TIME = re.compile(r"[\d\s:.TZ/-]*(?:UTC|GMT|Z)?")
_READ_AS_UTC = re.compile(r"\d{4}-\d\d-\d\d[T ]+\d\d:\d\d.*")
_SHORTEST_PART: Final = 0.5
"""How many of a list's items must begin with a time before the list is a timeline."""
_DATE_LINE: Final = 80
_LONGEST_TIME: Final = 200
_LONGEST_WORDS: Final = 300
"""Characters of a paragraph that stand in a row, while all of it stays below its heading."""


class TimelineReader:
    """Reads the blocks below one heading. Day and zone of the heading hold until a line names others."""

    def __init__(self, lines: Sequence[str], people: frozenset[str], context: Context) -> None:
        self.lines = lines
        self.people = people
        self.context = context
        self.found = Timeline()
        self.titles: list[Moment] = []
        """The times that headings of the section begin with."""
        self.below: dict[int, Block] = {}
        """First line of a block -> the block that follows it."""

    def heading(self, title: str) -> None:
        """A heading, or a line on its own, that names the day or the zone of what follows."""
        told = list(told_in(title))
        if told:
            days = {resolved(one, self.context.days) for one in told}
            self.context.day, self.context.clock = days.pop() if len(days) == 1 else None, None
        self._zone(zones_in(title))

    def _zone(self, zones: Sequence[Zone]) -> None:
        if zones:
            self.context.zone = zones[0] if len(zones) == 1 else None

    def read(self, blocks: Sequence[Block]) -> None:
        """Take what is certain from the blocks of a section."""
        titles = (moment_at(plain(block.text)) for block in blocks if block.shape == "heading")
        self.titles = [moment for moment in titles if moment and moment.clock]
        self.below = {block.first: after for block, after in pairwise(blocks)}
        for is_prose, group in groupby(blocks, self.begins_with_clock):
            if is_prose:
                self.prose(list(group))
            else:
                for block in group:
                    self.block(block)

    def block(self, block: Block) -> None:
        """Take what is certain from one block."""
        if block.shape == "heading":
            self.title(block)
        elif block.shape == "paragraph":
            self.paragraph(plain(block.text))
        elif block.shape == "table":
            self.table(block)
        elif block.shape == "list":
            self.take(block, list(self.items(block)))

    def title(self, block: Block) -> None:
        """A heading that begins with a clock time is a row as well; any other may name day and zone."""
        words = plain(block.text)
        moment = moment_at(words)
        if moment is None or moment.clock is None:
            self.heading(words)
            return
        self._twelve_or_24(self.titles)
        row = self.row(Told(block.first, moment, moment.said, moment.rest or self._first_words(block)))
        self._zone(zones_in(words))
        if row.at:
            self.found.rows.append(row)
            self.found.headings += 1

    def _first_words(self, block: Block) -> str:
        """What stands below a heading that is nothing but a time."""
        after = self.below.get(block.first)
        text = " ".join(after.text.split()) if after and after.shape == "paragraph" else ""
        return text if len(text) <= _LONGEST_WORDS else f"{text[:_LONGEST_WORDS]}..."

    def paragraph(self, text: str) -> None:
        """A line on its own that names a day, or says which zone all times are in."""
        told = moment_at(text)
        if told and told.day and told.clock is None and len(text) <= _DATE_LINE:
            self.heading(text)
        else:
            self._zone(stated_zones(text))

    def prose(self, blocks: Sequence[Block]) -> None:
        """Paragraphs that begin with clock times are the points of a list without marks."""
        points: list[Item] = []
        for at in (at for block in blocks for at in range(block.first, block.last)):
            told = moment_at(self.lines[at])
            if (told and told.clock) or not points:
                points.append(Item(at, self.lines[at].strip()))
            elif self.lines[at].strip():
                points[-1] = Item(points[-1].line, f"{points[-1].text} {self.lines[at].strip()}")
        self.block(Block("list", blocks[0].first, blocks[-1].last, items=tuple(points)))

    def begins_with_clock(self, block: Block) -> bool:
        """Whether a paragraph's first words are a time of day."""
        told = moment_at(self.lines[block.first]) if block.shape == "paragraph" else None
        return told is not None and told.clock is not None

    def table(self, block: Block) -> None:
        """A table with a column of times; what its header says holds for it alone."""
        zone = self.context.zone
        columns = Columns.of([plain(cell) for cell in block.header])
        if columns is not None:
            self._zone(zones_in(" ".join(block.header)))
            self.take(block, list(self.table_rows(block, columns)), " | ".join(block.header))
        self.context.zone = zone

    def table_rows(self, block: Block, columns: "Columns") -> Iterator[Told]:
        """The rows as written; cells that have no place of their own follow the event with their label."""
        for line in block.rows:
            cells = split_row(self.lines[line])
            if not any(cells):
                continue  # a bar that slipped to a line of its own
            cells += [""] * (len(columns.labels) - len(cells))
            time = " ".join(cells[at] for at in (columns.day, columns.time) if at is not None and cells[at])
            who = self.who(cells[columns.who]) if columns.who is not None else NOBODY
            what: list[str] = []
            for at, cell in enumerate(cells):
                spent = at in {columns.day, columns.time} or (at == columns.who and who != NOBODY)
                if cell and not spent:
                    label = columns.labels[at] if at < len(columns.labels) else ""
                    what.append(cell if at == columns.what or not label else f"({label}: {cell})")
            readable = 0 < len(time) <= _LONGEST_TIME
            yield Told(line, whole_moment(plain(time)) if readable else None, time, " ".join(what), who)

    def who(self, cell: str) -> str:
        """A handle that the roster knows; everybody else stays in the text."""
        match = _HANDLE.fullmatch(plain(cell))
        return f"@{match[1]}" if match and match[1] in self.people else NOBODY

    def items(self, block: Block) -> Iterator[Told]:
        """The points of a list; what stands below a point follows it."""
        for item in block.items:
            own = " ".join(item.text.split())
            moment = moment_at(own)
            words = f"{item.number} {moment.rest if moment else own}".strip()
            below = (" ".join(text.split()) for text in item.below)
            text = " - ".join(part for part in (words, *below) if part)
            yield Told(item.line, moment, moment.said if moment else "", text)

    def take(self, block: Block, told: Sequence[Told], header: str = "") -> None:
        """Move a block if at least one of its times is certain; list those that are not."""
        timed = [one.moment for one in told if one.moment]
        if not timed:
            return
        if block.shape == "list" and len(timed) < len(told) * _SHORTEST_PART:
            why = "begins a list of which most points begin with no time: it stays as it is"
            self.found.unread.append(Unread(block.first, plain(self.lines[block.first]), why))
            return
        if any(not item.plain for item in block.items):
            self.found.unread.append(
                Unread(block.first, plain(self.lines[block.first]), "the list holds more than lines of text")
            )
            return
        self._twelve_or_24(timed)
        rows = [self.row(one) for one in told]
        if any(row.at for row in rows):
            self.found.rows += rows
            self.found.spans.append((block.first, block.last))
            self.found.headers += [header] if header else []

    def _twelve_or_24(self, moments: Sequence[Moment]) -> None:
        halves = any(moment.half for moment in moments)
        whole = any(moment.shows_24_hours for moment in moments)
        self.context.of_24_hours = False if halves else True if whole else None

    def row(self, told: Told) -> Row:
        """The row of the report; a time that is not plain UTC stays in front of its text."""
        if told.moment is None:
            why = "has no time" if not told.time else "is no time that can be read"
            self.found.unread.append(Unread(told.line, plain(told.time or told.what), why))
            return Row(told.line, _unsure(told.time), told.what, told.who)
        follow(told.moment, self.context)
        at = certain(told.moment, self.context)
        if isinstance(at, str):
            self.found.unread.append(Unread(told.line, told.moment.said, at))
            return Row(told.line, _unsure(told.moment.said), told.what, told.who)
        said = told.moment.said
        same = _PLAIN_TIME.fullmatch(said) and _digits_stand_in(said, time_cell(at))
        what = told.what if same else f"({said}) {told.what}".strip()
        return Row(told.line, time_cell(at), what, told.who, at)


def _digits_stand_in(said: str, cell: str) -> bool:
    return all(re.search(rf"(?<!\d){part}", cell) for part in re.findall(r"[\d:-]*\d", said))


def _unsure(time: str) -> str:
    """The time as written; what would be read as UTC gets a mark that keeps it from being read at all."""
    words = " ".join(time.split())
    return f"{words} (?)" if _READ_AS_UTC.match(plain(words)) else words
