"""Commits of single files: what is committed, what stays as it was, and what is refused."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from governor_cli.adapters import commits
from governor_cli.adapters.commits import commit_paths, identity, operation_under_way
from governor_cli.adapters.git import Git, GitError
from governor_cli.core.errors import GovError


def commit(repo, *paths, message="Record it"):
    return commit_paths(Git.around(repo.top), paths, message)


def committed(repo, rev="HEAD"):
    return repo.git("show", "--format=", "--name-only", rev).splitlines()


def test_only_the_named_files_are_committed_and_other_work_stays_staged(repo):
    repo.write("a.md", "a")
    repo.write("other.md", "old")
    repo.commit()
    repo.write("a.md", "changed")
    repo.write("new.md", "new")
    repo.write("other.md", "staged")
    repo.git("add", "other.md")
    oid = commit(repo, "a.md", "new.md")
    assert oid == repo.git("rev-parse", "HEAD")
    assert committed(repo) == ["a.md", "new.md"]
    assert repo.git("diff", "--cached", "--name-only") == "other.md"


def test_the_first_commit_of_a_repository_can_be_made(repo):
    repo.write("a.md", "a")
    repo.write("b.md", "b")
    repo.git("add", "b.md")
    commit(repo, "a.md")
    assert committed(repo) == ["a.md"]
    assert repo.git("diff", "--cached", "--name-only") == "b.md"


def test_a_deleted_file_is_committed_as_deleted(repo):
    repo.write("a.md", "a")
    repo.commit()
    (repo.top / "a.md").unlink()
    commit(repo, "a.md")
    assert repo.git("ls-tree", "-r", "--name-only", "HEAD") == ""


def test_an_unchanged_file_makes_no_commit(repo):
    repo.write("a.md", "a")
    head = repo.commit()
    assert commit(repo, "a.md") is None
    assert repo.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize("name", ["*.md", ":(top)x.md", "-x.md", "with space.md", "new\nline.md", "Ü.md"])
def test_names_are_taken_literally(repo, name):
    repo.write("bystander.md", "b")
    repo.commit()
    repo.write("bystander.md", "changed")
    repo.write(name, "text")
    commit(repo, name)
    assert repo.git("show", "--format=", "--name-only", "-z").rstrip("\0") == name


def test_the_message_is_kept_as_it_is(repo):
    repo.write("a.md", "a")
    commit(repo, "a.md", message="-x\n\n# not a comment\n$(touch ran) `touch ran`\n\nGov-Incident: INC-1\n")
    text = "-x\n\n# not a comment\n$(touch ran) `touch ran`\n\nGov-Incident: INC-1"
    assert repo.git("show", "-s", "--format=%B").strip() == text
    assert not (repo.top / "ran").exists()


def test_line_endings_are_stored_as_git_is_told_to(repo):
    repo.git("config", "core.autocrlf", "true")
    repo.write("a.md", "one\r\ntwo\r\n")
    commit(repo, "a.md")
    assert repo.git("cat-file", "blob", "HEAD:a.md") == "one\ntwo"


def test_hooks_run_and_may_refuse(repo):
    repo.write(".git/hooks/pre-commit", "#!/bin/sh\necho not like this >&2\nexit 1\n").chmod(0o755)
    repo.write("a.md", "a")
    with pytest.raises(GitError, match="git commit failed: not like this"):
        commit(repo, "a.md")
    assert repo.try_git("rev-parse", "--verify", "-q", "HEAD").code == 1
    repo.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    repo.write(".git/hooks/prepare-commit-msg", '#!/bin/sh\necho "Ticket: 7" >> "$1"\n').chmod(0o755)
    commit(repo, "a.md")
    assert "Ticket: 7" in repo.git("show", "-s", "--format=%B")


def test_commits_are_signed_where_the_team_signs(repo, tmp_path):
    program = tmp_path / "sign"
    program.write_text(
        '#!/bin/sh\ncat >/dev/null\nprintf "\\n[GNUPG:] SIG_CREATED \\n" >&2\necho "-----BEGIN FAKE-----"\n'
    )
    program.chmod(0o755)
    for key, value in {"commit.gpgSign": "true", "gpg.program": os.fspath(program)}.items():
        repo.git("config", key, value)
    repo.write("a.md", "a")
    commit(repo, "a.md")
    assert "gpgsig -----BEGIN FAKE-----" in repo.git("cat-file", "commit", "HEAD")


@pytest.mark.parametrize("operation", ["merge", "cherry-pick", "revert", "rebase"])
def test_an_unfinished_operation_is_left_alone(repo, operation):
    repo.write("a.md", "base\n")
    repo.commit()
    repo.write("a.md", "middle\n")
    middle = repo.commit()
    repo.git("checkout", "-q", "-b", "topic", "HEAD~1")
    repo.write("a.md", "topic\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("a.md", "last\n")
    repo.commit()
    argument = middle if operation == "revert" else "topic"
    assert repo.try_git(operation, argument).code != 0
    assert operation_under_way(Git.around(repo.top)) == operation
    repo.write("b.md", "b")
    with pytest.raises(GovError, match=f"a {operation} is not finished"):
        commit(repo, "b.md")
    assert repo.git("status", "--porcelain", "b.md") == "?? b.md"


def test_nobody_commits_under_a_guessed_name(repo, monkeypatch):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    monkeypatch.delenv("EMAIL", raising=False)
    assert identity(Git.around(repo.top)) is None
    repo.write("a.md", "a")
    with pytest.raises(GovError, match="does not know who you are") as caught:
        commit(repo, "a.md")
    assert "user.email" in caught.value.hint
    repo.git("config", "user.name", "Bo <B>")
    repo.git("config", "user.email", "bo@example.com")
    assert identity(Git.around(repo.top)) == ("Bo B", "bo@example.com")
    assert commit(repo, "a.md")


def test_an_ignored_file_is_named(repo):
    repo.write(".gitignore", "*.md\n")
    repo.write("a.md", "a")
    with pytest.raises(GovError, match=r"git ignores a\.md"):
        commit(repo, "a.md")


def is_running(pid):
    """Whether a process is at work; one that nobody has waited for yet is not."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(told.stdout.strip()) and not told.stdout.startswith("Z")


