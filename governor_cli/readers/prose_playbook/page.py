"""A page of Markdown as sections, tables and lists, each with its lines in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from governor_cli.readers.prose_playbook.sentences import Clause, Prose


@dataclass(eq=False, slots=True)
class Item:
    """One point of a list; ``ticked`` is None where it has no box."""

    prose: Prose
    ticked: bool | None
    children: "list[Item]" = field(default_factory=list["Item"])

    def clauses(self) -> Iterator[Clause]:
        """Its own sentences, then those below it."""
        yield from self.prose.clauses
        for child in self.children:
            yield from child.clauses()


@dataclass(eq=False, slots=True)
class Bullets:
    """A list; ``top`` when it stands in no other list, table or quote."""

    items: list[Item]
    first_line: int
    last_line: int
    top: bool
    above: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Row:
    """One row of a table: as many cells as the header."""

    line: int
    cells: list[Prose]


@dataclass(eq=False, slots=True)
class Table:
    """A table with its header's words."""

    header: list[str]
    rows: list[Row]
    first_line: int
    last_line: int
    top: bool
    above: tuple[str, ...]


@dataclass(eq=False, slots=True)
class Section:
    """A heading and what stands below it until the next one; ``above`` has its own title first."""

    heading: Prose | None
    level: int
    above: tuple[str, ...]
    paragraphs: list[Prose] = field(default_factory=list[Prose])
    lists: list[Bullets] = field(default_factory=list[Bullets])
    tables: list[Table] = field(default_factory=list[Table])

    @property
    def title(self) -> str:
        """The heading's words."""
        return self.heading.text if self.heading else ""


@dataclass(eq=False, slots=True)
class Outline:
    """A whole playbook; ``cuts`` are the lines from which on something was too long to be read."""

    title: str
    title_line: int
    sections: list[Section]
    cuts: list[int]

    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        for section in self.sections:
            yield from section.tables

    def lists(self) -> Iterator[Bullets]:
        """Every list that stands in no other, in order, each followed by those inside it."""
        for section in self.sections:
            yield from section.lists

    def clauses(self) -> Iterator[Clause]:
        """Every sentence outside tables, in the order of the file."""
        found: list[Clause] = []
        for section in self.sections:
            for prose in section.paragraphs:
                found.extend(prose.clauses)
            for bullets in section.lists:
                if bullets.top:
                    found.extend(clause for item in bullets.items for clause in item.clauses())
        return iter(sorted(found, key=lambda clause: clause.line))
