"""Incidents as DORA counts them: only those that a change caused, from their impact to its end."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.core.instants import parse_instant
from governor_cli.kinds.incident.model import OPEN
from governor_cli.practices.dora.streams import Streams
from governor_cli.practices.incident.beginning import began
from governor_cli.practices.incident.measures import why_left_out

STARTS: Final = ("impact_started", "detected", "received", "declared")
ENDS: Final = ("mitigated", "resolved")
"""The first of these that a report knows is where the recovery begins, and where it ends."""


class Judged(NamedTuple):
    """One incident; ``why`` says why its recovery counts nowhere, and is "" where it counts."""

    incident: str
    at: datetime
    environment: str
    services: tuple[str, ...]
    why: str
    seconds: int = 0
    anchors: str = ""
    culprit: str = ""
    """The deployment that brought the change; "" where none of those known did."""
    is_caused: bool = False
    """Whether a change caused it, whatever its times."""


def judged(reports: Iterable[Extract], streams: Streams, default: str) -> Iterator[Judged]:
    """Every incident that can be read; ``default`` is where those happened that nothing places."""
    for report in reports:
        if not report.facts:
            continue
        why, change = why_left_out(report), report.facts.get("change")
        if why or change in {None, "unknown", "no"}:
            reason = why or ("not_caused_by_a_change" if change == "no" else "cause_unknown")
            where = report.facts["environment"] or default
            yield Judged(report.id, began(report), where, tuple(report.facts["services"]), reason)
        else:
            yield _caused(report, str(change), streams, default)


def _caused(report: Extract, change: str, streams: Streams, default: str) -> Judged:
    facts = report.facts
    services = tuple(facts["services"])
    named = facts["environment"] or ""
    culprit = streams.culprit(change, named, default, services)
    times: Mapping[str, str] = facts["times"]
    start = next((name for name in STARTS if name in times), "")
    end = next((name for name in ENDS if name in times), "")
    seconds = _between(times[start], times[end]) if start and end else 0
    is_pending = start and facts["status"] in OPEN
    why = "" if start and end else "pending" if is_pending else "without_times"
    return Judged(
        report.id,
        parse_instant(times[start]) if start else began(report),
        named or (culprit.environment if culprit else default),
        services or (culprit.services if culprit else ()),
        "times_out_of_order" if seconds < 0 else why,
        seconds,
        f"{start} -> {end}",
        culprit.name if culprit else "",
        is_caused=True,
    )


def _between(start: str, end: str) -> int:
    return int((parse_instant(end) - parse_instant(start)).total_seconds())
