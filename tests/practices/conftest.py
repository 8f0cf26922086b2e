"""Rosters and the playbook of the cases, as records."""

from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent, indent

import pytest

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.schedule.final import final_schedule

PLAYBOOK = Path(__file__).parents[1] / "cases" / "playbook.md"


def _record(model, data: bytes):
    document = read("case.md", data)
    record, faults = validate(model, document.front)
    assert not [*document.faults, *faults]
    assert record is not None
    return record


@pytest.fixture(scope="session")
def policy() -> Playbook:
    return _record(Playbook, PLAYBOOK.read_bytes())


@pytest.fixture(scope="session")
def roster():
    """A roster from the YAML of its entries."""

    def build(text: str = "", **top: str) -> Roster:
        head = {"kind": "roster", "schema": "1", "timezone": "UTC", **top}
        lines = "\n".join(f"{key}: {value}" for key, value in head.items())
        return _record(Roster, f"---\n{lines}\n{dedent(text)}\n---\n".encode())

    return build


@pytest.fixture(scope="session")
def rotation(roster):
    """A roster with one rotation of the role ``primary-operator``."""

    def build(text: str, **top: str) -> Roster:
        body = indent(dedent(text).strip(), "    ")
        return roster(f"rotations:\n  - id: r\n    role: primary-operator\n{body}\n", **top)

    return build


def instant(text: str) -> datetime:
    """``2020-11-01 06:30`` in UTC, or RFC 3339."""
    read_as = datetime.fromisoformat(text)
    return read_as.replace(tzinfo=UTC) if read_as.tzinfo is None else read_as.astimezone(UTC)


@pytest.fixture(scope="session")
def shifts():
    """The shifts between two instants as (who, start, end), the times as text in UTC."""

    def expand(roster, start: str, end: str, policy=None):
        schedule = final_schedule(roster, policy, instant(start), instant(end))
        return [(shift.who, utc(shift.start), utc(shift.end)) for shift in schedule.shifts]

    return expand


def utc(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%d %H:%M")


@pytest.fixture(scope="session")
def instant_of():
    """Text in UTC as an instant."""
    return instant
