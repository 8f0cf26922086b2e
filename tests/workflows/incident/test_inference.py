"""Which incident a command means that names none, as real processes tell."""

import json

import pytest
from operations import gov_repository

NOW = "2026-11-23T10:02:00Z"
LATER = "2026-11-23T10:05:00Z"


class Ops:
    """A gov repository, and commands in it."""

    def __init__(self, repo):
        self.repo = repo

    def declare(self, title, *services, **environment):
        made = self.repo.gov("p1", title, *services, "-f", "json", **{"GOV_NOW": NOW, **environment})
        assert made.code == 0, made.stderr
        return json.loads(made.stdout)["data"]["id"]

    def log(self, *args, **environment):
        return self.repo.gov("log", "seen", *args, **{"GOV_NOW": LATER, **environment})


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "repo")
    repo.commit("start")
    return Ops(repo)


def told(result):
    """The incident that stderr names first."""
    assert result.code == 0, result.stderr
    return result.stderr.split()[0]


def test_the_one_declared_last_in_this_clone_is_meant(ops):
    ops.declare("first")
    second = ops.declare("second")
    assert told(ops.log()) == second


def test_each_source_comes_before_the_next(ops):
    named, of_the_variable, of_the_branch, in_use = (ops.declare(name) for name in ("a", "b", "c", "d"))
    ops.repo.git("checkout", "-q", "-b", f"docs/{of_the_branch.lower()}-pool-sizes")
    assert told(ops.log("-i", named[-4:].lower(), GOV_INCIDENT=of_the_variable)) == named
    assert told(ops.log(GOV_INCIDENT=of_the_variable[-4:])) == of_the_variable
    assert told(ops.log()) == of_the_branch
    ops.repo.git("checkout", "-q", "-b", "docs/INC-20200101-ZZZZ")
    assert told(ops.log()) == in_use, "a branch of an incident that is not here says nothing"


def test_one_that_is_over_is_not_meant_but_the_only_open_one_is(ops):
    first, second = ops.declare("first"), ops.declare("second")
    assert ops.repo.gov("resolve", GOV_NOW=LATER).code == 0
    assert told(ops.log()) == first
    assert told(ops.log("-i", second)) == second


@pytest.mark.parametrize("content", ["", "---\n", "\x00"])
def test_one_whose_report_cannot_be_read_is_still_meant_and_no_other_is_written_into(ops, content):
    first = ops.declare("first")
    report = next(ops.repo.top.rglob("INC-*-first.md"))
    second = ops.declare("second")
    assert ops.repo.gov("use", first).code == 0
    report.write_text(content)
    refused = ops.log()
    assert (refused.code, refused.stdout) == (3, "")
    assert report.name in refused.stderr
    assert told(ops.log("-i", second)) == second


def test_without_any_hint_the_list_is_the_answer(ops):
    first, second = ops.declare("first", "api"), ops.declare("second")
    assert ops.repo.gov("use", "--none").code == 0
    result = ops.log()
    assert (result.code, result.stdout) == (3, "")
    assert result.stderr.startswith("error: 2 incidents are open, and none is in use here:\n")
    assert f"  {first}  P1  declared  first  api\n" in result.stderr
    assert second in result.stderr
    assert "`gov use ID`" in result.stderr


def test_with_nothing_open_it_says_how_to_declare(ops):
    result = ops.log()
    assert (result.code, result.stdout) == (3, "")
    assert result.stderr == (
        "error: no incident is open\n"
        "hint: Name one with -i ID, or declare one: `gov declare SEVERITY TITLE`.\n"
    )


@pytest.mark.parametrize("verb", [("resolve",), ("report",)])
def test_after_the_end_the_last_one_is_still_meant_by_what_is_done_then(ops, verb):
    incident = ops.declare("first")
    ops.repo.gov("resolve", GOV_NOW=LATER)
    result = ops.repo.gov(*verb, GOV_NOW="2026-11-23T10:06:00Z")
    assert result.code in {0, 1}, result.stderr
    assert incident in result.stderr + result.stdout
    assert ops.log().code == 3, "a note goes nowhere by guess"


def test_a_broken_report_of_another_incident_stands_in_nobodys_way(ops):
    broken, fine = ops.declare("broken"), ops.declare("fine")
    ops.repo.gov("use", "--none")
    path = next(ops.repo.top.rglob(f"{broken}*.md"))
    path.write_bytes(b"---\n<<<<<<< HEAD\n\xff")
    assert told(ops.log()) == fine


def test_an_unknown_or_ambiguous_id_in_the_variable_is_named_with_it(ops):
    ops.declare("first")
    ops.declare("second")
    result = ops.log(GOV_INCIDENT="ZZZZ")
    assert result.code == 3
    assert result.stderr.startswith("error: GOV_INCIDENT: there is no incident `ZZZZ`\n")
    result = ops.log(GOV_INCIDENT="INC-2026")
    assert result.code == 3
    assert "of 2 incidents" in result.stderr


def test_the_choice_belongs_to_the_clone_and_its_work_trees_share_it(ops, tmp_path):
    first = ops.declare("first")
    ops.declare("second")
    ops.repo.commit("both")
    ops.repo.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    ops.repo.git("clone", "-q", ".", str(tmp_path / "clone"))
    assert ops.repo.gov("use", first).code == 0
    assert told(ops.repo.gov("log", "x", cwd=tmp_path / "side", GOV_NOW=LATER)) == first
    assert ops.repo.gov("log", "x", cwd=tmp_path / "clone", GOV_NOW=LATER).code == 3


def test_a_dry_run_chooses_nothing(ops):
    first = ops.declare("first")
    assert ops.repo.gov("p1", "second", "--dry-run", GOV_NOW=NOW).code == 0
    assert told(ops.log()) == first


@pytest.mark.parametrize("kept", [b"", b"\xff\xfe", b"INC-20200101-ZZZZ\t\n", b"\t\t\n", b"x" * 100_000])
def test_a_damaged_choice_is_none(ops, kept):
    only = ops.declare("only")
    (ops.repo.top / ".git/gov/in-use").write_bytes(kept)
    assert told(ops.log()) == only