def test_a_hook_that_hangs_is_ended_and_what_it_started_too(repo, tmp_path):
    pids = tmp_path / "pids"
    hook = f'#!/bin/sh\nsleep 300 &\necho $$ $! >"{pids}"\nwait\n'
    repo.write(".git/hooks/pre-commit", hook).chmod(0o755)
    repo.write("a.md", "a")
    with pytest.raises(GovError, match=r"the commit took longer than 0\.5 seconds"):
        commit_paths(Git.around(repo.top), ["a.md"], "Record it", seconds=0.5)
    started = [int(pid) for pid in pids.read_text().split()]
    end = time.monotonic() + 10
    while any(map(is_running, started)) and time.monotonic() < end:
        pass
    assert not any(map(is_running, started))
    repo.write(".git/hooks/pre-commit", "#!/bin/sh\nexit 0\n")
    assert commit(repo, "a.md"), "git's locks are gone"


def test_signing_that_fails_is_an_error_and_the_file_stays(repo):
    for key, value in {"commit.gpgSign": "true", "gpg.program": "false"}.items():
        repo.git("config", key, value)
    repo.write("a.md", "a")
    with pytest.raises(GitError, match="gpg failed to sign the data"):
        commit(repo, "a.md")
    assert repo.read("a.md") == "a"


def test_two_who_commit_at_once_wait_for_each_other(repo):
    """Git itself gives up at once where another holds its lock, and a hook holds it for long."""
    repo.write(".git/hooks/pre-commit", "#!/bin/sh\ngit diff --cached --quiet; exit 0\n").chmod(0o755)
    repo.commit()
    names = [f"{name}.md" for name in "abcdef"]
    for name in names:
        repo.write(name, name)
    with ThreadPoolExecutor(len(names)) as hands:
        made = list(hands.map(lambda name: commit(repo, name), names))
    assert all(made)
    assert repo.git("status", "--porcelain") == ""
    assert repo.git("rev-list", "--count", "HEAD").strip() == str(1 + len(names))


def test_a_lock_that_a_crash_left_behind_is_named_and_not_waited_for(repo, monkeypatch):
    monkeypatch.setattr(commits, "sleep", lambda _: pytest.fail("nobody comes back for this lock"))
    repo.commit()
    repo.write("a.md", "a")
    os.utime(repo.write(".git/index.lock"), (0, 0))
    with pytest.raises(GovError, match="another git is at work") as caught:
        commit(repo, "a.md")
    assert "index.lock" in caught.value.hint


def test_a_lock_that_cannot_be_made_is_not_waited_for(repo, monkeypatch):
    monkeypatch.setattr(commits, "sleep", lambda _: pytest.fail("nobody else has this lock"))
    for said in ("Permission denied", "Read-only file system"):
        message = f"fatal: Unable to create '/ops/.git/index.lock': {said}"
        repo.write(".git/hooks/pre-commit", f'#!/bin/sh\necho "{message}" >&2; exit 1\n').chmod(0o755)
        repo.write("a.md", said)
        with pytest.raises(GitError, match=said):
            commit(repo, "a.md")


def test_a_file_is_committed_where_a_sparse_checkout_has_none(repo):
    for name in ("in/a.md", "out/b.md"):
        repo.write(name, name)
    repo.commit()
    repo.git("sparse-checkout", "set", "--cone", "in")
    assert not (repo.top / "out").exists()
    repo.write("out/new.md", "x")
    assert commit(repo, "out/new.md")
    assert repo.git("show", "--format=", "--name-only", "HEAD") == "out/new.md"
    assert repo.git("status", "--porcelain") == ""
