import pytest

from governor_cli.policy.hours import name_promise, parse_hours
from governor_cli.readers.prose_playbook.windows import is_hours, read_hours, slug


@pytest.mark.parametrize(
    ("words", "name", "every"),
    [
        ("24/7", "24/7", "Mon-Sun 00:00-24:00"),
        ("24x7", "24/7", "Mon-Sun 00:00-24:00"),
        ("24×7×365", "24/7", "Mon-Sun 00:00-24:00"),
        ("always", "24/7", "Mon-Sun 00:00-24:00"),
        ("around the clock", "24/7", "Mon-Sun 00:00-24:00"),
        ("24 hours a day, 7 days a week", "24/7", "Mon-Sun 00:00-24:00"),
        ("24/5 (business days)", "24/5", "Mon-Fri 00:00-24:00"),
        ("24 hours, 5 days a week", "24/5", "Mon-Fri 00:00-24:00"),
        ("Mon-Fri 9-17 CET", "8/5", "Mon-Fri 09:00-17:00"),
        ("Monday to Friday, 9am-5pm ET", "8/5", "Mon-Fri 09:00-17:00"),
        ("9 a.m. to 5 p.m. Monday through Friday", "8/5", "Mon-Fri 09:00-17:00"),
        ("weekdays 9-5", "8/5", "Mon-Fri 09:00-17:00"),
        ("M-F 9-5", "8/5", "Mon-Fri 09:00-17:00"),
        ("Mon–Fri 08:00–18:00", "10/5", "Mon-Fri 08:00-18:00"),
        ("working days 7-19h", "12/5", "Mon-Fri 07:00-19:00"),
        ("daily 8am to 8pm", "12/7", "Mon-Sun 08:00-20:00"),
        ("7am - midnight, every day", "17/7", "Mon-Sun 07:00-24:00"),
        ("16/5 (06:00-22:00 UTC, Mon-Fri)", "16/5", "Mon-Fri 06:00-22:00"),
        ("0900-1700 weekdays", "8/5", "Mon-Fri 09:00-17:00"),
    ],
)
def test_hours_in_words_are_read_exactly(words, name, every):
    hours = read_hours(words)
    assert hours is not None
    assert (hours.name, hours.every, hours.exact) == (name, every, True)


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("Mon-Fri 08:00-18:00, Sat 09:00-12:00", "Mon-Fri 08:00-18:00; Sat 09:00-12:00"),
        ("Mon-Fri 08:00-12:00 and 13:00-17:00", "Mon-Fri 08:00-12:00, 13:00-17:00"),
        ("Mon, Wed and Fri 10:00-14:00", "Mon,Wed,Fri 10:00-14:00"),
        ("Sunday 10pm to Friday 10pm", "Sun 22:00 - Fri 22:00"),
    ],
)
def test_windows_of_several_parts_name_themselves(words, every):
    hours = read_hours(words)
    assert hours is not None
    assert (hours.every, hours.exact) == (every, True)
    assert parse_hours(hours.every).weekly_minutes > 0
    assert name_promise(hours.name) is None


@pytest.mark.parametrize(
    ("words", "name", "every"),
    [
        ("16/5", "16/5", "Mon-Fri 06:00-22:00"),
        ("8x5", "8/5", "Mon-Fri 09:00-17:00"),
        ("business hours", "business-hours", "Mon-Fri 09:00-17:00"),
        ("Office hours only", "office-hours", "Mon-Fri 09:00-17:00"),
        ("9:00-17:00", "8/5", "Mon-Fri 09:00-17:00"),
        ("weekdays", "24/5", "Mon-Fri 00:00-24:00"),
    ],
)
def test_words_that_do_not_say_which_hours_are_not_exact(words, name, every):
    assert read_hours(words) == (name, every, False)


@pytest.mark.parametrize("hours", range(1, 25))
@pytest.mark.parametrize("days", [5, 6, 7])
def test_a_guess_keeps_the_promise_of_its_name(hours, days):
    window = read_hours(f"{hours}/{days}")
    assert window is not None
    assert parse_hours(window.every).weekly_minutes == hours * days * 60


def test_hours_defined_elsewhere_are_used():
    assert read_hours("business hours", {"business-hours": "Mon-Fri 08:00-18:00"}) == (
        "business-hours",
        "Mon-Fri 08:00-18:00",
        True,
    )
    assert read_hours("16/5", {"16/5": "Mon-Fri 05:00-21:00"}) == ("16/5", "Mon-Fri 05:00-21:00", False)


@pytest.mark.parametrize(
    "words",
    [
        "best effort",
        "during incidents",
        "within 24 hours",
        "P0/P1",
        "2026-11-23",
        "see 2.1-2.3",
        "12-15 people",
        "",
    ],
)
def test_what_is_no_hours_is_left_alone(words):
    assert not is_hours(words)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("junk", ["9-", "mon,", "mon - ", "24 ", "9am ", "- "])
def test_long_junk_is_read_in_bounded_time(junk):
    read_hours(junk * 20_000)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("#störung", "storung"),
        ("Ops Café / Øresund", "ops-cafe-oresund"),
        ("on-call's", "on-calls"),
        ("障害", ""),
    ],
)
def test_names_of_other_languages_keep_their_letters(said: str, name: str) -> None:
    assert slug(said) == name
