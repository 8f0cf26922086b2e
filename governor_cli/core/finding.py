"""Findings: what a rule says about a document, and where."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

Loc = tuple[str | int, ...]
"""A path into front matter: keys of mappings and indexes of lists, () for the whole."""


class Place(NamedTuple):
    """A range in a file: lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


WHOLE_FILE = Place(1, 1, 1, 1)


class Fault(NamedTuple):
    """What a rule says before the place of a front matter key is known.

    ``at`` and ``on`` name the key or value; positions are looked up only for documents
    that failed, because that costs more than judging them. A fault in the body, or in the
    syntax, knows its ``place`` from the start.
    """

    code: str
    message: str
    hint: str = ""
    at: Loc = ()
    on: Literal["value", "key"] = "value"
    place: Place | None = None
    severity: Severity | None = None
    """Only where this one differs from the severity of its rule."""
    subject: str = ""
    """What the fault is about, independent of lines: the text of a row, a section's name.
    Absent: the path ``at``. It tells an old finding from a new one."""
    path: str = ""
    """Only for rules over the whole corpus: the file meant."""


class Finding(NamedTuple):
    """A fault with its file and place; ``subject`` identifies it when lines move."""

    path: str
    place: Place
    code: str
    severity: Severity
    message: str
    hint: str
    subject: str

    @property
    def identity(self) -> tuple[str, str, str]:
        """The same fault in another snapshot has the same identity."""
        return (self.path, self.code, self.subject)


def dotted(loc: Loc) -> str:
    """``("channels", 0, "hours")`` as ``channels[0].hours``."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
