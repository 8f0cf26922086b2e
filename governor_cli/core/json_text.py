"""JSON as text: its values, its faults, and the place of every key and value.

The standard decoder, which is written in C, does the reading. Places are found on demand: the same
decoder steps over whatever nobody asked for, so that one entry of fifty thousand is found quickly.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any, Literal, NamedTuple

from governor_cli.core import json_faults
from governor_cli.core.finding import WHOLE_FILE, Loc, Place
from governor_cli.core.json_faults import JsonFault
from governor_cli.core.text import Decoded, Lines, decode, newline_of
from governor_cli.core.trees import is_mapping, is_sequence

FILE_BOUND = 16 * 1024 * 1024
"""How many bytes a file may have; a larger one is a fault, and is not read."""
DEPTH = 64
"""How deep values may be nested."""

_LONGEST_INT = 19
_DUPLICATES_TOLD = 100


class Numeral(str):
    """A number that is kept as it is written: a fraction, or one too long for other readers."""

    __slots__ = ()


class Member(NamedTuple):
    """One entry of an object or array, as offsets into the text. In an array the key is None, and empty."""

    key: str | None
    key_start: int
    key_end: int
    start: int
    end: int


class JsonText:
    """A file as it is written. Build it with ``read_json``; nothing here raises for any bytes.

    ``tree`` is None where the text cannot be read; then ``usable`` is False, and ``faults`` say why.
    Duplicate keys and NaN are faults of a text that can be read all the same.
    """

    def __init__(self, path: str, data: bytes, decoded: Decoded) -> None:
        self.path = path
        self.data = data
        self.text = decoded.text
        self.bom = decoded.bom
        self.tree: Any = None
        self.usable = False
        self.faults: tuple[JsonFault, ...] = ()
        self._known: dict[int, tuple[Member, ...]] = {}

    def __repr__(self) -> str:
        return f"JsonText({self.path!r}, {len(self.data)} bytes, {len(self.faults)} faults)"

    @cached_property
    def newline(self) -> Literal["\n", "\r\n"]:
        """The line ending that most lines have."""
        return newline_of(self.text)

    @cached_property
    def lines(self) -> Lines:
        """The lines of ``text``: offsets to lines and columns of the file."""
        return Lines(self.text)

    @cached_property
    def root(self) -> Member:
        """The one value of the file; only where it is usable."""
        start = json_faults.blank_end(self.text, 0)
        return Member(None, start, start, start, len(self.text.rstrip(" \t\n\r")))

    def members(self, of: Member) -> tuple[Member, ...]:
        """What an object or array holds, in the order of the file; nothing for any other value."""
        found = self._known.get(of.start)
        if found is None:
            found = tuple(_members(self.text, of.start))
            self._known[of.start] = found
        return found

    def child(self, of: Member, part: str | int) -> Member | None:
        """One entry by its key (of equal ones the last, which is the one that counts) or its index."""
        inside = self.members(of)
        if isinstance(part, int):
            return inside[part] if self.text[of.start] == "[" and 0 <= part < len(inside) else None
        return next((member for member in reversed(inside) if member.key == part), None)

    def find(self, at: Loc) -> tuple[Member, bool]:
        """The value under a path, and True; or the nearest one above it, and False."""
        member = self.root
        for part in at:
            inner = self.child(member, part)
            if inner is None:
                return member, False
            member = inner
        return member, True

    def place(self, at: Loc, on: Literal["value", "key"] = "value") -> Place:
        """Where a key or value stands; for a path that does not exist, where its nearest parent does.

        An object or array that is meant as a whole is shown by its key, or by its opening line.
        """
        if not self.usable:
            return WHOLE_FILE
        member, exact = self.find(at)
        is_deep = self.text[member.start] in "{["
        if member.key is not None and (on == "key" or not exact or is_deep):
            return self.lines.place(member.key_start, member.key_end)
        end = member.end
        if is_deep:
            line_end = self.text.find("\n", member.start, end)
            end = end if line_end < 0 else line_end
            end = member.start + len(self.text[member.start : end].rstrip("\r"))
        return self.lines.place(member.start, end)

    def place_of(self, fault: JsonFault) -> Place:
        """Where a fault stands."""
        return self.lines.place(fault.start, fault.end)


def read_json(path: str, data: bytes) -> JsonText:
    """Read the bytes of one file; never raises. What is wrong with it is in ``faults``."""
    if len(data) > FILE_BOUND:
        document = JsonText(path, data, Decoded("", bom=False))
        document.faults = (json_faults.too_large(FILE_BOUND),)
        return document
    decoded = decode(data)
    document = JsonText(path, data, decoded)
    if decoded.bad_at is not None:
        document.faults = (json_faults.not_utf8(decoded.bad_at, decoded.bad_byte),)
        return document
    odd = _Odd()
    try:
        tree = odd.decoder.decode(decoded.text)
    except json.JSONDecodeError as error:
        document.faults = (json_faults.broken(decoded.text, error),)
        return document
    except RecursionError:
        document.faults = (json_faults.too_deep(decoded.text, DEPTH),)
        return document
    if _deeper_than(tree, DEPTH):
        document.faults = (json_faults.too_deep(decoded.text, DEPTH),)
        return document
    document.tree, document.usable = tree, True
    constants = json_faults.constants(decoded.text) if odd.constant else ()
    duplicates = islice(_duplicates(document), _DUPLICATES_TOLD) if odd.duplicate else ()
    document.faults = tuple(sorted((*constants, *duplicates), key=lambda fault: fault.start))
    return document


class _Odd:
    """A decoder that notes what JSON does not allow, or what readers disagree about."""

    def __init__(self) -> None:
        self.constant = self.duplicate = False
        self.decoder = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_constant=self._constant,
            parse_float=Numeral,
            parse_int=_integer,
        )

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            self.duplicate = True
        return found

    def _constant(self, name: str) -> Numeral:
        self.constant = True
        return Numeral(name)


def _integer(text: str) -> int | Numeral:
    return int(text) if len(text) <= _LONGEST_INT else Numeral(text)


_DECODER = json.JSONDecoder(parse_float=Numeral, parse_int=Numeral)


def _members(text: str, start: int) -> Iterator[Member]:
    """The entries of the object or array that begins here; the text is known to be JSON."""
    if text[start] not in "{[":
        return
    in_object = text[start] == "{"
    skip, decode_at = json_faults.blank_end, _DECODER.raw_decode
    at = skip(text, start + 1)
    while text[at] not in "}]":
        key: str | None = None
        key_start = key_end = at
        if in_object:
            key, key_end = decode_at(text, at)
            at = skip(text, skip(text, key_end) + 1)
        end = decode_at(text, at)[1]
        yield Member(key, key_start, key_end, at, end)
        at = skip(text, end)
        if text[at] == ",":
            at = skip(text, at + 1)


def _deeper_than(tree: Any, bound: int) -> bool:
    level = [tree]
    for _ in range(bound):
        inner: list[Any] = []
        for holder in level:
            parts: Any = holder.values() if is_mapping(holder) else holder if is_sequence(holder) else ()
            inner += [part for part in parts if isinstance(part, (dict, list))]
        if not inner:
            return False
        level = inner
    return True


def _duplicates(document: JsonText) -> Iterator[JsonFault]:
    """Each key that stands twice; only what holds one somewhere inside is looked into."""
    waiting: list[tuple[Loc, Member]] = [((), document.root)]
    while waiting:
        at, member = waiting.pop()
        odd = _Odd()
        odd.decoder.raw_decode(document.text, member.start)
        if not odd.duplicate:
            continue
        seen: dict[str, Member] = {}
        for index, inner in enumerate(document.members(member)):
            part = index if inner.key is None else inner.key
            if inner.key is not None and inner.key in seen:
                line = document.lines.line_of(seen[inner.key].key_start)
                yield json_faults.duplicate(inner.key, line, (*at, part), inner.key_start, inner.key_end)
            elif inner.key is not None:
                seen[inner.key] = inner
            waiting.append(((*at, part), inner))
