"""What a length of time in a sentence promises: to acknowledge, to respond, to update, to report."""

import re
from collections.abc import Iterator, Sequence

from governor_cli.readers.prose_playbook.draft import Draft, Key
from governor_cli.readers.prose_playbook.quantities import Quantity, cadences, durations
from governor_cli.readers.prose_playbook.sentences import Clause

_KINDS = {
    "resolve": (
        r"resol(?:v|ution)\w*|fix(?:ed|es)?\b|restor\w+|mitigat\w+|work-?around|recover\w*|rto\b|rpo\b|"
        r"close[ds]?\b"
    ),
    "report": (
        r"post-?\s?mortems?|rcas?\b|root[-\s]causes?|(?:incident|final|written|post-incident|"
        r"after-action) (?:report|review|write-?up)s?|retrospectives?|reports?\b|write-?ups?|reviews?\b"
    ),
    "document": (
        r"document(?:ation|ed|ing|s)?\b|docs?\b|pull[-\s]requests?|merge[-\s]requests?|prs?\b|wiki|"
        r"learn(?:ed|ing|t|s)?\b|runbooks? (?:changes?|updates?)"
    ),
    "checklist": r"checklists?",
    "tasks": r"follow-?\s?ups?|action[-\s]items?|remediation\w*|corrective|tasks?\b",
    "escalate": (
        r"escalat\w*|no (?:answer|response|reply|ack\w*|one)|nobody|unanswered|un-?ack\w*|not ack\w*|"
        r"without (?:an? )?(?:answer|response|ack\w*)|does(?: not|n't) (?:answer|respond|ack\w*)|move on"
    ),
    "acknowledge": r"acknowledg\w*|acks?\b|acked|confirm receipt|receipt|pick(?:ed)? up|intake|mtta",
    "triage": r"triag\w*|assess\w*|classif\w*",
    "update": r"updat\w*|status|communicat\w*|cadence|progress|comms|inform(?:ed)?\b|posted",
    "page": r"pag(?:e|ed|es|ing)\b|wake|call[-\s]?out|alert(?:ed|ing)?\b|phone\b",
    "respond": (
        r"respon\w*|react\w*|repl(?:y|ies)|answer\w*|begin|start\w*|engage\w*|join\w*|look(?:ed)? at|"
        r"attend\w*|sla\b|target\b|first contact|work on|hands on|action(?:ed)?\b"
    ),
}
_ANY = re.compile("|".join(f"(?P<{kind}>\\b(?:{words}))" for kind, words in _KINDS.items()), re.IGNORECASE)
_OF_A_SEVERITY = {"respond": "respond_within", "update": "update_every", "page": "page_within"}
_FOR_EACH: dict[str, Key] = {"tasks": ("after_resolve", "tasks"), "escalate": ("wait",)}
_GENERAL: dict[str, Key] = {
    "acknowledge": ("acknowledge_within",),
    "document": ("knowledge", "documentation_within"),
    "report": ("after_resolve", "report"),
    "checklist": ("after_resolve", "checklist"),
}
_MOST_SIBLINGS = 12
_NEEDS_CADENCE = {"update"}


def kind_of(clause: Clause, length: Quantity, since: int = 0) -> str | None:
    """What is promised: by the nearest word before the length, else by the first after it."""
    before = list(_ANY.finditer(clause.text, since, length.start))
    if before:
        return _strongest(before)
    after = _ANY.search(clause.text, length.end)
    if after and len(clause.text[length.end : after.start()].split()) <= 8:
        return after.lastgroup
    return None


def introduced(clause: Clause) -> str | None:
    """What the label and the headings above a clause speak of."""
    for words in (clause.label, *clause.above):
        if found := list(_ANY.finditer(words)):
            return _strongest(found)
    after = _ANY.search(clause.text)
    return after.lastgroup if after else None


def is_promise(text: str) -> bool:
    """Whether words are about a promise: to respond, to update, to report."""
    return bool(_ANY.search(text))


def _strongest(found: list[re.Match[str]]) -> str | None:
    """The last word said, except that waiting in vain escalates and closing a task is about the task."""
    kinds = [match.lastgroup for match in found]
    if "escalate" in kinds[-2:]:
        return "escalate"
    if "resolve" in kinds[-2:-1] and kinds[-1] not in {"tasks", "checklist", "report", "document"}:
        return "resolve"
    if kinds[-1] == "resolve":
        return next((kind for kind in ("tasks", "checklist", "report") if kind in kinds), "resolve")
    if kinds[-1] in {"update", "respond", "page"} and "document" in kinds:
        return "document"
    return kinds[-1]


def lengths(clause: Clause) -> list[tuple[Quantity, bool]]:
    """Every length of time in the clause, and whether it is said to repeat."""
    repeated = cadences(clause.text)
    once = [
        one
        for one in durations(clause.text)
        if all(one.end <= r.start or one.start >= r.end for r in repeated)
    ]
    return sorted([*((one, True) for one in repeated), *((one, False) for one in once)])


