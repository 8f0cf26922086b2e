"""Small pictures of numbers in a line of text: a sparkline over time, a bar against a target."""

from collections.abc import Sequence
from typing import Final

_STEPS: Final = "▁▂▃▄▅▆▇█"
_PARTS: Final = " ▏▎▍▌▋▊▉"
_FULL: Final = "█"
_GAP: Final = "·"
WIDTH: Final = 48
BAR: Final = 12


def sparkline(numbers: Sequence[float | None], width: int = WIDTH) -> str:
    """A character a value, the lowest at the bottom; a dot where there is none, for that is no zero.

    More values than fit are drawn as the means of neighbours.
    """
    shown = _thinned(numbers, width)
    known = [number for number in shown if number is not None]
    if not known:
        return _GAP * len(shown)
    low, high = min(known), max(known)
    return "".join(_GAP if number is None else _STEPS[_step(number, low, high)] for number in shown)


def bar(number: float | None, target: str, highest: float, width: int = BAR) -> str:
    """How much of the target's number a value is; of the highest value where there is no target."""
    from governor_cli.kinds.metrics.compare import bound_of  # with decimals, which a line needs not

    bound = bound_of(target)
    whole = abs(float(bound[1])) if bound and bound[1] else abs(highest)
    if number is None or not whole:
        return ""
    eighths = round(min(1.0, abs(number) / whole) * width * 8)
    full, part = divmod(eighths, 8)
    return (_FULL * full + _PARTS[part].strip()) + _GAP * (width - full - (part > 0))


def _step(number: float, low: float, high: float) -> int:
    if high <= low:
        return len(_STEPS) // 2
    return min(len(_STEPS) - 1, int((number / 2 - low / 2) / (high / 2 - low / 2) * len(_STEPS)))


def _thinned(numbers: Sequence[float | None], width: int) -> list[float | None]:
    count = len(numbers)
    if count <= width:
        return list(numbers)
    return [_mean(numbers[at * count // width : (at + 1) * count // width]) for at in range(width)]


def _mean(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(number / len(known) for number in known) if known else None
