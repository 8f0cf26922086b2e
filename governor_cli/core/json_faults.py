"""What is wrong with a JSON text, in plain words and with its place."""

import re
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Final, Literal, NamedTuple

from governor_cli.core.finding import Loc
from governor_cli.core.patterns import compiled

Sort = Literal["syntax", "duplicate", "bound"]

_MEGABYTE = 1024 * 1024
_BLANK = re.compile(r"[ \t\n\r]*")
_SIGN: Final = r'(?s)"(?:[^"\\]|\\.)*"|[\[\]{}]|-?Infinity|NaN'
_CONFLICT: Final = r"(?m)^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$"
_WORD: Final = r"[\w.+-]+"
_CONSTANTS_TOLD = 100
_SHOWN = 20


class JsonFault(NamedTuple):
    """One fault; ``start`` and ``end`` are offsets into the text, ``at`` the path where it is known."""

    sort: Sort
    message: str
    hint: str
    start: int = 0
    end: int = 0
    at: Loc = ()


def blank_end(text: str, at: int) -> int:
    """Where the blanks that begin here end."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def too_large(bound: int) -> JsonFault:
    """The fault of a file that is not even decoded."""
    return JsonFault("bound", f"larger than {bound // _MEGABYTE} MB", "Move what is over into another file.")


def not_utf8(at: int, byte: int) -> JsonFault:
    """The fault of a file in another encoding."""
    return JsonFault(
        "syntax", f"not UTF-8: the byte 0x{byte:02x} stands here", "Save the file as UTF-8.", at, at + 1
    )


def too_deep(text: str, bound: int) -> JsonFault:
    """The first bracket beyond the bound."""
    depth = 0
    for token in compiled(_SIGN).finditer(text):
        depth += (token[0] in "{[") - (token[0] in "}]")
        if depth > bound:
            break
    else:
        return JsonFault("bound", f"nested deeper than {bound} levels", "Keep tasks in one list.")
    message = f"nested deeper than {bound} levels"
    return JsonFault("bound", message, "Keep tasks in one list.", token.start(), token.end())


def constants(text: str) -> Iterator[JsonFault]:
    """NaN and Infinity, which JSON does not have."""
    told = 0
    for token in compiled(_SIGN).finditer(text):
        if token[0][0] in "NI-":
            hint = "Write null, or leave the key out."
            yield JsonFault("syntax", f"`{token[0]}` is no JSON", hint, token.start(), token.end())
            told += 1
            if told == _CONSTANTS_TOLD:
                return


def duplicate(key: str, line: int, at: Loc, start: int, end: int) -> JsonFault:
    """A key that stands in its object already."""
    hint = f"Keep one of the two: the first is on line {line}."
    return JsonFault("duplicate", f"the key `{key}` stands here again", hint, start, end, at)


def broken(text: str, error: JSONDecodeError) -> JsonFault:
    """Why a text is no JSON: one fault, since what follows it cannot be trusted."""
    conflict = compiled(_CONFLICT).search(text)
    if conflict and conflict[0].startswith("<"):
        hint = "Choose what should stand, and take the markers out."
        return JsonFault("syntax", "a merge conflict is not resolved", hint, *conflict.span())
    if not text.strip(" \t\n\r"):
        return JsonFault("syntax", "the file is empty", "Write `[]` for no tasks.")
    at = min(error.pos, len(text))
    if error.msg.startswith("Unterminated string"):
        hint = 'End the text with `"` on its own line.'
        return JsonFault("syntax", "a text is not closed", hint, at, _line_end(text, at))
    if error.msg.startswith("Invalid control character"):
        hint = "Write `\\n` for a line break and `\\t` for a tab inside text."
        return JsonFault("syntax", "a text has a line break or control character", hint, at, at + 1)
    if "escape" in error.msg:
        hint = "Write `\\\\` for a backslash."
        at -= text[at : at + 1] != "\\"  # the place differs between versions of Python
        return JsonFault("syntax", "a backslash begins no known escape", hint, at, at + 2)
    at = blank_end(text, at)
    return _unexpected(text, at, error.msg)


def _unexpected(text: str, at: int, message: str) -> JsonFault:
    """What stands where something else belongs."""
    if at >= len(text):
        end = len(text.rstrip(" \t\n\r"))
        hint = "Close every `{` and `[`."
        return JsonFault("syntax", "the file ends too early", hint, max(0, end - 1), end)
    before = text[:at].rstrip(" \t\n\r")
    if text[at] in "}]," and before.endswith(","):
        hint = "Take the comma out: nothing follows it."
        return JsonFault("syntax", "a comma has nothing after it", hint, len(before) - 1, len(before))
    if text[at] in "/#":
        return JsonFault("syntax", "JSON has no comments", "Take the comment out.", at, _line_end(text, at))
    found = _habit(text, at, message)
    if found:
        return JsonFault("syntax", *found, at, at + 1)
    word = compiled(_WORD).match(text, at)
    end = word.end() if word else at + 1
    return _out_of_place(message, text[at : min(end, at + _SHOWN)], at, end)


def _habit(text: str, at: int, message: str) -> tuple[str, str] | None:
    """Message and hint for one character that is often wrong."""
    character = text[at]
    if character == "'":
        return "text stands in single quotes", 'Write it in `"`.'
    if character in "}]" and message == "Expecting value":
        return "a value is missing", "Write it, or null for none."
    if character == "," and message == "Expecting value":
        return "a value is missing before the comma", "Write null for none."
    return None


def _out_of_place(message: str, shown: str, at: int, end: int) -> JsonFault:
    wanted = {
        "Expecting ',' delimiter": (f"a comma is missing before `{shown}`", "Separate entries with `,`."),
        "Expecting ':' delimiter": (f"a colon is missing before `{shown}`", 'Write `"key": value`.'),
        "Expecting property name enclosed in double quotes": (
            f"`{shown}` stands where a key belongs",
            'Write the key in `"`.',
        ),
        "Extra data": (f"`{shown}` stands after the end", "Keep one value in the file."),
    }.get(message, (f"`{shown}` is no value", 'Write text in `"`, a number, true, false or null.'))
    return JsonFault("syntax", *wanted, at, end)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end - text[:end].endswith("\r")
