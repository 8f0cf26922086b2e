"""A document: Markdown with front matter, as values, with its faults and the place of each value.

Reading has two phases. ``read`` gives values and the faults of syntax, cheaply, for every file;
``Document.place`` finds lines and columns, once, and only for a document somebody complains about.
YAML is imported where it is used: a hook that only sniffs at files never pays for it.
"""

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal

from governor_cli.core import front_matter, text_faults
from governor_cli.core.finding import WHOLE_FILE, Fault, Loc, Place
from governor_cli.core.front_matter import Split
from governor_cli.core.patterns import compiled
from governor_cli.core.text import Decoded, Lines, decode, newline_of
from governor_cli.core.trees import is_mapping, is_sequence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from governor_cli.core.markdown import Markdown
    from governor_cli.core.yaml_builder import YamlFault
    from governor_cli.core.yaml_places import Node

FILE_BOUND = 8 * 1024 * 1024
"""How many bytes a document may have; a larger file is a finding, and is not read."""

_SNIFFED = 4096
_KIND: Final = r"(?m)^kind:[ \t]+([A-Za-z][A-Za-z0-9_-]*)[ \t]*\r?$"


class Document:
    """A file as it is written. Build it with ``read``; nothing here ever raises for any bytes.

    ``front`` has text, None, lists and mappings only. Where the front matter cannot be used it is
    empty, ``usable`` is False and ``faults`` say why. ``text`` has no byte order mark, and its line
    endings are as they are in the file.
    """

    front: dict[str, Any]
    faults: tuple[Fault, ...]
    usable: bool

    def __init__(self, path: str, data: bytes, decoded: Decoded, split: Split) -> None:
        self.path = path
        self.data = data
        self.text = decoded.text
        self.bom = decoded.bom
        self.decodable = decoded.bad_at is None
        self.split = split
        self.front = {}
        self.faults = ()
        self.usable = False

    def __repr__(self) -> str:
        return f"Document({self.path!r}, {len(self.data)} bytes, {len(self.faults)} faults)"

    @property
    def has_front(self) -> bool:
        """Whether the file opens a front matter block, even a broken one."""
        return self.split.exists

    @property
    def kind(self) -> str | None:
        """What the front matter says under ``kind``, if it is text."""
        kind = self.front.get("kind")
        return kind if isinstance(kind, str) else None

    @property
    def front_text(self) -> str:
        """The lines between the two ``---``."""
        return self.text[self.split.start : self.split.end]

    @cached_property
    def body(self) -> str:
        """All that follows the front matter."""
        return self.text[self.split.body :]

    @cached_property
    def body_line(self) -> int:
        """The line of the file, from 1, on which the body begins."""
        return self.text.count("\n", 0, self.split.body) + 1

    @cached_property
    def newline(self) -> Literal["\n", "\r\n"]:
        """The line ending that most lines of the file have."""
        return newline_of(self.text)

    @cached_property
    def lines(self) -> Lines:
        """The lines of ``text``: offsets to lines and columns of the file."""
        return Lines(self.text)

    @cached_property
    def markdown(self) -> "Markdown":
        """The body's structure; its lines are lines of the file."""
        from governor_cli.core.markdown import Markdown

        return Markdown(self.body, self.body_line)

    @cached_property
    def tree(self) -> "Node | None":
        """The front matter with offsets into ``front_text``, as far as it can be read."""
        from governor_cli.core import yaml_places

        if not self.has_front or len(self.front_text) > text_faults.FRONT_BOUND:
            return None
        return yaml_places.tree(self.front_text)

    def place(self, at: Loc, on: Literal["value", "key"] = "value") -> Place:
        """Where a key or value stands, for any path; always within the file.

        A path that does not exist gives the key of the nearest parent that does; the front matter
        as a whole is its opening line, and a file without any is its first character.
        """
        from governor_cli.core import yaml_places

        if not self.has_front:
            return WHOLE_FILE
        found = yaml_places.find(self.tree, at) if self.tree is not None else None
        if found is None or not at or (found.value is self.tree and not found.exact):
            return self.lines.place(0, 3)
        node = found.value
        if found.key is not None and (on == "key" or not found.exact or node.empty):
            node = found.key
        return self.lines.place(self.split.start + node.start, self.split.start + node.end)


