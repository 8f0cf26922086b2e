"""Reports for the tests of their rules."""

from pathlib import Path

import pytest

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.incident.model import Incident
from governor_cli.policy.model import Playbook

PLAYBOOK = Path(__file__).parents[2] / "cases" / "playbook.md"
FRONT = """\
kind: incident
schema: 1
id: INC-20261123-7F3K
title: Search answers slowly
severity: P2
status: declared
times:
  declared: 2026-11-23T10:02:00Z
policy: 9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223
targets: {acknowledge: 15m, hours: "Mon-Fri 06:00-22:00", timezone: UTC}
"""
HEAD = "| Time (UTC) | Who | What |\n| --- | --- | --- |\n"


@pytest.fixture(scope="session")
def front() -> str:
    """The front matter of a declared incident."""
    return FRONT


@pytest.fixture(scope="session")
def policy() -> Playbook:
    record, _ = validate(Playbook, read("playbook.md", PLAYBOOK.read_bytes()).front)
    assert record is not None
    return record


@pytest.fixture
def subject_of(policy):
    """The subject that some bytes are; they must be a valid record."""

    def build(data: bytes) -> Subject[Incident]:
        document = read("report.md", data)
        record, faults = validate(Incident, document.front)
        assert not [fault for fault in (*document.faults, *faults) if fault.code != "KEY001"]
        assert record is not None
        return Subject(document, record, policy)

    return build


@pytest.fixture
def report():
    """The bytes of a report with these rows and front matter."""

    def build(rows=(), front: str = FRONT, newline: str = "\n", body: str = "") -> bytes:
        table = "".join(f"{row}\n" for row in rows)
        text = f"---\n{front}---\n\n## Summary\n\n## Timeline\n\nAll times are UTC.\n\n{HEAD}{table}\n{body}"
        return text.replace("\n", newline).encode()

    return build
