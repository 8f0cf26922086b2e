"""What stands beside a channel: its hours, its promises, who staffs it, what it is for."""

import re
from collections.abc import Iterable

from governor_cli.readers.prose_playbook import coverage, promises
from governor_cli.readers.prose_playbook.draft import LONGEST_TEXT, Draft, Span
from governor_cli.readers.prose_playbook.quantities import duration
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.windows import is_hours

_LONGEST_HOURS = 10


_STAFFED = re.compile(
    r"\b(?:staffed|monitored|watched|answered|covered|manned|read|owned|handled) by\s+(?:the\s+)?([^.;,()]+)",
    re.IGNORECASE,
)


_ESCALATES = re.compile(
    r"\bescalat\w*\s+(?:\w+\s+){0,3}?(?:to|into|via)\s+(?:the\s+)?[`\"]?(#?[\w@.-]+)", re.IGNORECASE
)


_MOVES = re.compile(
    (
        r"\b(?:moves?|hands? (?:over|on|off)|forward(?:ed|s)?|goes|go|taken|"
        r"redirect\w*)\s+(?:\w+\s+){0,3}?to\s+(?:the\s+)?[`\"]?(#[\w-]+)"
    ),
    re.IGNORECASE,
)


_PINS = re.compile(
    (
        r"\bpin(?:s|ned|ning)?\b.*\b(?:roster|rota|on-call|schedule)|\b(?:roster|rota|"
        r"schedule)\b.*\bpin(?:s|ned)?\b"
    ),
    re.IGNORECASE,
)


_PROMISES = {
    "acknowledge": "acknowledge_within",
    "respond": "acknowledge_within",
    "triage": "triage_within",
}


def place(draft: Draft, channel: str, meaning: str, clause: Clause) -> None:
    """Place one sentence about a channel by what its column or its label means."""
    if meaning == "hours":
        if not place_hours(draft, channel, clause):
            _sentence(draft, channel, clause)
        if clause not in draft.spent:
            draft.refuse(clause, "these are no hours of the week")
    elif meaning in {"acknowledge", "triage"}:
        length = duration(clause.text)
        if length and length.seconds:
            key = ("channels", channel, f"{meaning}_within")
            draft.take(key, length.text, clause, length, exact=length.exact)
    elif meaning == "medium":
        draft.spend(clause)
    elif meaning == "staffed_by":
        draft.take(("staff", channel), clause.text, clause)
    elif meaning == "severities":
        draft.take(("levels", channel), draft.severities.ids_in(clause.text), clause)
    else:
        _sentence(draft, channel, clause)


def place_hours(draft: Draft, channel: str, clause: Clause) -> bool:
    """Take the hours that a sentence names; False where it names none."""
    name = coverage.window(draft, clause)
    if name:
        draft.take(("channels", channel, "hours"), name, clause)
    return name is not None


def _sentence(draft: Draft, channel: str, clause: Clause) -> None:
    """Prose beside a channel: promises, severities, who staffs it, where it escalates to."""
    for length, repeats in promises.lengths(clause):
        kind = promises.kind_of(clause, length) or promises.introduced(clause)
        key = _PROMISES.get(kind or "")
        if key and not repeats and length.seconds:
            draft.take(("channels", channel, key), length.text, clause, length, exact=length.exact)
    hours = hours_in(clause)
    if hours:
        name = coverage.window(draft, clause, hours)
        if name:
            draft.take(("channels", channel, "hours"), name, clause, Span(0, 0))
    if levels := draft.severities.ids_in(clause.text):
        draft.take(("levels", channel), levels, clause, Span(0, 0))
    if staffed := _STAFFED.search(clause.text):
        draft.take(("staff", channel), staffed[1], clause, Span(*staffed.span()))
    if _PINS.search(clause.text):
        draft.take(("channels", channel, "pins"), "roster", clause)
    if escalates := _ESCALATES.search(clause.text) or _MOVES.search(clause.text):
        draft.take(("next", channel), escalates[1], clause, Span(*escalates.span()))
    if re.search(r"\bpages?\b", clause.text, re.IGNORECASE) and (
        who := re.search(r"\bpages? (?:the )?([\w -]+)", clause.text, re.IGNORECASE)
    ):
        draft.take(("pages", channel), who[1].strip(), clause, Span(0, 0))


def hours_in(clause: Clause) -> str:
    """The part of a sentence that is hours: "for operators (24/5)", "staffed Mon-Fri, 9-17"."""
    if re.search(r"\bwithin\b|\bevery\b(?! ?day)", clause.text):
        return ""
    before, *inner = re.split(r"\s*\(([^()]*)\)", clause.text)
    if inner and not is_hours(before):
        return next((part for part in inner if is_hours(part)), "")
    return _run_of_hours(clause.text)


def _run_of_hours(text: str) -> str:
    """The longest stretch between commas and dashes in which every part is hours."""
    best, begin, end = "", -1, -1
    for part in re.finditer(r"(?:(?!,\s|\s[-–—]+\s(?=\D{2})|(?<=[a-z]{3})\s[-–—]+\s).)+", text):
        if not is_hours(part[0]) or len(part[0].split()) > _LONGEST_HOURS:
            begin = -1
            continue
        begin = part.start() if begin < 0 else begin
        end = part.end()
        best = max(best, text[begin:end], key=len)
    return best.strip(" ,.–—-")


def describe(draft: Draft, channel: str, said: Iterable[tuple[str, Clause]]) -> None:
    """Purpose and notes as the team wrote them; in a list the first sentence is the purpose."""
    purposes: list[Clause] = []
    notes: list[Clause] = []
    for meaning, clause in said:
        if meaning == "purpose" or (meaning == "said" and not purposes):
            purposes.append(clause)
        elif meaning in {"notes", "said"}:
            notes.append(clause)
    for key, clauses in (("purpose", purposes), ("notes", notes)):
        if clauses:
            text = "; ".join(_without_hours(clause) for clause in clauses)[:LONGEST_TEXT]
            draft.take(("channels", channel, key), text, clauses[0])
            for clause in clauses:
                draft.spend(clause)


def _without_hours(clause: Clause) -> str:
    """The words of a sentence without the hours at its end, which have their own key."""
    hours = hours_in(clause)
    text = clause.text.rstrip(". ")
    for tail in (f"({hours})", f", {hours}", f"– {hours}", f"- {hours}", f"— {hours}") if hours else ():
        if text.endswith(tail):
            return text.removesuffix(tail).rstrip(" ,–—-")
    return text
