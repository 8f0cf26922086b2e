"""Two people record on two clones: whatever they append, both histories are there after the merge."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.adapters.line_merging import merge_lines
from governor_cli.adapters.workspace import open_workspace
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.kinds.incident.kind import KIND
from governor_cli.kinds.incident.timeline import entries
from governor_cli.practices.merging import merge
from governor_cli.workflows.incident.new import Declaration, declare
from governor_cli.workflows.incident.page import page
from governor_cli.workflows.incident.record import Fact, write_recorded
from governor_cli.workflows.incident.steps import acknowledge, log
from governor_cli.workflows.repository.reading import record_of
from governor_cli.workflows.repository.recording import Recording

TESTS = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
STEPS = {"ack": acknowledge, "log": log, "update": log, "learn": log, "page": page}
appended = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 90)), max_size=5)


class Clones:
    """One report, and what it becomes in the hands of one person."""

    def __init__(self, top):
        self.workspace = open_workspace(top)
        made = declare(Recording(self.workspace), Declaration("Search is slow", "P1", NOW))
        self.id, self.path = made.picture.record.id, made.path
        self.file = self.workspace.root / self.path
        self.base = self.file.read_bytes()

    def after(self, who, facts):
        self.file.write_bytes(self.base)
        for number, (verb, minute) in enumerate(facts):
            recording = Recording(self.workspace)
            at = NOW + timedelta(minutes=minute)
            fact = Fact(verb, who, at, f"{verb} {number}")
            try:
                recorded = STEPS[verb](recording, self.id, fact, NOW + timedelta(hours=2))
            except GovError:  # every step of the escalation was told
                continue
            write_recorded(recording, recorded)
        return self.file.read_bytes()

    def errors(self, data):
        document = read(self.path, data)
        subject = Subject(document, record_of(document), Recording(self.workspace).policy)
        return [
            f"{fault.code} {fault.message}"
            for rule in KIND.rules
            for fault in rule.check(subject)
            if (fault.severity or rule.severity) == "error"
        ]


@pytest.fixture
def clones(repo):
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    return Clones(repo.top)


def rows(data):
    return {(row.at, row.who, row.type, row.text) for row in entries(read("", data))}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(mine=appended, theirs=appended)
def test_any_appends_on_two_clones_merge_to_the_rows_of_both(clones, mine, theirs):
    ours, others = clones.after("@ada", mine), clones.after("@sean", theirs)
    found = merge(clones.base, ours, others, merge_lines)
    assert not found.conflicts, found.data.decode()
    assert found == merge(clones.base, others, ours, merge_lines)
    assert rows(found.data) == rows(ours) | rows(others)
    assert clones.errors(found.data) == []
