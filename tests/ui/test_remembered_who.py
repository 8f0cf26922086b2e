"""Who is on, told from what was worked out for the fortnight, until a byte that says so changes."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from repositories import Repo, run

HERE = Path(__file__).parents[2]
ROSTER = "artifacts/support/on-call-roster.md"
PLAYBOOK = "docs/operations/support-playbook.md"
TEN = {"GOV_NOW": "2026-11-23T10:00:00Z"}


@pytest.fixture
def ops(repo: Repo) -> Repo:
    """The example of three teams; who is on at ten has been asked and remembered."""
    repo.write("gov.toml", f'playbook = "{PLAYBOOK}"\n')
    repo.write(PLAYBOOK, (HERE / "templates/playbook.md").read_bytes())
    repo.write(ROSTER, (HERE / "templates/roster-follow-the-sun.md").read_bytes())
    repo.commit()
    assert "@eva" in primary(repo)
    return repo


def primary(repo: Repo, now: str = "2026-11-23T10:00:00Z") -> str:
    return repo.gov("roster", "who", "primary-operator", GOV_NOW=now).stdout


def is_quick(repo: Repo, now: str = "2026-11-23T10:00:00Z", *words: str) -> bool:
    command = [sys.executable, "-X", "importtime", "-m", "governor_cli", "roster", "who", *words]
    told = run(command, repo.top, GOV_NOW=now).stderr
    assert "governor_cli.ui.remembered_who" in told
    return not [name for name in ("pydantic", "typer", "yaml", "subprocess") if f" {name}\n" in told]


def edit(repo: Repo, path: str, old: str, new: str) -> None:
    text = repo.read(path)
    assert old in text
    repo.write(path, text.replace(old, new, 1))


def test_the_same_question_has_the_same_answer_without_git_typer_and_pydantic(ops):
    assert is_quick(ops)
    first, second = (ops.gov("roster", "who", **TEN) for _ in range(2))
    assert first == second
    assert "secondary-operator" in second.stdout


def test_what_was_worked_out_answers_every_question_about_the_fortnight(ops):
    for now in ("2026-11-23T14:00:00Z", "2026-11-19T00:00:00Z", "2026-12-02T23:59:59Z"):
        assert is_quick(ops, now), now
    assert is_quick(ops, TEN["GOV_NOW"], "--at", "2026-11-30 03:00", "-f", "json")
    assert is_quick(ops, TEN["GOV_NOW"], "primary-operator", "--at", "15:00")


def test_another_fortnight_is_worked_out_once(ops):
    far = "2027-03-01T10:00:00Z"
    assert [is_quick(ops, TEN["GOV_NOW"], "--at", far) for _ in range(2)] == [False, True]
    assert is_quick(ops)


def test_the_fortnights_that_are_kept_are_few(ops):
    months = [f"2027-{month:02}-15T10:00:00Z" for month in range(1, 9)]
    for month in months:
        assert ops.gov("roster", "who", "--at", month, **TEN).code == 0
    assert is_quick(ops, months[0])
    assert not is_quick(ops)


def test_a_new_shift_has_a_new_answer_at_its_very_second(ops):
    assert "@eva" in primary(ops, "2026-11-23T13:59:59Z")
    assert "@eva" not in primary(ops, "2026-11-23T14:00:00Z")


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (ROSTER, "people: [ada, sean, eva, joao]", "people: [sean, sean, sean, sean]", "@sean"),
        (ROSTER, "kind: roster", "kind: rosters", ""),
        ("gov.toml", PLAYBOOK, "docs/nothing.md", ""),
    ],
)
def test_a_byte_that_changes_has_a_new_answer(ops, path, old, new, told):
    edit(ops, path, old, new)
    answer = primary(ops)
    assert (told in answer, "@eva" in answer) == (True, False)


def test_settings_that_appear_nearer_decide(ops):
    folder = ops.top / "team"
    folder.mkdir()
    asked = [sys.executable, "-m", "governor_cli", "roster", "who"]
    assert [run(asked, folder, **TEN).code for _ in range(2)] == [0, 0]
    ops.write("team/gov.toml", 'playbook = "missing.md"\n')
    assert run(asked, folder, **TEN).code == 3


def test_other_questions_are_other_questions(ops):
    assert '"roles"' in ops.gov("roster", "who", "primary-operator", "-f", "json", **TEN).stdout
    assert "line " in ops.gov("roster", "who", "primary-operator", "--why", **TEN).stdout
    assert "@eva" not in ops.gov("roster", "who", "primary-operator", "--at", "15:00", **TEN).stdout
    assert ops.gov("roster", "who", "primary-operatr", **TEN).code == 2
    assert ops.gov("roster", "who", "--help", **TEN).stdout.startswith("Usage")
    for why in ((), ("--why",)):
        refused = ops.gov("roster", "who", "--at", "soon", *why, **TEN)
        assert (refused.code, refused.stdout) == (2, "")
        assert "error: --at `soon` is not a time" in refused.stderr
    assert not is_quick(ops, TEN["GOV_NOW"], "--at", "10:00@me")
    assert not is_quick(ops, TEN["GOV_NOW"], "--as-of", "HEAD")


def test_an_hour_with_nobody_on_warns_every_time(ops):
    edit(
        ops,
        ROSTER,
        "overrides: []",
        "overrides: [{role: primary-operator, take: nobody, from: 2026-11-23, until: 2026-11-24}]",
    )
    answers = [
        ops.gov("roster", "who", "primary-operator", GOV_NOW=f"2026-11-23T10:0{minute}:00Z")
        for minute in (1, 2)
    ]
    assert is_quick(ops, TEN["GOV_NOW"], "primary-operator")
    told = [
        f"nobody is on at 2026-11-23 10:0{minute}Z" in one.stderr for minute, one in enumerate(answers, 1)
    ]
    assert told == [True, True]


def test_a_hostile_clock_is_refused_before_anything_is_told(ops):
    assert ops.gov("roster", "who", "primary-operator", GOV_NOW="soon").code == 2


def test_a_damaged_or_missing_cache_costs_time_and_no_answer(ops):
    before = primary(ops)
    for file in (ops.top / ".git/gov/cache/memos").iterdir():
        file.write_bytes(file.read_bytes()[:-2] + b"!!")
    assert primary(ops) == before
    shutil.rmtree(ops.top / ".git/gov")
    assert primary(ops) == before
    assert is_quick(ops)


def test_a_linked_work_tree_is_asked_in_full_and_answers_the_same(ops, tmp_path):
    linked = tmp_path / "linked"
    ops.git("worktree", "add", "-q", str(linked))
    assert primary(Repo(linked)) == primary(ops)
    assert not is_quick(Repo(linked))


def ignored_by_settings(ops: Repo, *where: str) -> None:
    ops.write(".git/mine", "artifacts\n")
    ops.git("config", *where, "core.excludesFile", str(ops.top / ".git/mine"))


IGNORES = {
    "at the top": lambda ops: ops.write(".gitignore", "artifacts/\n"),
    "beside it": lambda ops: ops.write("artifacts/support/.gitignore", "*.md\n"),
    "of this clone": lambda ops: ops.write(".git/info/exclude", "*-roster.md\n"),
    "of its settings": ignored_by_settings,
    "of the person": lambda ops: ignored_by_settings(ops, "--global"),
}


@pytest.mark.parametrize("by", IGNORES)
def test_a_roster_that_nobody_has_added_tells_nothing_once_it_is_ignored(ops, monkeypatch, by):
    shutil.copy(os.environ["GIT_CONFIG_GLOBAL"], ops.top / ".git/global")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(ops.top / ".git/global"))
    ops.git("rm", "-q", "--cached", ROSTER)
    assert "@eva" in primary(ops)
    assert is_quick(ops)
    IGNORES[by](ops)
    refused = ops.gov("roster", "who", **TEN)
    assert (refused.code, refused.stdout) == (3, "")
    assert f"there is no roster at `{ROSTER}`" in refused.stderr
    ops.git("reset", "-q")
    assert "@eva" in primary(ops)


def test_a_repository_to_which_nothing_was_added_yet_is_told_from_memory_too(repo):
    repo.write("gov.toml", f'playbook = "{PLAYBOOK}"\n')
    repo.write(PLAYBOOK, (HERE / "templates/playbook.md").read_bytes())
    repo.write(ROSTER, (HERE / "templates/roster-follow-the-sun.md").read_bytes())
    assert not (repo.top / ".git/index").exists()
    assert "@eva" in primary(repo)
    assert is_quick(repo)
    repo.write(".gitignore", "docs\n")
    assert repo.gov("roster", "who", **TEN).code == 3


@pytest.mark.parametrize("name", [ROSTER, "artifacts/support", "artifacts", PLAYBOOK, "docs"])
def test_what_became_a_link_to_the_same_bytes_is_not_followed(ops, tmp_path, name):
    (ops.top / name).rename(tmp_path / "moved")
    (ops.top / name).symlink_to(tmp_path / "moved")
    refused = ops.gov("roster", "who", **TEN)
    assert (refused.code, refused.stdout) == (3, "")
    (ops.top / name).unlink()
    (tmp_path / "moved").rename(ops.top / name)
    assert "@eva" in primary(ops)


def test_another_index_that_knows_the_files_costs_one_question_to_git(ops):
    ops.write("notes.md", "seen\n")
    ops.commit("another file")
    assert not is_quick(ops)
    assert is_quick(ops)


def test_a_roster_in_conflict_is_not_told_from_memory(ops):
    ops.git("checkout", "-q", "-b", "other")
    edit(ops, ROSTER, "people: [ada, sean, eva, joao]", "people: [sean, sean, sean, sean]")
    ops.commit("other")
    ops.git("checkout", "-q", "-")
    before = ops.read(ROSTER)
    edit(ops, ROSTER, "people: [ada, sean, eva, joao]", "people: [ada, ada, ada, ada]")
    ops.commit("ours")
    assert ops.try_git("merge", "-q", "other").code == 1
    ops.write(ROSTER, before)
    assert not is_quick(ops)
    assert not is_quick(ops)


@pytest.mark.parametrize("option", ["--skip-worktree", "--assume-unchanged"])
def test_a_roster_that_git_is_told_not_to_look_at_is_not_told_from_memory(ops, option):
    edit(ops, ROSTER, "people: [ada, sean, eva, joao]", "people: [ada, ada, ada, ada]")
    assert "@ada" in primary(ops)
    ops.git("update-index", option, ROSTER)
    assert not is_quick(ops)
    shutil.rmtree(ops.top / ".git/gov")
    after = primary(ops)
    assert primary(ops) == after
