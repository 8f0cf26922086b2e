"""Every rule is shown by documents: good ones it is silent about, bad ones it speaks of.

``cases/CODE/good*.md`` and ``bad*.md`` are single documents, judged under ``cases/playbook.md``;
``good*/`` and ``bad*/`` are small repositories. Beside each bad case lies ``NAME.expected``: the
whole report, a finding a line. Run with GOV_ACCEPT=1 to write what is found, then read the diff.
"""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from operations import lay_out

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.core.document import FILE_BOUND, read, sniff
from governor_cli.core.report import Judged, Report, report
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.proof import Proof
from governor_cli.workflows import catalogue
from governor_cli.workflows.check.judging import Choice, judge, only_new
from governor_cli.workflows.repository.verdicts import judge_document
from governor_cli.workflows.roster.findings import schedule_findings

CASES = Path(__file__).parent / "cases"
START = datetime(2026, 11, 23, tzinfo=UTC)
BUILT = {"COV014", "COV015", "DOC010", "DOX010", "DOX011", "FIL004", "FIL006", "FIL008"}
"""Shown by documents that cannot be committed; the tests at the end build them."""
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


def _named(prefix: str) -> list[Path]:
    return [
        path
        for folder in FOLDERS
        for path in sorted(folder.glob(f"{prefix}*"))
        if path.is_dir() or path.suffix == ".md"
    ]


@pytest.fixture(scope="module")
def policy() -> Playbook:
    record, faults = validate(Playbook, read("playbook.md", (CASES / "playbook.md").read_bytes()).front)
    assert not faults
    assert record is not None
    return record


def _told(case: Path, policy: Playbook, repo) -> list[str]:
    if case.is_dir():
        return _told_of_repository(case, repo)
    if catalogue.all_rules()[case.parent.name].scope == "schedule":
        return _told_over_time(case, policy)
    data = case.read_bytes()
    verdict = judge_document(case.name, data, policy, sniff(data) or "incident")
    found = sorted(verdict.told, key=lambda one: (one.place, one.code))
    return [f"{one.place[0]}:{one.place[1]} {one.code} {one.message}" for one in found]


def _told_over_time(case: Path, policy: Playbook) -> list[str]:
    """What the rules over time say of a roster, from a fixed day on."""
    document = read(case.name, case.read_bytes())
    record, faults = validate(Roster, document.front)
    assert not faults
    assert record is not None
    proof = Proof(record, policy, START, START + timedelta(days=400), START)
    found = report(Judged("worktree"), 1, schedule_findings(proof, document, case.name)).findings
    return [f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in found]


def _told_of_repository(case: Path, repo) -> list[str]:
    """What the case adds to what is said of the repository below it."""
    lay_out(repo.top)
    before = _judged(repo)
    shutil.copytree(case, repo.top, dirs_exist_ok=True, symlinks=True)
    return [
        f"{one.path}:{one.place.line}:{one.place.column} {one.code} {one.message}"
        for one in only_new(_judged(repo), [before]).findings
    ]


def _judged(repo) -> Report:
    repo.git("add", "-A")
    git = Git.around(repo.top)
    return judge(snapshots.worktree(git), Cache(git.located.common_dir))


@pytest.mark.parametrize("case", _named("good"), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_rule_is_silent_about_its_good_case(case, policy, repo):
    speaking = [line for line in _told(case, policy, repo) if f" {case.parent.name} " in line]
    assert speaking == []


@pytest.mark.parametrize("case", _named("bad"), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_rule_speaks_of_its_bad_case(case, policy, repo):
    told = _told(case, policy, repo)
    expected = case.parent / f"{case.stem}.expected"
    if os.environ.get("GOV_ACCEPT"):
        expected.write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8").splitlines()
    assert any(f" {case.parent.name} " in line for line in told)


def test_every_rule_has_a_good_and_a_bad_case():
    without = [
        code
        for code in catalogue.all_rules()
        if code not in BUILT
        and not (list((CASES / code).glob("good*")) and list((CASES / code).glob("bad*")))
    ]
    assert without == []


def test_every_case_belongs_to_a_rule():
    assert [folder.name for folder in FOLDERS if folder.name not in catalogue.all_rules()] == []


def test_every_rule_says_why_in_a_sentence_of_its_own():
    rules = catalogue.all_rules().values()
    assert [rule.code for rule in rules if len(rule.why) < 40] == []
    assert len({rule.sentence for rule in rules}) == len(list(rules))


def test_doc010_speaks_of_a_document_that_nobody_would_review(policy):
    good = (CASES / "DOC001" / "good.md").read_bytes()
    grown = good + b"All quiet.\n" * (FILE_BOUND // 11)
    told = judge_document("grown.md", grown, policy, "incident").told
    assert [one.code for one in told] == ["DOC010"]
    assert judge_document("good.md", good, policy, "incident").told == []


def test_fil004_speaks_of_a_link_in_the_place_of_an_artifact(repo):
    _told_of_repository(CASES / "FIL001" / "good", repo)
    link = repo.top / "artifacts/operations/checklists/INC-20261123-7F3K.md"
    link.parent.mkdir(parents=True)
    link.symlink_to("/etc/passwd")
    found = judge(snapshots.worktree(Git.around(repo.top)), Cache(repo.top / ".git"), choice=Choice(["FIL"]))
    assert [(one.code, one.path) for one in found.findings] == [("FIL004", str(link.relative_to(repo.top)))]


@pytest.mark.parametrize("locked", [False, True], ids=["a pipe", "no permission"])
def test_fil008_speaks_of_what_cannot_be_read(repo, locked):
    """Only somebody who is not root is kept out by permissions; a pipe keeps out everybody."""
    if locked and os.geteuid() == 0:
        pytest.skip("root may read every file")
    _told_of_repository(CASES / "FIL001" / "good", repo)
    repo.commit("start")
    report = next(repo.top.glob("unified_workflow/**/INC-*.md"))
    if locked:
        report.write_bytes(report.read_bytes() + b"more\n")
        report.chmod(0)
    else:
        report.unlink()
        os.mkfifo(report)
    found = judge(snapshots.worktree(Git.around(repo.top)), Cache(repo.top / ".git"))
    errors = [(one.code, one.path) for one in found.findings if one.severity == "error"]
    assert errors == [("FIL008", str(report.relative_to(repo.top)))]
    report.unlink()
    found = judge(snapshots.worktree(Git.around(repo.top)), Cache(repo.top / ".git"), choice=Choice(["FIL"]))
    assert found.findings == ()


def test_fil006_speaks_of_an_index_in_conflict(repo):
    _told_of_repository(CASES / "FIL001" / "good", repo)
    repo.commit("start")
    report = next(repo.top.glob("unified_workflow/**/INC-*.md"))
    repo.git("branch", "other")
    for branch, word in (("main", "slowest"), ("other", "slower")):
        repo.git("switch", "-q", branch)
        report.write_text(report.read_text().replace("slowly", word))
        repo.commit(word)
    repo.try_git("merge", "main")
    git = Git.around(repo.top)
    found = judge(snapshots.index(git), Cache(git.located.common_dir), choice=Choice(["FIL"])).findings
    assert [(one.code, one.path) for one in found] == [("FIL006", str(report.relative_to(repo.top)))]
