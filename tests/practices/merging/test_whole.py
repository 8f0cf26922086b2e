"""Whole files: what is taken byte for byte, what falls back to text, how lines end, how long it takes."""

import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from versions import CHECKLIST, REPORT, ROSTER, both_ways, merged, row, rows_of, with_rows

from governor_cli.adapters.line_merging import merge_lines
from governor_cli.practices.merging import KINDS, Marks, merge
from governor_cli.workflows import catalogue

METRICS = """\
---
kind: metrics
schema: 1
date: 2026-11-23
captures:
  - {{at: "2026-11-23T{}:00:00Z", trigger: {}, environment: production, source: hand, health: []}}
---

<!-- gov:captures -->
Stale.
<!-- /gov:captures -->
"""
texts = st.sampled_from(
    [REPORT, ROSTER, CHECKLIST, "# Prose\n", "[]\n", "", "---\nkind: x\n", "\ufeff" + REPORT]
)


def test_every_kind_of_artifact_is_merged_as_one():
    assert set(catalogue.KINDS) == KINDS


@given(
    st.one_of(st.binary(max_size=60), texts.map(str.encode)),
    st.one_of(st.binary(max_size=60), texts.map(str.encode)),
)
@settings(max_examples=100, deadline=None)
def test_a_file_merged_with_itself_or_its_base_is_the_side_that_changed(base, changed):
    assert merge(base, changed, changed, merge_lines).data == changed
    assert merge(base, changed, base, merge_lines).data == changed
    assert merge(base, base, changed, merge_lines).data == changed


def spoiled(text: str, at: int, what: str) -> str:
    at %= len(text) + 1
    return text[:at] + what + text[at:]


ODD = st.sampled_from(
    [
        "\n",
        "x",
        "- ",
        ": ",
        "{",
        "]",
        "|",
        "#",
        "---\n",
        "<!-- gov:a -->\n",
        "'",
        "\t",
        "&a ",
        "\r\n",
        "\u2028",
    ]
)


BLANK = set(" \t\r\n\u2028")
"""What YAML takes for nothing between two entries: it goes with an entry that one side took out."""


@given(st.sampled_from([REPORT, ROSTER, CHECKLIST]), st.integers(0, 2000), ODD, st.integers(0, 2000), ODD)
@settings(max_examples=400, deadline=None)
def test_any_two_insertions_are_merged_or_marked_and_neither_is_lost(base, here, mine, there, theirs):
    ours, other = spoiled(base, here, mine), spoiled(base, there, theirs)
    found = merged(base, ours, other)
    if found.conflicts:
        assert b"<<<<<<<" in found.data
        return
    expected = Counter(base + mine + ("" if mine == theirs else theirs))
    lost = expected - Counter(found.data.decode())
    assert not set(lost) - BLANK, found.data.decode()


def test_what_was_written_into_a_block_outlives_its_markers():
    ours = ROSTER.replace("Stale.", "xStale.")
    theirs = ROSTER.replace("<!-- gov:contacts -->", "<!-- gov:contacts -\n->")
    found = merged(ROSTER, ours, theirs)
    assert found.conflicts
    assert b"xStale." in found.data


@pytest.mark.parametrize(
    "broken",
    [
        REPORT.replace("severity: P2", "severity: [P2"),
        REPORT.replace("severity: P2", "<<<<<<< ours\nseverity: P2\n=======\nseverity: P1\n>>>>>>> theirs"),
        REPORT.replace("kind: incident", "kind: roster"),
        REPORT.replace("---\n", "", 1),
        REPORT.replace("status: declared", "severity: P2\nstatus: declared"),
    ],
)
@pytest.mark.parametrize("side", [0, 1, 2])
def test_what_cannot_be_read_is_merged_as_text_with_nothing_lost(broken, side):
    versions = [
        REPORT,
        with_rows(REPORT, row("10:10:00", "mine")),
        with_rows(REPORT, row("10:20:00", "theirs")),
    ]
    versions[side] = broken if side == 0 else with_rows(broken, row("10:30:00", "broken"))
    found = merged(*versions)
    assert found.as_text
    plain = merge_lines(*(text.encode() for text in versions))
    assert (found.data, found.conflicts) == plain


