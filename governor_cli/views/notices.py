"""Notices on their way: what was told to whom, what waits, and what would be sent."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from governor_cli.contracts.notice import Notice
from governor_cli.core.instants import format_instant
from governor_cli.views.columns import table
from governor_cli.views.ink import bold, dim, ink
from governor_cli.views.moments import clock_time, distance

_COLOURS: Final = {"delivered": "green", "waiting": "yellow", "refused": "red", "failed": "red"}
_ROWS: Final = 50
"""Notices that people read; a program gets them all."""


def notices_data(
    notices: Iterable[Notice],
    delivered: Iterable[Notice] = (),
    damaged: Sequence[str] = (),
    before: Collection[str] = (),
) -> dict[str, Any]:
    """``{notices: [{id, incident, what, channel, name, medium, state, written, tries, ...}], damaged}``."""
    told = [*notices, *delivered]
    return {"notices": [_data(one, is_old=one.key in before) for one in told], "damaged": list(damaged)}


def _data(notice: Notice, *, is_old: bool) -> dict[str, Any]:
    return {
        "id": notice.key,
        "incident": notice.incident,
        "what": notice.what,
        "channel": notice.channel,
        "name": notice.name,
        "medium": notice.medium,
        "state": notice.state,
        "already": is_old,
        "written": format_instant(notice.written),
        "tries": notice.tries,
        "tried": notice.tried and format_instant(notice.tried),
        "answer": notice.answer or None,
        "later": notice.later and format_instant(notice.later),
        "delivered": notice.delivered and format_instant(notice.delivered),
    }


def told_text(notices: Iterable[Notice], now: datetime, before: Collection[str] = ()) -> str:
    """A line a notice: how far it got, and what the other side said."""
    rows = [
        (state_word(one.state), one.name, one.medium, one.key, _said(one, now, is_old=one.key in before))
        for one in notices
    ]
    return f"{_cut(rows, ('state', 'channel', 'medium', 'notice', 'answer'))}\n"


def _cut(rows: Sequence[Sequence[str]], header: Sequence[str]) -> str:
    told = table(rows[:_ROWS], header)
    more = len(rows) - _ROWS
    return f"{told}\n{dim(f'and {more} more')}" if more > 0 else told


def _said(notice: Notice, now: datetime, *, is_old: bool) -> str:
    if is_old and notice.delivered:
        return f"delivered already, {clock_time(notice.delivered, now)}"
    return _answer(notice, now)


def _answer(notice: Notice, now: datetime) -> str:
    """What the other side said, and until when nobody asks it again."""
    if notice.later and notice.later > now and not notice.delivered:
        return f"{notice.answer}; not asked before {clock_time(notice.later, now)}"
    return notice.answer or "not tried yet"


def standing_text(
    waiting: Sequence[Notice], delivered: Sequence[Notice], damaged: Sequence[str], now: datetime
) -> str:
    """What waits with its age and tries; below it what was delivered lately, and files that are none."""
    parts = [
        _table(waiting, now) if waiting else "nothing waits",
        f"{bold('delivered lately')}\n{_table(delivered, now)}" if delivered else "",
        f"{bold('damaged')}\n" + "\n".join(damaged) if damaged else "",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(notices: Sequence[Notice], now: datetime) -> str:
    rows = [
        (
            state_word(one.state),
            one.key,
            one.name,
            one.medium,
            distance(one.delivered or one.written, now),
            str(one.tries),
            _answer(one, now),
        )
        for one in notices
    ]
    return _cut(rows, ("state", "notice", "channel", "medium", "when", "tries", "answer"))


def state_word(state: str) -> str:
    """How far something got, in its colour."""
    return ink(_COLOURS.get(state, "dim"), state.replace("_", " "))


def plan_data(plans: Sequence[Any]) -> dict[str, Any]:
    """``{notices: [{id, incident, what, channel, name, medium, host, problem, already, text}]}``."""
    return {
        "notices": [
            {
                **{
                    name: getattr(plan.notice, name)
                    for name in ("incident", "what", "channel", "name", "medium")
                },
                "id": plan.notice.key,
                "host": plan.host or None,
                "problem": plan.problem or None,
                "already": plan.is_told,
                "text": plan.text,
            }
            for plan in plans
        ]
    }


def plan_text(plans: Sequence[Any]) -> str:
    """Each message as it would be sent, below where it would go."""
    return "\n".join(f"{_heading(plan)}\n{plan.text.rstrip()}\n" for plan in plans)


def _heading(plan: Any) -> str:
    notice: Notice = plan.notice
    told = f"{bold(notice.where)} by {plan.host}" if plan.host else f"{bold(notice.where)}: {plan.problem}"
    return f"{told}, delivered already" if plan.is_told else told


def tests_data(tried: Sequence[Any]) -> dict[str, Any]:
    """``{channels: [{id, name, medium, state, answer, hint}]}``."""
    return {
        "channels": [
            {
                "id": one.channel.id,
                "name": one.channel.name,
                "medium": one.channel.medium,
                "state": one.state,
                "answer": one.said,
                "hint": one.hint or None,
            }
            for one in tried
        ]
    }


def tests_text(tried: Sequence[Any]) -> str:
    """A line a channel: whether the test arrived, and where."""
    rows = [(state_word(one.state), one.channel.name, one.channel.medium, one.said) for one in tried]
    hints = "".join(f"{bold(one.channel.name)}: {one.hint}\n" for one in tried if one.hint)
    told = f"{table(rows, ('state', 'channel', 'medium', 'answer'))}\n"
    return f"{told}\n{hints}" if hints else told
