"""The grammar of hours: what is read, what is refused and why, and that text reads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.policy.hours_grammar import DAY, WEEK, HoursError, format_windows, read_windows

quick = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "count", "hours"),
    [
        ("Mon-Fri 06:00-22:00", 5, 80),
        ("Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00", 11, 43),
        ("Sun 22:00 - Fri 22:00", 1, 120),
        ("Mon-Sun 00:00-24:00", 7, 168),
        ("Mon-Fri 00:00-24:00", 5, 120),
        ("Mon-Sun 20:00-08:00", 7, 84),
        ("Sat, Sun 10:00-10:00", 2, 48),
        ("Fri-Mon 22:00-24:00", 4, 8),
        ("Mon 00:00 - Mon 00:00", 1, 168),
        ("mon–fri 06:00 – 22:00", 5, 80),
        ("Fri 18:00 - Mon 06:00; Tue 08:00-09:00", 2, 61),
    ],
)
def test_hours_are_windows_of_a_week(text, count, hours):
    windows = read_windows(text)
    assert len(windows) == count
    assert sum(end - start for start, end in windows) == hours * 60


def test_an_end_at_or_before_its_start_falls_on_the_next_day():
    assert read_windows("Sun 22:00-06:00") == ((6 * DAY + 1320, WEEK + 360),)


def test_windows_that_touch_are_not_merged():
    assert read_windows("Mon 00:00-12:00, 12:00-24:00") == ((0, 720), (720, 1440))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Mon-Fri 6:00-22:00", "has `6:00`, which is not a time of day such as 06:00"),
        ("Mon 24:00-01:00", "has `24:00`, which is not a time of day such as 06:00"),
        ("Mon 10:00-24:30", "has `24:30`, which is not a time of day such as 06:00"),
        ("Mom 06:00-07:00", "has `Mom`, which is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun"),
        (
            "Mon 08:00-12:00, Tue 08:00-09:00",
            "has `Tue 08:00-09:00`, which is not a time range such as 08:00-12:00",
        ),
        ("Mon 08:00", "has `08:00`, which is not a time range such as 08:00-12:00"),
        ("06:00-22:00", "has `06:00-22:00`, which is not days with times"),
        ("Mon-Tue-Wed 06:00-22:00", "has `Mon-Tue-Wed`, which is not a day or a range of days"),
        ("Mon 08:00-09:00;", "has an empty part"),
        ("Mon 08:00-12:00, 11:00-13:00", "has windows that overlap"),
        ("Sun 22:00-06:00; Mon 05:00-06:00", "has windows that overlap"),
        ("Mon 00:00 - Mon 00:00; Tue 10:00-11:00", "has windows that overlap"),
        ("Mon 06:00-07:00 " * 100, "is longer than 1000 characters"),
    ],
)
def test_what_is_no_hours_is_refused_with_the_reason(text, why):
    with pytest.raises(HoursError) as caught:
        read_windows(text)
    assert caught.value.message == why
    assert caught.value.hint.endswith(".")


@st.composite
def weeks(draw):
    """Windows of a week: sorted, disjoint, as read_windows gives them."""
    borders = sorted(draw(st.sets(st.integers(0, WEEK - 1), min_size=2, max_size=20)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    if draw(st.booleans()):
        pairs[-1] = (pairs[-1][0], WEEK + draw(st.integers(0, borders[0])))
    if draw(st.booleans()):
        halves = [(start, min((start + end) // 2, WEEK - 1), end) for start, end in pairs]
        pairs = [part for start, middle, end in halves for part in ((start, middle), (middle, end))]
    return tuple((start, end) for start, end in pairs if start < end)


@quick
@given(weeks())
def test_windows_read_back_as_they_were_written(windows):
    assert read_windows(format_windows(windows)) == windows


@quick
@given(st.text(alphabet="MonFriSat 0123456789:-,;–\n", max_size=60) | st.text(max_size=60))
def test_any_text_is_windows_or_refused_in_words(text):
    try:
        windows = read_windows(text)
    except HoursError as error:
        assert error.message.startswith(("has ", "is "))  # noqa: PT017 -- either outcome is fine
    else:
        assert all(0 <= start < WEEK and start < end <= start + WEEK for start, end in windows)
