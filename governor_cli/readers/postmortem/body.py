"""The body of a report from the lines of a postmortem: all of them, rows of the timeline in its table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from governor_cli.core.front_matter import conflicts
from governor_cli.core.markdown import Markdown
from governor_cli.core.markdown_edit import escape_cell
from governor_cli.kinds.incident.timeline import HEADER
from governor_cli.readers.postmortem.front import Front
from governor_cli.readers.postmortem.rows import Row, Timeline

_OTHERS: Final = "Front Matter Before Adoption"
_MARKER = re.compile(r"(<!--\s*(?:/\s*)?)gov:")
_MOST_REPAIRS: Final = 5
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})")


@dataclass(slots=True)
class Plan:
    """What happens to the source's lines, which count from 0."""

    lines: Sequence[str]
    replaced: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    """Spans of lines with one line in their place: headings."""
    before: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    """Lines that are put in front of a line: headings that the source does not have."""
    timeline: Timeline | None = None
    table_at: int = 0
    """Before which line the timeline's table stands."""

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """The lines that moved into the table."""
        return self.timeline.spans if self.timeline else ()


def body_of(plan: Plan, front: Front) -> str:
    """The text below the report's front matter, harmless to those who read it."""
    text = "\n".join(_laid_out(plan)).strip("\n") + "\n"
    return _merged(_with_front(_harmless(text), front))


def _laid_out(plan: Plan) -> list[str]:
    taken = {line for first, last in plan.spans for line in range(first, last)}
    ends = dict(plan.replaced.keys())
    made: list[str] = []
    at, below_table = 0, False
    while at <= len(plan.lines):
        _add(made, plan.before.get(at, ()))
        if plan.timeline is not None and at == plan.table_at:
            _add(made, [*table(plan.timeline), ""])
            below_table = True
        if at == len(plan.lines):
            break
        if at in ends:
            made.append(plan.replaced[at, ends[at]])
        elif at not in taken and (plan.lines[at].strip() or not below_table):
            made.append(plan.lines[at])
        below_table = below_table and (at in taken or not plan.lines[at].strip())
        at = ends.get(at, at + 1)
    return made


def _add(made: list[str], lines: Sequence[str]) -> None:
    """Blocks with a blank line above them."""
    if lines and made and made[-1].strip():
        made.append("")
    made += lines


def table(timeline: Timeline) -> list[str]:
    """The timeline's table; above it, out of sight, what the source's columns were called."""
    named = [f"<!-- {re.sub('-{2,}', '-', header).replace('>', ' ')} -->" for header in timeline.headers]
    head = [_row(HEADER), _row(["---"] * len(HEADER))]
    return [*named, *([""] if named else []), *head, *(_row(_cells(row)) for row in timeline.rows)]


def _cells(row: Row) -> Sequence[str]:
    return (row.time, row.who, row.what)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escape_cell(cell) for cell in cells)} |"


def _harmless(text: str) -> str:
    """Text without markers of gov's and comments that never end."""
    text = _MARKER.sub(r"\1gov :", text)
    for _ in range(_MOST_REPAIRS):
        markdown = Markdown(text)
        comments = markdown.bones.comments
        if not comments or comments[-1].closed:
            break
        at = markdown.offset(comments[-1].line) + comments[-1].column
        text = text[:at] + text[at:].replace("<!--", "\\<!--")  # nothing closes those after it, either
    return text


def _merged(text: str) -> str:
    """Text without conflicts of Git's."""
    for _ in range(_MOST_REPAIRS):
        found = list(conflicts(text))
        if not found:
            break
        for conflict in reversed(found):
            text = f"{text[: conflict.start]}\\{text[conflict.start :]}"
    return text


def _with_front(text: str, front: Front) -> str:
    """Another tool's front matter, as code: at the end, or above a text that swallows what follows it."""
    if not front.text.strip():
        return text
    runs: Mapping[str, int] = {
        mark: max(map(len, re.findall(f"{mark}+", front.text)), default=0) for mark in "`~"
    }
    mark = min(runs, key=lambda one: (runs[one] > 2, one != "`"))  # noqa: PLR2004 - a fence has three
    fence = mark * max(3, runs[mark] + 1)
    block = f"## {_OTHERS}\n\n{fence}{front.language}\n{front.text.rstrip()}\n{fence}\n"
    closed = _closed(text)
    below = f"{closed}\n{block}"
    return below if Markdown(below).section(_OTHERS) else f"{block}\n{text}"


def _closed(text: str) -> str:
    """The text with its last fence closed, where that was left out."""
    fences = Markdown(text).bones.fences
    lines = text.rstrip("\n").split("\n")
    if not fences or fences[-1][1] < len(lines) - 1:
        return text
    opening = _FENCE.match(lines[fences[-1][0]])
    last = lines[-1].strip()
    if opening is None or (
        last.startswith(opening[1]) and not last.strip(last[0]) and fences[-1][0] < len(lines) - 1
    ):
        return text
    return text.rstrip("\n") + f"\n{opening[1]}\n"
