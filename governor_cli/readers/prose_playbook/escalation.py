"""The escalation: who is told first, who next and after how long, and who is kept informed."""

import re
from collections.abc import Iterable
from typing import Any

from governor_cli.readers.prose_playbook.channel_names import is_channel
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.entries import Group
from governor_cli.readers.prose_playbook.quantities import Quantity, duration, durations
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.role_names import is_nobody, is_role, is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Clause, Prose
from governor_cli.readers.prose_playbook.severities import columns as severity_columns
from governor_cli.readers.prose_playbook.severity_names import severity_name
from governor_cli.readers.prose_playbook.structure import Outline, Table
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, Meaning, meanings, severity_column
from governor_cli.readers.prose_playbook.topics import is_about, nearest

_INFORM = r"inform\w*|notif\w*|stakeholders?|keep\b|kept|in the loop|cc\b|aware\w*|fyi|also|additional\w*|visib\w*|watch\w*|updates? to|communicat\w*|posted|tell too|audience|others?\b|let know|heads[-\s]up|executives?"
_TELL = r"primary|first|then|second\w*|third|fourth|next|backup|back-up|who|call|page|contact|escalat\w*|if no|l[1-4]\b|tier|1st|2nd|3rd|4th|step|lead|owner|responder|on-?call|fallback|finally|after\b|last|initial|respons\w*|role"
_AFTER = r"after|wait\w*|time-?out|within|time|delay|when|escalate (?:after|in)|how long|deadline|if no answer"
_INFORM_VERBS = r"inform\w*|notif\w+|keep\b|cc\b|fyi|loop in|let\b|update\b|also (?:tell|inform)|stakeholders?\b"
_INFORMING = re.compile(rf"\b(?:{_INFORM})", re.IGNORECASE)
_TELLING = re.compile(rf"\b(?:{_TELL})", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|->|=>|>|,?\s+\bthen\b(?:\s+to)?|,?\s*\bfollowed by\b|\bescalat(?:e|es|ing) to\b|\bif (?:no|not|un)\w*[^,]*,)\s*", re.IGNORECASE)
_STOP = re.compile(r"\b(?:after|within|in|if|when|for|by|who|until|and wait|immediately|at once)\b.*", re.IGNORECASE)
_VERBS = re.compile(r"^\W*(?:(?:and|also|please|we|you|always|first|finally|next|then|step \d|the)\s+)*(?:page|call|contact|notify|inform|tell|alert|wake|phone|ping|email|mail|escalate to|keep|cc|loop in|update|involve|bring in|engage|hand over to)s?:?\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s*\b(?:informed|posted|in the loop|updated|aware)\b\W*$", re.IGNORECASE)

Step = dict[str, Any]


def read(outline: Outline, draft: Draft) -> None:
    """Read the steps of each severity, from a matrix, a list of chains, or one chain for all."""
    for table in outline.tables():
        column = severity_column(table)
        if column is not None:
            _matrix(draft, table, column)
        elif is_about("escalation", *table.above[:1]):
            _steps_table(draft, table)
    for group in draft.groups:
        if is_about("escalation", *group.above):
            _group(draft, group)


def _matrix(draft: Draft, table: Table, severity: int) -> None:
    other = {index for name, index in severity_columns(table, severity).items() if not _names_roles(table, index, name)}
    roles = [index for index in range(len(table.header)) if index not in {severity, *other} and _holds_roles(table, index)]
    if not roles or not (any(_TELLING.search(table.header[index]) for index in roles) or is_about("escalation", *table.above[:1])):
        return
    waits = [index for index in range(len(table.header)) if _holds_waits(table, index, severity)]
    draft.pieces.append(Piece("escalation", table.first_line, table.last_line, whole=True))
    for row in table.rows[:MOST_ROWS]:
        named = severity_name(row.cells[severity].text, table.header[severity])
        one = draft.severities.find(named) if named else None
        if one is None:
            continue
        for clause in row.cells[severity].clauses:
            draft.spend(clause)
        cells = [(table.header[index], row.cells[index]) for index in roles]
        spans = [length for index in waits for length in durations(row.cells[index].text)[:1]]
        for index in waits:
            for clause in row.cells[index].clauses:
                draft.spend(clause)
        _take(draft, [one], [_of_cell(draft, header, cell) for header, cell in cells], spans, row.line, table)


