"""Bodies of two versions: rows by time, ticks of both, blocks never in conflict, prose as git does it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from versions import CHECKLIST, REPORT, both_ways, merged, row, rows_of, with_rows

TIMES = [f"1{hour}:{minute:02}:00" for hour in range(1, 4) for minute in range(0, 60, 7)]


def test_rows_of_both_sides_are_in_time_order():
    ours = with_rows(REPORT, row("10:10:00", "**update** one"), row("10:30:00", "three"))
    theirs = with_rows(REPORT, row("10:20:00", "two"), row("10:40:00", "four"))
    text = both_ways(REPORT, ours, theirs)
    assert [line.split()[-2] for line in rows_of(text)[1:]] == ["one", "two", "three", "four"]


def test_rows_at_one_instant_keep_the_order_of_their_author():
    ours = with_rows(REPORT, row("10:10:00", "b"), row("10:10:00", "a"))
    theirs = with_rows(REPORT, row("10:10:00", "c"))
    found = rows_of(both_ways(REPORT, ours, theirs))
    assert found.index(row("10:10:00", "b").strip()) < found.index(row("10:10:00", "a").strip())
    assert len(found) == 4


def test_a_row_that_both_have_is_there_once():
    ours = with_rows(REPORT, row("10:10:00", "page"), row("10:11:00", "mine"))
    theirs = with_rows(REPORT, row("10:10:00", "page"), row("10:12:00", "theirs"))
    assert len(rows_of(both_ways(REPORT, ours, theirs))) == 4


def test_a_row_that_an_editor_wrote_between_other_blanks_is_the_same():
    base = with_rows(REPORT, row("10:10:00", "page"))
    aligned = base.replace("| @ada | page |", "| @ada  | page    |")
    text = both_ways(base, aligned, with_rows(base, row("10:11:00", "more")))
    assert "| @ada  | page    |\n" in text
    assert len(rows_of(text)) == 3


def test_rows_added_by_hand_with_no_readable_time_are_kept():
    ours = with_rows(REPORT, "| around noon | @ada | lunch |\n")
    theirs = with_rows(REPORT, row("10:11:00", "mine"), "no bars at all\n")
    text = both_ways(REPORT, ours, theirs)
    assert "| around noon | @ada | lunch |\n" in text
    assert "no bars at all\n" in text


def test_a_row_edited_on_one_side_is_taken():
    base = with_rows(REPORT, row("10:10:00", "pgae"))
    text = both_ways(base, base.replace("pgae", "page"), with_rows(base, row("10:20:00", "more")))
    assert [line.split("|")[3].strip() for line in rows_of(text)[1:]] == ["page", "more"]


def test_a_row_edited_on_both_sides_has_markers_around_itself():
    base = with_rows(REPORT, row("10:10:00", "pgae"), row("10:20:00", "after"))
    found = merged(
        base, base.replace("pgae", "page"), with_rows(base.replace("pgae", "pager"), row("10:30:00", "x"))
    )
    assert found.conflicts
    assert (
        f"<<<<<<< ours\n{row('10:10:00', 'page')}=======\n{row('10:10:00', 'pager')}>>>>>>> theirs\n"
        f"{row('10:20:00', 'after')}{row('10:30:00', 'x')}"
    ) in found.data.decode()


def test_a_row_edited_here_and_taken_out_there_is_a_conflict():
    base = with_rows(REPORT, row("10:10:00", "pgae"))
    found = merged(base, base.replace("pgae", "page"), REPORT)
    assert found.conflicts
    assert f"<<<<<<< ours\n{row('10:10:00', 'page')}=======\n>>>>>>> theirs\n" in found.data.decode()


def test_prose_is_merged_line_by_line():
    base = REPORT.replace("## Summary\n", "## Summary\n\nOne.\n\nTwo.\n\nThree.\n")
    ours, theirs = base.replace("One.", "First."), base.replace("Three.", "Third.")
    assert "First.\n\nTwo.\n\nThird.\n" in both_ways(base, ours, theirs)


def test_prose_that_both_changed_is_a_conflict_and_the_rows_are_not():
    base = REPORT.replace("## Summary\n", "## Summary\n\nOne.\n")
    ours = with_rows(base.replace("One.", "Uno."), row("10:10:00", "a"))
    theirs = with_rows(base.replace("One.", "Eins."), row("10:20:00", "b"))
    found = merged(base, ours, theirs)
    text = found.data.decode()
    assert found.conflicts
    assert "<<<<<<< ours\nUno.\n=======\nEins.\n>>>>>>> theirs\n" in text
    assert text.endswith(row("10:10:00", "a") + row("10:20:00", "b"))


def test_ticks_next_to_each_other_are_both_taken():
    ours = CHECKLIST.replace("[ ] Report", "[x] Report")
    theirs = CHECKLIST.replace("[ ] Snapshot", "[x] Snapshot")
    text = both_ways(CHECKLIST, ours, theirs)
    assert "- [x] Report written\n- [x] Snapshot archived\n- [ ] Lessons shared\n" in text


def test_a_tick_and_new_words_of_one_item_go_together():
    base = CHECKLIST.replace("Lessons shared", "Lessons learned shared in the channel")
    ours = base.replace("[ ] Lessons", "[x] Lessons")
    theirs = base.replace("in the channel\n", "in the operations channel\n  (thread of Monday)\n")
    assert "- [x] Lessons learned shared in the operations channel\n  (thread of Monday)\n" in both_ways(
        base, ours, theirs
    )


def test_an_untick_is_a_change_too():
    base = CHECKLIST.replace("[ ] Report", "[x] Report")
    theirs = base.replace("[ ] Lessons", "[x] Lessons")
    assert both_ways(base, CHECKLIST, theirs) == CHECKLIST.replace("[ ] Lessons", "[x] Lessons")


def test_items_that_each_added_are_both_there():
    ours = CHECKLIST.replace("- [ ] Lessons shared\n", "- [ ] Lessons shared\n- [ ] Call the customer\n")
    theirs = CHECKLIST.replace("- [ ] Lessons shared\n", "- [ ] Lessons shared\n- [x] Turn the replica off\n")
    text = both_ways(CHECKLIST, ours, theirs)
    assert "- [ ] Call the customer\n- [x] Turn the replica off\n" in text


BLOCK = "\n## Follow-ups\n\n<!-- gov:tasks -->\n| Task |\n| --- |\n{}<!-- /gov:tasks -->\n"


def test_blocks_that_both_rendered_have_the_lines_of_both():
    ours, theirs = REPORT + BLOCK.format("| A |\n"), REPORT + BLOCK.format("| B |\n")
    assert both_ways(REPORT, ours, theirs) == REPORT + BLOCK.format("| A |\n| B |\n")


def test_a_block_rendered_on_one_side_is_taken_as_it_is():
    base = REPORT + BLOCK.format("| A |\n")
    ours, theirs = REPORT + BLOCK.format("| B |\n"), base.replace("severity: P2", "severity: P1")
    assert both_ways(base, ours, theirs) == ours.replace("severity: P2", "severity: P1")


def test_a_marker_shown_in_code_as_well_is_left_to_the_lines():
    sample = "\n```\n<!-- gov:tasks -->\n```\n"
    base = REPORT + BLOCK.format("| A |\n") + sample
    ours = base.replace("severity: P2", "severity: P1")
    theirs = base.replace("| A |", "| B |")
    assert both_ways(base, ours, theirs) == theirs.replace("severity: P2", "severity: P1")


notes = st.lists(st.tuples(st.sampled_from(TIMES), st.sampled_from("abcdef")), max_size=8, unique=True)


@given(notes, notes, notes, st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_appends_on_two_clones_merge_to_the_same_rows(before, ours, theirs, sort):
    """Whoever merges, every row of either side is there, each once."""

    def table(pairs):
        pairs = sorted(pairs) if sort else pairs
        return [row(time, text) for time, text in pairs]

    base = with_rows(REPORT, *table(before))
    mine = with_rows(REPORT, *table(dict.fromkeys([*before, *ours])))
    other = with_rows(REPORT, *table(dict.fromkeys([*before, *theirs])))
    one, two = merged(base, mine, other), merged(base, other, mine)
    assert one.data == two.data
    assert not one.conflicts
    found = rows_of(one.data.decode())
    assert sorted(found) == sorted({*rows_of(mine), *rows_of(other)})
    if sort:
        times = [line[2:21] for line in found]
        assert times == sorted(times)
