"""The remote and its default branch, over HTTP and on this machine: there, gone, closed, or renamed."""

import pytest
from git_server import PASSWORD, serving

from governor_cli.core.errors import GovError, OutsideError
from governor_cli.probes import default_branch, remote
from governor_cli.workflows.doctor.ground import Here


@pytest.fixture
def clone(repo):
    repo.commit("start")
    return repo


@pytest.fixture
def server(tmp_path):
    with serving(tmp_path / "server") as one:
        yield one


def asked(module, repo):
    return module.PROBE.check(Here(str(repo.top), lambda: None))


def pushed(clone, server, **options):
    origin = server.create(**options)
    clone.git("remote", "add", "origin", server.url())
    clone.git("push", "-q", "origin", "main")
    return origin


def test_a_clone_of_its_own_has_no_remote_and_knows_its_branch(clone):
    assert asked(remote, clone).state == "not_configured"
    assert asked(default_branch, clone) == ("ok", "main, as this clone has it", "")


def test_a_remote_that_answers_is_shown_without_its_password(clone, server):
    pushed(clone, server)
    outcome = asked(remote, clone)
    assert outcome.state == "ok"
    assert outcome.detail == f"origin answers: http://***@127.0.0.1:{server.port}/acme/ops.git"
    assert asked(default_branch, clone) == ("ok", "main, as origin says", "")


def test_an_empty_remote_answers_too(clone, server):
    server.create()
    clone.git("remote", "add", "origin", server.url())
    assert asked(remote, clone).state == "ok"


def test_a_remote_that_lets_nobody_in_is_told_without_its_password(clone, server):
    pushed(clone, server)
    server.closed = True
    with pytest.raises(OutsideError, match="origin does not let git in") as told:
        asked(remote, clone)
    assert PASSWORD not in told.value.message + told.value.hint
    assert asked(default_branch, clone) == ("ok", "main, as this clone has it", "")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("../nowhere.git", "has no such repository"),
        ("http://127.0.0.1:1/acme/ops.git", "cannot be reached"),
    ],
)
def test_a_remote_that_is_not_there_is_told(clone, address, told):
    clone.git("remote", "add", "origin", address)
    with pytest.raises(OutsideError, match=told):
        asked(remote, clone)


def test_of_several_remotes_the_one_called_origin_counts(clone, server):
    pushed(clone, server)
    clone.git("remote", "add", "fork", "../nowhere.git")
    assert asked(remote, clone).state == "ok"
    clone.git("remote", "rename", "origin", "theirs")
    assert asked(remote, clone).detail == "none of the remotes is called origin: fork, theirs"


def test_a_default_branch_that_the_remote_has_renamed_is_told(clone, server):
    origin = pushed(clone, server)
    clone.git("remote", "set-head", "origin", "--auto")
    origin.git("branch", "-m", "main", "trunk")
    outcome = asked(default_branch, clone)
    assert (outcome.state, outcome.detail) == (
        "failed",
        "the default branch of origin is trunk, and gov takes main",
    )
    for command in outcome.hint.split("`")[1::2]:
        clone.git(*command.split()[1:])
    assert asked(default_branch, clone).detail == "trunk, as origin says"


def test_a_branch_that_gov_toml_names_is_taken_at_its_word(clone, server):
    pushed(clone, server)
    clone.git("branch", "release")
    clone.write("gov.toml", '[forge]\nbranch = "release"\n')
    assert asked(default_branch, clone) == ("ok", "release, as gov.toml says", "")
    clone.write("gov.toml", '[forge]\nbranch = "gone"\n')
    with pytest.raises(GovError, match="there is no branch `gone` here"):
        asked(default_branch, clone)


def test_before_the_first_commit_there_is_no_default_branch(repo):
    assert asked(default_branch, repo).state == "not_configured"


def test_several_branches_with_no_usual_name_are_told(clone):
    clone.git("branch", "-m", "main", "one")
    clone.git("branch", "two")
    with pytest.raises(GovError, match="it is not known which branch is the default one"):
        asked(default_branch, clone)


def test_ssh_asks_nobody_for_anything(clone, tmp_path, monkeypatch):
    ssh = tmp_path / "ssh"
    ssh.write_text(f'#!/bin/sh\necho "$SSH_ASKPASS_REQUIRE $SSH_ASKPASS" > {tmp_path}/told\nexit 255\n')
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    clone.git("remote", "add", "origin", "git@git.example.com:acme/ops.git")
    with pytest.raises(OutsideError):
        asked(remote, clone)
    assert (tmp_path / "told").read_text() == "force false\n"