def read(path: str, data: bytes) -> Document:
    """Read the bytes of one file; never raises. What is wrong with its syntax is in ``faults``."""
    if len(data) > FILE_BOUND:
        return _too_large(path, data)
    decoded = decode(data)
    split = front_matter.split(decoded.text)
    document = Document(path, data, decoded, split)
    faults: list[Fault] = []
    if text_faults.suspicious(decoded, split):
        faults += text_faults.find(decoded, split, document.lines)
    if split.exists and split.closed and (not faults or text_faults.parsable(document.front_text)):
        tree, found = _values(document.front_text)
        faults += [_located(document, fault) for fault in found]
        if is_mapping(tree):
            document.front, document.usable = tree, True
        elif tree is not None:
            faults.append(_not_a_mapping(document, tree))
    document.faults = tuple(sorted(faults, key=_order)) if faults else ()
    return document


def front_text(data: bytes) -> str:
    """The front matter of a file, read no further than that; empty where there is none."""
    text = decode(data[:FILE_BOUND]).text
    split = front_matter.split(text)
    return text[split.start : split.end]


def learn(front_text: str, front: dict[str, Any]) -> None:
    """What some front matter without faults says, as an earlier run read it: no YAML is needed."""
    _learned[front_text] = front


_learned: dict[str, dict[str, Any]] = {}


def _values(front_text: str) -> "tuple[Any, Sequence[YamlFault]]":
    known = _learned.get(front_text)
    return _parsed(front_text) if known is None else (known, ())


@lru_cache(maxsize=4)
def _parsed(front_text: str) -> "tuple[Any, Sequence[YamlFault]]":
    """Whoever edits a body reads the same front matter again and again."""
    from governor_cli.core import yaml_values

    return yaml_values.parse(front_text)


@lru_cache(maxsize=1)
def read_edited(path: str, data: bytes) -> Document:
    """Read what an edit made: to verify it, and again to go on from it, which is the same document then."""
    return read(path, data)


def sniff(data: bytes) -> str | None:
    """Guess the ``kind`` of a file from its first 4 KB, mostly without YAML; None for a foreign one.

    It finds whatever ``read`` would find there in a well-formed document, and for a broken one
    what its ``kind:`` line says.
    """
    head = data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if not head.startswith(b"---"):
        return None
    text = head.decode(errors="replace")
    split = front_matter.split(text)
    if not split.exists:
        return None
    block = text[split.start : split.end]
    plain = compiled(_KIND).search(block)
    if plain and block.count("kind") == 1:
        return plain[1]
    from governor_cli.core import yaml_values

    told = yaml_values.first_value(block, "kind")
    return plain[1] if told is None and plain else told


def _too_large(path: str, data: bytes) -> Document:
    document = Document(path, data, Decoded("", bom=False), front_matter.NONE)
    document.faults = (text_faults.too_large(FILE_BOUND),)
    return document


def _located(document: Document, fault: "YamlFault") -> Fault:
    offset = document.split.start
    place = document.lines.place(offset + fault.start, offset + fault.end)
    hint = fault.hint
    if fault.code == "DOC006":
        hint = f"Keep one of the two: the first is on line {document.place(fault.at, 'key').line}."
    return Fault(fault.code, fault.message, hint, at=fault.at, on=fault.on, place=place)


def _not_a_mapping(document: Document, tree: Any) -> Fault:
    shape = "a list" if is_sequence(tree) else "plain text"
    root, offset = document.tree, document.split.start
    place = document.lines.place(offset + root.start, offset + root.end) if root else WHOLE_FILE
    message = f"the front matter is {shape}, not keys and values"
    return Fault("DOC004", message, "Write one `key: value` on each line.", place=place)


def _order(fault: Fault) -> tuple[int, int, str]:
    place = fault.place or WHOLE_FILE
    return (place.line, place.column, fault.code)
