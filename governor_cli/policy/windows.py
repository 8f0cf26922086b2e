"""Named windows of a playbook compared by the minutes of the week they cover."""

from governor_cli.core import spans
from governor_cli.policy.hours import HoursError, parse_hours
from governor_cli.policy.model import Playbook

_WEEK = 7 * 24 * 60


def hours_within(playbook: Playbook, inner: str, outer: str) -> bool:
    """Whether one window lies inside another by the clock on the wall; True where either cannot be read."""
    covered, promised = _minutes(playbook, outer), _minutes(playbook, inner)
    return covered is None or promised is None or not spans.subtract(promised, covered)


def _minutes(playbook: Playbook, name: str) -> list[spans.Span] | None:
    """The minutes of a week from Monday 00:00; what runs past Sunday comes round to Monday."""
    try:
        windows = parse_hours(playbook.windows[name]).windows
    except (HoursError, KeyError):
        return None
    turned = [(start - _WEEK, end - _WEEK) for start, end in windows]
    return spans.intersect(spans.normalise([*windows, *turned]), [(0, _WEEK)])
