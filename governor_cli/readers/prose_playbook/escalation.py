"""The escalation: who is told first, who next and after how long, and who is kept informed."""

import re
from collections.abc import Iterable

from governor_cli.readers.prose_playbook.chains import read_entries, read_group
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.page import Outline, Table
from governor_cli.readers.prose_playbook.quantities import Quantity, duration, durations
from governor_cli.readers.prose_playbook.result import Piece
from governor_cli.readers.prose_playbook.role_names import is_nobody, is_role, is_title
from governor_cli.readers.prose_playbook.sentences import Clause, Prose
from governor_cli.readers.prose_playbook.severities import columns as severity_columns
from governor_cli.readers.prose_playbook.severity_names import severity_name
from governor_cli.readers.prose_playbook.steps import INFORMING, Step, roles_in, step_of, without_lengths
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, Meaning, meanings, severity_column
from governor_cli.readers.prose_playbook.topics import is_about

_TELL = (
    r"primary|first|then|second\w*|third|fourth|next|backup|back-up|who|call|page|contact|escalat\w*|"
    r"if no|l[1-4]\b|tier|1st|2nd|3rd|4th|step|lead|owner|responder|on-?call|fallback|finally|after\b|"
    r"last|initial|respons\w*|role"
)


_AFTER = (
    r"after|wait\w*|time-?out|within|time|delay|when|escalate (?:after|in)|how long|deadline|if no answer"
)


_TELLING = re.compile(rf"\b(?:{_TELL})", re.IGNORECASE)


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
            read_group(draft, group)
        else:
            read_entries(draft, group)


def _matrix(draft: Draft, table: Table, severity: int) -> None:
    other = {
        index
        for name, index in severity_columns(table, severity).items()
        if not _names_roles(table, index, name)
    }
    roles = [
        index
        for index in range(len(table.header))
        if index not in {severity, *other} and _holds_roles(table, index)
    ]
    if not roles or not (
        any(_TELLING.search(table.header[index]) for index in roles)
        or is_about("escalation", *table.above[:1])
    ):
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
    return (
        meaning not in {"when", "examples", "hours"}
        and _holds_roles(table, index)
        and bool(_TELLING.search(header) or INFORMING.search(header))
    )


def _holds_roles(table: Table, index: int) -> bool:
    cells = [row.cells[index].text for row in table.rows if not is_nobody(row.cells[index].text)]
    if not cells:
        return False
    fitting = [
        cell
        for cell in cells
        if is_role(without_lengths(cell)) and not re.fullmatch(r"(?i)yes|no|✓|✅", cell.strip())
    ]
    titled = [cell for cell in cells if is_title(cell)]
    said = _TELLING.search(table.header[index]) or INFORMING.search(table.header[index])
    return len(fitting) >= 0.6 * len(cells) and (bool(said) or len(titled) >= 0.5 * len(cells))


def _holds_waits(table: Table, index: int, severity: int) -> bool:
    if (
        index == severity
        or not re.search(rf"\b(?:{_AFTER})", table.header[index], re.IGNORECASE)
        or re.search(r"respon|updat|ack|resol", table.header[index], re.IGNORECASE)
    ):
        return False
    cells = [row.cells[index].text for row in table.rows]
    return (
        not _holds_roles(table, index)
        and sum(duration(cell) is not None for cell in cells) * 2 >= len(cells) > 0
    )


def _of_cell(draft: Draft, header: str, cell: Prose) -> Step:
    """The step that one cell of a matrix is."""
    for clause in cell.clauses:
        draft.spend(clause)
    informs = bool(INFORMING.search(header)) and not re.search(
        r"\b(?:first|then|page|call|primary)\b", header, re.IGNORECASE
    )
    length = duration(cell.text) or duration(header)
    names = roles_in(draft, without_lengths(cell.text), cell)
    return step_of(
        names,
        length,
        informs=informs or bool(re.match(r"\W*(?:inform|notify|cc|fyi)\b", cell.text, re.IGNORECASE)),
    )


def _take(
    draft: Draft, severities: list[str], steps: Iterable[Step], waits: list[Quantity], line: int, table: Table
) -> None:
    """Claim the chain of some severities: who is told in their order, then who is informed."""
    kept = [step for step in steps if step.get("tell") or step.get("inform")]
    kept.sort(key=lambda step: "inform" in step)
    later = [step for step in kept[1:] if "tell" in step]
    for step, wait in zip(later, waits[-len(later) :] if later else [], strict=False):
        step.setdefault("after", wait.text)
    named: list[list[str]] = [step.get("tell") or step["inform"] for step in kept]
    source = " | ".join(name for names in named for name in names)
    for one in severities:
        clause = Clause(source, line, (), (), one, table.above)
        draft.take(("escalation", one), kept, clause)


def _is_length(cell: str) -> bool:
    return duration(cell) is not None


def _steps_table(draft: Draft, table: Table) -> None:
    """A table with a row a step, for every severity."""
    found = meanings(
        table,
        (
            Meaning("after", _AFTER, _is_length),
            Meaning("who", rf"{_TELL}|name|person|people|team", is_role),
        ),
    )
    if "who" not in found:
        return
    steps: list[Step] = []
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
