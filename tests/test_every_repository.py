"""gov as a process in every sort of repository: the same files give the same findings."""

import json
from pathlib import Path

import pytest
from matrix import BORN, MATRIX
from repositories import Repo

TESTS = Path(__file__).parent
REPOSITORY = TESTS / "repository"
NAMES = [
    "with space.md",
    'quo"te.md',
    "new\nline.md",
    "Ünï-日本.md",
    "\udcff\udcfe.md",
    "-x.md",
    "$(touch ran).md",
]


@pytest.fixture(scope="module")
def files():
    """A gov repository with a broken report under every sort of name."""
    found = {
        path.relative_to(REPOSITORY).as_posix(): path.read_bytes()
        for path in REPOSITORY.rglob("*")
        if path.is_file()
    }
    found["docs/operations/support-playbook.md"] = (TESTS / "cases/playbook.md").read_bytes()
    return found | {f"artifacts/{name}": b"---\nkind: incident\ntitle: [\n" for name in NAMES}


def findings(top, *args):
    done = Repo(top).gov("check", *args, "-f", "json")
    assert done.code == 1, done.stderr
    assert "Traceback" not in done.stderr
    report = json.loads(done.stdout)["data"]["findings"]
    return {(one["path"], one["line"], one["column"], one["code"]) for one in report}


@pytest.fixture(scope="module")
def expected(tmp_path_factory, files):
    found = findings(BORN["plain"](tmp_path_factory.mktemp("plain"), files))
    assert len({path for path, *_, code in found if code.startswith("DOC")}) == len(NAMES)
    return found


@pytest.mark.parametrize("name", MATRIX)
def test_the_work_tree_and_what_is_staged_give_the_same_findings(tmp_path, files, expected, name):
    top = MATRIX[name](tmp_path, files)
    assert findings(top) == expected
    assert findings(top) == expected, "and again from memory"
    assert findings(top, "--staged") == expected
    assert not (top / "ran").exists()


@pytest.mark.parametrize("name", BORN)
def test_a_revision_and_a_merge_give_the_same_findings(tmp_path, files, expected, name):
    top = MATRIX[name](tmp_path, files)
    assert findings(top, "--rev", "HEAD") == expected
    assert findings(top, "--merge", "HEAD") == expected
