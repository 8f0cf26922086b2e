"""Text from files made safe to look at: control characters are shown, never obeyed."""

import re

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1 (a terminal may take \x9b for ESC [)
    "\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # unseen, or turning
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"  # half characters, ink marks, tags
)
_JOINERS = "\u200c\u200d"  # Persian and emoji need them, and they show nothing else than they are


def visible(text: str) -> str:
    r"""The same text with ``\x1b`` instead of the escape character, and so on; tabs and newlines stay."""
    return _HIDDEN.sub(_shown, text)


def one_line(text: str) -> str:
    """Visible text on a single line: newlines and tabs are shown too."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    if character in _JOINERS:
        return character
    if number < 0x100:  # noqa: PLR2004 - two hexadecimal digits hold it
        return f"\\x{number:02x}"
    if 0xDC80 <= number <= 0xDCFF:  # noqa: PLR2004 - a byte that is no UTF-8, as the file system handed it over
        return f"\\x{number - 0xDC00:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"  # noqa: PLR2004 - four digits hold it
