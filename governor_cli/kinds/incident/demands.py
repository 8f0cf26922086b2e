"""What a completed report must tell, by the severity's `report: full | short | none`."""

import re
from collections.abc import Iterator

from governor_cli.core.document import Document
from governor_cli.core.finding import Fault
from governor_cli.core.markdown import Section
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.incident.timeline import entries

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
    r"\d|\b(no|none|zero|nobody|nothing|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|half|all|every|everybody|everyone)\b",
    re.IGNORECASE,
)


def is_not_applicable(section: Section) -> bool:
    """Whether the section says N/A, with or without a reason."""
    return bool(_NOT_APPLICABLE.fullmatch(section.content.strip()))


def level_of(record: Incident, report: str | None) -> str:
    """How complete this report must be; nothing is asked of a cancelled one."""
    return "none" if record.status in {"draft", "cancelled"} else report or "full"


def empty_sections(document: Document, level: str) -> Iterator[Fault]:
    """The sections asked for that are missing or hold only comments."""
    for title in DEMANDED[level]:
        section = document.markdown.section(title)
        if section is None:
            yield Fault(
                "INC030",
                f"the section `{title}` is missing",
                f"Add `## {title}`; N/A is an answer.",
                subject=title,
            )
        elif _is_unwritten(document, title, section):
            hint = "Answer its question, or write N/A and why."
            yield Fault("INC030", f"the section `{title}` is empty", hint, place=section.place, subject=title)


def _is_unwritten(document: Document, title: str, section: Section) -> bool:
    if title == "Timeline":
        return not entries(document) and not section.content.replace("|", "").replace("-", "").strip()
    if section.is_empty:
        return True
    lines = section.content.splitlines()
    return all(not line.strip() or line.lstrip().startswith("###") for line in lines)


def before_detection(record: Incident, document: Document, level: str) -> Iterator[Fault]:
    """An incident starts before somebody notices it."""
    if level != "full":
        return
    detected = record.times.detected
    if detected is None:
        yield Fault(
            "INC031",
            "nobody says when it was detected",
            "Add `detected:` to `times`.",
            at=("times", "detected"),
            severity="info" if record.adopted else "warning",
        )
    elif not any(entry.at and entry.at < detected for entry in entries(document)):
        section = document.markdown.section("Timeline")
        yield Fault(
            "INC031",
            "the timeline tells nothing from before the detection",
            "Add a row for what happened before anybody noticed.",
            place=section.place if section else None,
            subject="before detection",
        )


def factors(document: Document) -> list[tuple[int, str, Section]]:
    """(number, text, section) of each contributing factor `### F1 ...` of the root cause."""
    cause = document.markdown.section("Root Cause")
    found: list[tuple[int, str, Section]] = []
    for section in cause.subsections if cause else ():
        match = _FACTOR.fullmatch(section.title.strip())
        if match:
            found.append((int(match[1]), match[2].strip(), section))
    return found


def numbered_factors(document: Document, level: str) -> Iterator[Fault]:
    """Contributing factors are numbered, so that tasks can answer them one by one."""
    cause = document.markdown.section("Root Cause")
    if (
        level != "full"
        or cause is None
        or is_not_applicable(cause)
        or _is_unwritten(document, "Root Cause", cause)
    ):
        return
    found = factors(document)
    if not found:
        hint = "Give each contributing factor a heading `### F1 ...`."
        yield Fault(
            "INC032", "the root cause names no contributing factor", hint, place=cause.place, subject="F1"
        )
    for index, (number, text, section) in enumerate(found, 1):
        if number != index:
            hint = f"Number it F{index}."
            yield Fault(
                "INC032",
                f"factor F{number} stands where F{index} belongs",
                hint,
                place=section.place,
                subject=f"F{number}",
            )
        elif not text and section.is_empty:
            yield Fault(
                "INC032",
                f"factor F{number} is empty",
                "Say what it was.",
                place=section.place,
                subject=f"F{number}",
            )


def impact_in_numbers(document: Document, level: str) -> Iterator[Fault]:
    """How many, how long, how much."""
    impact = document.markdown.section("Impact")
    if level != "full" or impact is None or impact.is_empty or is_not_applicable(impact):
        return
    if not _NUMBER.search(impact.content):
        hint = "Say how many users, requests or hours; an estimate will do."
        yield Fault("INC033", "the impact has no number", hint, place=impact.place, subject="Impact")


def missing(record: Incident, document: Document, level: str) -> list[Fault]:
    """Everything that keeps this report from being complete at this level, in one list."""
    return [
        *empty_sections(document, level),
        *before_detection(record, document, level),
        *numbered_factors(document, level),
        *impact_in_numbers(document, level),
    ]