def _names_roles(table: Table, index: int, meaning: str) -> bool:
    """Whether a column that sounds like a promise ("Response", "Updates to") in truth names people."""
    header = table.header[index]
    return meaning not in {"when", "examples", "hours"} and _holds_roles(table, index) and bool(_TELLING.search(header) or _INFORMING.search(header))


def _holds_roles(table: Table, index: int) -> bool:
    cells = [row.cells[index].text for row in table.rows if not is_nobody(row.cells[index].text)]
    if not cells:
        return False
    fitting = [cell for cell in cells if is_role(_without_lengths(cell)) and not re.fullmatch(r"(?i)yes|no|✓|✅", cell.strip())]
    titled = [cell for cell in cells if is_title(cell)]
    said = _TELLING.search(table.header[index]) or _INFORMING.search(table.header[index])
    return len(fitting) >= 0.6 * len(cells) and (bool(said) or len(titled) >= 0.5 * len(cells))


def _holds_waits(table: Table, index: int, severity: int) -> bool:
    if index == severity or not re.search(rf"\b(?:{_AFTER})", table.header[index], re.IGNORECASE) or re.search(r"respon|updat|ack|resol", table.header[index], re.IGNORECASE):
        return False
    cells = [row.cells[index].text for row in table.rows]
    return not _holds_roles(table, index) and sum(duration(cell) is not None for cell in cells) * 2 >= len(cells) > 0


def _without_lengths(text: str) -> str:
    for length in reversed(durations(text)):
        text = text[: length.start] + text[length.end :]
    return re.sub(r"\(\W*(?:(?:after|within|in|if no (?:answer|response|ack)\w*)\W*)*\)|\b(?:after|within)\b\W*$", "", text, flags=re.IGNORECASE).strip(" ,;")


def _of_cell(draft: Draft, header: str, cell: Prose) -> Step:
    """The step that one cell of a matrix is."""
    for clause in cell.clauses:
        draft.spend(clause)
    informs = bool(_INFORMING.search(header)) and not re.search(r"\b(?:first|then|page|call|primary)\b", header, re.IGNORECASE)
    length = duration(cell.text) or duration(header)
    names = _roles(draft, _without_lengths(cell.text), cell)
    return _step(names, length, informs=informs or bool(re.match(r"\W*(?:inform|notify|cc|fyi)\b", cell.text, re.IGNORECASE)))


def _step(names: list[str], length: Quantity | None, *, informs: bool) -> Step:
    step: Step = {"inform" if informs else "tell": names}
    if length is not None and length.seconds:
        step["within" if informs else "after"] = length.text
    return step


def _roles(draft: Draft, text: str, cell: Prose | None = None) -> list[str]:
    found: list[str] = []
    for name in split_names(text):
        known = draft.roles.find(name)
        if not known and is_channel(name) and not is_title(name):
            if re.search(r"#|@", name):
                if cell is not None and cell.clauses:
                    draft.refuse(cell.clauses[0], f"`{name}` is a channel, and an escalation tells roles")
                continue
            name = f"{name} on-call"  # noqa: PLW2901 -- a pager reaches whoever is on call
            known = draft.roles.find(name)
        if name.startswith("@"):
            name = name.lstrip("@")  # noqa: PLW2901
        found += known or ([draft.roles.add(name)] if re.search(r"[A-Za-z]", name) else [])
    return list(dict.fromkeys(found))


