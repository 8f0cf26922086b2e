from datetime import UTC, datetime, timedelta

from governor_cli.practices.documentation.owed import DocsBranch, Owed
from governor_cli.views.docs import status_data, status_text, submitted_data, submitted_text
from governor_cli.views.ink import plain

INCIDENT = "INC-20261123-7F3K"
START = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)
OPEN = DocsBranch(f"docs/{INCIDENT}-x", INCIDENT, "x", START, START + DAY, worktree="/ops/.git/gov/docs/x")
SENT = DocsBranch("docs/y", None, "y", START, START + DAY, pull_request="https://x/1", proposed=START)
OWED = Owed(INCIDENT, "slow\x1b[2J", "r.md", START, START + DAY, "docs-lead")


def test_each_branch_has_a_line_with_its_clock_and_where_it_is():
    text = plain(status_text([OPEN, SENT], [OWED], START + timedelta(hours=25)))
    lines = text.splitlines()
    assert lines[1].split() == [OPEN.name, "empty", "late,", "was", "due", "1h", "ago", OPEN.worktree]
    assert lines[2].split() == ["docs/y", "proposed", "in", "time", "https://x/1"]
    assert lines[3] == "nothing proposed yet"
    assert "\x1b" not in text


def test_nothing_to_tell_is_told():
    assert status_text([], [], START).startswith("no documentation branch is open")


def test_scripts_get_the_fields_of_the_contract():
    data = status_data([OPEN, SENT], [OWED], START)
    assert set(data["branches"][0]) >= {
        "branch",
        "topic",
        "incident",
        "learned",
        "due",
        "state",
        "pull_request",
    }
    assert data["branches"][1]["pull_request"] == "https://x/1"
    assert data["branches"][0]["pull_request"] is None
    assert data["owed"][0]["due"] == "2026-11-24T10:00:00Z"


def test_the_first_line_of_a_proposal_is_its_address():
    assert submitted_text("docs/y", "https://x/1", "", "", merged=False) == "https://x/1\n"
    assert "open its review here:\nhttps://x/new" in submitted_text(
        "docs/y", "", "https://x/new", "", merged=False
    )
    assert submitted_text("docs/y", "", "", "please pull", merged=False).endswith("\n\nplease pull\n")
    assert submitted_data("docs/y", "", "", "", merged=True)["state"] == "merged"
    assert submitted_data("docs/y", "", "u", "", merged=False)["state"] == "pushed"
