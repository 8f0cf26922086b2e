"""Nothing in a file reaches the terminal as a command."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.views.escape import one_line, visible


def test_an_escape_sequence_is_shown() -> None:
    assert visible("a\x1b[31mred") == "a\\x1b[31mred"


def test_tabs_and_newlines_stay_in_text_and_are_shown_on_one_line() -> None:
    assert visible("a\tb\nc") == "a\tb\nc"
    assert one_line("a\tb\nc\r") == "a\\tb\\nc\\x0d"


def test_an_eight_bit_control_and_a_bidi_override_are_shown() -> None:
    assert visible("\x9b31m \u202eabc\u2066 \ufeff") == "\\x9b31m \\u202eabc\\u2066 \\ufeff"


def test_a_byte_that_is_no_utf_8_is_shown_as_the_byte() -> None:
    assert visible("caf\udce9") == "caf\\xe9"


def test_joined_emoji_and_letters_of_any_script_stay() -> None:
    assert visible("👩‍💻 日本 naïve می‌خواهم") == "👩‍💻 日本 naïve می‌خواهم"


def test_invisible_tag_characters_are_shown() -> None:
    assert visible("a\U000e0041") == "a\\U000e0041"


@given(st.text(alphabet=st.characters(codec=None)))
def test_whatever_goes_in_no_control_comes_out(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n"]
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028\u2029")
    assert visible(shown) == shown
