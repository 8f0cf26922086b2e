"""The generated parts of two agendas: of two that gov wrote the later one stays, with the decisions of both.

Each was true when it was written, so what differs between them is no conflict of people. What
somebody typed into a part goes before what was only written anew; two who did are a conflict.
"""

from collections.abc import Mapping
from typing import NamedTuple

from governor_cli.core.markdown import Markdown
from governor_cli.core.markdown_markers import Block
from governor_cli.practices.agenda.decision_cells import decision_cells, decisions, with_decision
from governor_cli.practices.agenda.part import is_generated, told
from governor_cli.practices.merging.parts import lines_of


class _Part(NamedTuple):
    """The lines ``first`` up to ``last`` of a body: a marker that opens a block, and what it holds."""

    block: Block
    first: int
    last: int
    text: str

    @property
    def written(self) -> str:
        """When gov wrote it; "" where the marker does not say."""
        return told(self.block, "until") or told(self.block, "at")


def settled(base: str | None, ours: str, theirs: str) -> tuple[str | None, str, str]:
    """The three bodies, with the same text in all of them wherever only gov's own writing differs."""
    old, mine, other = _parts(base or ""), _parts(ours), _parts(theirs)
    chosen: dict[str, str] = {}
    for name in mine.keys() & other.keys():
        text = _chosen(old.get(name), mine[name], other[name])
        if text is not None:
            chosen[name] = text
    before = _with(base, old, chosen) if base is not None else None
    return before, _with(ours, mine, chosen), _with(theirs, other, chosen)


def _parts(text: str) -> dict[str, _Part]:
    """The blocks whose markers have lines to themselves, by name."""
    markdown = Markdown(text)
    lines = lines_of(text)
    found: dict[str, _Part] = {}
    for name, block in markdown.blocks.items():
        first, last = block.place.end_line, block.end_line - 1
        if (block.start, block.end) == (markdown.offset(first), markdown.offset(last)):
            found[name] = _Part(block, first - 1, last, "".join(lines[first - 1 : last]))
    return found


def _with(text: str, parts: Mapping[str, _Part], chosen: Mapping[str, str]) -> str:
    """The body with the chosen text in place of its own."""
    lines = lines_of(text)
    for name in sorted(chosen.keys() & parts.keys(), key=lambda name: parts[name].first, reverse=True):
        lines[parts[name].first : parts[name].last] = [chosen[name]]
    return "".join(lines)


def _chosen(old: _Part | None, mine: _Part, other: _Part) -> str | None:
    """The text for both sides; None where one side alone changed it, or where people must choose."""
    if mine.text == other.text or (old is not None and old.text in (mine.text, other.text)):
        return None
    made = _decided(old, mine, other)
    typed = [one for one in (mine, other) if not is_generated(one.block)]
    if made is None or len(typed) > 1 or (not typed and mine.written == other.written):
        return None
    kept = typed[0] if typed else max(mine, other, key=lambda one: one.written)
    return _filled(kept.text, made)


def _decided(old: _Part | None, mine: _Part, other: _Part) -> Mapping[str, str] | None:
    """Action -> its decision, from both sides; None where they decided differently."""
    nothing: Mapping[str, str] = {}
    was, here, there = (decisions(one.block.text) if one else nothing for one in (old, mine, other))
    made: dict[str, str] = {}
    for name in {**here, **there}:
        before, ours, theirs = (told.get(name, "") for told in (was, here, there))
        if ours != theirs and before not in (ours, theirs):
            return None
        made[name] = theirs if before == ours else ours
    return made


def _filled(text: str, made: Mapping[str, str]) -> str | None:
    """The text with these decisions in its table, and no others; None where one has no row there."""
    lines = text.splitlines(keepends=True)
    left = {name for name, decision in made.items() if decision}
    for cell in decision_cells(text):
        left.discard(cell.name)
        decision = made.get(cell.name, "")
        if decision != cell.text:
            row = f"{lines[cell.line][: cell.start].rstrip()} |"
            lines[cell.line] = f"{with_decision(row, decision)}\n"
    return None if left else "".join(lines)
