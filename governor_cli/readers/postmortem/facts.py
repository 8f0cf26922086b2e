"""What a postmortem tells outside its timeline: milestones, severity, days, each only where it is certain."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from governor_cli.core.markdown_tables import split_row
from governor_cli.core.trees import is_sequence
from governor_cli.readers.postmortem.clocks import moment_at, whole_moment
from governor_cli.readers.postmortem.days import days_in
from governor_cli.readers.postmortem.front import Front
from governor_cli.readers.postmortem.moments import Context, certain
from governor_cli.readers.postmortem.result import Unread
from governor_cli.readers.postmortem.structure import Block
from governor_cli.readers.postmortem.terms import LABELS, meanings
from governor_cli.readers.postmortem.words import key, plain
from governor_cli.readers.postmortem.zones import Zone, zones_in

MILESTONES: Final = (
    "impact_started",
    "detected",
    "declared",
    "acknowledged",
    "mitigated",
    "resolved",
    "closed",
)
"""What a source may tell, from the first to the last."""

_MEANS: Final = meanings(LABELS)
_LABELLED = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:\*\*|__|\*|_)?(?P<label>[A-Za-z][\w /()&'-]{1,40}?)"
    r"(?:\*\*|__|\*|_)?[ \t]*:"
    r"[ \t]*(?:\*\*|__|\*|_)?[ \t]*(?P<value>\S.*)$"
)
_ASIDE = re.compile(r"\s*\((?![^()]*\d)[^()]*\)\s*$|[.,;]\s*$")
_PAIR: Final = 2
_YES_NO: Final = frozenset({"true", "false", "yes", "no", ""})


class Label(NamedTuple):
    """``Start time: 10:15 UTC``, wherever it stands; the line counts from 1 in the file."""

    fact: str
    label: str
    value: str
    line: int


@dataclass(slots=True)
class Facts:
    """What the labels tell together."""

    times: dict[str, datetime] = field(default_factory=dict[str, datetime])
    severities: list[Label] = field(default_factory=list[Label])
    days: list[date] = field(default_factory=list[date])
    incident_days: set[date] = field(default_factory=set[date])
    """Days said to be the incident's own, not those of the report."""
    published: list[date] = field(default_factory=list[date])
    is_over: bool = True
    unread: list[Unread] = field(default_factory=list[Unread])


def labels_in_front(front: Front) -> Iterator[Label]:
    """The keys of another tool's front matter that gov has a word for."""
    values: Mapping[str, Any] = front.values
    is_status_page = str(values.get("section", "")) == "issue" and (
        "resolvedWhen" in values or "resolved" in values
    )
    for name, value in values.items():
        fact = _MEANS.get(key(name), "")
        if fact == "day" and is_status_page:
            fact = "impact_started"  # on a cState page `date` is when the issue began
        elif fact == "day":
            fact = "published"
        if fact and isinstance(value, str) and value.strip():
            yield Label(fact, name, value.strip(), front.line_of(name))


def labels_in_text(lines: Sequence[str], blocks: Iterable[Block], above: int) -> Iterator[Label]:
    """Labelled lines of paragraphs and lists, and the rows of tables with two columns."""
    for block in blocks:
        if block.shape in {"paragraph", "list"}:
            for at in range(block.first, min(block.last, len(lines))):
                match = _LABELLED.match(lines[at])
                if match:
                    yield from _label(match["label"], match["value"], at + above + 1)
        elif block.shape == "table" and len(block.header) == _PAIR:
            for at in (block.first, *block.rows):
                cells = split_row(lines[at])
                if len(cells) == _PAIR:
                    yield from _label(plain(cells[0]), cells[1], at + above + 1)


def _label(label: str, value: str, line: int) -> Iterator[Label]:
    bare = re.sub(r"\([^()]*\)", " ", label)
    fact = _MEANS.get(key(bare))
    if fact and plain(value):
        yield Label(fact, plain(label), plain(value), line)


def gather(labels: Iterable[Label], context: Context) -> Facts:
    """Every milestone that is told once and certainly; contradictions are told by nobody."""
    facts = Facts()
    told: dict[str, dict[datetime, Label]] = {}
    for label in labels:
        if label.fact == "severity":
            facts.severities.append(label)
        elif label.fact in {"day", "incident_day"}:
            days = list(days_in(label.value))
            facts.days += days
            if label.fact == "incident_day" or _has_clock(label.value):
                facts.incident_days |= set(days)
        elif label.fact == "published":
            facts.published += days_in(label.value)
        else:
            _milestone(label, context, facts, told)
    for fact, known in told.items():
        if len(known) == 1:
            facts.times[fact] = next(iter(known))
        else:
            facts.unread += [_unread(label, f"contradicts another `{fact}`") for label in known.values()]
    _in_order(facts, told)
    return facts


def _has_clock(value: str) -> bool:
    """Whether a date goes on to the hour: nobody dates a report that closely."""
    moment = moment_at(value)
    return moment is not None and moment.clock is not None


def _milestone(label: Label, context: Context, facts: Facts, told: dict[str, dict[datetime, Label]]) -> None:
    value = _ASIDE.sub("", label.value)
    if value.casefold() in _YES_NO:
        if label.fact == "resolved" and value.casefold() in {"false", "no"}:
            facts.is_over = False
        return
    moment = whole_moment(value)
    if moment is None:
        if any(character.isdigit() for character in value):
            facts.unread.append(_unread(label, "is no time that can be read"))
        return
    facts.days += [moment.day.day] if moment.day and moment.day.day else []
    at = certain(moment, _beside(label, context))
    if isinstance(at, str):
        facts.unread.append(_unread(label, at))
    else:
        told.setdefault(label.fact, {})[at] = label


def _beside(label: Label, context: Context) -> Context:
    """The zone that stands in the label itself: ``Start (UTC)``."""
    zones: list[Zone] = zones_in(label.label)
    zone = zones[0] if len(zones) == 1 else context.zone
    return Context(context.day, zone, None, context.of_24_hours, context.days)


def _in_order(facts: Facts, told: Mapping[str, Mapping[datetime, Label]]) -> None:
    """Milestones that run backwards are both doubtful."""
    known = [name for name in MILESTONES if name in facts.times]
    wrong = {
        name
        for at, earlier in enumerate(known)
        for later in known[at + 1 :]
        if facts.times[earlier] > facts.times[later]
        for name in (earlier, later)
    }
    for name in known:
        if name in wrong:
            del facts.times[name]
            facts.unread += [
                _unread(label, "does not come in order with the other times") for label in told[name].values()
            ]
    facts.times = {name: facts.times[name] for name in MILESTONES if name in facts.times}


def _unread(label: Label, why: str) -> Unread:
    return Unread(label.line, f"{label.label}: {label.value}", why)


def names_in_front(front: Front, *keys: str) -> list[str]:
    """The names under the first of these keys: a list, or words between commas."""
    for wanted in keys:
        value: Any = front.values.get(wanted)
        parts = value if is_sequence(value) else value.split(",") if isinstance(value, str) else []
        names = [plain(part) for part in parts if isinstance(part, str) and plain(part)]
        if names:
            return list(dict.fromkeys(names))
    return []
