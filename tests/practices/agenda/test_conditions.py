"""Trends and tooling: what is known, and that nothing is known, in a few words."""

from datetime import UTC, datetime, timedelta

from governor_cli.contracts.examination import Examination, Result
from governor_cli.practices.agenda import tooling, trends
from governor_cli.practices.agenda.trends import Course, Figure

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def test_the_last_examination_is_told_with_its_age():
    found = Examination(
        NOW - timedelta(days=1, hours=2),
        [
            Result("git", "ok", "2.39", 0.1),
            Result("remote", "failed", "no answer | within 6 s", 6.0),
            Result("mail", "not_configured", "", 0.0),
        ],
    )
    assert tooling.text(found, NOW).split("\n\n") == [
        "`gov doctor` ran on 2026-11-24 07:00 UTC, 26h before this was written: 1 probe failed.",
        "| Fails | Why |\n| --- | --- |\n| remote | no answer \\| within 6 s |",
        "Well: git.",
        "Not configured: mail.",
    ]


def test_an_examination_of_the_future_is_no_older_than_now():
    found = Examination(NOW + timedelta(days=1), [Result("git", "ok", "", 0.1)])
    assert "less than a minute before this was written: every probe was well." in tooling.text(found, NOW)


def test_nothing_known_is_said():
    assert tooling.text(None, NOW) == "Nobody has run `gov doctor` in this clone."
    assert trends.text([], [], 4, []) == "No deployment is recorded.\n\nNothing is measured."


def test_trends_are_two_tables_and_what_should_be_known_about_them():
    figures = [Figure("change lead time", "2h30m", 5, "no data", 0)]
    courses = [Course("production", "p95", "▁█", "280 ms", "<= 300", "ok")]
    told = trends.text(figures, courses, 4, ["This clone is shallow."]).split("\n\n")
    assert told[0].splitlines()[::2] == [
        "| Deliveries | last 4 weeks | n | 4 weeks before | n |",
        "| change lead time | 2h30m | 5 | no data | 0 |",
    ]
    assert told[1].splitlines()[2] == "| production | p95 | ▁█ | 280 ms | <= 300 | ok |"
    assert told[2] == "This clone is shallow."