def _take(draft: Draft, severities: list[str], steps: Iterable[Step], waits: list[Quantity], line: int, table: Table) -> None:
    """Claim the chain of some severities; a role is told once, and only by its first step."""
    kept = [step for step in steps if step.get("tell") or step.get("inform")]
    kept.sort(key=lambda step: "inform" in step)
    later = [step for step in kept[1:] if "tell" in step]
    for step, wait in zip(later, waits[-len(later) :] if later else [], strict=False):
        step.setdefault("after", wait.text)
    source = " | ".join(name for step in kept for name in (step.get("tell") or step.get("inform") or []))
    for one in severities:
        clause = Clause(source, line, (), (), one, table.above)
        draft.take(("escalation", one), kept, clause)


def _steps_table(draft: Draft, table: Table) -> None:
    """A table with a row a step, for every severity."""
    found = meanings(
        table,
        (
            Meaning("after", _AFTER, lambda cell: duration(cell) is not None),
            Meaning("who", rf"{_TELL}|name|person|people|team", is_role),
        ),
    )
    if "who" not in found:
        return
    steps = []
    for row in table.rows[:20]:
        step = _of_cell(draft, "", row.cells[found["who"]])
        if "after" in found:
            length = duration(row.cells[found["after"]].text)
            for clause in row.cells[found["after"]].clauses:
                draft.spend(clause)
            if length and length.seconds:
                step.setdefault("after", length.text)
        steps.append(step)
    draft.pieces.append(Piece("escalation", table.first_line, table.last_line, whole=True))
    _take(draft, draft.severities.ids, steps, [], table.first_line, table)


def _group(draft: Draft, group: Group) -> None:
    """A list under a heading about escalation: a chain for each severity, or the steps of one chain."""
    chains = [(entry, draft.severities.ids_in(entry.subject)) for entry in group.entries]
    if any(ids for _, ids in chains):
        for entry, ids in chains:
            if ids and entry.clauses:
                steps = [step for clause in entry.clauses for step in _chain(draft, clause)]
                _claim(draft, ids, steps, entry.clauses)
        if group.top and all(ids for _, ids in chains):
            draft.pieces.append(Piece("escalation", group.first_line, group.last_line, whole=True))
        return
    if not group.listed or draft.severities.ids_in(group.above[0]) or nearest(group.above[:1], "updates", "checklist", "runbooks", "escalation") not in {"escalation", None}:
        return
    clauses = [clause for entry in group.entries for clause in entry.clauses]
    steps = [step for clause in clauses for step in _chain(draft, clause)]
    if sum(bool(step.get("tell")) for step in steps) >= 2:
        _claim(draft, draft.severities.ids, steps, clauses, general=True)


def _chain(draft: Draft, clause: Clause) -> list[Step]:
    """The steps of a sentence: "page the on-call engineer, then after 15 minutes the manager; inform the CTO"."""
    steps: list[Step] = []
    informing = bool(_INFORMING.match(clause.label)) if clause.label else False
    for part in _ARROW.split(clause.text):
        length = duration(part)
        informs = informing or bool(re.match(rf"\W*(?:and\s+)?(?:{_INFORM_VERBS})", part, re.IGNORECASE))
        names = _spoken(draft, part)
        if not names and length and length.seconds:
            steps.append({"tell": [], "after": length.text})
        elif names:
            waiting = steps.pop() if steps and not (steps[-1].get("tell") or steps[-1].get("inform")) else {}
            step = _step(names, length, informs=informs)
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
    text = _VERBS.sub("", _STOP.sub("", _without_lengths(text)).strip(" ,;:."))
    known = draft.roles.mentioned(text)
    if known:
        return known
    names = split_names(text)
    told = _VERBS.match(part) is not None
    if names and all(len(name.split()) <= 5 and (is_title(name) or (told and name[0].isupper())) for name in names):
        return _roles(draft, text)
    return []


def _claim(draft: Draft, severities: list[str], steps: list[Step], clauses: list[Clause], *, general: bool = False) -> None:
    kept = [step for step in steps if step.get("tell") or step.get("inform")]
    kept.sort(key=lambda step: "inform" in step)
    if not kept or "tell" not in kept[0]:
        return
    for one in severities:
        draft.take(("escalation", one), [dict(step) for step in kept], clauses[0], general=general)
    for clause in clauses:
        draft.spend(clause)
