"""A chart of one series as inline SVG: for Markdown, and for a page that may ask nobody for anything.

No script, no style sheet, no address: colours follow the text around it (``currentColor``), and the
numbers stand in its title and description for whoever cannot see it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from governor_cli.core.instants import format_instant
from governor_cli.kinds.metrics.compare import bound_of

_WIDTH: Final = 480
_HEIGHT: Final = 96
_EDGE: Final = 8
_LINE: Final = "#2563eb"
_BAD: Final = "#dc2626"

Point = tuple[datetime, float | None, bool | None]
"""When, how much (None: no data), and whether it met its target."""


def chart(title: str, unit: str, target: str, points: Sequence[Point]) -> str:
    """One series over time, gaps where there is no data, a dashed line at the target."""
    known = [value for _, value, _ in points if value is not None]
    bound = bound_of(target)
    limit = float(bound[1]) if bound else None
    span = _Span(points, [*known, *([limit] if limit is not None and known else [])])
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}"'
    parts = [
        f'{head} height="{_HEIGHT}" role="img" aria-label={quoteattr(_clean(title))}>',
        f"<title>{escape(_clean(title))}</title>",
        f"<desc>{escape(_clean(_described(unit, target, points, known)))}</desc>",
    ]
    if limit is not None and known:
        y = span.y(limit)
        parts.append(
            f'<line x1="{_EDGE}" y1="{y}" x2="{_WIDTH - _EDGE}" y2="{y}" stroke="currentColor" '
            f'stroke-dasharray="4 4" opacity="0.5"/>'
        )
    parts.extend(_lines(span, points))
    parts.extend(_dots(span, points))
    parts.append("</svg>")
    return "".join(parts)


class _Span:
    """Where instants and values lie in the picture."""

    def __init__(self, points: Sequence[Point], values: Sequence[float]) -> None:
        self.first = min((at for at, _, _ in points), default=None)
        self.last = max((at for at, _, _ in points), default=None)
        self.low, self.high = min(values, default=0.0), max(values, default=0.0)

    def x(self, at: datetime) -> str:
        """Left to right in the order of time."""
        whole = (self.last - self.first).total_seconds() if self.first and self.last else 0.0
        part = (at - self.first).total_seconds() / whole if whole and self.first else 0.5
        return f"{_EDGE + part * (_WIDTH - 2 * _EDGE):.1f}"

    def y(self, value: float) -> str:
        """The highest value at the top; halves keep two extremes from overflowing."""
        whole = self.high / 2 - self.low / 2
        part = (value / 2 - self.low / 2) / whole if whole else 0.5
        return f"{_HEIGHT - _EDGE - part * (_HEIGHT - 2 * _EDGE):.1f}"


def _lines(span: _Span, points: Sequence[Point]) -> Iterator[str]:
    """One line for each stretch without a gap."""
    run: list[str] = []
    for at, value, _ in [*points, (points[-1][0], None, None)] if points else []:
        if value is not None:
            run.append(f"{span.x(at)},{span.y(value)}")
            continue
        if len(run) > 1:
            yield f'<polyline points="{" ".join(run)}" fill="none" stroke="{_LINE}" stroke-width="2"/>'
        run = []


def _dots(span: _Span, points: Sequence[Point]) -> Iterator[str]:
    for at, value, ok in points:
        if value is not None:
            colour = _BAD if ok is False else _LINE
            yield (
                f'<circle cx="{span.x(at)}" cy="{span.y(value)}" r="3" fill="{colour}">'
                f"<title>{format_instant(at)}: {value:g}</title></circle>"
            )


def _described(unit: str, target: str, points: Sequence[Point], known: Sequence[float]) -> str:
    if not known:
        return f"no data, {len(points)} times"
    gaps = len(points) - len(known)
    said = f"from {min(known):g} to {max(known):g} {unit}".rstrip()
    said += f", {len(known)} times" + (f", no data {gaps} times" if gaps else "")
    return said + (f", target {target}" if target else "")


def _clean(text: str) -> str:
    """Text that XML can hold, on one line."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
