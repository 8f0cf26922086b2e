"""Hours that a playbook names and defines, and the zone its times are in."""

import re
from collections.abc import Mapping
from typing import Any

from governor_cli.readers.prose_playbook.account import part_of
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.page import Outline
from governor_cli.readers.prose_playbook.result import Unplaced
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.windows import Hours, read_hours, slug
from governor_cli.readers.prose_playbook.zones import zone_in

_NAME = re.compile(
    r"\b((?:[a-z]+ ){0,1}(?:business|office|working|work|support|service|core|daytime|opening) hours)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(r"\b(?:are|is|means?)\b|[:=]")
_LONGEST_DEFINITION = 25
_TWO_WORDS = {
    f"{kind}-{hours}-hours"
    for kind in ("extended", "core")
    for hours in ("business", "office", "working", "support")
}
_ABOUT_ZONE = re.compile(r"\btime-?\s?zone|\btimes? (?:are|is|in)\b|\bclock|\bhours\b", re.IGNORECASE)


def define(outline: Outline, draft: Draft, example: Mapping[str, Any]) -> None:
    """Learn what "business hours" means before anything refers to it."""
    sentences = list(outline.clauses())
    for clause in sentences:
        _define(draft, clause)
    cells = [
        clause
        for table in outline.tables()
        for row in table.rows
        for cell in row.cells
        for clause in cell.clauses
    ]
    for clause in sorted([*sentences, *cells], key=lambda clause: clause.line):
        _zone(draft, clause)
        hours = read_hours(clause.text)
        if hours and hours.exact and not _promise_broken(hours) and hours.name not in draft.defined:
            draft.defined[hours.name] = hours.every
            draft.stated.add(hours.name)
    for name, window in part_of(example.get("hours")).items():
        draft.defined.setdefault(name, str(part_of(window).get("every", "")))


def window(draft: Draft, clause: Clause, text: str = "") -> str | None:
    """The name of the window a clause speaks of, which then stands among the playbook's hours."""
    hours = read_hours(text or clause.text, draft.defined)
    if hours is None:
        return None
    name = _name(draft, hours)
    if hours.exact and _promise_broken(hours):
        why = f"`{hours.name}` is not the hours of `{hours.every}`"
        draft.unplaced.append(Unplaced(clause.line, clause.said, why))
    draft.windows.setdefault(name, hours.every)
    draft.take(("hours", name, "every"), hours.every, clause, exact=hours.exact or name in draft.stated)
    return name


def _name(draft: Draft, hours: Hours) -> str:
    """Its own name, unless other hours have that: the hours then name themselves."""
    if hours.exact and _promise_broken(hours):
        return slug(hours.every)
    known = draft.windows.get(hours.name)
    if known is None or known == hours.every or not hours.exact:
        return hours.name
    return slug(hours.every)


def _promise_broken(hours: Hours) -> bool:
    """Whether a name such as 16/5 promises another number of hours than the window has."""
    from governor_cli.policy.hours import name_promise, parse_hours

    promise = name_promise(hours.name)
    try:
        return promise is not None and parse_hours(hours.every).weekly_minutes != promise * 60
    except ValueError:
        return False


def _define(draft: Draft, clause: Clause) -> None:
    """A sentence such as "Business hours are Monday to Friday, 9 to 18"."""
    named = _NAME.search(clause.said)
    if not named or len(clause.text.split()) > _LONGEST_DEFINITION or not _MEANS.search(clause.said):
        return
    hours = read_hours(clause.text)
    if hours and hours.exact:
        name = slug(named[1]) if slug(named[1]) in _TWO_WORDS else slug(" ".join(named[1].split()[-2:]))
        if name not in draft.definitions:
            draft.defined[name] = hours.every
            draft.definitions[name] = clause


def _zone(draft: Draft, clause: Clause) -> None:
    if not (_ABOUT_ZONE.search(clause.said) or read_hours(clause.text)):
        return
    found = zone_in(clause.text)
    if found:
        draft.zones.append((found.name, found.exact, clause))
