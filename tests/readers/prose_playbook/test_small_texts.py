"""Single sentences and small tables: where each kind of fact goes, and what is refused with which reason."""

from pathlib import Path

import pytest

from governor_cli.core.document import read
from governor_cli.readers.prose_playbook import read_playbook

EXAMPLE = read("playbook.md", (Path(__file__).parents[2] / "cases" / "playbook.md").read_bytes()).front
LEVELS = "## Severities\n\n- P1: outage\n- P2: rest\n\n"


def _front(text):
    return read_playbook(text, EXAMPLE).front


def _whys(text):
    return [one.why for one in read_playbook(text, EXAMPLE).unplaced]


@pytest.mark.parametrize(
    ("sentence", "path", "value"),
    [
        ("Acknowledge every request within ten minutes.", ("acknowledge_within",), "10m"),
        ("Postmortems are due within 3 days.", ("after_resolve", "report"), "3d"),
        ("The checklist is closed within two weeks.", ("after_resolve", "checklist"), "14d"),
        ("Documentation changes are proposed within 12 hours.", ("knowledge", "documentation_within"), "12h"),
        ("The rota lives in `team/rota.md`.", ("knowledge", "roster"), "team/rota.md"),
        ("Postmortems live in `pm/<year>/<id>.md`.", ("knowledge", "incident_reports"), "pm"),
        ("Postmortems live in `./team//pm/./`.", ("knowledge", "incident_reports"), "team/pm"),
        ("Minutes of the sync: `notes/sync/`", ("knowledge", "syncs"), "notes/sync"),
        ("Follow-ups are kept in work.json, the to-do list.", ("knowledge", "tasks"), "work.json"),
        ("All times are in Berlin time.", ("timezone",), "Europe/Berlin"),
        ("See the [Rollback Runbook](rollback.md).", ("runbooks", "rollback"), "docs/operations/rollback.md"),
        ("Follow the cache flush guide.", ("runbooks", "cache-flush"), None),
    ],
)
def test_a_sentence_finds_its_place(sentence, path, value):
    found = _front(LEVELS + sentence)
    for key in path:
        found = found[key]
    assert found == value


@pytest.mark.parametrize(
    ("sentence", "key", "values"),
    [
        ("P1 is answered within 5 minutes, P2 within 2 hours.", "respond_within", ["5m", "2h"]),
        ("Post updates every 10 minutes for P1, hourly for P2.", "update_every", ["10m", "60m"]),
        ("Post an update every half hour.", "update_every", ["30m", "30m"]),
        ("P1: an update every 5 minutes. All others: an update daily.", "update_every", ["5m", "1d"]),
    ],
)
def test_times_go_to_the_severities_they_are_said_of(sentence, key, values):
    assert [level.get(key) for level in _front(LEVELS + sentence)["severities"]] == values


def test_a_response_at_once_is_a_page():
    level = _front("## Severities\n\n- P1: outage; respond immediately\n- P2: rest; respond in 1 h\n")[
        "severities"
    ][0]
    assert level["page_within"] == "0m"
    assert "respond_within" not in level


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("P1 is resolved within 4 hours.", "there is no place for a time to resolve"),
        (
            "Postmortems live in `../../elsewhere/`.",
            "`../../elsewhere/` cannot be the place of incident reports",
        ),
        (
            "Postmortems live in `.git/hooks/`.",
            "`.git/hooks/` cannot be the place of incident reports",
        ),
        ("Postmortems live in `C:/reports/`.", "`C:/reports/` cannot be the place of incident reports"),
        ("See the [runbook](../../.git/x.md).", "`../../.git/x.md` is outside the repository"),
        ("See the [runbook](https://wiki.example/x).", "`https://wiki.example/x` is outside the repository"),
        ("We order pizza after 3 hours.", ""),
    ],
)
def test_what_has_no_place_says_why(sentence, why):
    assert _whys(LEVELS + sentence) == [why]


@pytest.mark.parametrize(
    ("text", "whys"),
    [
        ("P1 is answered within 5 minutes.\n\nEverything is answered within 3 days.", []),
        (
            "P1 is answered within 5 minutes, P2 within 1 hour.\n\nEverything is answered within 3 days.",
            ["severities.P1.respond_within is 5m by line 6"],
        ),
        (
            "P1 is answered within 5 minutes, P2 within 1 hour.\n\nP10: respond within 9 minutes.",
            ["severities.P1.respond_within is 5m by line 6"],
        ),
    ],
)
def test_what_is_said_of_all_is_unplaced_where_nothing_takes_it(text, whys):
    assert _whys(LEVELS + text) == whys


