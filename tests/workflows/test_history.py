"""What commits say of an incident."""

import pytest

from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.history import commit_of, commits_naming

ID = "INC-20261123-7F3K"


@pytest.fixture(params=["", "ops/"])
def prefix(request):
    return request.param


def test_commits_that_name_the_incident_and_change_the_folder_are_found_latest_first(repo, prefix):
    repo.write(f"{prefix}gov.toml", "")
    repo.commit("start")
    workspace = open_workspace(repo.top / prefix)
    assert commits_naming(workspace, ID, "docs") == []
    repo.write(f"{prefix}docs/a b ü.md", "one\n")
    first = repo.commit(f"Learn\n\nGov-Incident: {ID}")
    repo.write(f"{prefix}other.md", "two\n")
    repo.commit(f"about {ID} elsewhere")
    repo.write(f"{prefix}docs/b.md", "three\n")
    last = repo.commit(f"more on {ID}")
    found = commits_naming(workspace, ID, "docs")
    assert [one.id for one in found] == [last, first]
    assert found[1].paths == ("docs/a b ü.md",)
    assert ID in found[1].message


def test_a_commit_is_found_by_the_beginning_of_its_id_where_head_reaches_it(repo):
    repo.write("gov.toml", "")
    first = repo.commit("start")
    workspace = open_workspace(repo.top)
    assert commit_of(workspace, first[:9]).id == first
    repo.git("switch", "-q", "--orphan", "elsewhere")
    repo.write("gov.toml", "")
    repo.commit("another root")
    assert commit_of(workspace, first) is None
    for odd in ("f" * 40, "--all", "HEAD~99", "$(id)"):
        assert commit_of(workspace, odd) is None


def test_an_unborn_branch_has_no_history(repo):
    repo.write("gov.toml", "")
    workspace = open_workspace(repo.top)
    assert commits_naming(workspace, ID, "docs") == []
    assert commit_of(workspace, "deadbeef") is None


def test_a_message_may_hold_anything(repo):
    repo.write("gov.toml", "")
    repo.write("docs/a.md", "")
    repo.commit(f"odd \x1e {ID} \x1f and more")
    assert commits_naming(open_workspace(repo.top), ID, "docs") is not None
