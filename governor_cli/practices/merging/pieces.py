"""The result of a merge as pieces: text that both sides agree on, and the few places where they do not."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Side = Literal["ours", "theirs"]


class Conflict(NamedTuple):
    """Both sides changed this, in different ways: what each of them says."""

    ours: str
    theirs: str


Piece = str | Conflict


class Marks(NamedTuple):
    """How a conflict is marked: the name of each side, and how long a marker is."""

    ours: str = "ours"
    theirs: str = "theirs"
    size: int = 7


def resolved(pieces: Iterable[Piece], side: Side) -> str:
    """The text as it would be if one side were right about every conflict."""
    return "".join(piece if isinstance(piece, str) else getattr(piece, side) for piece in pieces)


def has_conflict(pieces: Iterable[Piece]) -> bool:
    """Whether anything is left for a person to decide."""
    return any(isinstance(piece, Conflict) for piece in pieces)


def marked(pieces: Iterable[Piece], marks: Marks) -> str:
    """The text with markers around the lines that hold a conflict, and around no other.

    Two conflicts on one line are one; whatever else stands on the line is merged on both sides.
    """
    writer = _Writer(marks)
    for piece in pieces:
        if isinstance(piece, Conflict):
            writer.conflict(piece)
        else:
            writer.text(piece)
    return writer.finished()


class _Writer:
    """``line`` is what stands of the last line; ``sides`` what each side has of an open conflict."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.written: list[str] = []
        self.line = ""
        self.sides: Conflict | None = None

    def text(self, piece: str) -> None:
        if self.sides is not None:
            rest, newline, piece = piece.partition("\n")
            self.sides = Conflict(self.sides.ours + rest + newline, self.sides.theirs + rest + newline)
            if not newline:
                return
            self.close()
        end = piece.rfind("\n") + 1
        if end:
            self.written += [self.line, piece[:end]]
            self.line = ""
        self.line += piece[end:]

    def conflict(self, piece: Conflict) -> None:
        before = self.sides or Conflict(self.line, self.line)
        self.line = ""
        self.sides = Conflict(before.ours + piece.ours, before.theirs + piece.theirs)
        if all(not side or side.endswith("\n") for side in self.sides):
            self.close()

    def close(self) -> None:
        if self.sides is None:
            return
        ours, theirs = (side if not side or side.endswith("\n") else f"{side}\n" for side in self.sides)
        self.sides = None
        if ours == theirs:
            self.written.append(ours)
            return
        size = self.marks.size
        self.written += [f"{'<' * size} {self.marks.ours}\n", ours, "=" * size, "\n", theirs]
        self.written.append(f"{'>' * size} {self.marks.theirs}\n")

    def finished(self) -> str:
        self.close()
        return "".join([*self.written, self.line])
