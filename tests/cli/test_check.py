"""`gov check` at the command line: what is judged, what is shown, what is never done."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from operations import GOOD, REPORT, REPORTS, gov_repository
from repositories import Repo, gov_program, run
from terminal import run_on_terminal

WRONG = GOOD.replace(b"severity: P2", b"severity: P9").replace(b"** P2", b"** P9")


@pytest.fixture
def ops(tmp_path) -> Repo:
    repo = gov_repository(tmp_path / "ops")
    repo.write(REPORT, GOOD)
    repo.gov("check", "--fix")
    repo.commit("start")
    return repo


def codes(repo: Repo, *options: str) -> list[str]:
    data = json.loads(repo.gov("check", "-f", "json", *options).stdout)["data"]
    return [one["code"] for one in data["findings"] if one["severity"] != "info"]


def test_each_option_judges_its_own_snapshot(ops):
    ops.write(REPORT, WRONG)
    assert (codes(ops), codes(ops, "--staged"), codes(ops, "--rev", "HEAD")) == (["REF006"], [], [])
    ops.git("add", "-A")
    ops.write(REPORT, GOOD)
    assert (codes(ops), codes(ops, "--staged"), codes(ops, "--rev", "HEAD")) == ([], ["REF006"], [])
    ops.git("commit", "-q", "-m", "wrong")
    assert codes(ops, "--rev", "HEAD") == ["REF006"]
    assert codes(ops, "--rev", "HEAD~1") == []


def test_a_merge_of_two_good_branches_can_be_wrong(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.git("switch", "-q", "-c", "rename")
    ops.write(playbook, ops.read(playbook).replace("id: service-desk", "id: desk"))
    ops.commit("rename a channel")
    ops.git("switch", "-q", "main")
    ops.write(REPORT, GOOD.replace(b"source: governor-support", b"source: service-desk"))
    ops.commit("came in by mail")
    assert codes(ops) == []
    assert codes(ops, "--rev", "rename") == []
    assert codes(ops, "--merge", "rename") == ["REF005"]


def test_only_what_is_new_is_reported(ops):
    ops.write(REPORT, WRONG)
    ops.commit("wrong")
    ops.write(f"{REPORTS}/INC-20261123-9QRS-other.md", WRONG.replace(b"7F3K", b"9QRS"))
    assert codes(ops) == ["REF006", "REF006"]
    assert codes(ops, "--new-since", "HEAD") == ["REF006"]
    assert codes(ops, "--new-since", "HEAD~1") == ["REF006", "REF006"]


def test_findings_are_chosen_by_code_and_by_path(ops):
    ops.write(REPORT, WRONG.replace(b"services:", b"service:"))
    assert codes(ops) == ["REF006", "KEY001"]
    assert codes(ops, "--select", "REF") == ["REF006"]
    assert codes(ops, "--ignore", "REF006,KEY") == []
    assert codes(ops, REPORTS) == ["REF006", "KEY001"]
    assert codes(ops, "docs") == []
    assert json.loads(ops.gov("check", "docs", "-f", "json").stdout)["data"]["documents"] == 1


def test_warnings_fail_only_when_asked_to(ops):
    ops.write(REPORT, GOOD.replace(b"services:", b"service:"))
    assert ops.gov("check").code == 0
    assert ops.gov("check", "--strict").code == 1


def test_fixes_are_shown_before_they_are_made(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.write(playbook, ops.read(playbook).replace("respond_within: 4h", "respond_within: 2h"))
    before = ops.read(playbook)
    shown = ops.gov("check", "--diff")
    assert shown.code == 1
    assert ops.read(playbook) == before
    ops.git("apply", "--check", stdin=shown.stdout.encode())
    done = ops.gov("check", "--fix")
    assert (done.code, "fixed DRF001" in done.stderr) == (0, True)
    assert ops.gov("check", "--diff").stdout == ""


def test_a_diff_in_a_pipe_is_a_patch_to_the_last_byte(ops):
    """Windows line endings, a byte order mark, and what a terminal must not see come through as they are."""
    broken = re.sub(rb":00Z \|(.*)\n", b"Z |\\1\x0c\x1b\n", GOOD, count=1).rstrip(b"\n")
    before = b"\xef\xbb\xbf" + broken.replace(b"\n", b"\r\n")
    ops.write(REPORT, before)
    shown = ops.gov("check", "--diff")
    assert ops.gov("check", "--fix").stderr.startswith("fixed INC021")
    fixed = (ops.top / REPORT).read_bytes()
    ops.write(REPORT, before)
    ops.git("apply", "-", stdin=shown.stdout.encode())
    assert (ops.top / REPORT).read_bytes() == fixed != before


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--staged", "--rev", "HEAD"), 2, "exclude each other"),
        (("--rev", "nowhere"), 3, "nowhere"),
        (("--rev", "--all"), 3, "--all"),
        (("--select", "XYZ"), 2, "XYZ"),
        (("--format", "xml"), 2, "json"),
        (("--fix", "--staged"), 2, "work tree"),
        (("../elsewhere",), 2, "outside"),
        (("nowhere.md",), 2, "`nowhere.md` is not in the work tree"),
        (("",), 2, "the path is empty"),
        (("--nonsense",), 2, "--nonsense"),
    ],
)
def test_a_wrong_question_is_explained(ops, options, code, said):
    done = ops.gov("check", *options)
    assert (done.code, done.stdout) == (code, "")
    assert said in done.stderr
    assert done.stderr.startswith("error: ")


def test_a_check_writes_nothing_outside_its_cache(ops):
    ops.write(REPORT, WRONG)

    def state() -> dict[Path, bytes]:
        files = [path for path in ops.top.rglob("*") if path.is_file() and "gov" not in path.parts]
        return {path: path.read_bytes() for path in files}

    before = state()
    for options in ((), ("--staged",), ("--rev", "HEAD"), ("--merge", "HEAD"), ("--diff",)):
        ops.gov("check", *options)
    assert state() == before


def test_a_repeated_answer_is_the_same_and_a_changed_file_gets_a_new_one(ops):
    ops.write(REPORT, WRONG)
    first = ops.gov("check")
    assert (ops.gov("check"), first.code) == (first, 1)
    ops.write(REPORT, GOOD)
    assert "all good" in ops.gov("check").stdout or ops.gov("check").code == 0
    ops.write("docs/operations/migration-guide.md", "")
    assert ops.gov("check").code == 0
    (ops.top / "docs/operations/migration-guide.md").unlink()
    assert "REF007" in ops.gov("check").stdout


@pytest.fixture
def unprivileged() -> list[str]:
    """What takes from root the right to write where nobody may."""
    if os.getuid():
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that from it")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


def test_a_read_only_repository_can_be_checked(ops, unprivileged):
    ops.write(REPORT, WRONG)
    shutil.rmtree(ops.top / ".git/gov")
    folders = [Path(folder) for folder, _, _ in os.walk(ops.top)]
    for folder in folders:
        folder.chmod(0o555)
    try:
        done = run([*unprivileged, gov_program(), "check", "--select", "REF"], ops.top)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert "REF006" in done.stdout, done.stderr
    assert done.code == 1
    assert not (ops.top / ".git/gov").exists()


def test_terminal_escapes_in_a_title_are_shown_and_not_obeyed(ops):
    title = b'title: "\\e[31mSearch [red] \\u202e answers"'
    ops.write(REPORT, WRONG.replace(b"title: Search answers slowly", title))
    assert ops.gov("check", "-f", "json").code == 1
    ops.write(REPORT, WRONG.replace(b"title: Search answers slowly", b"title: \x1b[31mSearch [red]"))
    shown = run_on_terminal([sys.executable, "-m", "governor_cli", "check"], ops.top)
    assert "\x1b[31mSearch" not in shown.stdout
    assert "[red]" in shown.stdout


@pytest.mark.parametrize(
    "hostile",
    [
        b"[" * 1_000_000,
        b"---\n" + b"[" * 1_000_000 + b"\n---\n",
        b"---\nkind: incident\n" + b"a: &a [x]\n" * 50_000 + b"---\n",
        b"\x00" * 5000,
        b"\xff\xfe" + "---\nkind: incident\n---\n".encode("utf-16-le"),
        b"---\r\nkind: incident\r\n",
        b"---\nkind: incident\n---" + b"\n<!-- gov:x" * 20_000,
        b"---\nkind: incident\n---\n" + b"| a " * 100_000,
        b"",
    ],
)
def test_hostile_bytes_are_findings_within_seconds(ops, hostile):
    ops.write(REPORT, hostile)
    done = ops.gov("check", "-f", "json")
    assert done.code == 1, done.stderr
    found = json.loads(done.stdout)["data"]["findings"]
    assert any(one["path"] == REPORT for one in found)


def test_outside_a_gov_repository_the_next_step_is_named(repo):
    done = repo.gov("check")
    assert (done.code, "gov init" in done.stderr) == (3, True)
