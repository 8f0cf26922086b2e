"""What repeats or goes on: the team's regular meeting, and where status updates are posted."""

import re

from governor_cli.readers.prose_playbook.draft import Draft, Span
from governor_cli.readers.prose_playbook.quantities import cadence
from governor_cli.readers.prose_playbook.role_names import is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Clause

_MEETING = re.compile(
    (
        r"\b(?:sync\w*|meet(?:s|ing|ings)?|stand-?up|review\w*|check-?in|retro\w*|call|huddle|"
        r"get[-\s]together|ops review|catch-?up|ceremony|session)\b"
    ),
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    (
        r"\b(?:between|among|with|attended by|attendees?(?: are)?:?|participants?(?: are)?:?|for|"
        r"joined by|who:?|of)\s+(?:the\s+)?(.+?)(?=\s+(?:to|in order|where|so that|which|covering|on|at|"
        r"every|reviews?|that|about|and review)\b|[.;(]|$)"
    ),
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    (
        r"^\W*(?:\[![A-Z]+\]\s*)?(?:the\s+)?(.+?)\s+(?:all\s+)?(?:meets?|syncs?|gathers?|holds?|reviews?|"
        r"joins?|attends?|get together)\b"
    ),
    re.IGNORECASE,
)
_OTHER_REVIEW = re.compile(
    r"\bpost\b|incident|mortem|checklist|escalat|contact|channel|hand-?(?:over|off)", re.IGNORECASE
)
_ATTENDEES = re.compile(r"attend|participants?|who\b|people|invite", re.IGNORECASE)
_POSTS = re.compile(
    (
        r"\b(?:post\w*|publish\w*|send|sent|give|share\w*|write|go(?:es)?)\b.*\bupdates?|"
        r"\bupdates?\b.*\b(?:post\w*|in|to|on|publish\w*|go(?:es)?|sent)\b"
    ),
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\buntil\b[^.;]*?\b(resolv\w*|mitigat\w*|clos\w*|restor\w*|fixed)", re.IGNORECASE)


def read(draft: Draft, clause: Clause) -> None:
    """Place a sentence about the regular meeting, or about where updates go."""
    _sync(draft, clause)
    _updates(draft, clause)


def _sync(draft: Draft, clause: Clause) -> None:
    about = any(
        _MEETING.search(title) and not _OTHER_REVIEW.search(title)
        for title in (*clause.above[:1], clause.label)
    )
    often = cadence(clause.text)
    meets = _MEETING.search(clause.text)
    title = cadence(" ".join((clause.label, *clause.above[:1]))) if about else None
    if often and often.seconds >= 86400 and (meets or about) and _unlike_others(clause):
        draft.take(("sync", "every"), often.text, clause, exact=often.exact)
    elif title and title.seconds >= 86400:
        draft.take(("sync", "every"), title.text, clause, Span(0, 0), exact=title.exact, general=True)
    elif not about:
        return
    attendees = _attendees(draft, clause)
    if attendees:
        draft.take(("sync", "attendees"), attendees, clause, Span(0, 0))


def _unlike_others(clause: Clause) -> bool:
    """Whether a cadence is a meeting's and not that of status updates or of a shift."""
    return not re.search(
        r"\bstatus updates?\b|\bhand-?(?:over|off)|\brotat\w+|\bupdates? (?:every|are)",
        clause.said,
        re.IGNORECASE,
    )


def _attendees(draft: Draft, clause: Clause) -> list[str]:
    named = _ATTENDEES.search(clause.label)
    phrases = [clause.text] if named else [match[1] for match in _BETWEEN.finditer(clause.text)]
    if not named and (subject := _SUBJECT.match(clause.text)):
        phrases.append(subject[1])
    if cadence(clause.label):
        phrases.append(clause.text)
    phrases = [*re.findall(r"\(([^()]+)\)", clause.text), *phrases]
    found: list[str] = []
    for phrase in phrases:
        for name in split_names(phrase):
            known = draft.roles.find(name) or draft.roles.mentioned(name)
            if not known and named and is_title(name) and len(name.split()) <= 4:
                known = [draft.roles.add(name)]
            found += known
    return list(dict.fromkeys(found))


def _updates(draft: Draft, clause: Clause) -> None:
    context = f"{clause.label} {' '.join(clause.above[:1])}"
    about = re.search(r"\bupdates?\b|\bstatus\b", context, re.IGNORECASE)
    posts = _POSTS.search(clause.text)
    if not posts and not about:
        return
    if not re.search("updat|status|post", clause.said, re.IGNORECASE):
        return
    pagers = draft.channels.of_medium("pager")
    channels = [channel for channel in draft.channels.mentioned(clause.text) if channel not in pagers]
    if channels:
        draft.take(("updates", "to"), channels, clause, Span(0, 0))
    if until := _UNTIL.search(clause.text):
        word = until[1].lower()
        value = (
            "mitigated" if word.startswith("mitig") else "closed" if word.startswith("clos") else "resolved"
        )
        draft.take(("updates", "until"), value, clause, Span(*until.span()))
    by = re.search(r"\b(?:by|from) (?:the\s+)?([A-Za-z][\w /-]+)", clause.text) or re.match(
        r"\W*(?:the\s+)?([A-Z][\w /-]+?)\s+(?:posts?|sends?|writes?|gives?|publishes)\b", clause.text
    )
    if by and (roles := draft.roles.find(by[1]) or draft.roles.mentioned(by[1])):
        draft.take(("updates", "by"), roles, clause, Span(0, 0))
