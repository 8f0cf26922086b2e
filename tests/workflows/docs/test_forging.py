import pytest

from governor_cli.adapters.git import Git
from governor_cli.adapters.settings import ForgeSettings, Settings
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.docs.forging import forge_of


@pytest.fixture
def found(repo, monkeypatch):
    """What a remote's address, settings and the environment come to."""

    def ask(address, environment=(), **settings):
        for name in ("GITHUB_TOKEN", "GH_TOKEN", "GITHUB_SERVER_URL", "OPS_TOKEN"):
            monkeypatch.delenv(name, raising=False)
        for name, value in dict(environment).items():
            monkeypatch.setenv(name, value)
        repo.try_git("remote", "remove", "origin")
        repo.git("remote", "add", "origin", address)
        workspace = Workspace(Git.around(repo.top), "", Settings(forge=ForgeSettings(**settings)))
        forge, home = forge_of(workspace, "origin")
        return forge.name, home.api, home.token, home.variable

    return ask


def test_the_address_tells_the_forge(found):
    token = {"GITHUB_TOKEN": "t"}
    github = ("github", "https://api.github.com", "t", "GITHUB_TOKEN")
    assert found("git@github.com:acme/ops.git", token) == github
    assert found("git@github.com:acme/ops.git", {"GH_TOKEN": "g"})[2:] == ("g", "GH_TOKEN")
    assert found("https://gitlab.com/a/b.git", token) == ("gitlab", "", "", "")
    assert found("https://git.example.com/a/b.git", token) == ("none", "", "", "")
    assert found("../ops.git", token, kind="github") == ("none", "", "", "")


def test_an_address_that_git_rewrites_is_read_as_git_reads_it(found, repo):
    repo.git("config", "url.git@github.com:.insteadOf", "gh:")
    assert found("gh:acme/ops")[0] == "github"


def test_a_host_of_ones_own_has_its_own_token(found):
    own = {"kind": "github"}
    tokens = {"GITHUB_TOKEN": "theirs", "OPS_TOKEN": "ours"}
    where = "https://git.example.com/a/b.git"
    assert found(where, tokens, **own) == ("github", "https://git.example.com/api/v3", "", "GITHUB_TOKEN")
    assert found(where, tokens, **own, token_variable="OPS_TOKEN")[2] == "ours"
    assert found(where, tokens, **own, token_variable="GITHUB_TOKEN")[2] == ""
    actions = {**tokens, "GITHUB_SERVER_URL": "https://git.example.com"}
    assert found(where, actions, **own)[2] == "theirs"


@pytest.mark.parametrize("url", ["https://evil.example/api", "https://git.example.com.evil.example/api"])
def test_a_token_goes_to_the_remotes_host_alone(found, url):
    with pytest.raises(GovError, match="which is not where the remote is"):
        found("https://git.example.com/a/b.git", {"OPS_TOKEN": "x"}, kind="github", url=url)
    assert found("https://git.example.com/a/b.git", kind="github", url="https://api.git.example.com/v3")[1]
