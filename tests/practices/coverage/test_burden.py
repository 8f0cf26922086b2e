"""Pages a person, counted from what is remembered of the incident reports."""

from datetime import UTC, datetime, timedelta

from governor_cli.contracts.extract import Extract
from governor_cli.practices.coverage.burden import paged, time_of_pages

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def report(*pages, **more):
    told = [[int(at.timestamp()), handles] for at, handles in pages]
    return Extract("incident", "INC-20261123-7F3K", {"status": "closed", "pages": told, **more})


def test_each_page_counts_for_everybody_it_names_within_the_time():
    one = report(
        (NOW - DAY, ["ada"]), (NOW - 2 * DAY, ["ada", "sean"]), (NOW - 9 * DAY, ["ada"]), (NOW, ["ada"])
    )
    found = paged([one], NOW - 7 * DAY, NOW)
    assert found.people == {"ada": 2, "sean": 1}
    assert (found.unnamed, found.unread) == (0, 0)


def test_an_exercise_pages_nobody_and_a_page_to_nobody_is_told_apart():
    drill = report((NOW - DAY, ["ada"]), exercise=True)
    found = paged([drill, report((NOW - DAY, [])), Extract("incident", "x", {})], NOW - 7 * DAY, NOW)
    assert (found.people, found.unnamed, found.unread) == ({}, 1, 1)


def test_of_the_coming_time_as_much_before_now_is_counted():
    assert time_of_pages(NOW, NOW + 7 * DAY, NOW, asked=False) == (NOW - 7 * DAY, NOW)
    assert time_of_pages(NOW + DAY, NOW + 8 * DAY, NOW, asked=True) == (NOW - 7 * DAY, NOW)
    assert time_of_pages(NOW - DAY, NOW + 6 * DAY, NOW, asked=True) == (NOW - DAY, NOW)
