import pytest

from governor_cli.readers.prose_playbook.quantities import cadence, cadences, duration, durations, written


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("within 15 minutes", "15m"),
        ("2 hrs", "2h"),
        ("fifteen minutes", "15m"),
        ("a quarter of an hour", "15m"),
        ("quarter hour", "15m"),
        ("half an hour", "30m"),
        ("half-hour", "30m"),
        ("three quarters of an hour", "45m"),
        ("an hour", "1h"),
        ("one and a half hours", "90m"),
        ("an hour and a half", "90m"),
        ("1.5 hours", "90m"),
        ("1/2 hour", "30m"),
        ("1½ h", "90m"),
        ("1h30m", "90m"),
        ("1h 30m", "90m"),
        ("1 hour and 30 minutes", "90m"),
        ("twenty-four hours", "24h"),
        ("forty five minutes", "45m"),
        ("24 hours", "24h"),
        ("two weeks", "14d"),
        ("a fortnight", "14d"),
        ("90 seconds", "90s"),
        ("15-minute", "15m"),
        ("15mins", "15m"),
        ("< 15 min", "15m"),
        ("≤5m", "5m"),
        ("ten (10) minutes", "10m"),
        ("0 minutes", "0m"),
        ("immediately", "0m"),
        ("at once", "0m"),
        ("2 days", "2d"),
    ],
)
def test_a_length_in_words_is_read_exactly(words, text):
    found = duration(words)
    assert found is not None
    assert (found.text, found.exact) == (text, True)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("one business day", "1d"),
        ("3 working days", "3d"),
        ("next business day", "1d"),
        ("by end of day", "1d"),
        ("NBD", "1d"),
        ("15-30 minutes", "30m"),
        ("two to three hours", "3h"),
        ("1 month", "30d"),
        ("4 business hours", "4h"),
        ("as soon as possible", "0m"),
    ],
)
def test_words_that_leave_something_open_are_read_and_marked(words, text):
    found = duration(words)
    assert found is not None
    assert (found.text, found.exact) == (text, False)


@pytest.mark.parametrize(
    "words",
    ["24/7", "16/5", "Mon-Fri 9-17", "5 users", "5 M users", "P1", "10:00 h", "a quick day", "day one", ""],
)
def test_what_is_no_length_is_left_alone(words):
    assert durations(words) == []


def test_every_length_of_a_sentence_is_found_in_order():
    text = "SEV1 within 5 min, SEV2 within half an hour and SEV3 in four hours"
    assert [one.text for one in durations(text)] == ["5m", "30m", "4h"]
    assert text[durations(text)[1].start : durations(text)[1].end] == "half an hour"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("hourly", "60m"),
        ("half-hourly", "30m"),
        ("every half hour", "30m"),
        ("every quarter of an hour", "15m"),
        ("every hour", "60m"),
        ("every 2 hrs", "2h"),
        ("at 30-minute intervals", "30m"),
        ("twice a day", "12h"),
        ("twice daily", "12h"),
        ("3 times a day", "8h"),
        ("every other day", "2d"),
        ("daily", "1d"),
        ("weekly", "7d"),
        ("once a week", "7d"),
        ("each Monday", "7d"),
        ("on Tuesdays", "7d"),
        ("bi-weekly", "14d"),
        ("every two weeks", "14d"),
        ("every second Tuesday", "14d"),
        ("monthly", "30d"),
    ],
)
def test_a_cadence_in_words_is_read(words, text):
    found = cadence(words)
    assert found is not None
    assert found.text == text


def test_two_cadences_of_one_sentence_are_told_apart():
    assert [one.text for one in cadences("every 30 minutes for P0/P1 incidents, hourly for P2")] == [
        "30m",
        "60m",
    ]


@pytest.mark.parametrize("words", ["within 15 minutes", "as needed", "once resolved", ""])
def test_a_limit_is_not_a_cadence(words):
    assert cadence(words) is None


def test_written_keeps_an_hour_in_minutes_and_whole_days_in_days():
    assert [written(n) for n in (0, 90, 3600, 5400, 7200, 86400)] == ["0m", "90s", "60m", "90m", "2h", "1d"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "junk", ["one ", "1 ", "half ", "a", "1-", "- ", "end of the ", " ", "twenty ", "1h", "every "]
)
def test_long_junk_is_read_in_bounded_time(junk):
    assert isinstance(durations(junk * 20_000), list)
    assert isinstance(cadences(junk * 20_000), list)
