"""Channels: where people write or call, when somebody is there, and what they may expect."""

import re
from collections.abc import Iterable

from governor_cli.readers.prose_playbook import coverage, promises
from governor_cli.readers.prose_playbook.channel_names import ADDRESS, ROOM, channel_of, is_channel, is_medium
from governor_cli.readers.prose_playbook.draft import LONGEST_TEXT, Draft, Span
from governor_cli.readers.prose_playbook.entries import Entry, Group
from governor_cli.readers.prose_playbook.quantities import duration
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.role_names import is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.severity_names import severity_name
from governor_cli.readers.prose_playbook.structure import Outline, Table
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, Meaning, fitting, meanings, severity_column
from governor_cli.readers.prose_playbook.topics import is_about, nearest
from governor_cli.readers.prose_playbook.windows import is_hours
from governor_cli.readers.prose_playbook.zones import zone_in

_MOST = 60
_LONGEST_HOURS = 10
_NAME = Meaning(
    "name",
    r"channels?|rooms?|contacts?|where|address(?:es)?|tools?|mediums?|routes?|lines?|how to reach|platform|name|place|inbox|contact point|reach|system|way",
    is_channel,
)


def _is_length(cell: str) -> bool:
    return duration(cell) is not None


def _is_severities(cell: str) -> bool:
    return severity_name(re.split(r"[/,&]| and ", cell)[0]) is not None


