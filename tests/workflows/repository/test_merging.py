"""Two clones of a real repository: both record, `git pull` merges."""

import os
from pathlib import Path

import pytest
from operations import REPORT as PATH
from operations import gov_repository
from repositories import Repo, gov_program
from versions import REPORT, ROSTER, row, rows_of, with_rows

from governor_cli.adapters.templates import text
from governor_cli.practices.merging import Merged
from governor_cli.workflows.repository import merging
from governor_cli.workflows.repository.merge_setup import CONFIG_LINE
from governor_cli.workflows.repository.merging import merge_file

ROSTER_PATH = "artifacts/support/on-call-roster.md"


@pytest.fixture
def clones(tmp_path) -> tuple[Repo, Repo]:
    """Two clones of one repository with the same report, both with the driver."""
    first = gov_repository(tmp_path / "first")
    first.write(".gitattributes", text("gitattributes"))
    first.write(PATH, REPORT)
    first.write("tasks.json", "[]\n")
    first.commit("start")
    first.git("clone", "-q", ".", str(tmp_path / "second"))
    second = Repo(tmp_path / "second")
    for repo in (first, second):
        assert repo.gov("merge-driver", "--install").code == 0
    return first, second


def pull(repo: Repo):
    return repo.try_git("pull", "-q", "--no-rebase", "--no-edit")


def test_updates_of_both_clones_are_there_after_a_pull(clones):
    first, second = clones
    at = "2026-11-23T10:{}:00Z".format
    assert first.gov("log", "one", GOV_NOW=at(10), GOV_USER="ada").code == 0
    assert first.gov("update", "three", GOV_NOW=at(30), GOV_USER="ada").code == 0
    assert second.gov("ack", GOV_NOW=at(20), GOV_USER="bo").code == 0
    assert second.gov("log", "four", GOV_NOW=at(40), GOV_USER="bo").code == 0
    first.commit("first")
    second.commit("second")
    done = pull(second)
    assert done.code == 0, done.stderr
    found = rows_of(second.read(PATH))
    assert [line[13:18] for line in found] == ["10:02", "10:10", "10:20", "10:30", "10:40"]
    assert "status: acknowledged\n" in second.read(PATH)
    assert second.gov("check", PATH).code == 0
    first.git("pull", "-q", str(second.top), "main")
    assert first.read(PATH) == second.read(PATH)


def test_a_severity_changed_on_both_is_a_conflict_of_that_key(clones):
    first, second = clones
    first.write(PATH, with_rows(REPORT.replace("severity: P2", "severity: P1"), row("10:10:00", "first")))
    second.write(PATH, with_rows(REPORT.replace("severity: P2", "severity: P0"), row("10:20:00", "second")))
    first.commit("first")
    second.commit("second")
    done = pull(second)
    assert done.code == 1
    merged = second.read(PATH)
    assert "<<<<<<< ours\nseverity: P0\n=======\nseverity: P1\n>>>>>>> theirs\nstatus: declared\n" in merged
    assert merged.count("<<<<<<<") == 1
    assert len(rows_of(merged)) == 3
    assert second.git("diff", "--name-only", "--diff-filter=U") == PATH
    told = second.gov("check")
    assert told.code == 1
    assert f"{PATH}:6:1 DOC007" in told.stdout


def test_the_other_artifacts_merge_as_well(clones):
    first, second = clones
    for repo, who, month in ((first, "ada", "04"), (second, "sean", "02")):
        repo.write("tasks.json", f'[\n  {{"id": "T-{who}", "title": "x"}}\n]\n')
        entry = f"  - {{who: {who}, from: 2027-{month}-01, through: 2027-{month}-02}}"
        roster = repo.read(ROSTER_PATH)
        lines = [line for line in roster.splitlines() if not line.startswith("time_off:")]
        end = lines.index("---", 1)
        repo.write(ROSTER_PATH, "\n".join([*lines[:end], "time_off:", entry, *lines[end:], ""]))
        repo.commit(who)
    done = pull(second)
    assert done.code == 0, done.stderr + second.git("diff")
    roster = second.read(ROSTER_PATH)
    assert roster.index("who: sean") < roster.index("who: ada, from: 2027-04")
    assert {"T-ada", "T-sean"} <= set(second.read("tasks.json").split('"'))


