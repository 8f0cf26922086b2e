"""Severities: their names first, since everything else refers to them, then what is promised for each."""

import re
from dataclasses import replace

from governor_cli.readers.prose_playbook import coverage, promises
from governor_cli.readers.prose_playbook.channel_names import is_channel
from governor_cli.readers.prose_playbook.draft import LONGEST_TEXT, Draft, Span
from governor_cli.readers.prose_playbook.entries import Entry
from governor_cli.readers.prose_playbook.page import Outline, Table
from governor_cli.readers.prose_playbook.quantities import cadence, duration
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.role_names import is_nobody, is_role, is_title
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.severity_names import severity_name
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, Meaning, fitting, meanings, severity_column
from governor_cli.readers.prose_playbook.topics import is_about, nearest
from governor_cli.readers.prose_playbook.windows import is_hours

_MOST_WORDS_OF_A_ROLE = 5


def _is_length(cell: str) -> bool:
    return len(cell) < 80 and (duration(cell) is not None or cadence(cell) is not None)


def _is_text(cell: str) -> bool:
    named = is_role(cell) and is_title(cell) and len(cell.split()) <= _MOST_WORDS_OF_A_ROLE
    return (
        len(cell.split()) >= 3
        and not named
        and not _is_length(cell)
        and not is_hours(cell)
        and not is_channel(cell)
    )


_RESOLVE = r"resol|fix|restor|mitigat|work-?around|time to (?:fix|resolve|restore)|rto|rpo|target resol"
_UPDATE = r"updat|status|cadence|communicat|frequency|comms|keep|how often|stakeholder updat|progress|posts?"
MEANINGS = (
    Meaning("acknowledge", r"ack|acknowledg|time to ack|mtta", _is_length),
    Meaning("resolve", _RESOLVE, _is_length),
    Meaning("update", _UPDATE, _is_length),
    Meaning("page", r"pag|wake|call-?out|alert"),
    Meaning("respond", (
        r"respon|first respon|time to respond|reaction|react|target|sla|initial|begin|start|answer|within|"
        r"time|how fast|reply"
    ), _is_length),
    Meaning("report", r"report|post-?\s?mortem|review|rca|write-?up"),
    Meaning("hours", r"hours|coverage|availab|support window|window|covered|service hours", is_hours),
    Meaning("channel", r"channel|room|where", is_channel),
    Meaning("examples", r"example|e\.g|such as|for instance"),
    Meaning("when", (
        r"who (?:is|are) (?:affected|hit|impacted)|affected|definition|defin|descri|mean|what|impact|"
        r"criteri|when|condition|symptom|looks? like|trigger|scope|situation|summary|use (?:for|when)"
    ), _is_text),
)  # fmt: skip


def read(outline: Outline, draft: Draft) -> None:
    """Read what is promised for each severity, from tables, lists and headings."""
    for table in outline.tables():
        column = severity_column(table)
        if column is not None:
            _table(draft, table, column)
    for group in draft.groups:
        if nearest(group.above, "escalation", "severities", "updates", "checklist") in {
            "escalation",
            "checklist",
        }:
            continue
        for entry in group.entries:
            one = _known(draft, entry.subject)
            if one:
                _entry(draft, entry, one, listed=group.listed)
        named = [entry for entry in group.entries if _known(draft, entry.subject)]
        if group.top and named and len(named) == len(group.entries) and is_about("severities", *group.above):
            draft.pieces.append(Piece("severities", group.first_line, group.last_line, whole=True))


def _known(draft: Draft, subject: str, header: str = "") -> str | None:
    named = severity_name(subject, header) if subject else None
    return draft.severities.find(named) if named else None


def columns(table: Table, severity: int) -> dict[str, int]:
    """What the columns beside the severities mean."""
    return meanings(table, MEANINGS, (severity,))


def _table(draft: Draft, table: Table, severity: int) -> None:
    found = columns(table, severity)
    promised = [
        one
        for one in ("acknowledge", "resolve", "update", "respond")
        if one in found and fitting(table, found[one], _is_length) > 0
    ]
    pages = "page" in found and not is_about("escalation", *table.above[:1])
    describes = "when" in found and not is_about("escalation", *table.above[:1])
    if not (promised or pages or describes):
        return
    draft.pieces.append(Piece("severities", table.first_line, table.last_line, whole=True))
    for row in table.rows[:MOST_ROWS]:
        one = _known(draft, row.cells[severity].text, table.header[severity])
        if one is None:
            continue
        for clause in row.cells[severity].clauses:
            _beside_name(draft, clause, one)
        for meaning, index in found.items():
            for clause in row.cells[index].clauses:
                _cell(draft, clause, one, meaning)


def _beside_name(draft: Draft, clause: Clause, one: str) -> None:
    """What stands beside the severity in its own cell: "SEV1 - critical", "P0 (everything is down)"."""
    rest = re.sub(r"\A\W*(?:[A-Za-z]+[\s-]?)?\d\b|\A\W*\w+", "", clause.text).strip(" -–—:()/.")
    if rest:
        draft.take(("severities", one, "alias"), rest, clause)
    draft.spend(clause)


