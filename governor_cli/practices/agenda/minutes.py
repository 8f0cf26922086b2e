"""The minutes of a sync with their generated parts written anew; what people wrote stays as it is."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from governor_cli.core.document import Document, read_edited
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.markdown_edit import append_to_section, replace_block
from governor_cli.core.trees import is_sequence
from governor_cli.practices.agenda.decision_cells import decisions
from governor_cli.practices.agenda.part import (
    ACTIONS,
    ATTENDEES,
    INCIDENTS,
    Part,
    is_generated,
    is_same,
    told,
)


class Facts(NamedTuple):
    """What belongs in the front matter; ``day`` only where somebody said when the sync takes place."""

    people: Sequence[str]
    absent: Sequence[str]
    incidents: Sequence[str]
    day: str | None = None


def decided(document: Document) -> dict[str, str]:
    """Action -> what people decided about it, as typed."""
    block = document.markdown.blocks.get(ACTIONS)
    return dict(decisions(block.text)) if block else {}


def with_facts(document: Document, facts: Facts) -> Document:
    """The front matter: a list that nobody has touched is written anew, that of incidents only grows.

    What people took out of the incidents stays out: the table that named it says so.
    """
    wanted: dict[str, Any] = {}
    block = document.markdown.blocks.get(ATTENDEES)
    given = [told(block, key).split(",") if block else [] for key in ("people", "away")]
    was = [[name for name in names if name] for names in given]
    if [_listed(document, "attendees"), _listed(document, "absent")] == was:
        wanted |= {"attendees": list(facts.people), "absent": list(facts.absent)}
    listed = _listed(document, "incidents")
    shown = document.markdown.blocks.get(INCIDENTS)
    known = {*listed, *(INCIDENT_ID.findall(shown.text) if shown else ())}
    wanted["incidents"] = [*listed, *(one for one in sorted(facts.incidents) if one not in known)]
    if facts.day is not None:
        wanted["date"] = facts.day
    for key, value in wanted.items():
        if (value or document.front.get(key)) and value != document.front.get(key):
            from governor_cli.core.edit import put

            document = read_edited(document.path, put(document, (key,), value))
    return document


def unknown_parts(document: Document, missing: Mapping[str, str]) -> list[Part]:
    """What to say in parts that cannot be told, while nothing stands in them; ``missing`` says why."""
    blocks = document.markdown.blocks
    return [
        Part(name, "", "", f"Not known when this was written: {why}.")
        for name, why in missing.items()
        if name in blocks and not blocks[name].text.strip()
    ]


def with_part(document: Document, part: Part) -> tuple[Document, str]:
    """The minutes with one part written anew, and why not where somebody wrote in it or took it out."""
    block = document.markdown.blocks.get(part.name)
    if block is None:
        section = document.markdown.section(part.section)
        if section is None or not section.is_empty:
            return document, f"`gov:{part.name}` is not in the minutes any more, and stays out"
        return read_edited(document.path, append_to_section(document, part.section, part.marked)), ""
    if not is_generated(block):
        return document, f"`gov:{part.name}` was edited by hand and stays; empty it to have it anew"
    if is_same(part, block):
        return document, ""
    return read_edited(document.path, replace_block(document, part.name, part.text, part.args)), ""


def _listed(document: Document, key: str) -> list[str]:
    """A list of the front matter as written; one that is no list is for `gov check` to tell."""
    found: Any = document.front.get(key)
    return list(found) if is_sequence(found) else []