_MEANINGS = (
    Meaning("hours", r"hours|when|availab|coverage|staffed|support window|times?|monitored|open|schedule|window|on duty|operat", is_hours),
    Meaning("acknowledge", r"ack|acknowledg|response|respond|sla|reaction|answer|reply|first response|expect(?:ed)? response|turnaround", _is_length),
    Meaning("triage", r"triag", _is_length),
    Meaning("severities", r"severit|priorit|levels?", _is_severities),
    Meaning("medium", r"medium|tool|platform|via|type|kind|app|system", is_medium),
    Meaning("staffed_by", r"owner|staffed|who|monitored by|responsible|team|watched|answered by|role"),
    Meaning("purpose", r"purpose|what (?:it(?:'s| is) )?for|what|use(?:d)?(?: it)?(?: for)?|usage|for|about|topics?|why|description|reason|best for|audience"),
    Meaning("notes", r"notes?|remarks?|comments?|details?|info\w*|expectations?|rules?|guidance|additional|good to know|caveats?|etiquette|more|instructions"),
)  # fmt: skip
_STAFFED = re.compile(r"\b(?:staffed|monitored|watched|answered|covered|manned|read|owned|handled) by\s+(?:the\s+)?([^.;,()]+)", re.IGNORECASE)
_ESCALATES = re.compile(r"\bescalat\w*\s+(?:\w+\s+){0,3}?(?:to|into|via)\s+(?:the\s+)?[`\"]?(#?[\w@.-]+)", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:moves?|hands? (?:over|on|off)|forward(?:ed|s)?|goes|go|taken|redirect\w*)\s+(?:\w+\s+){0,3}?to\s+(?:the\s+)?[`\"]?(#[\w-]+)", re.IGNORECASE)
_OPEN = re.compile(r"\W*(?:staffed|open|available|monitored|watched|covered|hours|on duty|operating|manned|active|answered|reachable|coverage)\b", re.IGNORECASE)
_PINS = re.compile(r"\bpin(?:s|ned|ning)?\b.*\b(?:roster|rota|on-call|schedule)|\b(?:roster|rota|schedule)\b.*\bpin(?:s|ned)?\b", re.IGNORECASE)


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
    if found and not draft.channels.mentioned(found[0]) and (hours := read_parenthesis(clause)):
        part = Clause(hours, clause.line, (), (), clause.label, clause.above)
        draft.spend(clause)
        _add(draft, found[0], clause.line, clause.text, [("hours", part)])


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
        others = [(meaning, clause) for meaning, index in found.items() for clause in row.cells[index].clauses]
        for clause in cell.clauses:
            draft.spend(clause)
        _add(draft, cell.text, row.line, cell.text, others)


def _subject(table: Table) -> int | None:
    """The column that names channels: by its cells, or by its header where its cells are odd names."""
    scores = [(fitting(table, index, is_channel), -index) for index in range(len(table.header))]
    share, index = max(scores, default=(0.0, 0))
    said = re.search(rf"\b(?:{_NAME.header})\b", table.header[-index], re.IGNORECASE) if table.header else None
    hours = any(fitting(table, other, is_hours) >= 0.5 for other in range(len(table.header)) if other != -index)
    about = nearest(table.above, "checklist", "escalation", "knowledge", "runbooks", "roles", "channels")
    if share >= 0.6 and (said or hours) and (about in {None, "channels"} or hours):
        return -index
    if share >= 0.3 and said and hours:
        return -index
    return -index if share >= 0.5 and about == "channels" else None


def _group(draft: Draft, group: Group) -> None:
    named = [entry for entry in group.entries if _is_entry(entry)]
    about = nearest(group.above, "checklist", "escalation", "runbooks", "severities", "updates", "roles", "channels")
    if not named or len(named) < 0.5 * len(group.entries) or about not in {None, "channels"}:
        return
    if about is None and not (len(named) >= 2 and any(is_hours(clause.text) for entry in named for clause in entry.clauses)):
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
    start = entry.prose.text[:60]
    return bool(ROOM.match(start) or ADDRESS.match(start))


def _entry(draft: Draft, entry: Entry) -> None:
    subject = entry.subject or entry.prose.text.split(" ")[0]
    labelled = [(_label(clause, entry), clause) for clause in entry.clauses]
    _add(draft, subject, entry.prose.line, entry.prose.text, [(meaning, clause) for meaning, clause in labelled])


def _label(clause: Clause, entry: Entry) -> str:
    """What a sentence below a channel says of it: by its own label, its hours, else in its order."""
    if clause.label and clause.label != entry.prose.lead:
        for meaning in _MEANINGS:
            if re.match(rf"(?:{meaning.header})\b", clause.label, re.IGNORECASE):
                return meaning.name
    words = len(clause.text.split())
    short = (words <= 5 and not _besides_hours(clause.text)) or (words <= 10 and _OPEN.match(clause.text))
    if short and is_hours(clause.text) and not re.search(r"\bwithin\b", clause.text) and not severities_said(clause.text):
        return "hours"
    return "said"


def _besides_hours(text: str) -> bool:
    """Whether words before a comma or in front of parentheses say something else than hours."""
    parts = [part for part in re.split(r",\s+|\s*[()]\s*|\s[-–—]+\s", text) if re.search(r"[^\W\d_]{2}", part)]
    return len(parts) >= 1 and any(not is_hours(part) and not zone_in(part) and not _OPEN.match(part) for part in parts) and not is_hours(parts[0])


def severities_said(text: str) -> bool:
    """Whether a sentence may name severities besides its hours."""
    return bool(re.search(r"\b(?:incidents?|severit|priorit|only for)\b|\b[PS](?:EV)?-?\d\b", text, re.IGNORECASE))


def _add(draft: Draft, subject: str, line: int, whole: str, said: list[tuple[str, Clause]]) -> None:
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
        _hours(draft, channel, Clause(subject, line, (), (), "", ()))
    for meaning, clause in said:
        _fact(draft, channel, meaning, clause)
    _texts(draft, channel, said)


def _fact(draft: Draft, channel: str, meaning: str, clause: Clause) -> None:
    if meaning == "hours":
        if not _hours(draft, channel, clause):
            _sentence(draft, channel, clause)
        if clause not in draft.spent:
            draft.refuse(clause, "these are no hours of the week")
    elif meaning == "acknowledge":
        length = duration(clause.text)
        if length and length.seconds:
            draft.take(("channels", channel, "acknowledge_within"), length.text, clause, length, exact=length.exact)
    elif meaning == "triage":
        length = duration(clause.text)
        if length and length.seconds:
            draft.take(("channels", channel, "triage_within"), length.text, clause, length, exact=length.exact)
    elif meaning == "medium":
        draft.spend(clause)
    elif meaning == "staffed_by":
        draft.take(("staff", channel), clause.text, clause)
    elif meaning == "severities":
        draft.take(("levels", channel), draft.severities.ids_in(clause.text), clause)
    else:
        _sentence(draft, channel, clause)


def _hours(draft: Draft, channel: str, clause: Clause) -> bool:
    name = coverage.window(draft, clause)
    if name:
        draft.take(("channels", channel, "hours"), name, clause)
    return name is not None


def _sentence(draft: Draft, channel: str, clause: Clause) -> None:
    """Prose beside a channel: promises, severities, who staffs it, where it escalates to."""
    for length, repeats in promises.lengths(clause):
        kind = promises.kind_of(clause, length) or promises.introduced(clause)
        key = {"acknowledge": "acknowledge_within", "respond": "acknowledge_within", "triage": "triage_within"}.get(kind or "")
        if key and not repeats and length.seconds:
            draft.take(("channels", channel, key), length.text, clause, length, exact=length.exact)
    hours = read_parenthesis(clause)
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
    if re.search(r"\bpages?\b", clause.text, re.IGNORECASE) and (who := re.search(r"\bpages? (?:the )?([\w -]+)", clause.text, re.IGNORECASE)):
        draft.take(("pages", channel), who[1].strip(), clause, Span(0, 0))


def read_parenthesis(clause: Clause) -> str:
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


def _texts(draft: Draft, channel: str, said: Iterable[tuple[str, Clause]]) -> None:
    """Purpose and notes as the team wrote them; in a list the first sentence is the purpose."""
    purposes, notes = [], []
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
    hours = read_parenthesis(clause)
    text = clause.text.rstrip(". ")
    for tail in (f"({hours})", f", {hours}", f"– {hours}", f"- {hours}", f"— {hours}") if hours else ():
        if text.endswith(tail):
            return text.removesuffix(tail).rstrip(" ,–—-")
    return text


def relate(draft: Draft) -> None:
    """Once every role, severity and channel is known: who staffs a channel, and what it hands on to."""
    _media(draft)
    for claim in [claim for claim in draft.claims if claim.key[0] in {"staff", "next", "levels", "pages", "listed"}]:
        draft.claims.remove(claim)
        kind, channel = claim.key[0], claim.key[1]
        clause = claim.clause or Clause(claim.fact.source, claim.line, (), (), "", ())
        if kind == "staff":
            roles = staff(draft, str(claim.fact.value))
            if roles:
                draft.take(("channels", channel, "staffed_by"), roles, clause, Span(0, 0))
        elif kind == "next":
            target = next_channel(draft, str(claim.fact.value), channel)
            if target:
                draft.take(("channels", channel, "escalates_to"), target, clause, Span(0, 0))
        elif kind == "levels":
            _levels(draft, channel, claim.fact.value, clause)
        elif kind == "pages":
            draft.take(("pages", channel), claim.fact.value, clause, Span(0, 0))


def _media(draft: Draft) -> None:
    """A room with a # and no other word is in the chat that the other rooms are in."""
    said = {one.medium for one in draft.channels.channels.values() if one.stated and one.medium in {"slack", "teams"}}
    for one in draft.channels.channels.values():
        room = one.name.startswith("#")
        medium = said.copy().pop() if room and not one.stated and len(said) == 1 else one.medium
        named = next(claim for claim in draft.claims if claim.key == ("channels", one.id, "name"))
        clause = named.clause or Clause(one.name, named.line, (), (), "", ())
        draft.take(("channels", one.id, "medium"), medium, clause, exact=one.stated or room)


def _levels(draft: Draft, channel: str, levels: list[str], clause: Clause) -> None:
    """Severities beside a channel: what it is for; a pager pages for them at once."""
    if not levels:
        return
    draft.take(("channels", channel, "severities"), levels, clause, Span(0, 0))
    if draft.channels.channels[channel].medium == "pager":
        for one in levels:
            draft.take(("severities", one, "page_within"), "0m", clause, Span(0, 0), general=True)


def staff(draft: Draft, text: str) -> list[str]:
    """The roles that a phrase names; new ones are learnt where they are titles."""
    found: list[str] = []
    for one in split_names(text):
        known = draft.roles.find(one) or draft.roles.mentioned(one)
        if not known and is_title(one) and len(one.split()) <= 4:
            known = [draft.roles.add(one)]
        found += known
    return list(dict.fromkeys(found))


def next_channel(draft: Draft, word: str, channel: str) -> str | None:
    """The channel that "#incidents", "ops" or an address stands for."""
    named = [one for one in draft.channels.mentioned(word) if one != channel]
    return named[0] if named else draft.channels.called(word.lstrip("#").rstrip("."), but=channel)