def test_a_clone_without_the_driver_merges_as_git_does(clones):
    first, second = clones
    second.git("config", "--remove-section", "merge.gov")
    first.write(PATH, REPORT.replace("title: Search", "title: The search"))
    second.write(PATH, with_rows(REPORT, row("10:20:00", "second")))
    first.commit("first")
    second.commit("second")
    assert pull(second).code == 0
    assert "title: The search" in second.read(PATH)
    first.write(PATH, with_rows(first.read(PATH), row("10:30:00", "first")))
    first.commit("more")
    second.write(PATH, with_rows(second.read(PATH), row("10:40:00", "second")))
    second.commit("more")
    assert pull(second).code == 1
    assert "<<<<<<< HEAD" in second.read(PATH)


def test_a_rebase_takes_the_rows_of_both_too(clones):
    first, second = clones
    first.write(PATH, with_rows(REPORT, row("10:10:00", "first")))
    second.write(PATH, with_rows(REPORT, row("10:20:00", "second")))
    first.commit("first")
    second.commit("second")
    second.git("pull", "-q", "--rebase")
    assert len(rows_of(second.read(PATH))) == 3


def test_a_foreign_page_is_merged_as_text(clones):
    first, second = clones
    for repo, words in ((first, "one"), (second, "two")):
        repo.write("README.md", f"# Read me\n\n{words}\n")
        repo.commit(words)
    assert pull(second).code == 1
    assert "<<<<<<< ours\ntwo\n=======\none\n>>>>>>> theirs\n" in second.read("README.md")


def test_files_with_odd_names_are_merged(clones):
    first, second = clones
    name = "unified_workflow/-x 'y' \"z\" %O \u00e9.md"
    first.write(name, REPORT)
    first.commit("odd")
    assert pull(second).code == 0
    first.write(name, with_rows(REPORT, row("10:10:00", "first")))
    second.write(name, with_rows(REPORT, row("10:20:00", "second")))
    first.commit("first")
    second.commit("second")
    done = pull(second)
    assert done.code == 0, done.stderr
    assert len(rows_of(second.read(name))) == 3


def test_the_driver_needs_its_files(clones, tmp_path):
    first, _ = clones
    assert first.gov("merge-driver").code == 2
    done = first.gov("merge-driver", "nowhere", "nowhere", "nowhere", "x.md")
    assert done.code == 3
    assert "cannot read" in done.stderr


def test_rendered_tables_are_written_from_the_merged_front_matter():
    base = ROSTER
    ours = base.replace("people:\n", "people:\n  kim: {name: Kim}\n", 1)
    theirs = base.replace('slack: "@sean"', 'slack: "@sean.b"')
    found = merge_file(base.encode(), ours.encode(), theirs.encode(), ROSTER_PATH)
    assert not found.conflicts
    text = found.data.decode()
    assert "Stale." not in text
    assert "@sean.b" in text.partition("<!-- gov:contacts -->")[2]
    assert "Kim" in text.partition("<!-- gov:contacts -->")[2]


def test_a_fault_of_gov_never_loses_a_side(monkeypatch):
    def broken(*_: object) -> Merged:
        raise RuntimeError

    monkeypatch.setattr(merging, "merge", broken)
    found = merge_file(b"a\n", b"b\n", b"c\n", "x.md")
    assert found == Merged(b"<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n", conflicts=True, as_text=True)


def test_the_one_line_that_init_prints_is_enough(clones):
    first, second = clones
    second.git("config", "merge.gov.driver", CONFIG_LINE.split('"')[1])
    first.write(PATH, with_rows(REPORT, row("10:10:00", "first")))
    second.write(PATH, with_rows(REPORT, row("10:20:00", "second")))
    first.commit("first")
    second.commit("second")
    path = f"{Path(gov_program()).parent}{os.pathsep}{os.environ['PATH']}"
    done = second.try_git("pull", "-q", "--no-rebase", "--no-edit", PATH=path)
    assert done.code == 0, done.stderr
    assert len(rows_of(second.read(PATH))) == 3
