"""Three versions of a sequence: what belongs together, and the order of it all."""

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.practices.merging.sequence import Item, slots


def items(text):
    return [Item(letter, letter) for letter in text]


def woven(base, ours, theirs):
    return "".join(slot.shown.text for slot in slots(items(base), items(ours), items(theirs)))


def timed(*pairs):
    return [Item((when, text), text, when=when) for when, text in pairs]


def test_what_each_added_stays_behind_what_it_followed():
    assert woven("ab", "axb", "aby") == "axby"


def test_what_both_added_in_one_place_does_not_depend_on_the_side():
    assert woven("a", "ax", "ay") == woven("a", "ay", "ax") == "axy"


def test_what_both_added_alike_is_there_once():
    assert woven("a", "axy", "axz") == "axyz"


def test_what_one_took_out_is_gone():
    assert woven("abc", "ac", "abcd") == "acd"


def test_entries_that_are_equal_are_counted():
    assert woven("aa", "aaa", "aa") == "aaa"
    assert woven("", "aa", "a") == "aa"


def test_a_new_order_of_one_side_is_taken():
    assert woven("abc", "cba", "abcd") == "cdba"
    assert woven("abc", "abcd", "cba") == "cdba"


def test_what_both_added_goes_by_time():
    ours = timed(("1", "a"), ("3", "c"))
    theirs = timed(("2", "b"), ("4", "d"))
    assert [slot.shown.text for slot in slots([], ours, theirs)] == ["a", "b", "c", "d"]
    assert [slot.shown.text for slot in slots([], theirs, ours)] == ["a", "b", "c", "d"]


def test_a_late_entry_of_one_side_stays_where_its_author_put_it():
    ours = timed(("5", "e"), ("1", "a"))
    assert [slot.shown.text for slot in slots([], ours, timed(("2", "b")))] == ["b", "e", "a"]


def test_an_edited_entry_is_known_by_what_it_still_shares():
    base = [Item("one", "one", weak=("first",)), Item("two", "two", weak=("second",))]
    ours = [Item("uno", "uno", weak=("first",)), Item("two", "two", weak=("second",))]
    theirs = [Item("eins", "eins", weak=("first",)), Item("two", "two", weak=("second",))]
    first, second = slots(base, ours, theirs)
    assert (first.base.text, first.ours.text, first.theirs.text) == ("one", "uno", "eins")
    assert second.ours.text == "two"


def test_an_entry_that_one_side_took_out_and_the_other_edited_is_kept_for_a_person():
    base = [Item("one", "one", weak=("first",))]
    theirs = [Item("eins", "eins", weak=("first",))]
    (slot,) = slots(base, [], theirs)
    assert (slot.ours, slot.theirs.text) == (None, "eins")


@given(st.text("abc"), st.text("abc"), st.text("abc"))
def test_nothing_is_lost_that_nobody_took_out(base, ours, theirs):
    merged = woven(base, ours, theirs)
    for letter in "abc":
        counts = [text.count(letter) for text in (base, ours, theirs)]
        kept = min(counts)
        added = max(counts[1], counts[2]) if kept == counts[0] else 0
        assert merged.count(letter) >= max(kept, added)
        assert merged.count(letter) <= max(counts)


@given(st.text("abcd"), st.text("abcd"))
def test_a_change_of_one_side_is_taken_as_it_is(base, changed):
    assert woven(base, changed, base) == changed
    assert woven(base, base, changed) == changed
