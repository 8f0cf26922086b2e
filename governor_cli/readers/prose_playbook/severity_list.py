"""Which severities a playbook has, found before anything else since everything refers to them."""

import re
from collections.abc import Iterator

from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.entries import Group
from governor_cli.readers.prose_playbook.page import Outline
from governor_cli.readers.prose_playbook.severity_names import Named, SeverityNames, severity_name
from governor_cli.readers.prose_playbook.tables import MOST_ROWS, severity_column
from governor_cli.readers.prose_playbook.topics import is_about

_LOOSE = re.compile(r"\b(P|SEV|S)[\s-]?(\d)\b(?![.\d])")


_MOST = 9


def name(outline: Outline, draft: Draft) -> None:
    """Find out what the team calls its severities."""
    found = [*_tabled(outline), *_listed(draft)]
    families = {named.key[0] if named.key[1:].isdigit() else "word" for named in found}
    wanted = next((family for family in ("p", "s", "word", "l") if family in families), None)
    defining = [named for named in found if _in_family(named, wanted)]
    for named in dict.fromkeys(defining):
        if len(draft.severities.ids) < _MOST:
            draft.severities.add(named)
    if not draft.severities.ids:
        _loose(outline, draft.severities)
    draft.severities.sort()


def _in_family(named: Named, family: str | None) -> bool:
    numbered = named.key[1:].isdigit()
    return named.key[0] == family if numbered else family == "word"


def _tabled(outline: Outline) -> Iterator[Named]:
    for table in outline.tables():
        column = severity_column(table)
        if column is None:
            continue
        named = [
            severity_name(row.cells[column].text, table.header[column]) for row in table.rows[:MOST_ROWS]
        ]
        known = [one for one in named if one]
        said = re.search(r"sev|prio|level|impact|class|tier", table.header[column], re.IGNORECASE)
        if len({one.key for one in known}) >= 2 or (said and known):
            yield from known


def _listed(draft: Draft) -> Iterator[Named]:
    for group in draft.groups:
        named = _names(group)
        numbered = [one for one in named if one.key[1:].isdigit()]
        about = is_about("severities", *group.above[:2])
        several = len({one.key for one in named}) >= 2
        if (numbered and (several or about)) or (
            several and about and len(named) >= 0.6 * len(group.entries)
        ):
            yield from (named if about else numbered)


def _names(group: Group) -> list[Named]:
    found = (severity_name(entry.subject) for entry in group.entries if entry.subject)
    return [one for one in found if one]


def _loose(outline: Outline, names: SeverityNames) -> None:
    """Severities that are only mentioned, two at least."""
    text = "\n".join(clause.said for clause in outline.clauses())
    found = [named for one in _LOOSE.finditer(text) if (named := severity_name(one[0]))]
    if len({named.key for named in found}) >= 2:
        for named in dict.fromkeys(found):
            names.add(named)
