"""What a completed report must tell, by the severity's `report: full | short | none`."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache

from governor_cli.core.document import Document
from governor_cli.core.finding import Fault
from governor_cli.core.markdown import Markdown, Section
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries_of

SECTIONS = (
    "Summary",
    "Impact",
    "Timeline",
    "Detection",
    "Root Cause",
    "Resolution",
    "Lessons Learned",
    "Follow-ups",
)
DEMANDED = {"full": SECTIONS, "short": ("Summary", "Impact", "Resolution"), "none": ()}
_NOT_APPLICABLE = re.compile(r"(n/a|not applicable|none)\b.*", re.IGNORECASE | re.DOTALL)
_FACTOR = re.compile(r"F(\d+)\b[ \t:.-]*(.*)")
_NUMBER = re.compile(
    r"\d|\b(no|none|zero|nobody|nothing|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
    r"|hundreds?|thousands?|millions?|half|all|every|everybody|everyone)\b",
    re.IGNORECASE,
)


def missing(record: Incident, document: Document, level: str, code: str = "") -> list[Fault]:
    """Everything that keeps this report from being complete at a level, or what one rule says of it."""
    if level == "none":
        return []
    found = _shortcomings(document.markdown, record.times.detected, adopted=record.adopted is not None)
    if level == "short":
        found = tuple(
            fault for fault in found if fault.subject in DEMANDED["short"] and fault.code == "INC030"
        )
    return [fault for fault in found if not code or fault.code == code]


def level_of(record: Incident, report: str | None) -> str:
    """How complete this report must be; nothing is asked of a draft or a cancelled one."""
    return "none" if record.status in {"draft", "cancelled"} else report or "full"


def factors(document: Document) -> list[int]:
    """The numbers of the contributing factors, `### F1 ...`, of the root cause."""
    cause = _sections(document.markdown).get("Root Cause")
    return [number for number, _, _ in _factors(cause)] if cause else []


@lru_cache(maxsize=2)  # several rules and the extract of one document ask one after the other
def _shortcomings(markdown: Markdown, detected: datetime | None, *, adopted: bool) -> tuple[Fault, ...]:
    found = _sections(markdown)
    return (
        *_unwritten(markdown, found),
        *_before_detection(markdown, detected, adopted=adopted),
        *_factors_numbered(found.get("Root Cause")),
        *_impact_in_numbers(found.get("Impact")),
    )


@lru_cache(maxsize=2)
def _sections(markdown: Markdown) -> Mapping[str, Section]:
    known = ((title, markdown.section(title)) for title in SECTIONS)
    return {title: section for title, section in known if section is not None}


def _unwritten(markdown: Markdown, found: Mapping[str, Section]) -> Iterator[Fault]:
    """The sections that are missing or hold only comments."""
    for title in SECTIONS:
        section = found.get(title)
        if section is None:
            hint = f"Add `## {title}`; N/A is an answer."
            yield Fault("INC030", f"the section `{title}` is missing", hint, subject=title)
        elif _is_unwritten(markdown, title, section):
            hint = "Answer its question, or write N/A and why."
            yield Fault("INC030", f"the section `{title}` is empty", hint, place=section.place, subject=title)


def _is_unwritten(markdown: Markdown, title: str, section: Section) -> bool:
    """Headings alone say nothing; a timeline is written when it has a row or other text."""
    text = section.content
    if title == "Timeline":
        return not entries_of(markdown) and not text.replace("|", "").replace("-", "").strip()
    if "###" not in text:
        return not text.strip()
    return all(not line.strip() or line.lstrip().startswith("###") for line in text.splitlines())


def _before_detection(markdown: Markdown, detected: datetime | None, *, adopted: bool) -> Iterator[Fault]:
    """An incident starts before somebody notices it."""
    if detected is None:
        yield Fault(
            "INC031",
            "nobody says when it was detected",
            "Add `detected:` to `times`.",
            at=("times", "detected"),
            severity="info" if adopted else "warning",
        )
    elif not any(entry.at and entry.at < detected for entry in entries_of(markdown)):
        section = markdown.section("Timeline")
        yield Fault(
            "INC031",
            "the timeline tells nothing from before the detection",
            "Add a row for what happened before anybody noticed.",
            place=section.place if section else None,
            subject="before detection",
        )


def _factors(cause: Section) -> list[tuple[int, str, Section]]:
    found: list[tuple[int, str, Section]] = []
    for section in cause.subsections:
        match = _FACTOR.fullmatch(section.title.strip())
        if match:
            found.append((int(match[1]), match[2].strip(), section))
    return found


def _factors_numbered(cause: Section | None) -> Iterator[Fault]:
    """Contributing factors are numbered, so that tasks can answer them one by one."""
    if cause is None or cause.is_empty or _NOT_APPLICABLE.fullmatch(cause.content.strip()):
        return
    found = _factors(cause)
    if not found:
        hint = "Give each contributing factor a heading `### F1 ...`."
        yield Fault(
            "INC032", "the root cause names no contributing factor", hint, place=cause.place, subject="F1"
        )
    for index, (number, text, section) in enumerate(found, 1):
        if number != index:
            message, hint = f"factor F{number} stands where F{index} belongs", f"Number it F{index}."
        elif not text and section.is_empty:
            message, hint = f"factor F{number} is empty", "Say what it was."
        else:
            continue
        yield Fault("INC032", message, hint, place=section.place, subject=f"F{number}")


def _impact_in_numbers(impact: Section | None) -> Iterator[Fault]:
    """How many, how long, how much."""
    text = impact.content.strip() if impact else ""
    if impact and text and not _NOT_APPLICABLE.fullmatch(text) and not _NUMBER.search(text):
        hint = "Say how many users, requests or hours; an estimate will do."
        yield Fault("INC033", "the impact has no number", hint, place=impact.place, subject="Impact")
