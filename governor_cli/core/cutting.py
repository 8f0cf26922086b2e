"""Cut a text to what a place can hold, by whatever is counted there."""

from collections.abc import Callable

_MARK = "…"


def _one(character: str) -> int:
    del character
    return 1


def cut(text: str, most: int, weight: Callable[[str], int] = _one) -> str:
    """The text, or its longest beginning that weighs no more than ``most`` with ``…`` behind it."""
    total = end = 0
    left = most - weight(_MARK)
    for number, character in enumerate(text, 1):
        total += weight(character)
        if total <= left:
            end = number
        elif total > most:
            return f"{text[:end].rstrip()}{_MARK}" if left >= 0 else ""
    return text
