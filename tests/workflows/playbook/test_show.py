"""The policy in force."""

from pathlib import Path

import pytest

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.playbook.show import in_force

PLAYBOOK = "docs/operations/support-playbook.md"
CASE = (Path(__file__).parents[2] / "cases" / "playbook.md").read_bytes()


@pytest.fixture
def below(repo):
    """A gov repository in a folder of a larger one."""
    repo.write("ops/gov.toml", "")
    repo.write(f"ops/{PLAYBOOK}", CASE)
    repo.commit()
    return open_workspace(repo.top / "ops")


def test_the_path_starts_at_the_top_of_the_git_repository(below):
    found = in_force(below)
    assert (found.path, found.kind, found.rev) == (f"ops/{PLAYBOOK}", "worktree", "")
    assert found.playbook.platform == "Governor Platform"


def test_the_blob_of_an_edited_playbook_is_the_one_git_would_give_it(below, repo):
    repo.write(f"ops/{PLAYBOOK}", CASE + b"\nA line.\n")
    assert in_force(below).blob == repo.git("hash-object", f"ops/{PLAYBOOK}")
    assert in_force(below, "HEAD").blob == repo.git("rev-parse", f"HEAD:ops/{PLAYBOOK}")


def test_a_playbook_that_a_revision_lacks_is_named(below, repo):
    repo.git("rm", "-q", f"ops/{PLAYBOOK}")
    repo.commit("gone")
    with pytest.raises(GovError, match=f"`ops/{PLAYBOOK}` is not in revision HEAD"):
        in_force(below, "HEAD")
