"""A rendered block is the same, whatever an editor did to its blanks."""

from governor_cli.core.rendered import fingerprint


def test_line_endings_and_blanks_around_lines_do_not_count():
    assert fingerprint("| a |\n| b |") == fingerprint("\r\n | a |  \r\n| b |\r\n\r\n")


def test_words_and_their_order_do():
    assert len({fingerprint(text) for text in ("", "a", "b", "a\nb", "b\na", "a b")}) == 6
