import pytest

from governor_cli.adapters.changes import blob_at, staged_changes
from governor_cli.adapters.git import Git


def test_everything_staged_is_told_with_what_happened_to_it(repo):
    for name in ("changed", "deleted", "linked", "same"):
        repo.write(f"{name}.md", f"{name}\n")
    repo.commit()
    repo.write("changed.md", "new")
    repo.write("new\nline.md", "new")
    repo.git("rm", "-q", "deleted.md")
    (repo.top / "linked.md").unlink()
    (repo.top / "linked.md").symlink_to("same.md")
    repo.git("add", "-A")
    repo.write("same.md", "not staged")
    assert staged_changes(Git.around(repo.top)) == {
        "changed.md": "M",
        "deleted.md": "D",
        "linked.md": "T",
        "new\nline.md": "A",
    }


def test_before_the_first_commit_everything_is_added(repo):
    repo.write("a.md")
    repo.git("add", ".")
    assert staged_changes(Git.around(repo.top)) == {"a.md": "A"}


def test_a_conflict_is_unmerged(repo):
    repo.write("a.md", "base\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "topic")
    repo.write("a.md", "topic\n")
    repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("a.md", "main\n")
    repo.commit()
    repo.try_git("merge", "topic")
    assert staged_changes(Git.around(repo.top)) == {"a.md": "U"}


@pytest.mark.parametrize("path", ["a.md", "deep/*.md", "deep/Ü\n.md"])
def test_the_blob_of_a_revision_is_found_by_its_literal_path(repo, path):
    repo.write(path, "old")
    first = repo.commit()
    repo.write(path, "new")
    git = Git.around(repo.top)
    assert blob_at(git, first, path) == repo.git("rev-parse", f"{first}:{path}")
    assert blob_at(git, "HEAD", "missing.md") is None
    assert blob_at(git, "HEAD", "deep") is None


def test_a_link_and_an_unborn_head_have_no_blob(repo):
    git = Git.around(repo.top)
    assert blob_at(git, "HEAD", "a.md") is None
    (repo.top / "a.md").symlink_to("b.md")
    repo.commit()
    assert blob_at(git, "HEAD", "a.md") is None