@pytest.mark.parametrize("odd", [b"\xff\xfe", b"a\0b", b"\x80"])
def test_bytes_that_are_no_text_never_lose_ours(odd):
    found = merge(REPORT.encode(), REPORT.encode() + odd, REPORT.encode() + b"x", merge_lines)
    assert found.conflicts
    assert odd in found.data


def test_line_endings_of_windows_stay():
    ours, theirs = with_rows(REPORT, row("10:10:00", "a")), with_rows(REPORT, row("10:20:00", "b"))
    plain = both_ways(REPORT, ours, theirs)
    found = both_ways(*(text.replace("\n", "\r\n") for text in (REPORT, ours, theirs)))
    assert found == plain.replace("\n", "\r\n")


def test_markers_have_the_line_endings_of_the_file():
    versions = [REPORT.replace("P2", level).replace("\n", "\r\n") for level in ("P2", "P1", "P0")]
    found = merged(*versions).data
    assert b"<<<<<<< ours\r\nseverity: P1\r\n=======\r\n" in found
    assert found.count(b"\n") == found.count(b"\r\n")


def test_a_side_that_changed_the_line_endings_has_its_way_and_conflicts_with_nobody():
    theirs = with_rows(REPORT, row("10:20:00", "b"))
    assert both_ways(REPORT, REPORT.replace("\n", "\r\n"), theirs) == theirs.replace("\n", "\r\n")


def test_mixed_line_endings_stay_where_they_are():
    mixed = REPORT.replace("title:", "title:", 1).replace("schema: 1\n", "schema: 1\r\n")
    ours, theirs = with_rows(mixed, row("10:10:00", "a")), mixed.replace("P2\n", "P1\n", 1)
    text = both_ways(mixed, ours, theirs)
    assert text.count("\r\n") == 1
    assert len(rows_of(text)) == 2


def test_a_byte_order_mark_and_a_missing_last_line_feed_stay():
    base = "\ufeff" + REPORT.removesuffix("\n")
    ours, theirs = base.replace("severity: P2", "severity: P1"), base.replace("[search]", "[api]")
    text = both_ways(base, ours, theirs)
    assert text == ours.replace("[search]", "[api]")


def test_two_clones_that_each_made_the_day_have_the_captures_of_both():
    ours, theirs = METRICS.format("10", "scheduled"), METRICS.format("09", "deployment")
    text = both_ways("", ours, theirs)
    assert text.index("T09:00") < text.index("T10:00")
    assert text.count("environment: production") == 2


def test_one_capture_measured_differently_on_two_clones_is_a_conflict():
    ours = METRICS.format("10", "scheduled")
    theirs = ours.replace("health: []", "health: [], window: 5m")
    found = merged("", ours, theirs)
    assert found.conflicts
    assert found.data.count(b"<<<<<<<") == 1


def test_markers_are_as_long_as_git_asks():
    versions = [REPORT.replace("P2", level).encode() for level in ("P2", "P1", "P0")]
    found = merge(*versions, merge_lines, Marks("HEAD", "main", 9))
    assert b"<<<<<<<<< HEAD\n" in found.data
    assert b">>>>>>>>> main\n" in found.data


def test_two_thousand_rows_merge_well_within_a_second():
    rows = [row(f"1{n // 400}:{n // 60 % 60:02}:{n % 60:02}", f"entry {n}") for n in range(2000)]
    base = with_rows(REPORT, *rows)
    ours, theirs = with_rows(base, row("23:00:00", "a")), with_rows(base, row("23:01:00", "b"))
    started = time.process_time()
    found = merged(base, ours, theirs)
    assert time.process_time() - started < 1
    assert len(rows_of(found.data.decode())) == len(rows_of(base)) + 2
