"""Text that YAML takes for a comment though it was meant as part of a value: `note: see #4711`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from governor_cli.core.finding import Fault, Loc, dotted
from governor_cli.core.patterns import compiled

if TYPE_CHECKING:
    from governor_cli.core.document import Document
    from governor_cli.core.yaml_places import Node

_ANYWHERE: Final = r"#\w"
"""With a space before it this makes a front matter worth a closer look. It begins with a plain sign, which
Python finds thirty times as fast as a space or a tab: every document is searched for it."""
_GLUED: Final = r"[ \t]+(#(?!gov:[ \t]*allow\b)\w[^\r\n]*)"
"""A comment behind a value whose text follows the `#` at once, as in `#4711` or `#operations`."""
_SHOWN = 40


def lost_text(document: "Document") -> Iterator[Fault]:
    """Every value without quotes, or empty place of one, that ends at such a comment."""
    front = document.front_text
    if not document.usable or not _may_lose(front) or document.tree is None:
        return
    for at, node in _scalars(document.tree, ()):
        found = compiled(_GLUED).match(front, node.end) if node.style is None else None
        if found is None:
            continue
        lost = found[1].rstrip()
        shown = lost if len(lost) <= _SHOWN else f"{lost[:_SHOWN]}..."
        start = document.split.start + found.start(1)
        yield Fault(
            "KEY006",
            f"`{dotted(at)}` ends before `{shown}`, which is a comment to YAML",
            "Put the value in quotes; write `# ` with a space where a comment is meant.",
            at=at,
            place=document.lines.place(start, start + len(lost)),
        )


def _may_lose(front: str) -> bool:
    return any(front[found.start() - 1] in " \t" for found in compiled(_ANYWHERE).finditer(front, 1))


def _scalars(node: "Node", at: Loc) -> Iterator[tuple[Loc, "Node"]]:
    if node.shape == "scalar":
        yield at, node
    elif node.shape == "sequence":
        for index, item in enumerate(node.items):
            yield from _scalars(item, (*at, index))
    elif node.shape == "mapping":
        for key, item in zip(node.keys, node.items, strict=False):
            yield from _scalars(item, (*at, key.text or ""))
