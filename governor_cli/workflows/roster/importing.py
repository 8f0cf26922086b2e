"""Take the shifts of a calendar or table over, as dated entries of the roster."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from governor_cli.core.document import Document, read
from governor_cli.core.edit import insert_item
from governor_cli.core.errors import GovError
from governor_cli.core.yaml_write import item
from governor_cli.kinds.roster.model import Roster
from governor_cli.practices.schedule.departures import holdings
from governor_cli.practices.schedule.expansion import Frame
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.change import Change, append_to, changed, shown
from governor_cli.workflows.roster.foreign import Wanted
from governor_cli.workflows.roster.reading import roster_of

_MOST_ENTRIES: Final = 2_000


def take_over(repository: Repository, wanted: Sequence[Wanted], now: datetime) -> tuple[Change | None, int]:
    """The change that adds what a file says, None where the roster has all of it; and how many entries."""
    _, roster = roster_of(repository)
    frame = Frame(repository.policy, 0, int(datetime(2999, 1, 1, tzinfo=UTC).timestamp()))
    have = {(one.span, one.override.add, one.override.role) for one in holdings(roster, frame)}
    new = [one for one in wanted if ((one.start, one.end), one.who, one.role) not in have]
    if len(new) > _MOST_ENTRIES:
        raise GovError(f"that would be {len(new)} entries", hint="Take over a shorter time with --horizon.")
    if not new:
        return None, 0
    start, end = (
        datetime.fromtimestamp(second, UTC) for second in (new[0].start, max(one.end for one in new))
    )
    change = changed(repository, lambda document: _with(document, roster, new), now, start, end)
    return change, len(new)


def _with(document: Document, roster: Roster, new: Sequence[Wanted]) -> bytes:
    """The new entries among those that are there, in date order; one edit where there are none yet."""
    items = [_item(one, roster) for one in new]
    if not roster.overrides:
        return _at_once(document, items)
    begins = [one.from_ for one in roster.overrides]
    for one, entry in zip(new, items, strict=True):
        begin = datetime.fromtimestamp(one.start, UTC).replace(tzinfo=None)
        index = next((number for number, other in enumerate(begins) if other > begin), len(begins))
        document = read(document.path, insert_item(document, ("overrides",), index, entry))
        begins.insert(index, begin)
    return document.data


def _at_once(document: Document, items: Sequence[dict[str, str]]) -> bytes:
    """The first entry by an edit, the others in lines like its own: hundreds of edits would take minutes."""
    first = read(document.path, append_to(document, ("overrides",), items[0]))
    lines = first.data.split(b"\n")
    number = first.place(("overrides", 0)).line
    line = lines[number - 1]
    end = b"\r" if line.endswith(b"\r") else b""
    indent = line[: len(line) - len(line.lstrip())]
    others = [part for one in items[1:] for part in item(one, len(indent))]
    number += len(item(items[0], len(indent))) - 1
    lines[number:number] = [indent + part.encode() + end for part in others]
    done = read(document.path, b"\n".join(lines))
    expected = {**document.front, "overrides": [dict(one) for one in items]}
    if done.faults or done.front != expected or done.body != document.body:
        raise GovError(
            "the entries cannot be written without touching other lines", hint="Add one by hand first."
        )
    return done.data


def _item(one: Wanted, roster: Roster) -> dict[str, str]:
    start, end = (datetime.fromtimestamp(second, UTC) for second in (one.start, one.end))
    entry = {"role": one.role, "add": one.who, "from": shown(start), "until": shown(end)}
    entry |= {} if roster.timezone == "UTC" else {"timezone": "UTC"}
    return entry | ({"why": one.why} if one.why else {})
