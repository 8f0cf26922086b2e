"""Which repository a folder belongs to, with and without what a hook's environment says."""

import os

import pytest
from repositories import Repo

from governor_cli.adapters.discovery import NoRepositoryError, discover, scrubbed
from governor_cli.adapters.git import Git
from governor_cli.core.errors import GovError


@pytest.fixture
def other(tmp_path):
    return Repo.new(tmp_path / "other")


@pytest.mark.parametrize("content", ["gitdir: ../gone\n", None])
def test_what_git_cannot_read_as_a_repository_is_named(tmp_path, content):
    own = tmp_path / "clone" / ".git"
    (own.parent / "deep").mkdir(parents=True)
    own.mkdir() if content is None else own.write_text(content)
    with pytest.raises(NoRepositoryError, match="not a git repository") as caught:
        discover(own.parent / "deep")
    assert f"Git cannot read {own} as one" in caught.value.hint


def test_a_git_dir_that_leads_nowhere_is_named(repo, monkeypatch):
    monkeypatch.chdir(repo.top)
    monkeypatch.setenv("GIT_DIR", "/nonexistent/.git")
    with pytest.raises(NoRepositoryError) as caught:
        discover(repo.top)
    assert "GIT_DIR names /nonexistent/.git" in caught.value.hint


def test_a_folder_deep_inside_finds_the_top_and_its_prefix(repo):
    repo.write("a/b/c.md")
    located = discover(repo.top / "a/b")
    assert (located.top, located.prefix) == (os.fspath(repo.top), "a/b/")
    assert located.git_dir == located.common_dir == os.fspath(repo.top / ".git")
    assert (located.object_format, located.bare) == ("sha1", False)


def test_a_path_through_a_symbolic_link_finds_the_same_repository(repo, tmp_path):
    repo.write("a/b.md")
    (tmp_path / "link").symlink_to(repo.top)
    located = discover(tmp_path / "link/a")
    assert (located.top, located.prefix) == (os.fspath(repo.top), "a/")


def test_a_link_to_a_folder_inside_finds_the_same_git_folder(repo, tmp_path):
    """Git answers relative to where the link leads, not to where it stands."""
    repo.write("a/b/c.md")
    (tmp_path / "link").symlink_to(repo.top / "a/b")
    located = discover(tmp_path / "link")
    assert (located.top, located.prefix) == (os.fspath(repo.top), "a/b/")
    assert located.common_dir == os.fspath(repo.top / ".git")


@pytest.mark.parametrize("name", ["bare.git", "new\nline.git", "\n"])
def test_a_bare_repository_is_its_own_top_whatever_its_name(tmp_path, name):
    Repo.new(tmp_path / name, "--bare")
    (tmp_path / name / "objects/deep").mkdir()
    for start in ("", "objects/deep"):
        located = discover(tmp_path / name / start)
        assert located.bare
        assert located.top == located.git_dir == located.common_dir == os.fspath(tmp_path / name)


def test_a_folder_in_no_repository_is_refused(tmp_path):
    with pytest.raises(GovError, match="not a git repository") as caught:
        discover(tmp_path)
    assert "gov init" in caught.value.hint


def test_the_search_stops_where_git_would_stop(repo, monkeypatch):
    repo.write("a/b.md")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(repo.top))
    with pytest.raises(GovError, match="not a git repository"):
        discover(repo.top / "a")


@pytest.mark.parametrize("name", ["missing", "file.md", "nul\0", "\ud800"])
def test_a_start_that_is_no_folder_is_refused(repo, name):
    repo.write("file.md")
    with pytest.raises(GovError):
        discover(f"{repo.top}/{name}")


