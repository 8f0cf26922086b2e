"""Groups of named points, whatever they are written as: list items, headings with text, bold paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from governor_cli.readers.prose_playbook.page import Bullets, Item, Outline, Section
from governor_cli.readers.prose_playbook.sentences import Clause, Prose

_LONGEST_NAME = 9
_NUMBER = re.compile(r"\A\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Za-z][.)])\s+")


@dataclass(eq=False, slots=True)
class Entry:
    """One named point: its name, and the sentences that belong to it."""

    subject: str
    prose: Prose
    clauses: list[Clause]
    ticked: bool | None = None


@dataclass(eq=False, slots=True)
class Group:
    """Points of one list or one level of headings; ``top`` where they are a list of the page itself."""

    entries: list[Entry]
    above: tuple[str, ...]
    first_line: int
    last_line: int
    top: bool
    listed: bool


def groups(outline: Outline) -> Iterator[Group]:
    """Every group, lists before headings before paragraphs."""
    for bullets in outline.lists():
        yield _of_list(bullets)
    yield from _of_headings(outline.sections)
    for section in outline.sections:
        named = [prose for prose in section.paragraphs if prose.lead]
        if named:
            entries = [Entry(unnumbered(prose.lead), prose, list(prose.clauses)) for prose in named]
            yield Group(entries, section.above, named[0].line, named[-1].line, top=False, listed=False)


def unnumbered(title: str) -> str:
    """A title without its number."""
    return _NUMBER.sub("", title)


def _of_list(bullets: Bullets) -> Group:
    entries = [_of_item(item) for item in bullets.items]
    return Group(entries, bullets.above, bullets.first_line, bullets.last_line, bullets.top, listed=True)


def _of_item(item: Item) -> Entry:
    named = bool(item.prose.lead) or not item.children or len(item.prose.text.split()) > _LONGEST_NAME
    if named:
        return Entry(unnumbered(item.prose.lead), item.prose, list(item.clauses()), item.ticked)
    below = [clause for child in item.children for clause in child.clauses()]
    return Entry(unnumbered(item.prose.text), item.prose, below, item.ticked)


def _of_headings(sections: list[Section]) -> Iterator[Group]:
    """Headings of one level below the same heading."""
    siblings: dict[tuple[str, ...], list[Entry]] = {}
    for section in sections:
        if section.heading is None or section.level < 2:
            continue
        clauses = [clause for prose in section.paragraphs for clause in prose.clauses]
        clauses += [
            clause
            for bullets in section.lists
            if bullets.top
            for item in bullets.items
            for clause in item.clauses()
        ]
        heading = section.heading
        entry = Entry(unnumbered(heading.text), heading, sorted(clauses, key=lambda clause: clause.line))
        siblings.setdefault((*section.above[1:], str(section.level)), []).append(entry)
    for above, entries in siblings.items():
        yield Group(
            entries, above[:-1], entries[0].prose.line, entries[-1].prose.line, top=False, listed=False
        )
