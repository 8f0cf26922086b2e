"""Make the policy of a prose playbook: front matter in front, its tables turned into marked blocks.

Every other line of the prose stays as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from governor_cli.adapters import templates
from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.playbook.kind import KIND
from governor_cli.policy.model import Playbook
from governor_cli.readers.prose_playbook.result import ImportedPlaybook, Piece, Unplaced
from governor_cli.workflows.playbook.render import rendered
from governor_cli.workflows.repository.reading import record_of, refused

LARGEST = 1024 * 1024
"""Bytes of a prose playbook."""
_MARKER = re.compile(r"<!--[ \t]*/?gov:(?![ \t]*allow\b)[^\n>]*-->")
"""A block's marker of an earlier rendering, whose front matter was lost: the block is prose now."""
_OPENING = re.compile(r"<!-- gov:([a-z-]+) -->")
_ALWAYS_SHOWN = {
    "channels": "Channels",
    "roles": "Roles",
    "severities": "Severities",
    "escalation": "Escalation",
    "checklist": "After an incident",
    "deadlines": "Deadlines after an incident",
}
"""What a reader of the body must not miss, with the heading it gets where the prose has no table for it."""


class Composed(NamedTuple):
    """The whole new file, the policy in it, and the account of where each fact came from."""

    data: bytes
    playbook: Playbook
    account: ImportedPlaybook


def compose(data: bytes, name: str, path: str) -> Composed:
    """Read the prose ``data`` of the file ``name`` into the playbook that will stand at ``path``."""
    from governor_cli.readers.prose_playbook import read_playbook

    text, foreign = prose(data, name)
    example = read("playbook.md", templates.text("playbook.md").encode()).front
    account = read_playbook(text, example, document=path)
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    lines = with_blocks(_lines(text), account.pieces)
    body = newline.join(lines).lstrip("\r\n")
    front = dump_front(account.front).replace("\n", newline)
    document = read(path, f"{front}{newline}{body}{newline}".encode())
    _refuse_swallowed(document, lines, name)
    playbook = record_of(document)
    if not isinstance(playbook, Playbook):
        raise refused(document)
    whole = account._replace(unplaced=[*foreign, *account.unplaced])
    return Composed(rendered(document, playbook).data, playbook, whole)


def _refuse_swallowed(document: Document, lines: Sequence[str], name: str) -> None:
    """What the prose opens and never closes would swallow the blocks below it: nobody would see a table."""
    marked = {found[1] for line in lines if (found := _OPENING.fullmatch(line))}
    if document.markdown.faults or not marked <= set(document.markdown.blocks):
        raise GovError(
            f"{name} opens a comment or a block of code that it never closes",
            hint="Close it with `-->`, or with the same fence, then import it again.",
        )


def prose(data: bytes, name: str) -> tuple[str, list[Unplaced]]:
    """The text of a playbook, and the lines of another tool's front matter, which are blank there.

    GovError for anything but text, and for a playbook that is policy already.
    """
    if len(data) > LARGEST:
        raise GovError(f"{name} is larger than a megabyte", hint="Give the playbook alone.")
    document = read(name, data)
    if not document.decodable:
        raise GovError(f"{name} is not UTF-8 text", hint="Convert it to UTF-8 first.")
    if "\0" in document.text:
        raise GovError(f"{name} is not text", hint="Give a Markdown file.")
    if document.kind == KIND.name:
        raise GovError(
            f"{name} is a playbook with front matter already",
            hint="Name it in gov.toml, and run `gov playbook check`.",
        )
    if not document.front:
        return _MARKER.sub("", document.text), []
    lines = _lines(document.front_text)
    foreign = [
        Unplaced(number, line, "front matter of another tool")
        for number, line in enumerate(lines, 2)
        if line.strip()
    ]
    return "\n" * (document.body_line - 1) + _MARKER.sub("", document.body), foreign


def with_blocks(lines: Sequence[str], pieces: Iterable[Piece]) -> list[str]:
    """The lines with an empty marked block for each piece, then those that no piece asked for.

    A block stands once, at its first piece. A piece that holds more than the front matter
    stays, above its block.
    """
    placed: set[str] = set()
    body: list[str] = []
    done = 0
    for piece in _apart(pieces):
        _add(body, lines[done : piece.last_line if not piece.whole else piece.first_line - 1])
        done = piece.last_line
        if piece.block not in placed:
            _add(body, _marked(piece.block))
        placed.add(piece.block)
    _add(body, lines[done:])
    for name, title in _ALWAYS_SHOWN.items():
        if name not in placed:
            _add(body, ["", f"## {title}", "", *_marked(name)])
    return body


def _add(body: list[str], lines: Sequence[str]) -> None:
    """Lines below the body, with a blank one where a block touches text: Markdown wants it."""
    touching = body and lines and body[-1].strip() and lines[0].strip()
    if touching and (body[-1].startswith("<!-- /gov:") or lines[0].startswith("<!-- gov:")):
        body.append("")
    body += lines


def _apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """In the order of the text; of two that overlap the first."""
    last = 0
    for piece in sorted(pieces, key=lambda piece: piece.first_line):
        if piece.first_line > last:
            yield piece
            last = piece.last_line


def _marked(name: str) -> list[str]:
    return [f"<!-- gov:{name} -->", f"<!-- /gov:{name} -->"]


def _lines(text: str) -> list[str]:
    """As editors number them; what else Unicode calls a line break is text."""
    lines = text.replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]