def _cell(draft: Draft, clause: Clause, one: str, meaning: str) -> None:
    if is_nobody(clause.text):
        draft.spend(clause)
    elif meaning in {"when", "examples"}:
        _describe(draft, clause, one, meaning)
    elif meaning == "hours":
        _hours(draft, clause, one)
    elif meaning == "page":
        _page(draft, clause, one)
    elif meaning == "channel":
        draft.spend(clause)
        for channel in draft.channels.mentioned(clause.text):
            draft.take(("listed", channel, one), one, clause)
    elif meaning == "report":
        _report(draft, clause, one)
    else:
        promises.read(draft, clause, [one], meaning)


def _hours(draft: Draft, clause: Clause, one: str) -> bool:
    name = coverage.window(draft, clause)
    if name:
        draft.take(("severities", one, "hours"), name, clause)
    return name is not None


def _page(draft: Draft, clause: Clause, one: str) -> None:
    """A column or sentence about paging: a time, yes, or no."""
    if duration(clause.text):
        promises.read(draft, clause, [one], "page")
    elif re.search(
        r"\b(?:yes|always|page[sd]?|y|true|on-?call)\b|[✓✔✅x]", clause.text, re.IGNORECASE
    ) and not _negative(clause.text):
        draft.take(("severities", one, "page_within"), "0m", clause)
    else:
        draft.spend(clause)


def _negative(text: str) -> bool:
    return bool(re.search(r"\b(?:no|not|never|without|n't|none)\b", text, re.IGNORECASE))


def _report(draft: Draft, clause: Clause, one: str) -> None:
    length = duration(clause.text)
    if length:
        promises.read(draft, clause, [one], "report")
    elif _negative(clause.text) or re.search("optional", clause.text, re.IGNORECASE):
        draft.take(("severities", one, "report"), "none", clause)
    elif re.search(r"\b(?:short|brief|summary|light\w*)\b", clause.text, re.IGNORECASE):
        draft.take(("severities", one, "report"), "short", clause)
    elif re.search(r"\b(?:full|yes|required|mandatory|always|complete)\b|[✓✔✅]", clause.text, re.IGNORECASE):
        draft.take(("severities", one, "report"), "full", clause)


def _describe(draft: Draft, clause: Clause, one: str, key: str) -> None:
    text = clause.text.rstrip(".;, ")[:LONGEST_TEXT]
    draft.take(("severities", one, key, str(clause.line), text), text, clause)


def _entry(draft: Draft, entry: Entry, one: str, *, listed: bool) -> None:
    """A list point or a heading: sentences that say when it applies, and sentences that promise."""
    beside = re.sub(r"\A\W*(?:[A-Za-z]+[\s-]?)?\d\b|\A\W*\w+", "", entry.subject).strip(" -–—:()/.")
    if beside:
        head = Clause(beside, entry.prose.line, (), (), "", ())
        draft.take(("severities", one, "alias"), beside, head)
    for clause in entry.clauses:
        _sentence(draft, clause, one, own=clause.line == entry.prose.line or not (listed or clause.label))


def _sentence(draft: Draft, clause: Clause, one: str, *, own: bool) -> None:
    if clause in draft.spent:
        return
    meaning = _meaning(clause, one, draft)
    if (
        meaning
        and meaning not in {"when", "examples"}
        and not (meaning == "respond" and not _is_length(clause.text))
    ):
        _cell(draft, clause, one, meaning)
    elif meaning:
        _describe(draft, clause, one, meaning)
    elif _is_length(clause.text) or promises.lengths(clause):
        head = _before_promise(clause)
        if head:
            draft.take(("severities", one, "when", str(clause.line), head), head, clause, Span(0, len(head)))
        promises.read(draft, clause, [one])
    elif re.search(r"\bpag(?:e|es|ed|ing)\b", clause.text, re.IGNORECASE):
        _page(draft, clause, one)
    elif own or re.match(r"(?:examples?|e\.g|definition)", clause.text, re.IGNORECASE):
        _describe(draft, clause, one, "when")


def _meaning(clause: Clause, one: str, draft: Draft) -> str:
    """What a sentence's own label says it is: "Response time: 15 minutes"."""
    if not clause.label or _known(draft, clause.label) == one:
        return ""
    for meaning in MEANINGS:
        if re.match(rf"(?:the |our )?(?:{meaning.header})", clause.label, re.IGNORECASE):
            return meaning.name
    return ""


def _before_promise(clause: Clause) -> str:
    """The part of a sentence that says when, before what it promises: "Slow pages, respond in 1 h"."""
    first = promises.lengths(clause)[0][0]
    cuts = [
        match.start()
        for match in re.finditer(r",|\s[-–—]+\s|:\s|\s\(", clause.text)
        if match.start() < first.start
    ]
    head = clause.text[: cuts[-1]].strip() if cuts else ""
    without = replace(clause, text=head)
    promised = promises.is_promise(head) and len(head.split()) <= 3
    return head if len(head.split()) >= 2 and not promised and not promises.lengths(without) else ""
