"""The table of probes, and what scripts read."""

from datetime import UTC, datetime

from governor_cli.contracts.examination import Examination, Result
from governor_cli.views.doctor import doctor_data, doctor_text
from governor_cli.views.ink import plain

AT = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)
WELL = Result("git", "ok", "git 2.39.5", 0.0044, "Install a newer one.")
UNUSED = Result("slack", "not_configured", "GOV_SLACK_WEBHOOK_URL is not set", 0.0)
ILL = Result("mail", "failed", "it cannot be reached", 3.96, "Start it.")


def test_what_failed_is_advised_first_and_counted_last():
    assert plain(doctor_text(Examination(AT, (WELL, UNUSED, ILL)))) == (
        "state           probe  took   found\n"
        "ok              git    0.0 s  git 2.39.5\n"
        "not configured  slack  0.0 s  GOV_SLACK_WEBHOOK_URL is not set\n"
        "failed          mail   4.0 s  it cannot be reached\n"
        "\n"
        "mail: Start it.\n"
        "git: Install a newer one.\n"
        "1 of 3 failed\n"
    )


def test_where_nothing_failed_that_is_said():
    assert plain(doctor_text(Examination(AT, (UNUSED,)))).endswith("is not set\n\nnothing failed\n")


def test_scripts_read_every_field():
    assert doctor_data(Examination(AT, (WELL, UNUSED))) == {
        "at": "2026-11-23T10:02:00Z",
        "probes": [
            {
                "name": "git",
                "state": "ok",
                "detail": "git 2.39.5",
                "seconds": 0.004,
                "hint": "Install a newer one.",
            },
            {
                "name": "slack",
                "state": "not_configured",
                "detail": "GOV_SLACK_WEBHOOK_URL is not set",
                "seconds": 0.0,
                "hint": None,
            },
        ],
    }
