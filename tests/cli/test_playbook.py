"""`gov playbook` as people run it."""

import difflib
import json
from pathlib import Path

import pytest
from repositories import Repo

PLAYBOOK = "docs/operations/support-playbook.md"
TEMPLATES = Path(__file__).parents[2] / "templates"
CASE = (Path(__file__).parents[1] / "cases" / "playbook.md").read_text()


@pytest.fixture
def ops(repo: Repo) -> Repo:
    """A gov repository with the playbook that `gov init` writes, and its runbooks."""
    for name, path in {"gov.toml": "gov.toml", "playbook.md": PLAYBOOK}.items():
        repo.write(path, (TEMPLATES / name).read_bytes())
    for runbook in (TEMPLATES / "runbooks").iterdir():
        repo.write(f"docs/operations/{runbook.name}", runbook.read_bytes())
    repo.commit("start")
    return repo


def edit(repo: Repo, old: str, new: str) -> None:
    text = repo.read(PLAYBOOK)
    assert old in text
    repo.write(PLAYBOOK, text.replace(old, new, 1))


def test_show_tells_the_policy_in_force(ops):
    done = ops.gov("playbook", "show")
    assert done.code == 0
    assert done.stderr == ""
    assert "P1  an important function fails for several users" in done.stdout
    assert "assumed" not in done.stdout


def test_show_as_json_carries_the_blob_that_git_knows(ops):
    data = json.loads(ops.gov("playbook", "show", "-f", "json").stdout)["data"]
    assert data["blob"] == ops.git("rev-parse", f"HEAD:{PLAYBOOK}")
    assert [level["id"] for level in data["severities"]] == ["P0", "P1", "P2"]


def test_show_as_of_a_revision_ignores_what_changed_since(ops):
    edit(ops, "acknowledge_within: 15m\nescalation", "acknowledge_within: 5m\nescalation")
    ops.commit("faster")
    before, now = (
        json.loads(ops.gov("playbook", "show", *as_of, "-f", "json").stdout)["data"]
        for as_of in (["--as-of", "HEAD~1"], [])
    )
    assert (before["acknowledge_within"], now["acknowledge_within"]) == ("15m", "5m")


def test_show_as_of_follows_the_name_that_gov_toml_had_then(ops):
    ops.git("mv", PLAYBOOK, "policy.md")
    ops.write("gov.toml", 'playbook = "policy.md"\n')
    ops.commit("move")
    data = json.loads(ops.gov("playbook", "show", "--as-of", "HEAD~1", "-f", "json").stdout)["data"]
    assert data["path"] == PLAYBOOK


def test_show_as_of_before_gov_was_there_is_refused(ops):
    first = ops.git("commit-tree", "-m", "empty", ops.git("hash-object", "-t", "tree", "-w", "/dev/null"))
    done = ops.gov("playbook", "show", "--as-of", first)
    assert (done.code, done.stdout) == (3, "")
    assert "has no gov.toml" in done.stderr


@pytest.mark.parametrize("verb", ["show", "render"])
def test_a_missing_playbook_is_said_plainly(ops, verb):
    (ops.top / PLAYBOOK).unlink()
    done = ops.gov("playbook", verb)
    assert (done.code, done.stdout) == (3, "")
    assert done.stderr.startswith("error: ")
    assert PLAYBOOK in done.stderr


@pytest.mark.parametrize("verb", ["show", "render"])
def test_a_broken_playbook_is_refused_at_its_first_fault(ops, verb):
    edit(ops, "medium: slack", "medium: slak")
    done = ops.gov("playbook", verb)
    assert (done.code, done.stdout) == (3, "")
    assert f"{PLAYBOOK}:12:13" in done.stderr
    assert "gov check" in done.stderr


def test_check_of_the_template_is_clean(ops):
    done = ops.gov("playbook", "check")
    assert (done.code, done.stdout) == (0, "checked 1 document in the work tree: all good\n")


def test_check_speaks_of_the_playbook_alone(ops):
    ops.write("artifacts/incidents/notes.md", "no front matter\n")
    edit(ops, "escalates_to: operations", "escalates_to: operation")
    done = ops.gov("playbook", "check")
    assert done.code == 1
    assert "PLB005 `operation` is no channel of this playbook" in done.stdout
    assert "notes.md" not in done.stdout


def test_strict_lets_a_warning_fail(ops):
    edit(ops, "tasks: {P0: 15d, P1: 15d, P2: 30d}", "tasks: {P0: 15d, P1: 15d}")
    ops.gov("playbook", "render")
    assert ops.gov("playbook", "check").code == 0
    assert ops.gov("playbook", "check", "--strict").code == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_render_changes_the_blocks_and_no_other_byte(ops, newline):
    text = ops.read(PLAYBOOK).replace("after: 10m", "after: 12m").replace("\n", newline)
    ops.write(PLAYBOOK, text)
    done = ops.gov("playbook", "render")
    assert (done.code, done.stdout) == (0, f"{PLAYBOOK}\n")
    changed = [
        line for line in difflib.ndiff(text.split("\n"), ops.read(PLAYBOOK).split("\n")) if line[0] in "+-"
    ]
    assert [line[0] for line in changed] == ["-", "+"]
    assert "| **P0** | Primary Operator | Secondary Operator, after 12m |" in changed[1]
    assert changed[1].endswith("\r") == (newline == "\r\n")


def test_render_of_what_agrees_writes_nothing(ops):
    before = (ops.top / PLAYBOOK).stat().st_mtime_ns
    done = ops.gov("playbook", "render")
    assert (done.code, done.stdout) == (0, "")
    assert (ops.top / PLAYBOOK).stat().st_mtime_ns == before


def test_a_dry_run_shows_the_change_as_git_would_take_it(ops):
    edit(ops, "after: 10m", "after: 12m")
    text = ops.read(PLAYBOOK)
    done = ops.gov("playbook", "render", "--dry-run")
    assert done.code == 0
    assert ops.read(PLAYBOOK) == text
    ops.write("change.diff", done.stdout)
    ops.git("apply", "change.diff")
    assert ops.gov("playbook", "check").code == 0


def test_render_leaves_a_block_alone_whose_marker_shares_its_line(ops):
    edit(ops, "<!-- gov:sync -->\n", "<!-- gov:sync --> ")
    edit(ops, "every: 7d", "every: 14d")
    done = ops.gov("playbook", "render")
    assert (done.code, done.stdout) == (3, "")
    assert "gov:sync" in done.stderr


def test_render_works_below_the_top_of_the_repository(repo):
    repo.write("ops/gov.toml", (TEMPLATES / "gov.toml").read_bytes())
    repo.write(f"ops/{PLAYBOOK}", (TEMPLATES / "playbook.md").read_text().replace("after: 10m", "after: 12m"))
    done = repo.gov("playbook", "render", cwd=repo.top / "ops" / "docs")
    assert (done.code, done.stderr) == (0, "rendered escalation\n")
    assert "after 12m" in repo.read(f"ops/{PLAYBOOK}")


def test_a_playbook_behind_a_symbolic_link_is_not_written_to(ops, tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text(CASE.replace("after: 4h", "after: 3h"))
    (ops.top / PLAYBOOK).unlink()
    (ops.top / PLAYBOOK).symlink_to(outside)
    before = outside.read_bytes()
    done = ops.gov("playbook", "render")
    assert (done.code, done.stdout) == (3, "")
    assert outside.read_bytes() == before
