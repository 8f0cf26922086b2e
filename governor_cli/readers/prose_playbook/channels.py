"""Channels: where people write or call, when somebody is there, and what they may expect."""

import re
from dataclasses import replace

from governor_cli.readers.prose_playbook.channel_facts import describe, hours_in, place, place_hours
from governor_cli.readers.prose_playbook.channel_names import ADDRESS, ROOM, channel_of, is_channel, is_medium
from governor_cli.readers.prose_playbook.draft import Draft, Span
from governor_cli.readers.prose_playbook.entries import Entry, Group
from governor_cli.readers.prose_playbook.page import Outline, Table
from governor_cli.readers.prose_playbook.quantities import duration
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.severity_names import severity_name
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, Meaning, fitting, meanings, severity_column
from governor_cli.readers.prose_playbook.topics import nearest
from governor_cli.readers.prose_playbook.windows import is_hours
from governor_cli.readers.prose_playbook.zones import zone_in

_MOST = 60
_LONGEST_NAME = 6


_NAME = Meaning(
    "name",
    (
        r"channels?|rooms?|contacts?|where|address(?:es)?|tools?|mediums?|routes?|lines?|how to reach|"
        r"platform|name|place|inbox|contact point|reach|system|way"
    ),
    is_channel,
)


def _is_length(cell: str) -> bool:
    return duration(cell) is not None


def _is_severities(cell: str) -> bool:
    return severity_name(re.split(r"[/,&]| and ", cell)[0]) is not None


_MEANINGS = (
    Meaning("hours", (
        r"hours|when|availab|coverage|staffed|support window|times?|monitored|open|schedule|window|"
        r"on duty|operat"
    ), is_hours),
    Meaning("acknowledge", (
        r"ack|acknowledg|response|respond|sla|reaction|answer|reply|first response|expect(?:ed)? response|"
        r"turnaround"
    ), _is_length),
    Meaning("triage", r"triag", _is_length),
    Meaning("severities", r"severit|priorit|levels?", _is_severities),
    Meaning("medium", r"medium|tool|platform|via|type|kind|app|system", is_medium),
    Meaning("staffed_by", r"owner|staffed|who|monitored by|responsible|team|watched|answered by|role"),
    Meaning("purpose", (
        r"purpose|what (?:it(?:'s| is) )?for|what|use(?:d)?(?: it)?(?: for)?|usage|for|about|topics?|why|"
        r"description|reason|best for|audience"
    )),
    Meaning("notes", (
        r"notes?|remarks?|comments?|details?|info\w*|expectations?|rules?|guidance|additional|"
        r"good to know|caveats?|etiquette|more|instructions"
    )),
)  # fmt: skip


_OPEN = re.compile(
    (
        r"\W*(?:staffed|open|available|monitored|watched|covered|hours|on duty|operating|manned|active|"
        r"answered|reachable|coverage)\b"
    ),
    re.IGNORECASE,
)


def name(outline: Outline, draft: Draft) -> None:
    """Read every channel with what stands beside it."""
    for table in outline.tables():
        _table(draft, table)
    for group in draft.groups:
        _group(draft, group)
    for clause in outline.clauses():
        if clause not in draft.spent:
            _loose(draft, clause)


def _loose(draft: Draft, clause: Clause) -> None:
    """A channel that a sentence names together with its hours."""
    found = ROOM.search(clause.text) or ADDRESS.search(clause.text)
    if found and not draft.channels.mentioned(found[0]) and (hours := hours_in(clause)):
        part = Clause(hours, clause.line, (), (), clause.label, clause.above)
        draft.spend(clause)
        _add(draft, found[0], clause.line, [("hours", part)])


def _table(draft: Draft, table: Table) -> None:
    if severity_column(table) is not None:
        return
    column = _subject(table)
    if column is None:
        return
    found = meanings(table, _MEANINGS, (column,))
    draft.pieces.append(Piece("channels", table.first_line, table.last_line, whole=True))
    for row in table.rows[: min(MOST_ROWS, _MOST)]:
        cell = row.cells[column]
        if not cell.text.strip(" -–—"):
            continue
        others = [
            (meaning, clause) for meaning, index in found.items() for clause in row.cells[index].clauses
        ]
        for clause in cell.clauses:
            draft.spend(clause)
        _add(draft, cell.text, row.line, others)


def _subject(table: Table) -> int | None:
    """The column that names channels: by its cells, or by its header where its cells are odd names."""
    scores = [(fitting(table, index, is_channel), -index) for index in range(len(table.header))]
    share, index = max(scores, default=(0.0, 0))
    said = (
        re.search(rf"\b(?:{_NAME.header})\b", table.header[-index], re.IGNORECASE) if table.header else None
    )
    hours = any(
        fitting(table, other, is_hours) >= 0.5 for other in range(len(table.header)) if other != -index
    )
    about = nearest(table.above, "checklist", "escalation", "knowledge", "runbooks", "roles", "channels")
    if share >= 0.6 and (said or hours) and (about in {None, "channels"} or hours):
        return -index
    if share >= 0.3 and said and hours:
        return -index
    return -index if share >= 0.5 and about == "channels" else None


