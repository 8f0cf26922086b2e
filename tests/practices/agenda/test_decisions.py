"""Decisions in the minutes: read as people write them, kept byte for byte, taken out for the seal."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.markdown_tables import split_row
from governor_cli.practices.agenda.decided import Decision, NoDecisionError, new_day, read_decision
from governor_cli.practices.agenda.decision_cells import (
    decisions,
    is_clear,
    with_decision,
    without_decisions,
)
from governor_cli.practices.agenda.part import seal
from governor_cli.practices.agenda.text import line, table

HEAD = ("Task", "What", "Decision")
TABLE = table(HEAD, [("T-7F3K", "warm the cache", ""), ("T-0000", "a | b", "")])
A_DECISION = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]) | st.just(" ")).map(
    str.strip
)


@pytest.mark.parametrize(
    ("written", "decision"),
    [
        ("", None),
        ("  <!-- ask @ada --> ", None),
        ("done 3f2c1ab", Decision("done", "3f2c1ab")),
        (
            "**Done:** [pull 7](https://git.example.com/ops/pulls/7)",
            Decision("done", "https://git.example.com/ops/pulls/7"),
        ),
        ("done `docs/operations/cache.md`.", Decision("done", "docs/operations/cache.md")),
        ("done", Decision("done", "")),
        ("2026-12-04", Decision("moved", "2026-12-04")),
        ("moved from 2026-11-20 to 2026-12-04", Decision("moved", "2026-12-04")),
        ("declined: the pool is gone", Decision("declined", "the pool is gone")),
        (
            "Decline, nobody needs it since 2026-11-01",
            Decision("declined", "nobody needs it since 2026-11-01"),
        ),
        (r"declined: either a \| b", Decision("declined", "either a | b")),
    ],
)
def test_a_decision_is_read_as_people_write_it(written, decision):
    assert read_decision(written) == decision


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("later", "neither done, nor a new date, nor declined"),
        ("declined", "without a reason"),
        ("dropped.", "reason"),
    ],
)
def test_what_decides_nothing_says_why(written, why):
    with pytest.raises(NoDecisionError, match=why):
        read_decision(written)


def test_a_new_date_exists_and_is_not_over():
    today = date(2026, 11, 25)
    assert new_day(Decision("moved", "2026-11-25"), today) == today
    with pytest.raises(NoDecisionError, match="over already"):
        new_day(Decision("moved", "2026-11-24"), today)
    with pytest.raises(NoDecisionError, match="does not exist"):
        new_day(Decision("moved", "2026-02-30"), today)


def test_a_bar_in_a_decision_belongs_to_it():
    row = "| T-7F3K | warm the cache | declined: a | b |"
    assert decisions(TABLE.replace(line(("T-7F3K", "warm the cache", "")), row)) == {
        "T-7F3K": "declined: a | b"
    }


def test_tables_without_the_column_have_no_decisions():
    assert decisions(table(("Task", "What"), [("T-7F3K", "done")])) == {}


def test_two_decisions_about_one_action_are_not_clear():
    twice = table(HEAD, [("T-1", "a", ""), ("T-1", "a", "")]).splitlines()
    one, other = with_decision(twice[2], "done x"), with_decision(twice[3], "2026-12-04")
    assert is_clear("\n".join([*twice[:2], one, twice[3]]))
    assert not is_clear("\n".join([*twice[:2], one, other]))


@given(A_DECISION)
def test_a_decision_comes_back_as_it_was_typed_and_leaves_the_seal_whole(decision):
    head, rule, first, second = TABLE.splitlines()
    written = "\n".join([head, rule, with_decision(first, decision), second])
    kept = decisions(written).get("T-7F3K", "")
    assert with_decision(first, kept) == written.splitlines()[2]
    if not re.search(r"\\$|^\|", decision):
        assert kept == decision
    assert seal(without_decisions(written)) == seal(written) == seal(TABLE)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_a_formatter_that_aligns_columns_breaks_no_seal(widths):
    head, _, *rows = [split_row(row) for row in TABLE.splitlines()]
    rule = ["-" * max(3, wide) for wide in widths]
    aligned = "\n".join(
        "| " + " | ".join(_escaped(cell).ljust(wide) for cell, wide in zip(row, widths, strict=True)) + " |"
        for row in (head, rule, *rows)
    )
    assert seal(aligned) == seal(TABLE)
    assert seal(aligned.replace("warm", "cool")) != seal(TABLE)


def _escaped(cell):
    return cell.replace("|", "\\|")