def test_the_first_of_two_places_wins():
    imported = read_playbook(
        LEVELS + "P1: respond within 5 minutes.\n\nP1: respond within 9 minutes.\n", EXAMPLE
    )
    assert imported.front["severities"][0]["respond_within"] == "5m"
    assert [(one.line, one.why) for one in imported.unplaced] == [
        (8, "severities.P1.respond_within is 5m by line 6")
    ]


def test_folders_of_two_kinds_never_overlap():
    imported = read_playbook(
        "Reports: `ops/`\n\nMetrics: `ops/metrics/`\n\nChecklists: `artifacts/`\n", EXAMPLE
    )
    knowledge = imported.front["knowledge"]
    assert knowledge["incident_reports"] == "ops"
    assert knowledge["metrics"] != "ops/metrics"
    assert [one.text for one in imported.unplaced] == ["Metrics: ops/metrics/"]


def test_a_window_whose_name_promises_other_hours_names_itself():
    text = "## Channels\n\n| Channel | Hours |\n|---|---|\n| #ops | 16/5, Mon-Fri 07:00-21:00 |\n"
    imported = read_playbook(text, EXAMPLE)
    assert imported.front["channels"][0]["hours"] == "mon-fri-07-00-21-00"
    assert imported.unplaced[0].why == "`16/5` is not the hours of `Mon-Fri 07:00-21:00`"


def test_personal_data_is_left_to_the_roster():
    rows = "| Duty Lead | leads | +49 30 901820 |\n| Duty Engineer | fixes | x@y.example |\n"
    text = f"## Roles\n\n| Role | Does | Contact |\n|---|---|---|\n{rows}"
    imported = read_playbook(text, EXAMPLE)
    assert {one.why for one in imported.unplaced} == {"how to reach a person belongs in the roster"}
    assert "+49" not in str(imported.front)


def test_channels_that_escalate_in_a_circle_do_not():
    rows = "| #aa | 24/7 | escalate to #bb |\n| #bb | 24/7 | escalate to #aa |\n"
    imported = read_playbook(f"| Channel | Hours | Notes |\n|---|---|---|\n{rows}", EXAMPLE)
    assert [channel.get("escalates_to") for channel in imported.front["channels"]] == [None, None]
    assert {one.why for one in imported.unplaced} == {"channels that escalate in a circle reach nobody"}


def test_pieces_say_which_lines_a_block_replaces():
    table = "| Channel | Hours |\n|---|---|\n| #ops | 24/7 |"
    boxes = "- [ ] report written\n- [ ] docs updated"
    text = f"# T\n\n{table}\n\ntext\n\n## Post-incident checklist\n\n{boxes}\n\nend\n"
    pieces = read_playbook(text, EXAMPLE).pieces
    assert [(one.block, one.first_line, one.last_line, one.whole) for one in pieces] == [
        ("channels", 3, 5, True),
        ("checklist", 11, 12, True),
    ]


def test_a_table_that_says_more_than_front_matter_holds_is_not_whole():
    text = "| Channel | Hours | Budget |\n|---|---|---|\n| #ops | 24/7 | five euros |\n"
    imported = read_playbook(text, EXAMPLE)
    assert [one.whole for one in imported.pieces] == [False]
    assert [one.why for one in imported.unplaced] == ["the column `Budget` has no place"]


def test_a_list_that_says_more_than_was_taken_is_not_whole():
    text = "## Severities\n\n- P1: outage\n  - be kind to the customers\n- P2: rest\n"
    assert [(one.block, one.whole) for one in read_playbook(text, EXAMPLE).pieces] == [("severities", False)]


def test_a_list_with_other_points_than_roles_is_not_whole():
    text = "## Roles\n\n- **Duty Lead:** leads\n- **Duty Engineer:** fixes\n- Be kind to each other on call\n"
    assert [(one.block, one.whole) for one in read_playbook(text, EXAMPLE).pieces] == [("roles", False)]
