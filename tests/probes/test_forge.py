"""The forge: a token that works, one that does not, one of a job, and forges that need none."""

import pytest
from fake_github import JSON, TOKEN, GitHub
from listeners import Said, listening
from repositories import Repo

from governor_cli.core.errors import OutsideError
from governor_cli.probes.forge import PROBE
from governor_cli.workflows.doctor.ground import Here


@pytest.fixture
def github(tmp_path):
    made = GitHub(Repo.new(tmp_path / "bare", "--bare"), "https://github.example.com/acme/ops")
    yield made
    assert made.wrong == []


@pytest.fixture
def found(repo, github, monkeypatch):
    """What the probe says of a token, with GitHub on loopback."""

    def ask(token):
        with listening(github.answer) as server:
            repo.write("gov.toml", f'[forge]\nkind = "github"\nurl = "{server.url}"\n')
            repo.try_git("remote", "remove", "origin")
            repo.git("remote", "add", "origin", f"{server.url}/acme/ops.git")
            monkeypatch.setenv("GITHUB_SERVER_URL", server.url)
            monkeypatch.setenv("GITHUB_TOKEN", token)
            try:
                return PROBE.check(Here(str(repo.top), lambda: None))
            finally:
                assert len(server.asked) == bool(token)

    return ask


def test_a_token_that_works_is_told_and_nothing_is_opened(found, github):
    outcome = found(TOKEN)
    assert outcome == ("ok", "github: the token in GITHUB_TOKEN reads the pull requests of acme/ops", "")
    assert github.pulls == []


def test_without_a_token_it_is_not_configured(found):
    outcome = found("")
    assert (outcome.state, outcome.detail) == ("not_configured", "GITHUB_TOKEN is not set")


def test_a_token_that_is_refused_is_told_and_not_shown(found):
    with pytest.raises(OutsideError, match="does not accept the token in GITHUB_TOKEN") as told:
        found("ghp_expired")
    assert "ghp_expired" not in told.value.message + told.value.hint


def test_the_token_of_a_job_starts_no_workflows(found, github, monkeypatch):
    github.before = lambda asked: (
        Said(200, b"[]", JSON) if asked.headers["authorization"] == "Bearer ghs_job" else None
    )
    assert "workflows" not in found("ghs_job").detail  # outside Actions it is the token of an app
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "workflows" not in found(TOKEN).detail
    outcome = found("ghs_job")
    assert outcome.state == "ok"
    assert outcome.detail.endswith("; pull requests opened with it start no workflows")
    assert "of an app or of a person" in outcome.hint


@pytest.mark.parametrize(
    ("scopes", "may"),
    [("repo, read:org", True), ("public_repo", True), ("", True), ("read:org, gist", False)],
)
def test_a_classic_token_tells_its_scopes(found, github, scopes, may):
    github.before = lambda _: Said(200, b"[]", {**JSON, "X-OAuth-Scopes": scopes})
    if may:
        assert found(TOKEN).state == "ok"
        return
    with pytest.raises(OutsideError, match="may open no pull request, only gist, read:org"):
        found(TOKEN)


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "has no acme/ops"), (403, "does not let"), (500, "answered 500"), (503, "answered 503")],
)
def test_what_github_answers_is_told_at_the_first_time(found, github, status, told):
    github.before = lambda _: Said(status, b'{"message": "no"}', JSON)
    with pytest.raises(OutsideError, match=told):
        found(TOKEN)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("git@gitlab.com:acme/ops.git", "gitlab needs no token"),
        ("https://codeberg.org/acme/ops", "gitea needs no token"),
        ("https://git.example.com/acme/ops", "no forge that gov knows"),
        ("../ops.git", "no forge that gov knows"),
    ],
)
def test_where_no_token_is_needed_it_does_not_apply(repo, address, told):
    repo.git("remote", "add", "origin", address)
    outcome = PROBE.check(Here(str(repo.top), lambda: None))
    assert outcome.state == "not_configured"
    assert told in outcome.detail


def test_without_a_remote_it_does_not_apply(repo):
    assert PROBE.check(Here(str(repo.top), lambda: None)).state == "not_configured"
