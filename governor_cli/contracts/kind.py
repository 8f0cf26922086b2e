"""What a kind of artifact offers to the pipe that judges documents."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.rule import Rule
from governor_cli.core.document import Document
from governor_cli.core.record import Record


class Kind(NamedTuple):
    """One kind of artifact; ``kinds/<name>/kind.py`` exports it as KIND."""

    name: str
    model: type[Record]
    rules: tuple[Rule, ...]
    extract: Callable[[Any, Document], Extract]
    """(record, document) -> the few facts that other files' rules need."""
    file_name: Callable[[Extract], str] | None = None
    """What stands inside -> the shell pattern of the file name, such as ``INC-20261123-7F3K-*.md``."""
    blocks: Callable[[Any, Document], Mapping[str, str]] | None = None
    """(record, document) -> the rendered text that belongs between ``<!-- gov:NAME -->`` markers."""
    salvage: Callable[[Mapping[str, Any]], Extract] | None = None
    """Front matter whose record is wrong -> what other files may still rely on."""
    columns: tuple[str, ...] = ()
    """Facts that somebody asks of every document at once: they are kept apart, and found quickly."""
