"""The same bytes give the same findings, wherever they stand and whatever was remembered."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from operations import GOOD, REPORT, REPORTS, TESTS, gov_repository, lay_out
from repositories import Repo

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.core.document import sniff
from governor_cli.workflows.check.judging import Choice, judge, only_new

BAD = [path.read_bytes() for path in sorted((TESTS / "cases").glob("*/bad*.md"))]
PLACES = {
    "playbook": "docs/operations/support-playbook.md",
    "roster": "artifacts/support/on-call-roster.md",
    "checklist": "artifacts/operations/checklists/INC-20261123-7F3K.md",
    "metrics": "artifacts/operations/metrics/2026-11-23.md",
    "sync": "artifacts/operations/syncs/2026-W48.md",
}


def findings(snapshot, top: Path):
    return judge(snapshot, Cache(top / ".git")).findings


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.sampled_from([*BAD, GOOD]),
    second=st.sampled_from([*BAD, GOOD]) | st.binary(max_size=200),
    crlf=st.booleans(),
)
def test_the_same_bytes_give_the_same_findings_from_all_four_snapshots(tmp_path_factory, first, second, crlf):
    repo = gov_repository(tmp_path_factory.mktemp("same") / "repo")
    repo.write(".gitattributes", "* -text\n")
    repo.commit("base")
    repo.git("switch", "-q", "-c", "side")
    place = PLACES.get(sniff(first) or "", REPORT)
    repo.write(place, first.replace(b"\n", b"\r\n") if crlf else first)
    repo.write(f"{REPORTS}/INC-20261123-9QRS-other.md", second)
    repo.git("add", "-A")
    git = Git.around(repo.top)
    staged = findings(snapshots.index(git), repo.top)
    repo.git("commit", "-q", "-m", "reports")
    git = Git.around(repo.top)
    expected = findings(snapshots.worktree(git), repo.top)
    shutil.rmtree(repo.top / ".git/gov", ignore_errors=True)
    assert staged == expected
    assert findings(snapshots.revision(git, "HEAD"), repo.top) == expected
    assert findings(snapshots.merge(git, "main"), repo.top) == expected
    assert findings(snapshots.worktree(git), repo.top) == expected


@pytest.fixture
def ops(tmp_path) -> Repo:
    repo = gov_repository(tmp_path / "ops")
    repo.write(REPORT, GOOD)
    repo.commit("start")
    return repo


def test_a_person_whom_an_open_incident_names_cannot_be_deleted_unseen(ops):
    ops.write(REPORT, GOOD.replace(b"commander: primary-operator", b'commander: "@bo"'))
    ops.commit("bo commands")
    roster = ops.read("artifacts/support/on-call-roster.md")
    before = judge(snapshots.revision(Git.around(ops.top), "HEAD"), Cache(ops.top / ".git"))
    ops.write(
        "artifacts/support/on-call-roster.md",
        "".join(line for line in roster.splitlines(keepends=True) if not line.startswith("  bo:")),
    )
    now = judge(snapshots.worktree(Git.around(ops.top)), Cache(ops.top / ".git"))
    assert [(one.path, one.code) for one in only_new(now, [before]).findings] == [(REPORT, "REF001")]


def test_findings_keep_their_identity_when_lines_move(ops):
    bad = GOOD.replace(b"status: declared", b"status: declard")
    ops.write(REPORT, bad)
    ops.commit("wrong")
    git = Git.around(ops.top)
    before = judge(snapshots.revision(git, "HEAD"), Cache(ops.top / ".git"))
    ops.write(REPORT, bad.replace(b"title:", b"# a comment\n# and another\ntitle:"))
    now = judge(snapshots.worktree(git), Cache(ops.top / ".git"))
    assert [one.code for one in now.findings if one.path == REPORT] == ["KEY005"]
    assert only_new(now, [before]).findings == ()


def test_a_damaged_cache_is_never_an_error(ops):
    git = Git.around(ops.top)
    first = findings(snapshots.worktree(git), ops.top)
    for file in (ops.top / ".git/gov/cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"\0\xff[[[" + file.read_bytes()[7:-9])
    assert findings(snapshots.worktree(git), ops.top) == first


def test_a_changed_playbook_judges_every_report_anew(ops):
    git = Git.around(ops.top)
    assert not judge(snapshots.worktree(git), Cache(ops.top / ".git"), choice=Choice(["REF"])).findings
    playbook = "docs/operations/support-playbook.md"
    ops.write(playbook, ops.read(playbook).replace("{id: P2,", "{id: P3,"))
    found = judge(snapshots.worktree(git), Cache(ops.top / ".git"), choice=Choice(["REF"])).findings
    assert [(one.path, one.code) for one in found] == [(REPORT, "REF006")]


def test_two_gov_repositories_in_one_git_repository_do_not_mix(tmp_path):
    repo = Repo.new(tmp_path / "mono")
    for team in ("search", "billing"):
        lay_out(repo.top / team)
        repo.write(f"{team}/{REPORT}", GOOD)
    repo.write(f"billing/{REPORT}", GOOD.replace(b"severity: P2", b"severity: P9"))
    repo.commit("two teams")
    report = judge(snapshots.worktree(Git.around(repo.top)), Cache(repo.top / ".git"))
    assert {one.path for one in report.findings if one.severity == "error" and one.code != "DRF001"} == {
        f"billing/{REPORT}"
    }
    assert report.documents == 6


def test_nothing_in_an_excluded_folder_is_an_artifact(ops):
    ops.write("examples/INC-20261123-9QRS-bad.md", GOOD.replace(b"severity: P2", b"severity: P9"))
    ops.write("examples/team/gov.toml", 'playbook = "nowhere.md"\n')
    git = Git.around(ops.top)
    assert {one.code for one in findings(snapshots.worktree(git), ops.top)} >= {"FIL002", "FIL005"}
    ops.write("gov.toml", ops.read("gov.toml") + 'exclude = ["examples"]\n')
    codes = {one.code for one in findings(snapshots.worktree(git), ops.top)}
    assert not codes & {"FIL002", "FIL005"}
