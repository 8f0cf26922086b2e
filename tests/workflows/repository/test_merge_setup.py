"""The driver in the configuration of a clone."""

import subprocess

import pytest
from operations import gov_repository
from repositories import Repo

from governor_cli.adapters.git import Git
from governor_cli.adapters.templates import text
from governor_cli.workflows.repository.merge_setup import CONFIG_LINE, LINES, install_merge_driver


@pytest.fixture
def ops(tmp_path) -> Repo:
    repo = gov_repository(tmp_path / "ops")
    repo.write(".gitattributes", text("gitattributes"))
    return repo


def driver(repo: Repo) -> str:
    return repo.git("config", "--local", "merge.gov.driver")


def test_the_template_asks_for_the_driver_by_the_lines_that_are_told():
    written = text("gitattributes").splitlines()
    for line in LINES:
        pattern, attribute = line.split()
        assert any(one.startswith(f"{pattern} ") and attribute in one.split() for one in written)


def test_installing_twice_changes_nothing(ops):
    first = install_merge_driver(Git.around(ops.top))
    before = (ops.top / ".git/config").read_bytes()
    again = install_merge_driver(Git.around(ops.top))
    assert (first.written, again.written) == (True, False)
    assert first.is_assigned
    assert (ops.top / ".git/config").read_bytes() == before


def test_the_attributes_count_where_the_gov_repositories_are(repo):
    """One in a subfolder has its own .gitattributes; of two, both must ask for the driver."""
    repo.write("ops/gov.toml")
    repo.write("ops/.gitattributes", text("gitattributes"))
    for start in (repo.top, repo.top / "ops"):
        assert install_merge_driver(Git.around(start)).is_assigned
    repo.write("other/gov.toml")
    assert not install_merge_driver(Git.around(repo.top / "ops")).is_assigned


def test_the_command_says_what_it_did_and_what_is_missing(ops):
    ops.write(".gitattributes", "")
    done = ops.gov("merge-driver", "--install")
    assert done.code == 0
    assert done.stdout == ""
    assert "  *.md merge=gov\n  tasks.json merge=gov" in done.stderr
    assert "merge-driver" in driver(ops)


def test_the_hook_and_the_driver_are_installed_together(ops):
    assert ops.gov("hook", "install").code == 0
    assert "merge-driver" in driver(ops)
    assert (ops.top / ".git/hooks/pre-commit").exists()


def test_a_gov_that_has_gone_leaves_the_merge_to_git(ops, tmp_path):
    """Git would otherwise keep our version alone, and call that a conflict."""
    command = install_merge_driver(Git.around(ops.top)).driver
    gone = command.replace(command.split()[3], "/nowhere/gov")
    for name, content in (("o", b"a\n"), ("a", b"b\n"), ("b", b"c\n")):
        (tmp_path / name).write_bytes(content)
    filled = (
        gone.replace("%L", "7").replace("%O", "o").replace("%A", "a").replace("%B", "b").replace("%P", "p")
    )
    done = subprocess.run(["/bin/sh", "-c", filled], cwd=tmp_path, check=False, capture_output=True)
    assert done.returncode == 1
    assert (tmp_path / "a").read_bytes() == b"<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"


def test_init_writes_the_attributes_and_tells_the_line(repo):
    done = repo.gov("init")
    assert CONFIG_LINE in done.stderr
    assert "*.md diff=markdown merge=gov" in repo.read(".gitattributes")


def test_init_leaves_attributes_that_are_there_and_tells_what_they_lack(repo):
    repo.write(".gitattributes", "*.png binary\n")
    done = repo.gov("init")
    assert repo.read(".gitattributes") == "*.png binary\n"
    assert "  *.md merge=gov\n" in done.stderr
