"""The checklist after an incident: its items, and what proves each."""

import re

from governor_cli.readers.prose_playbook import promises
from governor_cli.readers.prose_playbook.channel_names import ROOM
from governor_cli.readers.prose_playbook.draft import LONGEST_TEXT, Draft
from governor_cli.readers.prose_playbook.entries import Entry, Group
from governor_cli.readers.prose_playbook.page import Outline, Row, Table
from governor_cli.readers.prose_playbook.result import Piece, Unplaced
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.tables import Meaning, meanings
from governor_cli.readers.prose_playbook.topics import is_about
from governor_cli.readers.prose_playbook.windows import slug

_EVIDENCE = {
    "announcement": (
        r"shared?\b|tell\b|sen[dt]\b|brief(?:ed)?\b|present\b|announc\w*|communicated|told|posted|"
        r"publish\w*|sent|e-?mailed|notif\w*|inform\w*|status page|all[-\s]clear|presented|broadcast|"
        r"thanked|heard"
    ),
    "tasks": (
        r"follow-?\s?ups?|tasks?\b|tickets?|action[-\s]items?|to-?dos?|backlog|"
        r"issues? (?:filed|created|opened|logged|raised)|remediation\w*|jira"
    ),
    "metrics": r"telemetry|snapshots?|metrics?|graphs?|dashboards?|measurements?|health\b|charts?",
    "report": (
        r"incident[-\s]reports?|post-?\s?mortems?|rcas?\b|root[-\s]cause\w*|reports?\b|retrospectives?|"
        r"write-?ups?|reviews?\b|timeline"
    ),
    "docs": r"docs?\b|documentation|runbooks?|guides?|wiki|playbooks?|knowledge base|manuals?|procedures?",
}
_FIND = {kind: re.compile(rf"\b(?:{words})", re.IGNORECASE) for kind, words in _EVIDENCE.items()}
_IDS = {
    "report": "report",
    "metrics": "snapshot",
    "announcement": "lessons",
    "tasks": "follow-ups",
    "docs": "documentation",
}
_SMALL = frozenset(
    "the a an is are has have been was were be in on to of and for with all by as it at or if".split()  # noqa: SIM905
)
_OTHER_TIMES = re.compile(
    (
        r"\b(?:pre|before (?:the|a|each|every)? ?(?:deploy|release|shift)|deploy\w*|release|hand-?\s?over|"
        r"hand-?off|shift|daily|weekly|onboarding|drill|intake|first (?:hour|minutes|five))"
    ),
    re.IGNORECASE,
)
_MOST = 40


def read(outline: Outline, draft: Draft) -> None:
    """Read the list or table that says what must be true before an incident is done with."""
    scored: list[tuple[float, int, Group | Table]] = []
    for order, group in enumerate(draft.groups):
        if group.listed and (score := _score(group)) > 0:
            scored.append((-score, order, group))
    scored += [
        (-2.5, table.first_line, table)
        for table in outline.tables()
        if table.top and is_about("checklist", *table.above[:1]) and _column(table) is not None
    ]
    scored.sort(key=lambda one: one[:2])
    if not scored:
        return
    chosen = scored[0][2]
    if isinstance(chosen, Table):
        _table(draft, chosen)
    else:
        _list(draft, chosen)
    for _, _, other in scored[1:]:
        if isinstance(other, Group) and any(entry.ticked is not None for entry in other.entries):
            _refuse(draft, other, chosen.first_line)


def _score(group: Group) -> float:
    """How much a list looks like the checklist: boxes, the heading above, items that something proves."""
    if not group.above or not group.entries:
        return 1.0 if any(entry.ticked is not None for entry in group.entries) else 0.0
    boxes = sum(entry.ticked is not None for entry in group.entries) / len(group.entries)
    proved = sum(evidence_of(entry.prose.text) != "note" for entry in group.entries) / len(group.entries)
    about = is_about("checklist", *group.above[:2])
    if _OTHER_TIMES.search(group.above[0]) and not re.search(
        r"post|after|clos|incident", group.above[0], re.IGNORECASE
    ):
        return 0.5 * boxes
    if not boxes and not (about and proved >= 0.5):
        return 0.0
    return boxes + 1.5 * about + proved


def evidence_of(text: str) -> str:
    """What proves an item: the verb of telling decides first, then the first thing that is named."""
    said = _FIND["announcement"].search(text)
    where = re.search(
        (
            r"#\w|\bchannel|\bstakeholders?|\bcustomers?|\bstatus page|\bteam\b|\beveryone|"
            r"\ball[-\s]hands|@|\bnewsletter|\bleadership"
        ),
        text,
        re.IGNORECASE,
    )
    found = [
        (match.start(), kind)
        for kind, words in _FIND.items()
        if kind != "announcement" and (match := words.search(text))
    ]
    if said and (where or not found):
        return "announcement"
    return min(found)[1] if found else "note"


def _list(draft: Draft, group: Group) -> None:
    for entry in group.entries[:_MOST]:
        _item(draft, entry)
    if group.top:
        draft.pieces.append(Piece("checklist", group.first_line, group.last_line, whole=True))


def _item(draft: Draft, entry: Entry) -> None:
    text = entry.prose.text.rstrip(". ")[:LONGEST_TEXT]
    if text:
        _add(draft, text, Clause(entry.prose.text, entry.prose.line, (), (), "", ()))
        for clause in entry.prose.clauses:
            promises.read(draft, clause)
            draft.spend(clause)


def _add(draft: Draft, text: str, clause: Clause) -> None:
    evidence = evidence_of(text)
    channels = draft.channels.mentioned(text)
    item = _id(draft, text, evidence)
    draft.items.append(item)
    draft.take(("checklist", item, "text"), text, clause)
    draft.take(("checklist", item, "evidence"), evidence, clause, exact=evidence != "note")
    unknown = [room for room in ROOM.findall(text) if not draft.channels.mentioned(room)]
    for room in unknown:
        draft.unplaced.append(Unplaced(clause.line, text, f"`{room}` is described nowhere as a channel"))
    if evidence == "announcement" and channels:
        draft.take(("checklist", item, "channel"), channels[0], clause)


def _id(draft: Draft, text: str, evidence: str) -> str:
    known = _IDS.get(evidence, "")
    if known and known not in draft.items:
        return known
    words = [word for word in slug(text).split("-") if word not in _SMALL][:4]
    name = "-".join(words)[:60].strip("-") or "item"
    numbered = (f"{name}-{number}" for number in range(2, len(draft.items) + 3))
    return name if name not in draft.items else next(one for one in numbered if one not in draft.items)


def _column(table: Table) -> int | None:
    found = meanings(
        table, (Meaning("item", r"item|step|task|what|check|action|done when|deliverable|to do"),)
    )
    return found.get("item")


def _table(draft: Draft, table: Table) -> None:
    column = _column(table)
    if column is None:
        return
    for row in table.rows[:_MOST]:
        _row(draft, row, column)
    draft.pieces.append(Piece("checklist", table.first_line, table.last_line, whole=True))


def _row(draft: Draft, row: Row, column: int) -> None:
    text = re.sub(r"\A\[[ xX]\]\s*", "", row.cells[column].text).rstrip(". ")[:LONGEST_TEXT]
    if text:
        _add(draft, text, Clause(text, row.line, (), (), "", ()))
        for clause in row.cells[column].clauses:
            draft.spend(clause)


def _refuse(draft: Draft, group: Group, first_line: int) -> None:
    for entry in group.entries:
        for clause in entry.prose.clauses:
            if clause not in draft.spent:
                draft.refuse(clause, f"the checklist is the one in line {first_line}")
