"""The incidents of an agenda: what began, went on or ended since the last sync, and which promises broke."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.contracts.table import Table
from governor_cli.core.instants import format_instant, parse_instant
from governor_cli.kinds.incident.model import OPEN
from governor_cli.policy.model import Playbook
from governor_cli.practices.agenda.stretch import Stretch
from governor_cli.practices.agenda.text import counted, length, moment, paragraphs, table
from governor_cli.practices.incident.adherence import Adherence, adherence, ended
from governor_cli.practices.incident.beginning import began

if TYPE_CHECKING:
    from governor_cli.practices.incident.clocks import Clock

SECTION: Final = "Incidents"
_ELSEWHERE: Final = frozenset({"update", "documentation"})
"""Clocks that are told by how many updates came in time, and under documentation."""
_OVER: Final = ("resolved", "closed", "cancelled")
TOLD: Final = ("title", "severity", "status", "exercise", "times")
"""The facts that an agenda tells of an incident; as long as it is open, the others count as well."""


class Happened(NamedTuple):
    """An incident on the agenda; ``link`` leads from the agenda to its report."""

    report: Extract
    link: str
    broken: Sequence[str]


class Deadline(NamedTuple):
    """A promise of an incident: when it was due, and when it was kept; None while it is not."""

    name: str
    due: datetime
    stopped: datetime | None


def possible(reports: Table, stretch: Stretch) -> list[str]:
    """The incidents of which not all that is known was earlier: of thousands of reports these are a few.

    Told from the text, which is UTC in one form; of what cannot be read there is no status.
    """
    earliest = format_instant(stretch.before or stretch.since)
    columns = zip(reports.paths, reports.column("status"), reports.column("latest"), strict=True)
    return [
        path
        for path, status, latest in columns
        if (status in OPEN or (latest or earliest) >= earliest) and status is not None
    ]


def is_recent(report: Extract, stretch: Stretch) -> bool:
    """Whether an incident began in this time, goes on, or ended in it."""
    facts = report.facts
    if facts["status"] in OPEN:
        return True
    times = facts["times"]
    ended = next((times[name] for name in _OVER if name in times), None)
    return _within(began(report), stretch) or (ended is not None and _within(parse_instant(ended), stretch))


def _within(at: datetime, stretch: Stretch) -> bool:
    return stretch.since <= at <= stretch.until


def began_before(report: Extract, stretch: Stretch) -> bool:
    """Whether it began in the stretch before this one: where no agenda told of it, it was recorded late."""
    return stretch.before is not None and stretch.before <= began(report) < stretch.since


def deadlines(clocks: "Iterable[Clock]") -> Iterator[Deadline]:
    """What was promised, at any time the same."""
    for one in clocks:
        if one.due is not None and one.name not in _ELSEWHERE:
            yield Deadline(one.name, one.due, one.stopped)


def broken(report: Extract, promised: Iterable[Deadline], policy: Playbook, now: datetime) -> list[str]:
    """Each promise that was not kept, and by how much."""
    found = [
        f"{one.name} {length((one.stopped or now) - one.due)} late{'' if one.stopped else ', still open'}"
        for one in promised
        if (one.stopped or now) > one.due
    ]
    updates = _updates(report, policy, now)
    missed = updates.due - updates.on_time
    return [*found, f"{missed} of {updates.due} updates late"] if missed else found


def is_settled(report: Extract, promised: Iterable[Deadline], policy: Playbook, now: datetime) -> bool:
    """Whether the promises that broke are the same at any later time: it is over, and so is every clock."""
    return was_over(report, policy, now) and all(one.stopped is not None for one in promised)


def was_over(report: Extract, policy: Playbook, now: datetime) -> bool:
    """Whether an incident was over by some time; one of which no time says so counts as going on."""
    end = ended(report, policy)
    return report.facts["status"] not in OPEN and end is not None and end <= now


def _updates(report: Extract, policy: Playbook, now: datetime) -> Adherence:
    counts = not report.facts["exercise"] and report.facts["status"] not in {"cancelled", "draft"}
    return adherence(report, policy, now) if counts else Adherence()


def text(found: Sequence[Happened], stretch: Stretch) -> str:
    """A row an incident, the latest first."""
    rows = [_cells(one) for one in sorted(found, key=_latest, reverse=True)]
    since = f"since {moment(stretch.since)} UTC"
    if not rows:
        return f"No incident {since}."
    still_open = sum(one.report.facts["status"] in OPEN for one in found)
    late = sum(bool(one.broken) for one in found)
    parts = [f"{counted(len(found), 'incident')} {since}"]
    parts += [f"{still_open} still open"] if still_open else []
    parts += [f"{late} with broken promises"] if late else []
    head = ("Incident", "Severity", "State", "Began (UTC)", "What", "Broken promises")
    return paragraphs(f"{', '.join(parts)}.", table(head, rows))


def _latest(one: Happened) -> tuple[datetime, str]:
    return began(one.report), one.report.id


def _cells(one: Happened) -> tuple[str, ...]:
    facts = one.report.facts
    state = f"{facts['status']}, exercise" if facts["exercise"] else facts["status"]
    return (
        f"[{one.report.id}]({one.link})",
        facts["severity"] or "none yet",
        state,
        moment(began(one.report)),
        facts["title"],
        "; ".join(one.broken) or "none",
    )
