"""What rules about links know of a page of the documentation: where it leads, and what can be led to."""

from typing import NamedTuple

from governor_cli.core.silences import Silence


class PageLink(NamedTuple):
    """A link as written; lines and columns from 1, the end exclusive."""

    target: str
    line: int
    column: int
    end_line: int
    end_column: int


class Page(NamedTuple):
    """One Markdown file."""

    anchors: frozenset[str]
    """What may stand after the ``#`` of a link to it."""
    links: tuple[PageLink, ...]
    silences: tuple[Silence, ...]