def read(draft: Draft, clause: Clause, severities: Sequence[str] = (), meaning: str = "") -> None:
    """Place every promise of a clause; ``severities`` are those it stands under, ``meaning`` its column's."""
    since, before = 0, None
    found = sorted(lengths(clause), key=lambda one: one[0].start)
    scopes = list(_scopes(draft, clause, [length for length, _ in found]))
    if not found:
        _paged(draft, clause, severities)
    for (length, repeats), named in zip(found, scopes, strict=True):
        kind = meaning or kind_of(clause, length, since) or before or introduced(clause)
        if kind is None and repeats and severities:
            kind = "update"
        if kind is None and severities:
            kind = "respond"
        if (
            kind in _NEEDS_CADENCE
            and not repeats
            and not meaning
            and not re.search("updat|cadence", clause.said, re.IGNORECASE)
        ):
            kind = None
        since, before = length.end, kind
        if repeats and kind != "update" and not meaning:
            continue
        if kind is not None:
            _place(draft, clause, length, kind, named or list(severities))


def _paged(draft: Draft, clause: Clause, severities: Sequence[str]) -> None:
    """A sentence that says who is paged for without a time: a page is due at once."""
    named = [] if severities else draft.severities.ids_in(clause.text)
    said = re.search(r"\bpag(?:e|ed|es)\b|\bwakes?\b", clause.text, re.IGNORECASE)
    if named and said and not re.search(r"\b(?:not|no|never|without)\b|n't", clause.text, re.IGNORECASE):
        for one in named:
            draft.take(("severities", one, "page_within"), "0m", clause, general=True)


def _scopes(draft: Draft, clause: Clause, found: list[Quantity]) -> Iterator[list[str]]:
    """For each length the severities it is for: before it, or after it where a length comes first."""
    mentions = draft.severities.meant(clause.text)
    labelled = draft.severities.ids_in(clause.label) or draft.severities.ids_in(" ".join(clause.above[:1]))
    first = not mentions or (bool(found) and found[0].start < mentions[0].start)
    for index, length in enumerate(found):
        if first:
            until = found[index + 1].start if index + 1 < len(found) else len(clause.text)
            mine = [one for mention in mentions if length.end <= mention.start < until for one in mention.ids]
        else:
            after = found[index - 1].end if index else 0
            mine = [
                one for mention in mentions if after <= mention.start < length.start for one in mention.ids
            ]
        yield (
            list(dict.fromkeys(mine))
            or draft.severities.rest(clause.text, _siblings(draft, clause))
            or labelled
        )


def _place(draft: Draft, clause: Clause, length: Quantity, kind: str, severities: list[str]) -> None:
    """Take a promise; one for every severity yields to one for a single severity."""
    if len(severities) > 1 and set(severities) == set(draft.severities.ids):
        severities = []
    if kind == "respond" and length.seconds == 0:
        kind = "page"
    if kind in _OF_A_SEVERITY:
        _of_severities(draft, clause, length, _OF_A_SEVERITY[kind], severities)
    elif kind in _FOR_EACH:
        for one in severities or draft.severities.ids:
            key = (*_FOR_EACH[kind], one)
            draft.take(key, length.text, clause, length, exact=length.exact, general=not severities)
    elif kind == "acknowledge":
        _acknowledge(draft, clause, length, severities)
    elif kind == "triage":
        _triage(draft, clause, length)
    elif kind in _GENERAL and length.seconds:
        draft.take(_GENERAL[kind], length.text, clause, length, exact=length.exact)
    elif kind == "resolve":
        draft.refuse(clause, "there is no place for a time to resolve")


def _of_severities(draft: Draft, clause: Clause, length: Quantity, key: str, severities: list[str]) -> None:
    if length.seconds == 0 and key != "page_within":
        draft.refuse(clause, "a promise of no time at all is kept by nobody")
        return
    everybody = not severities
    if everybody and key == "page_within":
        return
    for one in severities or draft.severities.ids:
        draft.take(
            ("severities", one, key), length.text, clause, length, exact=length.exact, general=everybody
        )


def _acknowledge(draft: Draft, clause: Clause, length: Quantity, severities: list[str]) -> None:
    if severities and set(severities) != set(draft.severities.ids):
        # The promise to acknowledge is one for all; that of a severity is the response.
        for one in severities:
            draft.take(("acknowledge", one), length.text, clause, length, exact=length.exact)
        return
    if length.seconds:
        draft.take(("acknowledge_within",), length.text, clause, length, exact=length.exact)
        context = " ".join((clause.text, *_siblings(draft, clause)))
        for channel in draft.channels.mentioned(context):
            draft.take(("channels", channel, "acknowledge_within"), length.text, clause, length, general=True)


def _triage(draft: Draft, clause: Clause, length: Quantity) -> None:
    named = draft.channels.mentioned(" ".join((clause.text, *_siblings(draft, clause))))
    chats = named or draft.channels.of_medium("slack", "teams", "mail")
    for channel in chats:
        draft.take(
            ("channels", channel, "triage_within"),
            length.text,
            clause,
            length,
            exact=length.exact,
            general=not named,
        )


def _siblings(draft: Draft, clause: Clause) -> list[str]:
    """The other sentences of the same line: they say which channels or severities it is about."""
    beside = draft.beside.get((clause.line, clause.above), [])
    return [other.said for other in beside[:_MOST_SIBLINGS] if other is not clause]
