"""The outline of a gov repository: what rules ask of every document, kept in one piece beside the verdicts.

It follows from the same bytes, policy and program as they do. What a snapshot has otherwise than the
snapshot that it was made of is laid over it; docs/decisions/030 says how much that saves.
"""

import marshal
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from governor_cli.core.silences import Silence
from governor_cli.practices.names import fits
from governor_cli.workflows import catalogue
from governor_cli.workflows.repository.columns import Columns, Row
from governor_cli.workflows.repository.judge import Wanted

if TYPE_CHECKING:
    from governor_cli.workflows.repository.verdicts import Told

NO_EXTRACT = ""
"""The kind of files of which other files see nothing."""


class Loud(NamedTuple):
    """What is said of a document that is not simply in order; findings and silences as they are stored."""

    kind: str | None
    told: tuple[tuple[Any, ...], ...]
    silences: tuple[tuple[Any, ...], ...]
    sound: bool


class Seen(NamedTuple):
    """What an outline holds of one document."""

    kind: str
    row: Row
    loud: Loud | None
    misnamed: str
    """The pattern that its name should match and does not, or ""."""
    expected: str
    """The kind that its place asks for, or ""."""


class Outline:
    """Columns by kind, and the few documents about which there is more to say.

    Paths are relative to the root of the gov repository.
    """

    def __init__(
        self,
        kinds: Mapping[str, Columns],
        loud: Mapping[str, Loud],
        misnamed: Mapping[str, str],
        strays: Mapping[str, tuple[str, str]],
    ) -> None:
        self.kinds = kinds
        self.loud = loud
        self.misnamed = misnamed
        """Path -> the pattern that its name should match and does not."""
        self.strays = strays
        """Path -> kind, and the kind that its place asks for where that is another one."""

    def __len__(self) -> int:
        return sum(len(columns.paths) for columns in self.kinds.values())

    @property
    def documents(self) -> list[str]:
        """The paths of everything that is one of gov's documents."""
        found = [path for kind, one in self.kinds.items() if kind != NO_EXTRACT for path in one.paths]
        others = self.kinds[NO_EXTRACT].paths if NO_EXTRACT in self.kinds else ()
        return found + [path for path in others if path in self.loud and self.loud[path].kind]

    @property
    def told(self) -> "Iterator[tuple[str, Told]]":
        """The findings on documents by themselves."""
        from governor_cli.workflows.repository.verdicts import Told

        for path, one in self.loud.items():
            yield from ((path, Told(*told)) for told in one.told)

    @property
    def silences(self) -> Mapping[str, list[Silence]]:
        """The silences in documents."""
        return {
            path: [Silence(*silence) for silence in one.silences]
            for path, one in self.loud.items()
            if one.silences
        }

    def wanted(self, kind: str, paths: Iterable[str]) -> dict[str, Wanted]:
        """What the verdicts on some documents of a kind follow from."""
        blobs = self.kinds[kind].by_path
        return {
            path: Wanted(blobs[path], self.strays[path][1] if path in self.strays else kind) for path in paths
        }


def read_outline(data: bytes | None) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """An outline as it was kept, and path -> object id of what is in it; nothing where there is none."""
    kept: dict[str, Any] = marshal.loads(data) if data else {"kinds": {}}  # noqa: S302 - see adapters/shelf.py
    blobs: dict[str, str] = {}
    for columns in kept["kinds"].values():
        blobs.update(zip(columns["paths"], columns["blobs"], strict=True))
    return kept, blobs


def laid(kept: Mapping[str, Any], gone: AbstractSet[str], fresh: Iterable[Seen]) -> Outline:
    """An outline with its changes."""
    rows: dict[str, list[Row]] = {}
    loud = {path: Loud(*one) for path, one in kept.get("loud", {}).items() if path not in gone}
    misnamed = {path: name for path, name in kept.get("misnamed", {}).items() if path not in gone}
    strays = {path: kinds for path, kinds in kept.get("strays", {}).items() if path not in gone}
    for one in fresh:
        rows.setdefault(one.kind, []).append(one.row)
        if one.loud:
            loud[one.row.path] = one.loud
        if one.misnamed:
            misnamed[one.row.path] = one.misnamed
        if one.expected != one.kind:
            strays[one.row.path] = (one.kind, one.expected)
    stored: Mapping[str, Any] = kept["kinds"]
    kinds: dict[str, Columns] = {}
    for kind in sorted({*stored, *rows}):
        known = stored.get(kind)
        missing = gone & set(known["paths"]) if gone and known else ()
        names = tuple(known["facts"]) if known else columns_of(kind)
        columns = Columns(names, known, missing, rows.get(kind, ()))
        if columns.paths:
            kinds[kind] = columns
    return Outline(kinds, loud, misnamed, strays)


def packed(outline: Outline) -> bytes:
    """An outline as it is kept."""
    return marshal.dumps(
        {
            "kinds": {kind: columns.packed() for kind, columns in outline.kinds.items()},
            "loud": {path: tuple(one) for path, one in outline.loud.items()},
            "misnamed": outline.misnamed,
            "strays": outline.strays,
        }
    )


def columns_of(kind: str) -> tuple[str, ...]:
    """The facts that are kept in columns."""
    return catalogue.kind(kind).columns if kind in catalogue.KINDS else ()


def seen(path: str, wanted: Wanted, stored: Any, met: dict[Any, Any]) -> Seen:
    """What an outline holds of a document whose verdict is stored like this.

    ``met`` holds what was met in other documents: of equal references and facts one is kept in memory.
    """
    kind, extract, name, told, silences, _, sound = stored
    is_loud = told or silences or not sound or (kind and extract is None)
    loud = Loud(kind, told, silences, sound) if is_loud else None
    misnamed = name if name and not fits(path, name) else ""
    if extract is None:
        return Seen(NO_EXTRACT, Row(path, wanted.blob, "", (), {}), loud, misnamed, wanted.expected)
    what, ident, facts, references = extract
    told = ((fact, facts[fact]) for fact in columns_of(what) if fact in facts)
    columns = {fact: met.setdefault(one, one) if isinstance(one, str | bytes) else one for fact, one in told}
    named = tuple([met.setdefault(reference, reference) for reference in references])
    row = Row(path, wanted.blob, ident, named, columns)
    return Seen(cast("str", what), row, loud, misnamed, wanted.expected)
