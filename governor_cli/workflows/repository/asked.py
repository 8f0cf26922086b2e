"""What rules over all files looked at in this run: docs/decisions/027 says what that is good for."""

from typing import Final

ALL: Final = "*"
"""Somebody went through all facts of a document."""

asked: set[str] = set()
"""Names of facts, and of the pages that were read because something links to them."""


def page(path: str) -> str:
    """The name under which a page is asked for; its path starts at the top of the Git repository."""
    return f"/{path}"
