"""What commits say of incidents: one pass, remembered, and never more than what leads to HEAD."""

import subprocess

import pytest

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.repository.history import commit_of, history_of

ID, OTHER = "INC-20261123-7F3K", "INC-20261124-9QRS"


@pytest.fixture(params=["", "ops/"])
def prefix(request):
    return request.param


def look(repo, folder="docs", snapshot=None):
    git = Git.around(repo.top)
    return history_of(snapshot or snapshots.worktree(git), folder, Cache(git.located.common_dir))


def ids(commits):
    return [one.id for one in commits]


def test_commits_that_name_the_incident_and_change_the_folder_are_found_latest_first(repo, prefix):
    repo.write("start.md", "")
    repo.commit("start")
    assert look(repo, f"{prefix}docs").documenting(ID) == ()
    repo.write(f"{prefix}docs/a b ü.md", "one\n")
    first = repo.commit(f"Learn\n\nGov-Incident: {ID}")
    repo.write(f"{prefix}other.md", "two\n")
    repo.commit(f"about {ID} elsewhere")
    repo.write(f"{prefix}docs/b.md", "three\n")
    last = repo.commit(f"more on {ID} and {OTHER}")
    found = look(repo, f"{prefix}docs/").documenting(ID)
    assert ids(found) == [last, first]
    assert found[0].incidents == (ID, OTHER)
    assert ids(look(repo, f"{prefix}docs").documenting(OTHER)) == [last]


def test_nothing_is_looked_up_before_somebody_asks(repo):
    history = look(repo)
    assert not history.is_consulted
    assert history.documenting(ID) == ()
    assert history.is_consulted


def test_an_unborn_branch_has_no_history(repo):
    repo.write("gov.toml", "")
    assert look(repo).documenting(ID) == ()
    assert commit_of(open_workspace(repo.top), "deadbeef") is None


def test_a_later_commit_continues_from_what_is_remembered(repo):
    repo.write("docs/a.md", "1")
    first = repo.commit(ID)
    assert ids(look(repo).documenting(ID)) == [first]
    for number in range(3):
        repo.write("docs/b.md", str(number))
        repo.commit("nothing to name")
    repo.write("docs/a.md", "2")
    last = repo.commit(f"again {ID}")
    assert ids(look(repo).documenting(ID)) == [last, first]
    assert ids(look(repo).documenting(ID)) == [last, first]


def test_what_a_force_push_took_away_is_gone_though_it_was_remembered(repo):
    repo.write("docs/a.md", "1")
    repo.commit("start")
    repo.write("docs/a.md", "2")
    lost = repo.commit(ID)
    assert ids(look(repo).documenting(ID)) == [lost]
    repo.git("reset", "-q", "--hard", "HEAD~1")
    assert look(repo).documenting(ID) == ()
    assert look(repo).find(lost) is None
    repo.write("docs/b.md", "3")
    repo.commit("onwards")
    assert look(repo).documenting(ID) == ()


def test_a_revision_has_its_own_history_and_a_merge_that_of_both_sides(repo):
    repo.write("docs/a.md", "1")
    start = repo.commit("start")
    repo.git("switch", "-q", "-c", "side")
    repo.write("docs/b.md", "1")
    side = repo.commit(f"side {ID}")
    repo.git("switch", "-q", "main")
    repo.write("docs/c.md", "1")
    main = repo.commit(f"main {ID}")
    git = Git.around(repo.top)
    assert look(repo, snapshot=snapshots.revision(git, start)).documenting(ID) == ()
    assert ids(look(repo, snapshot=snapshots.revision(git, "side")).documenting(ID)) == [side]
    assert set(ids(look(repo, snapshot=snapshots.merge(git, "side")).documenting(ID))) == {side, main}
    assert ids(look(repo).documenting(ID)) == [main]
    repo.git("merge", "-q", "--no-commit", "side")
    assert set(ids(look(repo).documenting(ID))) == {side, main}
    repo.git("commit", "-q", "-m", "joined")
    assert set(ids(look(repo).documenting(ID))) == {side, main}


def test_a_merge_that_drops_a_side_keeps_its_commits_in_the_history(repo):
    repo.write("docs/a.md", "1")
    repo.commit("start")
    repo.git("switch", "-q", "-c", "side")
    repo.write("docs/b.md", "1")
    side = repo.commit(ID)
    repo.git("switch", "-q", "main")
    repo.write("docs/a.md", "2")
    repo.commit("meanwhile")
    repo.git("merge", "-q", "-s", "ours", "-m", f"drop {OTHER}", "side")
    assert ids(look(repo).documenting(ID)) == [side]
    assert look(repo).documenting(OTHER) == ()


def test_a_message_may_hold_anything_and_imitate_nothing(repo):
    repo.write("docs/a.md", "1")
    repo.commit(f"odd \x1e{'a' * 40}\x1f1\x1f{OTHER}x and x{OTHER} \x1e\x1e docs/{ID}-topic")
    assert look(repo).documenting(OTHER) == ()
    assert len(look(repo).documenting(ID)) == 1


def test_a_shallow_clone_says_that_it_is_cut_and_remembers_nothing(repo, tmp_path):
    for number in range(3):
        repo.write("docs/a.md", str(number))
        repo.commit(f"{number} {ID}")
    clone = tmp_path / "shallow"
    url = repo.top.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", url, clone], check=True)
    here = type(repo)(clone)
    assert look(here).is_cut
    assert len(look(here).documenting(ID)) == 1
    here.git("fetch", "-q", "--unshallow")
    assert not look(here).is_cut
    assert len(look(here).documenting(ID)) == 3


def test_damage_in_what_is_remembered_costs_time_only(repo):
    repo.write("docs/a.md", "1")
    first = repo.commit(ID)
    assert ids(look(repo).documenting(ID)) == [first]
    for memo in (repo.top / ".git/gov/cache/memos").iterdir():
        memo.write_bytes(b"00000000\nrubbish")
    assert ids(look(repo).documenting(ID)) == [first]


def test_a_commit_is_found_by_the_beginning_of_its_id_where_head_reaches_it(repo):
    repo.write("gov.toml", "")
    first = repo.commit(f"start {ID}")
    workspace = open_workspace(repo.top)
    assert commit_of(workspace, first[:9]).id == first
    assert look(repo).find(first[:9]).incidents == (ID,)
    assert not look(repo).find(first).documents
    repo.git("switch", "-q", "--orphan", "elsewhere")
    repo.write("gov.toml", "")
    repo.commit("another root")
    assert commit_of(workspace, first) is None
    assert look(repo).find(first) is None
    for odd in ("f" * 40, "--all", "HEAD~99", "$(id)", "a\0b"):
        assert commit_of(workspace, odd) is None
