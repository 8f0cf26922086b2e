"""What became of adopted postmortems, for people and for scripts: the report, and what stayed unread."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from governor_cli.views.columns import table
from governor_cli.views.escape import one_line
from governor_cli.views.ink import bold, dim, ink

_WIDEST = 72


def adoption_data(done: Iterable[Any], prefix: str) -> dict[str, Any]:
    """For the envelope of kind ``adoption``."""
    return {
        "reports": [
            {
                "source": one.source,
                "state": one.state,
                "id": one.id or None,
                "path": f"{prefix}{one.path}" if one.path else None,
                "title": one.title or None,
                "times": dict(one.times),
                "rows": one.rows,
                "unread": [unread._asdict() for unread in one.unread],
                "why": one.why,
            }
            for one in done
        ]
    }


def adopted_text(one: Any) -> str:
    """Below the path of a new report: what was taken, and line by line what was not."""
    taken = [f"{name.replace('_', ' ')} {at}" for name, at in one.times.items()]
    rows = f"{one.rows} timeline row{'' if one.rows == 1 else 's'}"
    head = f"  {bold(one.id)}  {one.title}\n  from {one_line(one.source)}: {', '.join([*taken, rows])}"
    return "\n".join([head, *unread_lines(one.source, one.unread)])


def unread_lines(source: str, unread: Sequence[Any]) -> Iterator[str]:
    """What is not certain, with its line in the source."""
    if unread:
        yield f"  {ink('yellow', 'not read:')}"
        rows = [(dim(f"{source}:{one.line}"), _short(one.text), one.why) for one in unread]
        yield from (f"    {line}" for line in table(rows).splitlines())


def summary_line(states: Mapping[str, int]) -> str:
    """``3 adopted, 1 unchanged, 1 refused``."""
    return ", ".join(f"{count} {state}" for state, count in states.items() if count)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDEST else f"{flat[: _WIDEST - 1]}…"
