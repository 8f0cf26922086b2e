"""When an incident began, by what is remembered of it."""

from collections.abc import Mapping
from datetime import datetime

from governor_cli.contracts.extract import Extract
from governor_cli.core.instants import parse_instant


def began(report: Extract) -> datetime:
    """When it was declared, else the first time that is known, else the day of its id."""
    times: Mapping[str, str] = report.facts["times"]
    day = f"{report.id[4:8]}-{report.id[8:10]}-{report.id[10:12]}T00:00:00Z"
    return parse_instant(times.get("declared") or min(times.values(), default=day))
