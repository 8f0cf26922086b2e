"""`gov incident adopt, export, draft` as people and webhooks run them."""

import json
from pathlib import Path

import pytest
from operations import gov_repository
from repositories import Repo

NOW = {"GOV_NOW": "2026-11-23T11:00:00Z"}
PLAIN = """\
# API down

Start: 2022-05-03 10:15 UTC

## Timeline

- 2022-05-03 10:20 UTC alert
- ~10:30 fixed
"""
EVENT = {
    "event": {
        "event_type": "incident.triggered",
        "occurred_at": "2026-11-23T10:00:02Z",
        "data": {
            "id": "PGR0VU2",
            "title": "Bump",
            "assignees": [{"id": "PADA001", "type": "user_reference"}],
        },
    }
}


@pytest.fixture
def ops(tmp_path: Path) -> Repo:
    repo = gov_repository(tmp_path / "repo")
    repo.commit()
    return repo


def test_adopting_prints_the_path_first_and_lists_what_was_not_read(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    done = ops.gov("incident", "adopt", "old/api.md")
    assert done.code == 0
    path, *rest = done.stdout.splitlines()
    assert (ops.top / path).is_file()
    assert rest[1].strip() == "from old/api.md: impact started 2022-05-03T10:15:00Z, 1 timeline row"
    assert rest[-1].split() == ["old/api.md:8", "~10:30", "is", "approximate"]
    assert ops.gov("check").code == 0


def test_a_name_with_a_line_feed_stays_on_its_line(ops: Repo) -> None:
    ops.write("old/a\nb.md", PLAIN)
    ops.write("old/c\nd.md", b"\0")
    done = ops.gov("incident", "adopt", "old/a\nb.md", "old/c\nd.md")
    assert "  from old/a\\nb.md: impact started" in done.stdout
    assert "refused: old/c\\nd.md is not text\n" in done.stderr


def test_a_file_that_is_refused_is_an_exit_code_at_the_end(ops: Repo) -> None:
    ops.write("a.md", PLAIN)
    ops.write("b.md", b"\0\0\0")
    done = ops.gov("incident", "adopt", "missing.md", "b.md", "a.md")
    assert done.code == 3
    assert "refused: missing.md cannot be read: no such file or directory" in done.stderr
    assert "refused: b.md is not text" in done.stderr
    assert "1 adopted" in done.stderr or "2 refused, 1 adopted" in done.stderr
    assert len(done.stdout.splitlines()[0].split()) == 1


def test_adopted_reports_are_committed_together_where_asked(ops: Repo) -> None:
    ops.write("a.md", PLAIN)
    ops.write("b.md", PLAIN.replace("API", "Mail"))
    assert ops.gov("incident", "adopt", "a.md", "b.md", "--commit").code == 0
    assert ops.git("log", "-1", "--format=%s") == "Adopt 2 reports"
    assert len(ops.git("show", "--name-only", "--format=", "HEAD").splitlines()) == 2


def test_a_dry_run_of_adopting_prints_the_report_and_writes_nothing(ops: Repo) -> None:
    ops.write("a.md", PLAIN)
    done = ops.gov("incident", "adopt", "a.md", "--dry-run")
    assert done.stdout.startswith("---\nkind: incident\n")
    assert ops.git("status", "--porcelain") == "?? a.md"


def test_adopting_as_json_names_every_source(ops: Repo) -> None:
    ops.write("a.md", PLAIN)
    done = ops.gov("incident", "adopt", "a.md", "missing.md", "-f", "json")
    answer = json.loads(done.stdout)
    assert answer["kind"] == "adoption"
    first, second = answer["data"]["reports"]
    assert (first["state"], first["source"], first["rows"]) == ("adopted", "a.md", 1)
    assert first["times"] == {"impact_started": "2022-05-03T10:15:00Z"}
    assert first["unread"] == [{"line": 8, "text": "~10:30", "why": "is approximate"}]
    assert (second["state"], second["path"]) == ("refused", None)


def test_an_adopted_report_is_exported_and_adopted_nowhere_twice(ops: Repo) -> None:
    ops.write("a.md", PLAIN)
    ident = json.loads(ops.gov("incident", "adopt", "a.md", "-f", "json").stdout)["data"]["reports"][0]["id"]
    done = ops.gov("incident", "export", ident)
    assert done.stdout.startswith("# API down\n")
    issue = ops.gov("incident", "export", ident, "--as", "cstate")
    assert "date: 2022-05-03T10:15:00Z" in issue.stdout
    assert ops.gov("incident", "export", ident, "--as", "pdf").code == 2


def test_a_page_from_stdin_becomes_a_draft_and_its_json_says_which(ops: Repo) -> None:
    done = ops.gov("incident", "draft", "--from-pagerduty", "-", "-f", "json", stdin=json.dumps(EVENT), **NOW)
    assert done.code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["kind"], answer["data"]["status"], answer["data"]["changed"]) == (
        "incident",
        "draft",
        True,
    )
    assert answer["data"]["times"] == {"received": "2026-11-23T10:00:02Z", "paged": "2026-11-23T10:00:02Z"}
    assert ops.gov("check").code == 0


