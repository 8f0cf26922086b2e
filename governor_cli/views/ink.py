"""Colours as marks in text: a view says what is red, the session decides whether a terminal sees it.

The marks are two of Unicode's noncharacters, which no document may smuggle in (``visible``
shows them), so that a view's output can be cleaned of control characters as a whole first.
"""

import re

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "1;31",
    "green": "32",
    "yellow": "1;33",
    "blue": "1;34",
    "cyan": "36",
}
_LETTERS = {name: chr(ord("a") + number) for number, name in enumerate(_CODES)}
_ANSI = {_LETTERS[name]: f"\x1b[{code}m" for name, code in _CODES.items()}
_MARK = re.compile(f"{_OPEN}([a-{chr(ord('a') + len(_CODES) - 1)}])|{_CLOSE}")


def ink(colour: str, text: str) -> str:
    """The text, marked to appear in a colour: bold, dim, red, green, yellow, blue or cyan."""
    return f"{_OPEN}{_LETTERS[colour]}{text}{_CLOSE}" if text else text


def bold(text: str) -> str:
    """What the eye should find first."""
    return ink("bold", text)


def dim(text: str) -> str:
    """What is there for completeness."""
    return ink("dim", text)


def plain(text: str) -> str:
    """The text without its marks."""
    return _MARK.sub("", text)


def painted(text: str) -> str:
    """The text with its marks turned into the terminal's codes; marks may not nest."""
    return _MARK.sub(lambda mark: _ANSI[mark[1]] if mark[1] else "\x1b[0m", text)


def pieces(text: str) -> list[str]:
    """Marks and stretches of text in turn: what lies at odd indexes is a mark."""
    return re.split(f"({_OPEN}.|{_CLOSE})", text)
