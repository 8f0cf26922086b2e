"""The merge of a whole file: what it is, how its lines end, and what is merged in which way."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from governor_cli.core.document import Document, read
from governor_cli.core.text import BOM, decode
from governor_cli.practices.merging.body import LineMerge, merge_body
from governor_cli.practices.merging.front import merge_front
from governor_cli.practices.merging.pieces import Marks, Piece, has_conflict, marked
from governor_cli.practices.merging.sealed import settled
from governor_cli.practices.merging.tasks import merge_json
from governor_cli.practices.merging.tree import leaf

KINDS = frozenset({"playbook", "roster", "incident", "checklist", "metrics", "sync"})
"""What a document must say it is to be merged as one."""
PlainMerge = Callable[[bytes, bytes, bytes], tuple[bytes, bool]]
"""Base, ours, theirs -> merged line by line as git does it, and whether a conflict is in it."""


class Merged(NamedTuple):
    """The merged bytes; with ``conflicts`` there are markers in them, for a person to decide.

    ``as_text`` is True where a version could not be read, and the lines were merged without a thought
    for what they mean.
    """

    data: bytes
    conflicts: bool = False
    as_text: bool = False


def merge(
    base: bytes, ours: bytes, theirs: bytes, merge_plain: PlainMerge, marks: Marks | None = None
) -> Merged:
    """Merge two versions of an artifact; the base is empty where both sides made the file.

    Whatever cannot be read as the same kind of artifact in all versions is merged as plain text.
    """
    if theirs in {ours, base}:
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    marks = marks or Marks()
    texts = _texts(base, ours, theirs)
    if texts is not None:
        found = _as_json(texts) if _looks_like_json(texts) else _as_document(texts, merge_plain)
        if found is not None:
            return Merged(texts.written(marked(found.pieces, marks)), found.conflicts)
    data, conflicts = merge_plain(base, ours, theirs)
    return Merged(data, conflicts, as_text=True)


class _Texts(NamedTuple):
    """Three texts with line feeds, each ending in one; and what the merged file should have instead."""

    base: str
    ours: str
    theirs: str
    bom: bool
    crlf: bool
    ended: bool

    def written(self, text: str) -> bytes:
        if not self.ended:
            text = text.removesuffix("\n")
        if self.crlf:
            text = text.replace("\n", "\r\n")
        return f"{BOM if self.bom else ''}{text}".encode()


def _texts(*versions: bytes) -> _Texts | None:
    """None where a version is not UTF-8. The form of the file is that of the side which changed it."""
    decoded = [decode(data) for data in versions]
    if any(one.bad_at is not None for one in decoded):
        return None
    texts = [one.text for one in decoded]
    uniform = all(
        text.count("\r\n") == text.count("\r") and text.count("\r\n") in {0, text.count("\n")}
        for text in texts
    )
    crlf = _changed([uniform and "\r\n" in text for text in texts], versions)
    if uniform:
        texts = [text.replace("\r\n", "\n") for text in texts]
    ended = _changed([text.endswith("\n") for text in texts], versions)
    bom = _changed([one.bom for one in decoded], versions)
    old, mine, other = (text if text.endswith("\n") or not text else f"{text}\n" for text in texts)
    return _Texts(old, mine, other, bom, crlf, ended)


def _changed(flags: Sequence[bool], versions: Sequence[bytes]) -> bool:
    """A property of the file: as the side has it that differs from the base."""
    base, ours, theirs = flags
    return theirs if versions[0] and ours == base else ours


class _Found(NamedTuple):
    pieces: list[Piece]
    conflicts: bool


def _looks_like_json(texts: _Texts) -> bool:
    return all(text.lstrip()[:1] in {"[", "{"} for text in (texts.ours, texts.theirs))


def _as_json(texts: _Texts) -> _Found | None:
    pieces = merge_json(texts.base, texts.ours, texts.theirs)
    return None if pieces is None else _Found(pieces, has_conflict(pieces))


def _as_document(texts: _Texts, merge_plain: PlainMerge) -> _Found | None:
    base, ours, theirs = (read("", text.encode()) for text in (texts.base, texts.ours, texts.theirs))
    old = base if texts.base else None
    versions = [document for document in (old, ours, theirs) if document is not None]
    if any(not document.usable or document.faults for document in versions):
        return None
    kinds = {document.kind for document in versions}
    if len(kinds) > 1 or ours.kind not in KINDS:
        return None
    front = merge_front(old, ours, theirs)
    if front is None:
        return None
    bodies = (old.body if old else None, ours.body, theirs.body)
    if ours.kind == "sync":
        bodies = settled(*bodies)
    body = merge_body(*bodies, ours.kind, _by_lines(merge_plain))
    pieces = [_frame(old, ours, theirs, 0), *front.pieces, _frame(old, ours, theirs, 1), *body.pieces]
    return _Found(pieces, has_conflict(pieces) or body.has_markers)


def _frame(base: Document | None, ours: Document, theirs: Document, which: int) -> str:
    """The line ``---`` above the front matter, or the one below it."""
    lines = [_frames(one)[which] if one else None for one in (base, ours, theirs)]
    piece = leaf(lines[0], lines[1] or "", lines[2] or "")
    return piece if isinstance(piece, str) else lines[1] or ""


def _frames(document: Document) -> tuple[str, str]:
    split = document.split
    return document.text[: split.start], document.text[split.end : split.body]


def _by_lines(merge_plain: PlainMerge) -> LineMerge:
    """The same for text."""

    def merge_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
        data, conflicts = merge_plain(base.encode(), ours.encode(), theirs.encode())
        return data.decode(), conflicts

    return merge_lines
