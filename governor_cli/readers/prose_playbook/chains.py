"""Escalations written as sentences or lists: "page the engineer, then after 15 minutes the lead"."""

import re

from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.entries import Group
from governor_cli.readers.prose_playbook.quantities import duration
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.role_names import is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.steps import INFORMING, Step, roles_in, step_of, without_lengths
from governor_cli.readers.prose_playbook.topics import nearest

_INFORM_VERBS = (
    r"inform\w*|notif\w+|keep\b|cc\b|fyi|loop in|let\b|update\b|also (?:tell|inform)|stakeholders?\b"
)


_LONGEST_CHAIN = 15
"""Words; a longer sentence says more than whom to call, so it stays beside the rendered table."""
_ORDER = re.compile(
    r"\W*(?:call (?:order|tree|list)|escalat\w*|who (?:to|is|gets)|notif\w+ order|paging order|chain|"
    r"contacts?|first (?:call|contact|responder)|call\b|page the\b)",
    re.IGNORECASE,
)
_TELLS = re.compile(rf"{_ORDER.pattern}|\W*(?:inform|notify|cc|keep)\b", re.IGNORECASE)
_ARROW = re.compile(
    (
        r"\s*(?:→|->|=>|>|,?\s+\bthen\b(?:\s+to)?|,?\s*\bfollowed by\b|\bescalat(?:e|es|ing) to\b|"
        r"\bif (?:no|not|un)\w*[^,]*,)\s*"
    ),
    re.IGNORECASE,
)


_STOP = re.compile(
    r"\b(?:after|within|in|if|when|for|by|who|until|and wait|immediately|at once)\b.*", re.IGNORECASE
)


_VERBS = re.compile(
    (
        r"^\W*(?:(?:and|also|please|we|you|always|first|finally|next|then|step \d|the)\s+)*(?:page|call|"
        r"contact|notify|inform|tell|alert|wake|phone|ping|email|mail|escalate to|keep|cc|loop in|update|"
        r"involve|bring in|engage|hand over to)s?:?\s+"
    ),
    re.IGNORECASE,
)


_TRAILING = re.compile(
    r"\s*\b(?:(?:is|are|gets?|must be|be|stays?)\s+)?(?:kept\s+)?"
    r"(?:informed|notified|posted|in the loop|updated|aware)\b\W*$",
    re.IGNORECASE,
)


def read_group(draft: Draft, group: Group) -> None:
    """A list under a heading about escalation: a chain for each severity, or the steps of one chain."""
    chains = [(entry, draft.severities.ids_in(entry.subject)) for entry in group.entries]
    if any(ids for _, ids in chains):
        for entry, ids in chains:
            if ids and entry.clauses:
                steps = [step for clause in entry.clauses for step in _chain(draft, clause)]
                _claim(draft, ids, steps, entry.clauses)
        if group.top and all(ids and entry.clauses for entry, ids in chains):
            longest = max(len(clause.text.split()) for entry, _ in chains for clause in entry.clauses)
            short = longest <= _LONGEST_CHAIN
            draft.pieces.append(Piece("escalation", group.first_line, group.last_line, whole=short))
        return
    if (
        not group.listed
        or draft.severities.ids_in(group.above[0])
        or nearest(group.above[:1], "updates", "checklist", "runbooks", "escalation")
        not in {"escalation", None}
    ):
        return
    clauses = [clause for entry in group.entries for clause in entry.clauses]
    steps = [step for clause in clauses for step in _chain(draft, clause)]
    if sum(bool(step.get("tell")) for step in steps) >= 2:
        _claim(draft, draft.severities.ids, steps, clauses, general=True)


def read_entries(draft: Draft, group: Group) -> None:
    """Chains beside what else a list or a heading says of a severity: "Call order: engineer, then lead"."""
    for entry in group.entries:
        named = draft.severities.ids_in(entry.subject)
        told = [clause for clause in entry.clauses if _TELLS.match(clause.text) or _TELLS.match(clause.label)]
        if named and any(_ORDER.match(clause.text) or _ORDER.match(clause.label) for clause in told):
            _claim(draft, named, [step for clause in told for step in _chain(draft, clause)], told)


def _chain(draft: Draft, clause: Clause) -> list[Step]:
    """The steps of a sentence: "page the engineer, then after 15 minutes the manager, inform the CTO"."""
    steps: list[Step] = []
    informing = bool(INFORMING.match(clause.label)) if clause.label else False
    text = re.sub(r"\A\W*[\w ]{3,30}:\s+", "", clause.text) if _ORDER.match(clause.text) else clause.text
    for part in _ARROW.split(text):
        length = duration(part)
        verb = re.match(rf"\W*(?:and\s+)?(?:{_INFORM_VERBS})", part, re.IGNORECASE)
        informs = informing or bool(verb or _TRAILING.search(part))
        names = _spoken(draft, part)
        if not names and length and length.seconds:
            steps.append({"tell": [], "after": length.text})
        elif names:
            waiting = steps.pop() if steps and not (steps[-1].get("tell") or steps[-1].get("inform")) else {}
            step = step_of(names, length, informs=informs)
            if "after" in waiting and not informs:
                step.setdefault("after", waiting["after"])
            steps.append(step)
    return steps


def _spoken(draft: Draft, part: str) -> list[str]:
    """The roles that a few words name: known ones anywhere, new ones where the words are only a name."""
    text = part
    while (shorter := _TRAILING.sub("", _VERBS.sub("", text))) != text:
        text = shorter
    length = duration(text)
    if length and not re.sub(r"\b(?:after|within|in|wait|the|,)\b|\W", "", text[: length.start]):
        text = text[length.end :].lstrip(" ,:–—-")
    text = _VERBS.sub("", _STOP.sub("", without_lengths(text)).strip(" ,;:."))
    known = draft.roles.mentioned(text)
    if known:
        return known
    names = split_names(text)
    told = _VERBS.match(part) is not None
    if names and all(
        len(name.split()) <= 5 and (is_title(name) or (told and name[0].isupper())) for name in names
    ):
        return roles_in(draft, text)
    return []


def _claim(
    draft: Draft, severities: list[str], steps: list[Step], clauses: list[Clause], *, general: bool = False
) -> None:
    kept = [step for step in steps if step.get("tell") or step.get("inform")]
    kept.sort(key=lambda step: "inform" in step)
    if not kept or "tell" not in kept[0]:
        return
    for one in severities:
        draft.take(("escalation", one), [dict(step) for step in kept], clauses[0], general=general)
    for clause in clauses:
        draft.spend(clause)
