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
    assert f"{PLAYBOOK}:13:13: `channels[0].medium`" in done.stderr
    assert "gov check" in done.stderr


def test_check_of_the_template_is_clean(ops):
    ops.write("artifacts/support/on-call-roster.md", (TEMPLATES / "roster.md").read_bytes())
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
    text = ops.read(PLAYBOOK).replace("after: 15m", "after: 12m", 1).replace("\n", newline)
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
    edit(ops, "after: 15m", "after: 12m")
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
    repo.write(f"ops/{PLAYBOOK}", (TEMPLATES / "playbook.md").read_text().replace("after: 15m", "after: 12m"))
    done = repo.gov("playbook", "render", cwd=repo.top / "ops" / "docs")
    assert (done.code, done.stdout, done.stderr) == (
        0,
        "operations/support-playbook.md\n",
        "rendered escalation\n",
    )
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


PROSE = """# Helping Out

## Where to write

| Channel | What for | Hours |
| --- | --- | --- |
| `#help` (Slack) | Questions | 16/5 |
| PagerDuty "Shop" | Outages (P1) | 24/7 |

## Who does what

- **Operator:** Answers everything.
- **Deputy:** Answers when the operator does not.

## How bad is it

| Severity | Definition | Respond within | Updates |
| --- | --- | --- | --- |
| P1 | The shop is down | 10 minutes | every 20 minutes |
| P2 | Something is odd | 1 day | daily |

Be kind to each other. The kettle is in room 4.
"""


def test_an_import_writes_policy_and_keeps_the_prose(ops):
    ops.git("rm", "-q", PLAYBOOK)
    ops.write("prose.md", PROSE)
    done = ops.gov("playbook", "import", "prose.md")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == PLAYBOOK
    written = ops.read(PLAYBOOK)
    assert "Be kind to each other. The kettle is in room 4.\n" in written
    assert "| Channel | What for | Hours |" not in written
    data = json.loads(ops.gov("playbook", "show", "-f", "json").stdout)["data"]
    assert [(one["id"], one["respond_within"], one["update_every"]) for one in data["severities"]] == [
        ("P1", "10m", "20m"),
        ("P2", "24h", "24h"),
    ]
    errors = [
        finding
        for finding in json.loads(ops.gov("playbook", "check", "-f", "json").stdout)["data"]["findings"]
        if finding["severity"] == "error"
    ]
    assert errors == []


def test_an_import_says_which_line_each_fact_came_from(ops):
    ops.git("rm", "-q", PLAYBOOK)
    ops.write("prose.md", PROSE)
    data = json.loads(ops.gov("playbook", "import", "prose.md", "-f", "json").stdout)["data"]
    lines = PROSE.splitlines()
    respond = [one for one in data["taken"] if one["key"] == "severities[0].respond_within"]
    assert [lines[one["line"] - 1][:26] for one in respond] == ["| P1 | The shop is down | "]
    assert "timezone" in [one["key"] for one in data["assumed"]]


def test_prose_in_the_place_of_the_playbook_becomes_the_playbook(ops):
    ops.write(PLAYBOOK, PROSE)
    done = ops.gov("playbook", "import", PLAYBOOK)
    assert (done.code, done.stdout.splitlines()[0]) == (0, PLAYBOOK)
    assert ops.read(PLAYBOOK).startswith("---\nkind: playbook\n")


def test_an_import_never_writes_over_another_file(ops):
    ops.write("prose.md", PROSE)
    before = ops.read(PLAYBOOK)
    done = ops.gov("playbook", "import", "prose.md")
    assert (done.code, done.stdout) == (3, "")
    assert "exists already" in done.stderr
    assert ops.read(PLAYBOOK) == before


@pytest.mark.parametrize("output", ["../outside.md", ".git/hooks/pre-commit", "/tmp/gov-outside.md"])
def test_an_import_stays_inside_the_repository(ops, output):
    ops.write("prose.md", PROSE)
    done = ops.gov("playbook", "import", "prose.md", "--output", output)
    assert (done.code, done.stdout) == (3, "")
    assert not (ops.top / output).exists()


def test_a_dry_run_of_an_import_prints_the_file_and_writes_nothing(ops):
    ops.write("prose.md", PROSE)
    done = ops.gov("playbook", "import", "prose.md", "--output", "new.md", "--dry-run")
    assert (done.code, done.stdout[:19]) == (0, "---\nkind: playbook\n")
    assert "taken: " in done.stderr
    assert not (ops.top / "new.md").exists()
    ops.gov("playbook", "import", "prose.md", "--output", "new.md")
    assert ops.read("new.md") == done.stdout


def test_an_import_needs_no_repository_when_its_place_is_named(tmp_path, repo):
    (tmp_path / "prose.md").write_text(PROSE)
    done = repo.gov("playbook", "import", "prose.md", "--output", "out/policy.md", cwd=tmp_path)
    assert (done.code, done.stdout.splitlines()[0]) == (0, "out/policy.md")
    assert (tmp_path / "out/policy.md").exists()


def test_an_import_without_a_place_asks_for_one(tmp_path, repo):
    (tmp_path / "prose.md").write_text(PROSE)
    done = repo.gov("playbook", "import", "prose.md", cwd=tmp_path)
    assert (done.code, done.stdout) == (3, "")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no such file"), (b"\xff\xfe", "not UTF-8"), (b"a\0b", "not text")],
)
def test_what_cannot_be_read_is_refused(ops, content, said):
    if content is not None:
        ops.write("prose.md", content)
    done = ops.gov("playbook", "import", "prose.md", "--output", "new.md")
    assert (done.code, done.stdout) == (3, "")
    assert said in done.stderr


def test_prose_with_windows_line_endings_keeps_them(ops):
    ops.write("prose.md", PROSE.replace("\n", "\r\n"))
    ops.gov("playbook", "import", "prose.md", "--output", "new.md")
    assert ops.read("new.md").count("\n") == ops.read("new.md").count("\r\n")


@pytest.mark.parametrize(
    "prose", ["", "# Only a title\n", "- x\n" * 2000, "| a |\n| - |\n" + "| `b` |\n" * 500]
)
def test_prose_that_says_next_to_nothing_still_gives_a_sound_playbook(ops, prose):
    ops.write(PLAYBOOK, prose)
    done = ops.gov("playbook", "import", PLAYBOOK)
    assert (done.code, done.stderr) == (0, "")
    check = json.loads(ops.gov("playbook", "check", "-f", "json").stdout)["data"]
    assert [one for one in check["findings"] if one["severity"] == "error"] == []
