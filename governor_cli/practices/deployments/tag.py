"""A tag as Git has it."""

from datetime import datetime
from typing import NamedTuple


class Tag(NamedTuple):
    """Its name, what it stands on, and when that was; trailers of an annotated tag alone."""

    name: str
    """Without ``refs/tags/``."""
    commit: str | None
    """None for the tag of something else."""
    tagged: datetime | None
    """When somebody tagged it; None for a lightweight tag, and for a very old one."""
    committed: datetime | None
    trailers: str = ""
    is_annotated: bool = True
