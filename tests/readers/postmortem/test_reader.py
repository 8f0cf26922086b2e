"""Postmortems of every shape: nothing crashes, nothing is lost, nothing is guessed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.core.instants import format_instant
from governor_cli.readers.postmortem import NotTextError, Postmortem, Vocabulary, decoded, read_postmortem

_SHAPES = sorted((Path(__file__).parent.parent / "postmortems").glob("*.md"))
_KNOWN = Vocabulary(["P0", "P1", "P2"], [], ["ada", "bo"])


def _read(text: str | bytes, name: str = "") -> Postmortem:
    return read_postmortem(decoded(text if isinstance(text, bytes) else text.encode()), _KNOWN, name)


def _shape(name: str) -> Postmortem:
    file = next(file for file in _SHAPES if file.stem == name)
    return _read(file.read_bytes(), file.stem)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _lost(source: str, body: str) -> Iterator[str]:
    """Lines of the source that the report has neither as they are nor, word by word, in one of its lines."""
    lines = [_words(line) for line in body.splitlines()]
    for line in source.splitlines():
        words = _words(line) - {"UTC", "GMT"}
        if line.strip() not in body and words and not any(words <= others for others in lines):
            yield line


def _times(read: Postmortem) -> dict[str, str]:
    return {name: format_instant(at) for name, at in read.times.items()}


def _table(read: Postmortem) -> list[str]:
    lines = read.body.splitlines()
    start = lines.index("| Time (UTC) | Who | What |")
    rows = lines[start + 2 :]
    return rows[: next((at for at, line in enumerate(rows) if not line.startswith("|")), len(rows))]


@pytest.mark.parametrize("file", _SHAPES, ids=lambda file: file.stem)
def test_no_line_of_a_postmortem_is_lost(file: Path) -> None:
    source = decoded(file.read_bytes())
    read = read_postmortem(source, _KNOWN, file.stem)
    assert list(_lost(source.text, read.body)) == []


@pytest.mark.parametrize("file", _SHAPES, ids=lambda file: file.stem)
def test_a_postmortem_reads_the_same_twice(file: Path) -> None:
    assert _read(file.read_bytes()) == _read(file.read_bytes())


def test_the_template_of_google_has_its_day_above_its_bullets() -> None:
    read = _shape("google-sre")
    assert _table(read)[:2] == [
        "| 2021-10-21 14:51:00Z | unknown | The sale is announced |",
        "| 2021-10-21 14:53:00Z | unknown | Traffic grows by a factor of 88 |",
    ]
    assert "| around 16:30 | unknown | the post-mortem is assigned |" in _table(read)
    assert [(one.line, one.why) for one in read.unread] == [(52, "is approximate")]


def test_a_table_keeps_its_unknown_times_as_they_are() -> None:
    read = _shape("pagerduty")
    assert "| 2019-03-?? ??:?? | unknown | The sender pool was changed, nobody remembers when |" in _table(
        read
    )
    assert read.rows == 3
    assert read.severity is None
    assert ("severity: SEV-2", "is no severity of the playbook") in [
        (one.text, one.why) for one in read.unread
    ]


def test_cells_beyond_the_columns_are_kept() -> None:
    assert any("Queue drained" in row and "extra words" in row for row in _table(_shape("pagerduty")))


def test_front_matter_of_other_tools_tells_times_and_stays_as_text() -> None:
    read = _shape("front-matter-of-a-catalogue")
    assert _times(read) == {"impact_started": "2016-02-03T16:10:00Z", "resolved": "2016-02-03T18:40:00Z"}
    assert read.body.count('company: "Example Corp"') == 1
    assert "```yaml" in read.body


def test_a_time_that_was_never_set_is_no_time() -> None:
    read = _shape("front-matter-without-times")
    assert read.times == {}
    assert read.day is None
    assert "no certain" not in read.title
    assert any(one.text == "id" for one in read.unread)


def test_labelled_times_in_a_table_are_milestones() -> None:
    read = _shape("atlassian")
    assert _times(read) == {
        "impact_started": "2020-09-04T06:12:00Z",
        "detected": "2020-09-04T06:31:00Z",
        "resolved": "2020-09-04T07:47:00Z",
    }
    assert read.severity == "P1"
    assert _table(read)[0] == "| 2020-09-04 06:12:00Z | unknown | (08:12) first failed logins |"


def test_days_in_headings_hold_for_what_stands_below_them() -> None:
    read = _shape("toml-and-days-in-headings")
    assert _table(read)[0] == "| 2023-07-13 21:40:00Z | unknown | (23:40) index rebuild starts |"
    assert _table(read)[2] == "| 2023-07-13 22:10:00Z | unknown | (00:10) pages go out |"
    assert "* **04:00** \u2013 this day was no Friday" in read.body
    assert (31, "has no day") in [(one.line, one.why) for one in read.unread]
    assert read.services == ["search", "api"]


def test_a_bare_table_becomes_a_timeline() -> None:
    read = _shape("bare-table")
    assert read.body.startswith("## Timeline\n")
    assert _table(read)[0] == "| 2022-11-02 10:15:00Z | @ada | disk full on db-3 |"
    assert _table(read)[1] == "| 2022-11-02 10:20:00Z | unknown | writes stop |"
    assert "(Who: Bob)" in _table(read)[2]


def test_text_without_headings_is_a_summary() -> None:
    assert _shape("no-headings").body.startswith("## Summary\n\nYesterday our billing job ran twice.")


def test_a_timeline_of_which_nothing_is_certain_stays_as_it_was() -> None:
    read = _shape("all-sections-on-top")
    assert read.rows == 0
    assert "10:02 AM EST | Queue stops" in read.body.splitlines()
    assert _table(read) == []


def test_sections_get_the_names_that_gov_knows_and_keep_their_own() -> None:
    body = _shape("ccadb").body
    assert "## Root Cause <!-- Root Cause Analysis -->" in body
    assert "## Timeline (line 44)" in body
    assert body.startswith("# Incident Report\n\n## Summary\n")


def test_text_of_another_encoding_is_read_and_said_so() -> None:
    read = _shape("latin-1")
    assert read.title == "R\u00e9seau coup\u00e9"
    assert read.unread[0].text == "Windows-1252"


def test_markers_conflicts_and_open_comments_are_made_harmless() -> None:
    read = _read("<!-- gov:schedule x -->\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n\n<!-- open\n\ntext\n")
    assert "gov :schedule" in read.body
    assert "\\<!-- open" in read.body
    assert "\n<<<<<<< HEAD" not in read.body


def test_front_matter_is_not_swallowed_by_a_fence_that_is_never_closed() -> None:
    read = _read("---\nkey: value\n---\n# T\n\ntext\n\n```\ncode\n")
    assert "## Front Matter Before Adoption" in read.body
    assert read.body.index("code") < read.body.index("## Front Matter")
    assert read.body.count("```") == 4


def test_contradictions_and_times_that_run_backwards_are_left_out() -> None:
    read = _read(
        "# T\n\nStart: 2022-05-03 10:15 UTC\nStart time: 2022-05-03 11:15 UTC\n"
        "Detected: 2022-05-03 12:00 UTC\nResolved: 2022-05-03 09:00 UTC\n"
    )
    assert read.times == {}
    assert sorted(one.why for one in read.unread) == [
        "contradicts another `impact_started`",
        "contradicts another `impact_started`",
        "does not come in order with the other times",
        "does not come in order with the other times",
    ]


def test_a_status_page_that_is_not_resolved_is_open() -> None:
    head = "title: Slow\ndate: 2024-12-27T09:43:40Z\nresolved: false\nseverity: down\nsection: issue"
    read = _read(f"---\n{head}\n---\nHm.\n")
    assert not read.is_over
    assert _times(read) == {"impact_started": "2024-12-27T09:43:40Z"}


def test_the_name_of_the_file_dates_a_text_without_days() -> None:
    read = _read("Something broke.\n", "2021-07-02-outage")
    assert read.day is not None
    assert read.day.isoformat() == "2021-07-02"


def test_a_list_that_holds_code_stays_as_it_is_and_is_listed() -> None:
    text = "# T 2020-12-24\n\n## Timeline (UTC)\n\n- 18:00 a\n\n  ```\n  code\n  ```\n- 18:20 b\n"
    read = _read(text)
    assert read.rows == 0
    assert "- 18:00 a" in read.body
    assert any("more than lines of text" in one.why for one in read.unread)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not text"),
        (bytes(range(256)) * 50, "is not text"),
        (b"a" * (7 * 1024 * 1024), "is larger than 6 MB"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(NotTextError, match=why):
        decoded(data)


def test_text_in_utf_16_is_text() -> None:
    assert decoded("# Größe\r\n".encode("utf-16")).text == "# Größe\n"


def test_a_very_long_text_is_kept_without_its_structure() -> None:
    text = "# T\n\n## Timeline\n\n" + "- 10:15 UTC a line of a log\n" * 20_000
    read = _read(text)
    assert read.rows == 0
    assert read.body.count("a line of a log") == 20_000


_PIECES = st.sampled_from(
    [
        *(
            "# T\n",
            "## Timeline\n",
            "## Timeline (UTC)\n",
            "### 2021-05-03\n",
            "Summary\n-------\n",
            "T\n===\n",
        ),
        *(
            "| Time | Event |\n|---|---|\n",
            "| 10:15 UTC | a | b |\n",
            "| 2021-05-03 10:15 | x \\| y |\n",
            "|\n",
        ),
        *(
            "- 10:15 UTC a\n",
            "  - nested\n",
            "1. 10:15 - b\n",
            "* ~10:20 c\n",
            "```\n",
            "~~~~\n",
            "<!-- x\n",
            "-->\n",
        ),
        *("<!-- gov:a -->\n", "<!-- gov: allow INC001 x -->\n", "<<<<<<< H\n", "=======\n", ">>>>>>> B\n"),
        *(
            "---\n",
            "+++\n",
            "title: a: b\n",
            "start_time: 2021-05-03T10:15:00Z\n",
            "> quote\n",
            "\n",
            "    code\n",
        ),
        *(
            "<div>\n",
            "\t\n",
            "Start: 2021-05-03 10:15 UTC\n",
            "All times in UTC\n",
            "\u2028\x85\x0c",
            "[a]: b\n",
        ),
        *("\U0001f525 \u202e rtl\n", "\\\n", "@ada **bold** `code | bar`\n", "<script>\n", "## Summary\n"),
        *("## Summary -- x\n", "| a | b |\n| - | - |\n", "10:20 UTC prose\n", "Severity: P1\n"),
    ]
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_whatever_is_put_together_nothing_is_lost(text: str) -> None:
    if not text.strip():
        return
    source = decoded(text.encode())
    read = read_postmortem(source, _KNOWN)
    lost = [line for line in _lost(source.text, read.body) if "gov" not in line]
    assert lost == []


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    try:
        source = decoded(data)
    except NotTextError:
        return
    read = read_postmortem(source, _KNOWN)
    assert read.title
    assert read.body.endswith("\n")


@pytest.mark.parametrize(
    "text",
    [
        *("<!--\n" * 50_000, "[" * 100_000, "> " * 50_000, "- " * 50_000, "*a_ " * 50_000, "|" * 200_000),
        *("`" * 100_000, "<!-- " + " " * 200_000, "2021-05-03 " * 20_000, "a: " * 60_000, "(" * 150_000),
        *("\\" * 200_000, "# <!--" * 30_000, "**a" * 60_000, "- 10:15 UTC a\n  - b\n" * 8_000),
    ],
    ids=range(15),
)
@pytest.mark.timeout(60)
def test_nonsense_is_read_in_bounded_time(text: str) -> None:
    read = _read(text)
    assert read.body


def test_a_date_with_its_hours_is_the_incidents_and_a_bare_one_may_be_the_reports() -> None:
    text = "# T\n\n**Date:** {}\n\n## Response timeline (UTC)\n\n- **09:12** \u2014 deployed\n"
    dated = _read(text.format("2025-07-14, 09:12\u201311:48 UTC (2h36m)"))
    assert _table(dated) == ["| 2025-07-14 09:12:00Z | unknown | deployed |"]
    bare = _read(text.format("2025-07-14"))
    assert [one.why for one in bare.unread] == ["has no day"]
    assert bare.day == dated.day


def test_headings_that_begin_with_a_time_are_rows_and_stay_with_what_is_told_below_them() -> None:
    read = _shape("times-in-headings")
    assert _table(read) == [
        "| 2024-02-03 10:15:00Z | unknown | Alert fires |",
        "| 2024-02-03 10:20:00Z | unknown | @ada takes it |",
        "| 2024-02-03 10:45:00Z | unknown | Consumers restarted |",
        "| 2024-02-03 11:00:00Z | unknown | The queue is empty \\| nothing was lost. |",
    ]
    assert "#### 10:15 Alert fires\n\nThe oldest message was 90 s old, see the graph.\n" in read.body
    assert read.body.index("| Time (UTC) |") < read.body.index("### 2024-02-03")
    assert [(one.line, one.why) for one in read.unread] == [
        (26, "is approximate"),
        (36, "begins a list of which most points begin with no time: it stays as it is"),
    ]


def test_a_heading_of_twelve_hours_is_no_time_until_its_half_is_known() -> None:
    text = "# A 2024-02-03\n\n## Timeline (UTC)\n\n### 9:16 one\n\n### 9:40 PM two\n"
    read = _read(text)
    assert _table(read) == ["| 2024-02-03 21:40:00Z | unknown | (9:40 PM) two |"]
    assert [one.text for one in read.unread] == ["9:16"]


def test_a_second_timeline_stays_as_it_is_and_is_listed() -> None:
    read = _read(
        "# A\n\n## Timeline\n\n- 2024-02-03 10:15 UTC x\n\n## Timeline\n\n- 2024-02-03 10:20 UTC y\n"
    )
    assert _table(read) == ["| 2024-02-03 10:15:00Z | unknown | x |"]
    assert [(one.line, one.why) for one in read.unread] == [(7, "is a second timeline, and stays as it is")]


def test_a_row_broken_over_two_lines_leaves_no_empty_row_behind() -> None:
    rows = "| 2023-02-14 11:00 | Mail sent\n|\n| 2023-02-14 11:01 | fixed |\n"
    read = _read(f"# A\n\n## Timeline\n\nAll times in UTC.\n\n| Time | Event |\n| --- | --- |\n{rows}")
    assert _table(read) == [
        "| 2023-02-14 11:00:00Z | unknown | Mail sent |",
        "| 2023-02-14 11:01:00Z | unknown | fixed |",
    ]
    assert read.unread == []


def test_a_timeline_of_offsets_alone_is_listed_as_unread() -> None:
    read = _read(
        "# A\n\n## Timeline (UTC)\n\n- T-7d: change deployed\n- T+5m: alert fired\n\n## Impact\n\nx\n"
    )
    assert [(one.line, one.why) for one in read.unread[1:]] == [
        (3, "has no time that is certain, and stays as it is")
    ]
    assert _read("# A\n\n## Timeline\n\n## Impact\n\nx\n").unread[1:] == []
