"""Roles: who does what, from a list, a table or headings."""

import re

from governor_cli.readers.prose_playbook.channel_names import ADDRESS, is_channel
from governor_cli.readers.prose_playbook.draft import LONGEST_TEXT, Draft
from governor_cli.readers.prose_playbook.entries import Entry, Group
from governor_cli.readers.prose_playbook.page import Outline, Row, Table
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.role_names import is_nobody, is_role, is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.severity_names import severity_name
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, Meaning, meanings, severity_column
from governor_cli.readers.prose_playbook.topics import is_about, nearest

_MEANINGS = (
    Meaning("name", r"role|title|position|function|job|hat|name|who", is_role),
    Meaning("reach", r"reach|contact|how to reach|paged? via|via|channel|medium"),
    Meaning("duty", r"duty|on[-\s]?call|coverage|expect|availab|hours|commitment"),
    Meaning("duties", r"respons|dut(?:y|ies)|does|do\b|tasks?|owns?|accountab|descri|what|in charge"),
)  # fmt: skip
_REACH = {
    "pagerduty": r"pager\s?duty|pager|paged",
    "phone": r"phone|call|sms|mobile",
    "slack": r"slack",
    "teams": r"\bTeams\b",
    "email": r"e-?mail|\bmail",
}
_ON_CALL = re.compile(
    (
        r"\bon[-\s]?call\b|\bcarr(?:y|ies) the pager|\bpager\b|\bfirst responder|\b24\s?[/x]\s?7\b|"
        r"\baround the clock"
    ),
    re.IGNORECASE,
)
_BEST_EFFORT = re.compile(
    (
        r"\bbest[-\s]effort|\b(?:office|business|working) hours only|\bnot on[-\s]?call|\bno pager|"
        r"\bduring (?:office|business|working) hours"
    ),
    re.IGNORECASE,
)
_MOST = 60
_OTHER_TOPICS = (
    "roles",
    "escalation",
    "severities",
    "checklist",
    "runbooks",
    "knowledge",
    "updates",
    "sync",
    "channels",
    "hours",
)


def read(outline: Outline, draft: Draft) -> None:
    """Learn every role that the playbook describes."""
    for table in outline.tables():
        _table(draft, table)
    for group in draft.groups:
        if _are_roles(group):
            for entry in group.entries[:_MOST]:
                if _is_entry(entry):
                    _entry(draft, entry)
            if group.top:
                draft.pieces.append(Piece("roles", group.first_line, group.last_line, whole=True))


def _are_roles(group: Group) -> bool:
    named = [entry for entry in group.entries if _is_entry(entry)]
    if len(named) < max(1, 0.6 * len(group.entries)):
        return False
    titled = [entry for entry in named if is_title(entry.subject)]
    about = nearest(group.above, *_OTHER_TOPICS)
    if about == "roles" or (not group.listed and group.above and is_about("roles", group.above[0])):
        return bool(titled) or len(named) >= 2
    return about is None and len(named) >= 2 and len(titled) == len(named)


def _is_entry(entry: Entry) -> bool:
    subject = entry.subject
    return (
        bool(subject)
        and is_role(subject)
        and not is_channel(subject)
        and severity_name(subject) is None
        and entry.ticked is None
    )


def _entry(draft: Draft, entry: Entry) -> None:
    for role in _ids(draft, entry.subject, entry.prose.line):
        for clause in entry.clauses:
            if _is_reach(clause):
                _reach(draft, clause, role)
            else:
                _duty_of(draft, clause, role)


def _ids(draft: Draft, name: str, line: int) -> list[str]:
    """One role, or the two of "Primary / Secondary on-call"."""
    known = draft.roles.find(name)
    parts = split_names(name)
    names = [name] if known or len(parts) < 2 else parts
    found: list[str] = []
    for one in names:
        role = draft.roles.add(one)
        clause = Clause(one, line, (), (), "", ())
        draft.take(("roles", role, "name"), draft.roles.names[role], clause)
        found.append(role)
    return found


def _is_reach(clause: Clause) -> bool:
    return bool(re.match(r"reach|contact|via\b|pag(?:e|ed) via", clause.label, re.IGNORECASE)) and bool(
        clause.text
    )


def _duty_of(draft: Draft, clause: Clause, role: str) -> None:
    """A sentence of a role's description; it may say whether the role is on call."""
    text = clause.text.strip(" .;,")[:LONGEST_TEXT]
    if text:
        draft.take(("roles", role, "duties", str(clause.line), text), text, clause)
    _on_call(draft, clause, role)


def _on_call(draft: Draft, clause: Clause, role: str) -> None:
    if _BEST_EFFORT.search(clause.text):
        draft.take(("roles", role, "duty"), "best-effort", clause)
    elif _ON_CALL.search(clause.text) and re.match(
        r"\W*(?:is |are |always )?(?:on[-\s]?call|carr|24|first|around|yes)", clause.text, re.IGNORECASE
    ):
        draft.take(("roles", role, "duty"), "on-call", clause)


def _reach(draft: Draft, clause: Clause, role: str) -> None:
    ways = [
        way
        for way, words in _REACH.items()
        if re.search(words, clause.text, re.IGNORECASE if way != "teams" else 0)
    ]
    if ADDRESS.search(clause.text) or re.search(r"\+?\d[\d\s-]{6,}", clause.text):
        draft.refuse(clause, "how to reach a person belongs in the roster")
    elif ways:
        draft.take(("roles", role, "reach"), ways, clause)


def _table(draft: Draft, table: Table) -> None:
    found = meanings(table, _MEANINGS)
    if severity_column(table) is not None or "name" not in found:
        return
    titled = [row for row in table.rows if is_title(row.cells[found["name"]].text)]
    described = re.search(r"respons|dut|does|owns|accountab|tasks", " ".join(table.header), re.IGNORECASE)
    about = is_about("roles", *table.above[:1]) and nearest(table.above[:1], *_OTHER_TOPICS) == "roles"
    if not (described or about) or len(titled) * 2 < len(table.rows):
        return
    draft.pieces.append(Piece("roles", table.first_line, table.last_line, whole=True))
    for row in table.rows[:MOST_ROWS]:
        if not is_nobody(row.cells[found["name"]].text):
            _row(draft, row, found)


def _row(draft: Draft, row: Row, found: dict[str, int]) -> None:
    cell = row.cells[found["name"]]
    for clause in cell.clauses:
        draft.spend(clause)
    for role in _ids(draft, cell.text, row.line):
        for meaning, index in found.items():
            for clause in row.cells[index].clauses:
                if meaning == "duties":
                    _duty_of(draft, clause, role)
                elif meaning == "reach":
                    _reach(draft, clause, role)
                elif meaning == "duty":
                    _stated_duty(draft, clause, role)


def _stated_duty(draft: Draft, clause: Clause, role: str) -> None:
    if _BEST_EFFORT.search(clause.text) or re.fullmatch(r"\W*(?:no|none|-|n)\W*", clause.text, re.IGNORECASE):
        draft.take(("roles", role, "duty"), "best-effort", clause)
    elif _ON_CALL.search(clause.text) or re.fullmatch(
        r"\W*(?:yes|y|always|✓|✔|✅)\W*", clause.text, re.IGNORECASE
    ):
        draft.take(("roles", role, "duty"), "on-call", clause)
