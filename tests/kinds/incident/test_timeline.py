"""The rows of a timeline: what is read from them, and what is certain enough to be mended."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.document import read
from governor_cli.kinds.incident.timeline import cells, entries, in_order, people_named, place_for, time_cell


@pytest.fixture
def row(report):
    """The only entry of a timeline with this row."""

    def read_row(text):
        (entry,) = entries(read("report.md", report([text])))
        return entry

    return read_row


def test_a_row_has_a_time_somebody_a_type_and_text(row):
    entry = row("| 2026-11-23 10:31:00Z | @bo | **update** failing over; *needs:* a DBA |")
    assert entry.at == datetime(2026, 11, 23, 10, 31, tzinfo=UTC)
    assert (entry.who, entry.type, entry.text) == ("@bo", "update", "failing over; *needs:* a DBA")
    assert not entry.trouble


def test_a_row_without_a_bold_word_is_a_note(row):
    entry = row("| 2026-11-23 10:31:00Z | @bo | it was **not** the cache |")
    assert (entry.type, entry.text) == ("", "it was **not** the cache")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("step 2, secondary-operator: @sean, @bo", ["sean", "bo"]),
        ("to @ada, https://example.com/@joe", ["ada"]),
        ("@ada. by phone, and @ada again", ["ada"]),
        ("by mail to ada@example.com", []),
        ("nobody", []),
    ],
)
def test_the_people_a_row_speaks_of_are_its_handles(text, people):
    assert people_named(text) == people


def test_everything_after_the_third_bar_is_text(row):
    assert row(r"| 2026-11-23 10:31:00Z | @bo | a | b \| c |").text == "a | b | c"


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-23T10:31:00Z",
        "2026-11-23 10:31",
        "2026-11-23 10:31Z",
        "2026-11-23 10:31 UTC",
        "2026-11-23 12:31:00+02:00",
        "2026-11-23 05:31:00-0500",
        "2026-11-23 10:31:00.000Z",
    ],
)
def test_a_time_that_is_certain_is_mended(row, time):
    entry = row(f"| {time} | @bo | a note |")
    assert entry.trouble
    assert entry.mended == ("2026-11-23 10:31:00Z", "@bo", "a note")


@pytest.mark.parametrize(
    "text",
    [
        "| 10:31 | @bo | which day |",
        "| 2026-11-31 10:31:00Z | @bo | no such day |",
        "| 2026-11-23 25:00:00Z | @bo | no such hour |",
        "| 2022-05-?? HH:mm | @bo | nobody knows |",
        "| 2026-11-23 10:31:00Z | Ana K. | a name |",
        "| 2026-11-23 10:31:00Z |  | nobody |",
        "| 2026-11-23 10:31:00Z | @bo | |",
        "| 2026-11-23 10:31:00Z | two cells",
        "| 0001-01-01 00:00+23:59 | @bo | before all time |",
    ],
)
def test_what_is_not_certain_is_left_to_people(row, text):
    entry = row(text)
    assert entry.trouble
    assert entry.mended is None


def test_rows_are_ordered_by_time_and_equal_times_by_the_file(report):
    rows = [
        "| 2026-11-23 10:31:00Z | @bo | second |",
        "| 2026-11-23 10:02:00Z | @bo | first |",
        "| 2026-11-23 10:31:00Z | @bo | third |",
        "| ? | @bo | never |",
    ]
    told = in_order(entries(read("report.md", report(rows))))
    assert [entry.text for _, entry in told] == ["first", "second", "third"]


def test_a_table_in_a_fence_or_another_section_is_no_timeline(report):
    table = b"| Time (UTC) | Who | What |\n|---|---|---|\n| a | b | c |\n"
    fenced = b"---\nkind: incident\n---\n\n## Timeline\n\n```\n" + table + b"```\n"
    assert entries(read("report.md", fenced)) == ()
    assert entries(read("report.md", report().replace(b"## Timeline", b"## Other"))) == ()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_no_row_is_ever_too_odd_to_be_read(text):
    document = (
        f"---\nkind: incident\n---\n\n## Timeline\n\n| Time (UTC) | Who | What |\n| - | - | - |\n{text}\n"
    )
    for entry in entries(read("report.md", document.encode())):
        assert entry.trouble or entry.at


@given(st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(9000, 1, 1)), st.text(max_size=40))  # noqa: DTZ001 - a zone is given below
def test_what_gov_writes_is_read_back(at, text):
    moment = at.replace(tzinfo=UTC, microsecond=0)
    time, who, what = cells(moment, "@bo", "update", text)
    assert time == time_cell(moment)
    assert who == "@bo"
    assert what == f"**update** {' '.join(text.split())}".strip()


_ODD = st.sampled_from(
    [
        "2026-11-23 10:31:00Z",
        "2026-11-23T10:32Z",
        "2026-99-99 10:31:00Z",
        "2026-11-23 12:33:00+02:00",
        "noon",
        "",
    ]
)


@given(st.lists(_ODD, max_size=6), st.integers(0, 240_000_000))
def test_a_new_row_stands_before_the_first_one_that_is_later(times, microseconds):
    rows = "".join(f"| {time} | @ada | x |\n" for time in times)
    document = read("report.md", f"---\nkind: incident\n---\n## Timeline\n\n{TABLE}{rows}".encode())
    at = datetime(2026, 11, 23, 10, 30, tzinfo=UTC) + timedelta(microseconds=microseconds)
    later = [number for number, row in enumerate(entries(document)) if row.at is not None and row.at > at]
    assert place_for(document, at) == min(later, default=len(times))


TABLE = "| Time (UTC) | Who | What |\n| --- | --- | --- |\n"
