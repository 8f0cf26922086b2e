"""What a closed report must tell; the demands themselves stand in `demands`."""

import re
from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Place, Severity
from governor_cli.core.markdown import Markdown, Section
from governor_cli.kinds.incident import demands
from governor_cli.kinds.incident.model import Incident

_BLAME = re.compile(
    r"\b(human|operator|user|pilot|engineer)['’]?s?[ -](error|mistake|fault|failure)\b"
    r"|\bcareless(ness|ly)?\b|@[\w.-]*\w",
    re.IGNORECASE,
)
_IN_BLAME = ("@", "error", "stake", "fault", "lure", "careless")
"""Every match holds one of these, however it is written; most texts hold none, which is seen at once."""


def _level(subject: Subject[Incident]) -> str:
    """How complete the report must be now: only a closed one must be."""
    record, policy = subject.record, subject.policy
    if record.status != "closed":
        return "none"
    severity = policy.severity(record.severity) if policy and record.severity else None
    return demands.level_of(record, severity.report if severity else None)


def _demanded(subject: Subject[Incident], code: str) -> Iterator[Fault]:
    """What one rule demands of a closed report; of an adopted one it only tells."""
    found = demands.missing(subject.record, subject.document, _level(subject), code)
    adopted = subject.record.adopted is not None
    return (fault._replace(severity="info") if adopted else fault for fault in found)


@rule("INC030", "a closed report has no empty section")
def no_empty_section(subject: Subject[Incident]) -> Iterator[Fault]:
    """A report is closed when it answers its questions.

    The severity says which: all sections (`report: full`), Summary, Impact and Resolution
    (`short`), or none. An explicit N/A is an answer. A section that holds only comments is
    empty.
    """
    yield from _demanded(subject, "INC030")


@rule("INC031", "the timeline starts before the detection")
def starts_before_detection(subject: Subject[Incident]) -> Iterator[Fault]:
    """The time between the first effect and the first notice is where monitoring can improve.

    A timeline that begins with the alert hides it.
    """
    yield from _demanded(subject, "INC031")


@rule("INC032", "contributing factors are numbered F1, F2, ...")
def factors_numbered(subject: Subject[Incident]) -> Iterator[Fault]:
    """Hardly any incident has one cause.

    Each factor has its heading, `### F1 ...`, under Root Cause, so that a follow-up task can say
    which factor it answers.
    """
    yield from _demanded(subject, "INC032")


@rule("INC033", "the impact is told in numbers")
def impact_has_numbers(subject: Subject[Incident]) -> Iterator[Fault]:
    """`Some users saw errors` cannot be compared with anything.

    How many, for how long, how much: an estimate is better than an adjective.
    """
    yield from _demanded(subject, "INC033")


@rule("INC034", "the root cause is no person and no `human error`", severity="warning")
def nobody_blamed(subject: Subject[Incident]) -> Iterator[Fault]:
    """People act on what they see; what made the wrong action look right can be changed.

    A report that stops at a person stops before the cause, and the next one will be told less.
    """
    cause = subject.document.markdown.section("Root Cause")
    if subject.record.status not in {"resolved", "closed"} or cause is None:
        return
    text = cause.content
    folded = text.casefold()
    found = _BLAME.search(text) if any(part in folded for part in _IN_BLAME) else None
    if found:
        hint = "Say what made the action look right, and what let it have this effect."
        place = _place_of(subject.document.markdown, cause, found[0])
        severity: Severity | None = "info" if subject.record.adopted else None
        yield Fault(
            "INC034",
            f"the root cause names `{found[0]}`",
            hint,
            place=place,
            severity=severity,
            subject=found[0],
        )


def _place_of(markdown: Markdown, section: Section, wanted: str) -> Place:
    for line in range(section.line + 1, section.end_line + 1):
        column = markdown.shown[line - markdown.first_line].find(wanted) + 1
        if column:
            return Place(line, column, line, column + len(wanted))
    return section.place


@rule("INC035", "a section of the report stands once", severity="warning")
def sections_once(subject: Subject[Incident]) -> Iterator[Fault]:
    """Commands write to the first section of a name; what stands in a second one is overlooked."""
    seen: set[str] = set()
    for section in subject.document.markdown.sections:
        if section.level == 2 and section.title in demands.SECTIONS:  # noqa: PLR2004 - a heading of the second level
            if section.title in seen:
                hint = "Join the two."
                yield Fault(
                    "INC035",
                    f"the section `{section.title}` stands twice",
                    hint,
                    place=section.place,
                    subject=section.title,
                )
            seen.add(section.title)


RULES = (
    no_empty_section,
    starts_before_detection,
    factors_numbered,
    impact_has_numbers,
    nobody_blamed,
    sections_once,
)
