"""The name of a contributing factor: ``F1``, as the heading in the report says it."""

import re

_FACTOR = re.compile(r"F([1-9][0-9]{0,2})")


def number_of(factor: str) -> int | None:
    """1 for ``F1``; None for anything else."""
    found = _FACTOR.fullmatch(factor)
    return int(found[1]) if found else None
