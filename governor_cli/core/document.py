"""A document: Markdown with front matter, as values, with its faults and the place of each value.

Reading has two phases. ``read`` gives values and the faults of syntax, cheaply, for every file;
``Document.place`` finds lines and columns, once, and only for a document somebody complains about.
"""

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from governor_cli.core import front_matter, yaml_places, yaml_values
from governor_cli.core.finding import WHOLE_FILE, Fault, Loc, Place
from governor_cli.core.front_matter import Split
from governor_cli.core.text import Decoded, Lines, decode, newline_of
from governor_cli.core.yaml_values import YamlFault

if TYPE_CHECKING:
    from governor_cli.core.markdown import Markdown

FILE_BOUND = 8 * 1024 * 1024
"""How many bytes a document may have; a larger file is a finding, and is not read."""

FRONT_BOUND = 2 * 1024 * 1024
"""How many characters its front matter may have."""

_SNIFFED = 4096
_KIND = re.compile(rb"^kind:[ \t]+([A-Za-z][A-Za-z0-9_-]*)[ \t]*\r?$", re.MULTILINE)


class Document:
    """A file as it is written. Build it with ``read``; nothing here ever raises for any bytes.

    ``front`` has text, None, lists and mappings only, and is empty where the front matter cannot
    be used; ``faults`` then say why. ``text`` has no byte order mark and its line endings as they
    are. ``body_line`` is the line of the file on which the body begins.
    """

    def __init__(
        self,
        path: str,
        data: bytes,
        decoded: Decoded,
        split: Split,
        front: dict[str, Any],
        faults: tuple[Fault, ...],
    ) -> None:
        self.path = path
        self.data = data
        self.text = decoded.text
        self.bom = decoded.bom
        self.decodable = decoded.bad_at is None
        self.split = split
        self.front = front
        self.faults = faults

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
    def tree(self) -> yaml_places.Node | None:
        """The front matter with offsets into ``front_text``, as far as it can be read."""
        if not self.has_front or len(self.text) > FILE_BOUND:
            return None
        return yaml_places.tree(self.front_text)

    def place(self, at: Loc, on: Literal["value", "key"] = "value") -> Place:
        """Where a key or value stands, for any path; always within the file.

        A path that does not exist gives the key of the nearest parent that does; the front matter
        as a whole is its opening line, and a file without any is its first character.
        """
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
        fault = Fault(
            "DOC010",
            f"larger than {FILE_BOUND // 1024 // 1024} MB",
            "Keep large material elsewhere and link to it.",
            place=WHOLE_FILE,
        )
        return Document(path, data, Decoded("", bom=False), front_matter.NONE, {}, (fault,))
    decoded = decode(data)
    split = front_matter.split(decoded.text)
    document = Document(path, data, decoded, split, {}, ())
    faults = _faults_of_text(document, decoded)
    if split.closed and split.exists and (not faults or _parsable(document)):
        parsed = yaml_values.parse(document.front_text)
        faults.extend(_located(document, fault) for fault in parsed.faults)
        if isinstance(parsed.tree, dict):
            document.front = parsed.tree
        elif parsed.tree is not None:
            faults.append(_not_a_mapping(document, parsed.tree))
    document.faults = tuple(sorted(faults, key=_order)) if faults else ()
    return document


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
    plain = _KIND.findall(block.encode())
    if len(plain) == 1 and block.count("kind") == 1:
        return plain[0].decode()
    return yaml_values.first_value(block, "kind") or (plain[0].decode() if plain else None)


def _faults_of_text(document: Document, decoded: Decoded) -> list[Fault]:
    text, split = decoded.text, document.split
    faults: list[Fault] = []
    if decoded.bad_at is not None:
        message = f"not UTF-8: the byte 0x{decoded.bad_byte:02x} stands here"
        faults.append(_at(document, "DOC001", message, "Save the file as UTF-8.", decoded.bad_at))
    if (nul := text.find("\0")) >= 0:
        faults.append(
            _at(document, "DOC002", "a NUL byte stands here", "Take it out; is this a text file?", nul)
        )
    if not split.closed:
        hint = "End it with a line that holds `---` and nothing else."
        faults.append(_at(document, "DOC003", "the front matter is never closed", hint, 0, 3))
    if not split.exists:
        late = front_matter.begins_late(text)
        hint = (
            "Take out the blank lines before it."
            if late
            else "Begin the file with a line `---`, then `kind: ...`."
        )
        message = "the front matter does not begin on the first line" if late else "no front matter"
        faults.append(Fault("DOC012", message, hint, place=WHOLE_FILE))
    if split.end - split.start > FRONT_BOUND:
        message = f"front matter larger than {FRONT_BOUND // 1024 // 1024} MB"
        faults.append(_at(document, "DOC010", message, "Keep long text in the body.", 0, 3))
    for conflict in front_matter.conflicts(text):
        hint = "Choose what should stand and take the markers out."
        message = "a merge conflict is not resolved"
        faults.append(_at(document, "DOC007", message, hint, conflict.start, conflict.end))
    return faults


def _parsable(document: Document) -> bool:
    """Whether YAML's complaints would say anything that is not said already, and soon enough."""
    front = document.front_text
    return len(front) <= FRONT_BOUND and "\0" not in front and not any(front_matter.conflicts(front))


def _at(document: Document, code: str, message: str, hint: str, start: int, end: int | None = None) -> Fault:
    place = document.lines.place(start, start + 1 if end is None else end)
    return Fault(code, message, hint, place=place)


def _located(document: Document, fault: YamlFault) -> Fault:
    offset = document.split.start
    place = document.lines.place(offset + fault.start, offset + fault.end)
    return Fault(fault.code, fault.message, fault.hint, at=fault.at, on=fault.on, place=place)


def _not_a_mapping(document: Document, tree: Any) -> Fault:
    shape = "a list" if isinstance(tree, list) else "plain text"
    root = document.tree
    start = document.split.start + (root.start if root else 0)
    end = document.split.start + (root.end if root else 0)
    hint = "Write one `key: value` on each line."
    return _at(document, "DOC004", f"the front matter is {shape}, not keys and values", hint, start, end)


def _order(fault: Fault) -> tuple[int, int, str]:
    place = fault.place or WHOLE_FILE
    return (place.line, place.column, fault.code)
