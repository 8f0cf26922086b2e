"""The text of a Markdown body by lines: offsets, places, and what is left of it without comments."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

from governor_cli.core.finding import Place
from governor_cli.core.markdown_code import indented
from governor_cli.core.markdown_scan import Bones, Comment, scan


class Body:
    """A body. ``first_line`` is the line of the file it begins on: all lines are lines of the file."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.first_line = first_line
        self.lines = text.split("\n")
        """Without line feeds; the last one is empty where the text ends in a line feed."""

    @cached_property
    def bones(self) -> Bones:
        """Headings, fences and comments, lines counted from 0."""
        return scan(self.lines)

    @cached_property
    def shown(self) -> list[str]:
        """The lines with comments blanked and code blocks emptied; columns stay what they are."""
        shown = self.lines.copy()
        for first, last in self.bones.fences:
            shown[first : last + 1] = [""] * (last + 1 - first)
        for at, spans in self._commented().items():
            shown[at] = _blanked(shown[at], spans)
        for at in indented(shown).code:
            shown[at] = ""
        return shown

    def offset(self, at: int) -> int:
        """Where a line, counted from 0, begins in the body; the body's end for one after the last."""
        return self._offsets[at] if at < len(self._offsets) else len(self.text)

    def without_comments(self, start: int, end: int) -> str:
        """A part of the body with its HTML comments taken out."""
        comments = self.bones.comments
        if not comments:
            return self.text[start:end]
        kept: list[str] = []
        first = bisect_right(self._offsets, start) - 1
        for number in range(bisect_left(comments, first, key=_end_line_of), len(comments)):
            comment = comments[number]
            opens = self.offset(comment.line) + comment.column
            if opens >= end:
                break
            closes = self.offset(comment.end_line) + comment.end_column
            if closes > start:
                kept.append(self.text[start:opens])
                start = closes
        return "".join([*kept, self.text[start:end]])

    def line_place(self, line: int) -> Place:
        """The text of a line of the file, without the white space around it."""
        text = self.lines[line - self.first_line]
        return Place(line, len(text) - len(text.lstrip()) + 1, line, len(text.rstrip()) + 1)

    def raw(self, comment: Comment) -> str:
        """A comment as it stands, with its ends."""
        if comment.line == comment.end_line:
            return self.lines[comment.line][comment.column : comment.end_column]
        start = self.offset(comment.line) + comment.column
        return self.text[start : self.offset(comment.end_line) + comment.end_column]

    def place_of(self, comment: Comment) -> Place:
        """Where a comment stands in the file."""
        first = self.first_line
        return Place(
            first + comment.line, comment.column + 1, first + comment.end_line, comment.end_column + 1
        )

    @cached_property
    def _offsets(self) -> list[int]:
        return [0, *accumulate([len(line) + 1 for line in self.lines[:-1]])]

    def _commented(self) -> dict[int, list[tuple[int, int]]]:
        """For each line, counted from 0, the columns that comments take."""
        taken: dict[int, list[tuple[int, int]]] = {}
        for comment in self.bones.comments:
            for at in range(comment.line, comment.end_line + 1):
                start = comment.column if at == comment.line else 0
                end = comment.end_column if at == comment.end_line else len(self.lines[at])
                taken.setdefault(at, []).append((start, end))
        return taken


def _blanked(line: str, spans: list[tuple[int, int]]) -> str:
    kept: list[str] = []
    at = 0
    for start, end in spans:
        kept += [line[at:start], " " * (end - start)]
        at = end
    return "".join([*kept, line[at:]])


def _end_line_of(comment: Comment) -> int:
    return comment.end_line
