"""A section of a Markdown body: its heading, what stands below it, and the sections inside."""

from governor_cli.core.finding import Place
from governor_cli.core.markdown_body import Body


class Section:
    """A heading and all down to the next of its level or a higher one.

    ``line`` is the heading's, ``below`` the first after it, ``end_line`` the last that belongs to
    the section, empty lines and the sections in it included.
    """

    __slots__ = ("_all", "_body", "_number", "below", "end_line", "level", "line", "title")

    def __init__(self, body: Body, sections: "list[Section]", number: int, end: int) -> None:
        heading = body.bones.headings[number]
        self._body = body
        self._all = sections
        self._number = number
        self.title = heading.title
        self.level = heading.level
        self.line = body.first_line + heading.line
        self.below = body.first_line + heading.after
        self.end_line = body.first_line + end - 1

    def __repr__(self) -> str:
        return f"Section({'#' * self.level} {self.title!r}, lines {self.line}-{self.end_line})"

    @property
    def text(self) -> str:
        """Everything below the heading, as it stands in the file."""
        return self._body.text[slice(*self.span)]

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of ``text`` in the body."""
        body = self._body
        start, end = self.below - body.first_line, self.end_line + 1 - body.first_line
        return body.offset(start), body.offset(max(start, end))

    @property
    def content(self) -> str:
        """``text`` without HTML comments."""
        return self._body.without_comments(*self.span)

    @property
    def is_empty(self) -> bool:
        """Whether only comments and blank lines stand below the heading."""
        return not self.content.strip()

    @property
    def place(self) -> Place:
        """The heading."""
        return self._body.line_place(self.line)

    @property
    def subsections(self) -> "list[Section]":
        """The sections directly inside this one."""
        inside: list[Section] = []
        for section in self._all[self._number + 1 :]:
            if section.line > self.end_line:
                break
            if not inside or section.line > inside[-1].end_line:
                inside.append(section)
        return inside
