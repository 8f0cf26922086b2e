"""The table of weeks that teams keep by hand."""

from datetime import date

from governor_cli.readers.week_table import read_week_table

TABLE = """# On-call roster

| Week | Primary | Secondary | Notes |
| --- | --- | --- | --- |
| 2026-11-23 | @ada | Sean O. | first week |
| 2026-11-30 | _TBD_ | **sean** | |
| 2026-12-08 | ada | sean | a Tuesday |
| soon | ada | sean | |
"""


def test_each_cell_is_somebody_in_a_week():
    found = read_week_table(TABLE)
    assert found is not None
    assert [(one.week, one.column, one.who, one.notes) for one in found.entries] == [
        (date(2026, 11, 23), "primary", "@ada", "first week"),
        (date(2026, 11, 23), "secondary", "Sean O.", "first week"),
        (date(2026, 11, 30), "secondary", "sean", ""),
    ]


def test_a_cell_to_be_determined_is_open_and_no_person():
    assert read_week_table(TABLE).open == [(date(2026, 11, 30), "primary")]


def test_what_is_no_monday_is_told_with_its_line():
    assert read_week_table(TABLE).problems == [
        (7, "2026-12-08 is a Tuesday; the week begins on Monday 2026-12-07"),
        (8, "`soon` is no week; a week is written as its Monday, such as 2026-12-07"),
    ]


def test_days_that_do_not_exist_weeks_without_a_name_and_weeks_that_come_twice_are_told():
    more = "| 2026-13-07 | ada | sean | |\n|  | ada | sean | |\n| 2026-11-30 | ada | sean | |\n"
    assert read_week_table(TABLE + more).problems[2:] == [
        (9, "`2026-13-07` is a day that does not exist"),
        (10, "the row names no week; a week is written as its Monday, such as 2026-12-07"),
        (11, "the week 2026-11-30 stands in line 6 already"),
    ]


def test_a_row_that_ends_early_leaves_its_roles_open():
    found = read_week_table(TABLE + "| 2026-12-14 |\n")
    assert found.open[1:] == [(date(2026, 12, 14), "primary"), (date(2026, 12, 14), "secondary")]


def test_a_text_without_such_a_table_has_none():
    assert read_week_table("| A | B |\n| --- | --- |\n| 1 | 2 |\n") is None