def test_a_message_from_a_file_prints_the_path_of_its_draft(ops: Repo) -> None:
    ops.write("event.json", json.dumps(EVENT))
    done = ops.gov("incident", "draft", "--from-pagerduty", "event.json", **NOW)
    assert (ops.top / done.stdout.splitlines()[0]).is_file()
    again = ops.gov("incident", "draft", "--from-pagerduty", "event.json", **NOW)
    assert "unchanged" in again.stderr


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no JSON"),
        (b'{"version": "4"', "is no JSON"),
        (b"[" * 200_000, "is nested too deeply"),
        (b'{"a": "' + b"x" * (10 * 1024 * 1024) + b'"}', "is larger than 5 MB"),
        (b"{}", "is of no version"),
        (b"\x00\xff", "is not UTF-8"),
    ],
)
def test_hostile_messages_are_refused_in_one_line(ops: Repo, data: bytes, why: str) -> None:
    done = ops.gov("incident", "draft", "--from-alertmanager", "-", stdin=data)
    assert done.code == 3
    assert done.stdout == ""
    assert why in done.stderr.splitlines()[0]
    assert "Traceback" not in done.stderr


def test_a_draft_comes_from_one_message(ops: Repo) -> None:
    assert ops.gov("incident", "draft").code == 2
    assert ops.gov("incident", "draft", "--from-alertmanager", "a", "--from-pagerduty", "b").code == 2
    assert ops.gov("incident", "draft", "--from-alertmanager", "missing.json").code == 3


def test_where_sharing_was_asked_for_and_fails_stdout_is_empty_and_the_path_is_told(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    adopted = ops.gov("incident", "adopt", "old/api.md", "--push", **NOW)
    assert (adopted.code, adopted.stdout) == (3, "")
    assert "what was adopted is saved in " in adopted.stderr
    ops.write("message.json", json.dumps(EVENT))
    drafted = ops.gov("incident", "draft", "--from-pagerduty", "message.json", "--push", **NOW)
    assert (drafted.code, drafted.stdout) == (3, "")
    assert "but not shared: there is no remote to push to" in drafted.stderr


def test_a_message_sent_again_is_pushed_where_it_was_not(ops: Repo, tmp_path: Path) -> None:
    """PagerDuty repeats what was answered with an error: the draft is there, its push is what was missing."""
    ops.write("message.json", json.dumps(EVENT))
    draft = ("incident", "draft", "--from-pagerduty", "message.json", "--push")
    assert ops.gov(*draft, **NOW).code == 3
    ops.git("init", "-q", "--bare", str(tmp_path / "origin.git"))
    ops.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    again = ops.gov(*draft, **NOW)
    assert again.code == 0, again.stderr
    assert again.stdout.splitlines()[0] in ops.git("ls-tree", "-r", "--name-only", "origin/main")
