"""What reading a prose playbook gives: the front matter, and an honest account of where it came from."""

from typing import Any, NamedTuple


class Taken(NamedTuple):
    """A fact of the prose: where it stands in the front matter, the line it was read from, the words."""

    key: str
    line: int
    source: str


class Assumed(NamedTuple):
    """A value the prose does not state: where it stands in the front matter, and what was filled in."""

    key: str
    what: str


class Unplaced(NamedTuple):
    """A line that looks like a fact and has no place; ``why`` is empty when nothing recognised it."""

    line: int
    text: str
    why: str


class Piece(NamedTuple):
    """A table or list of the body that the block ``block`` replaces, lines inclusive and from 1.

    ``whole`` is False when the piece also holds something the front matter does not: the
    importer then keeps it beside the block.
    """

    block: str
    first_line: int
    last_line: int
    whole: bool


class ImportedPlaybook(NamedTuple):
    """A playbook read from prose. ``front`` is complete front matter; its scalars are text."""

    front: dict[str, Any]
    taken: list[Taken]
    assumed: list[Assumed]
    unplaced: list[Unplaced]
    pieces: list[Piece]