def _group(draft: Draft, group: Group) -> None:
    named = [entry for entry in group.entries if _is_entry(entry)]
    about = nearest(
        group.above, "checklist", "escalation", "runbooks", "severities", "updates", "roles", "channels"
    )
    if not named or len(named) < 0.5 * len(group.entries) or about not in {None, "channels"}:
        return
    if about is None and not (
        len(named) >= 2 and any(is_hours(clause.text) for entry in named for clause in entry.clauses)
    ):
        return
    for entry in named[:_MOST]:
        _entry(draft, entry)
    if group.top and len(named) == len(group.entries):
        draft.pieces.append(Piece("channels", group.first_line, group.last_line, whole=True))


def _is_entry(entry: Entry) -> bool:
    if entry.ticked is not None:
        return False
    if entry.subject:
        return is_channel(entry.subject)
    return bool(_unled(entry))


def _unled(entry: Entry) -> str:
    """The channel a point without a lead begins with: "`#ops` is for us", "Room `#ops`. Hours: 24/7"."""
    first = entry.prose.clauses[0].text.rstrip(".") if entry.prose.clauses else ""
    if len(first.split()) <= _LONGEST_NAME and is_channel(first):
        return first
    start = ROOM.match(first) or ADDRESS.match(first)
    return start[0] if start else ""


def _entry(draft: Draft, entry: Entry) -> None:
    subject = entry.subject or _unled(entry)
    said = [clause for clause in entry.clauses if clause.text.rstrip(".") != subject]
    for clause in entry.clauses:
        draft.spend(clause, None if clause not in said else Span(0, 0))
    labelled = [_relabelled(clause) for clause in said]
    _add(draft, subject, entry.prose.line, [(_label(clause, entry), clause) for clause in labelled])
    for clause, own in zip(said, labelled, strict=True):
        draft.spent[clause] = draft.spent.get(own, []) if own is not clause else draft.spent[clause]


def _relabelled(clause: Clause) -> Clause:
    """A sentence with a label of its own inside a point: "Room `#ops`. Purpose: incidents."."""
    own = re.match(r"([A-Z][\w ]{2,24}):\s+(?=\S)", clause.text)
    return replace(clause, label=own[1], text=clause.text[own.end() :]) if own else clause


def _label(clause: Clause, entry: Entry) -> str:
    """What a sentence below a channel says of it: by its own label, its hours, else in its order."""
    if clause.label and clause.label != entry.prose.lead:
        for meaning in _MEANINGS:
            if re.match(rf"(?:{meaning.header})\b", clause.label, re.IGNORECASE):
                return meaning.name
    words = len(clause.text.split())
    short = (words <= 5 and not _besides_hours(clause.text)) or (words <= 10 and _OPEN.match(clause.text))
    if (
        short
        and is_hours(clause.text)
        and not re.search(r"\bwithin\b", clause.text)
        and not _names_severities(clause.text)
    ):
        return "hours"
    return "said"


def _besides_hours(text: str) -> bool:
    """Whether words before a comma or in front of parentheses say something else than hours."""
    parts = [
        part for part in re.split(r",\s+|\s*[()]\s*|\s[-–—]+\s", text) if re.search(r"[^\W\d_]{2}", part)
    ]
    return (
        len(parts) >= 1
        and any(not is_hours(part) and not zone_in(part) and not _OPEN.match(part) for part in parts)
        and not is_hours(parts[0])
    )


def _names_severities(text: str) -> bool:
    """Whether a sentence may name severities besides its hours."""
    return bool(
        re.search(r"\b(?:incidents?|severit|priorit|only for)\b|\b[PS](?:EV)?-?\d\b", text, re.IGNORECASE)
    )


def _add(draft: Draft, subject: str, line: int, said: list[tuple[str, Clause]]) -> None:
    around = " ".join(clause.text for _, clause in said)
    medium = " ".join(clause.text for meaning, clause in said if meaning == "medium")
    channel = draft.channels.add(channel_of(subject, around, medium), around)
    head = Clause(subject, line, (), (), "", ())
    if channel is None:
        for _, clause in said:
            draft.refuse(clause, f"{subject} is described further up")
        return
    known = draft.channels.channels[channel]
    draft.take(("channels", channel, "name"), known.name, head)
    named = [meaning for meaning, _ in said]
    if "hours" not in named:
        place_hours(draft, channel, Clause(subject, line, (), (), "", ()))
    for meaning, clause in said:
        place(draft, channel, meaning, clause)
    describe(draft, channel, said)