def test_without_git_the_message_says_what_to_install(repo, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(GovError, match="git is not installed") as caught:
        discover(repo.top)
    assert caught.value.hint.startswith("Install git")


@pytest.mark.parametrize("answer", ["true", "printf 'sha1\\n\\0'", "echo nonsense"])
def test_a_program_called_git_that_answers_something_else_is_refused(repo, tmp_path, monkeypatch, answer):
    program = tmp_path / "bin/git"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(GovError, match="did not answer"):
        discover(repo.top)


def test_a_repository_that_git_does_not_trust_is_refused_without_a_recipe_to_trust_it(repo, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setattr("governor_cli.adapters.discovery._ALWAYS_KEPT", ("GIT_CONFIG", "GIT_TEST"))
    with pytest.raises(GovError, match="does not trust the owner") as caught:
        discover(repo.top)
    assert "--add" not in caught.value.hint


def test_inside_the_git_folder_there_is_no_work_tree(repo):
    assert discover(repo.top / ".git").bare


def test_the_environment_keeps_who_and_how_and_drops_where(monkeypatch):
    given = {
        "PATH": "/bin",
        "LC_ALL": "de_DE.UTF-8",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_SSH_COMMAND": "ssh -v",
        "GIT_CONFIG_COUNT": "1",
        "GIT_ALLOW_PROTOCOL": "https",
        "GIT_DIR": ".git",
        "GIT_WORK_TREE": ".",
        "GIT_INDEX_FILE": ".git/index",
        "GIT_PREFIX": "a/",
        "GIT_COMMON_DIR": "x",
        "GIT_NAMESPACE": "n",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_EDITOR": ":",
        "GIT_EXTERNAL_DIFF": "evil",
        "GIT_CONFIG_PARAMETERS": "'a.b=c'",
    }
    assert scrubbed(given) == {
        "PATH": "/bin",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_SSH_COMMAND": "ssh -v",
        "GIT_CONFIG_COUNT": "1",
        "GIT_ALLOW_PROTOCOL": "https",
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
    }


def test_the_index_of_a_hook_counts_for_the_repository_of_the_hook_alone(repo, other, monkeypatch):
    repo.write("sub/a.md")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    monkeypatch.chdir(repo.top)
    assert discover(".").environment["GIT_INDEX_FILE"] == ".git/next-index-1.lock"
    assert "GIT_INDEX_FILE" in discover("sub").environment
    assert "GIT_INDEX_FILE" not in discover(other.top).environment
    assert "GIT_INDEX_FILE" not in discover(".", hook=False).environment


def test_a_hook_of_the_outer_repository_may_ask_about_a_submodule(repo, other, monkeypatch):
    other.write("x.md")
    other.commit()
    repo.git("submodule", "--quiet", "add", os.fspath(other.top), "sub")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.chdir(repo.top)
    located = discover("sub")
    assert located.top == os.fspath(repo.top / "sub")
    assert "GIT_INDEX_FILE" not in located.environment
    assert discover(".").top == os.fspath(repo.top)


def test_a_git_dir_in_the_environment_does_not_turn_a_subfolder_into_the_top(repo, monkeypatch):
    repo.write("sub/a.md")
    monkeypatch.setenv("GIT_DIR", os.fspath(repo.top / ".git"))
    monkeypatch.chdir(repo.top / "sub")
    located = discover(".")
    assert (located.top, located.prefix) == (os.fspath(repo.top), "sub/")
    assert "GIT_DIR" not in located.environment


def test_a_git_dir_in_the_environment_does_not_redirect_questions_about_other_folders(
    repo, other, monkeypatch
):
    monkeypatch.setenv("GIT_DIR", os.fspath(repo.top / ".git"))
    monkeypatch.chdir(repo.top)
    assert discover(other.top).top == os.fspath(other.top)


def test_a_work_tree_known_from_the_environment_alone_works(repo, tmp_path, monkeypatch):
    """The way people keep the files of their home folder in git."""
    home = tmp_path / "files"
    (home / "sub").mkdir(parents=True)
    (home / "sub/a.md").write_text("text")
    store = tmp_path / "store.git"
    repo.git("init", "-q", "--bare", os.fspath(store))
    monkeypatch.setenv("GIT_DIR", "../../store.git")
    monkeypatch.setenv("GIT_WORK_TREE", "../")
    monkeypatch.chdir(home / "sub")
    git = Git.around(".")
    assert (git.top, git.located.prefix, git.located.bare) == (os.fspath(home), "sub/", False)
    assert git.run("ls-files", "-o") == b"sub/a.md\n"
    assert discover(repo.top).top == os.fspath(repo.top)


def test_a_git_dir_that_does_not_exist_is_no_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", os.fspath(tmp_path / "missing"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GovError, match="not a git repository"):
        discover(".")
