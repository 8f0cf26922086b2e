import pytest

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import GovError


def test_the_nearest_settings_upward_count(repo):
    repo.write("gov.toml", 'playbook = "outer.md"\n')
    repo.write("ops/gov.toml", 'playbook = "inner.md"\n')
    repo.write("ops/deep/er/x.md", "")
    workspace = open_workspace(repo.top / "ops/deep/er")
    assert (workspace.prefix, workspace.settings.playbook) == ("ops/", "inner.md")
    assert workspace.root == repo.top / "ops"


def test_a_folder_that_is_no_gov_repository_says_what_to_do(repo):
    with pytest.raises(GovError, match=r"no gov\.toml") as caught:
        open_workspace(repo.top)
    assert "gov init" in caught.value.hint
