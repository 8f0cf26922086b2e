"""What was decided about an action: it is done, it has a new date, or it is declined."""

import re
from datetime import date
from typing import Final, Literal, NamedTuple

from governor_cli.core.instants import parse_day
from governor_cli.kinds.tasks.model import Task

_DAY: Final = r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])"
_VERB: Final = r"(?i)[\s*_]*(done|declined?|completed?|dropped)\b[\s*_:,;.()–—-]*"
HOW: Final = "Write `done` and what proves it, a new date such as 2026-12-04, or `declined:` and why."


class Decision(NamedTuple):
    """``told`` is the evidence, the new day, or the reason, as typed."""

    verb: Literal["done", "moved", "declined"]
    told: str


class NoDecisionError(ValueError):
    """What somebody wrote where a decision belongs is none; the text says why."""


def read_decision(text: str) -> Decision | None:
    """A decision as people write it; None where nothing is written, NoDecisionError where it says none."""
    shown = re.sub(r"<!--.*?-->", " ", text).replace("\\|", "|").strip(" \t*_")
    if not shown:
        return None
    verb = re.match(_VERB, shown)
    if verb:
        rest = shown[verb.end() :].strip()
        if verb[1].lower() in {"done", "complete", "completed"}:
            return Decision("done", _address_in(rest))
        if not rest:
            raise NoDecisionError("is declined without a reason")
        return Decision("declined", rest)
    days = re.findall(_DAY, shown)
    if not days:
        raise NoDecisionError(f"`{shown}` is neither done, nor a new date, nor declined")
    return Decision("moved", days[-1])


def new_day(decision: Decision, today: date) -> date:
    """The day that was agreed on; NoDecisionError for one that does not exist, or is over."""
    try:
        day = parse_day(decision.told)
    except ValueError as error:
        raise NoDecisionError(f"the new date {decision.told} {error}") from None
    if day < today:
        raise NoDecisionError(f"the new date {day} is over already")
    return day


def needs_decision(task: Task, today: date) -> bool:
    """Whether an open action is carried over: its day has passed, or it never had one."""
    return task.is_open and (task.day is None or task.day < today)


def _address_in(text: str) -> str:
    """The target of a Markdown link, or what stands in backticks or angle brackets; else the text."""
    match = re.fullmatch(r"\[[^\]]*\]\(([^()\s]+)\)\W?|[`<]([^`<>]+)[`>]\W?", text)
    return (match[1] or match[2]) if match else text
