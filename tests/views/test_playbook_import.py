"""The account of an import."""

from governor_cli.readers.prose_playbook.result import Assumed, ImportedPlaybook, Taken, Unplaced
from governor_cli.views.ink import plain
from governor_cli.views.playbook_import import import_data, import_text

ACCOUNT = ImportedPlaybook(
    front={},
    taken=[Taken("severities.P1.respond_within", 31, "respond within 15 minutes")],
    assumed=[Assumed("hours.16/5.every", "Mon-Fri 06:00-22:00"), Assumed("sync.attendees", "[first]")],
    unplaced=[
        Unplaced(40, "Be \x1b[31mkind to " + "each other " * 20, ""),
        Unplaced(41, "twice", "P1 says 15m"),
    ],
    pieces=[],
)


def test_each_fact_stands_with_the_line_it_was_read_from():
    text = plain(import_text(ACCOUNT, "old.md"))
    assert (
        "taken: 1 fact from old.md\n  line 31  severities.P1.respond_within  respond within 15 minutes\n"
        in text
    )


def test_what_was_assumed_and_what_found_no_place_is_counted_and_listed():
    lines = plain(import_text(ACCOUNT, "old.md")).splitlines()
    assert "assumed: 2 facts that the text does not say" in lines
    assert "  hours.16/5.every  Mon-Fri 06:00-22:00" in lines
    assert "not placed: 2 lines" in lines
    assert lines[-1].endswith("P1 says 15m")


def test_a_long_line_is_cut_and_its_control_characters_are_shown():
    line = plain(import_text(ACCOUNT, "old.md")).splitlines()[-2]
    assert "Be \\x1b[31mkind" in line
    assert "…" in line
    assert line.endswith("no part of the policy")


def test_scripts_get_every_word():
    data = import_data(ACCOUNT, "old.md", "docs/playbook.md")
    assert data["taken"] == [
        {"key": "severities.P1.respond_within", "line": 31, "source": "respond within 15 minutes"}
    ]
    assert data["unplaced"][0]["text"].endswith("each other ")
    assert (data["source"], data["path"]) == ("old.md", "docs/playbook.md")
