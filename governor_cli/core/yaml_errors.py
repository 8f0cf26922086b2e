"""What the YAML parser's own error texts mean, in words for whoever wrote the document.

The needles are chosen so that they fit the texts of libyaml and of PyYAML's own parser alike.
"""

from typing import Any, Final, Literal, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from governor_cli.core.finding import Loc
from governor_cli.core.patterns import compiled


class Explained(NamedTuple):
    """A code, a message, a hint, the path, and the offsets of what is wrong."""

    code: str
    message: str
    hint: str
    at: Loc
    on: Literal["value", "key"]
    start: int
    end: int


class _Meaning(NamedTuple):
    needle: str
    message: str
    hint: str
    at_start: bool = False
    """Whether the place is where the construct begins, not where the parser gave up."""


_QUOTE = "Put the value in quotes."
_INDENT = "Indent it like its neighbours."
_MEANINGS = (
    _Meaning(
        "unexpected end of stream",
        "the quote that begins here is never closed",
        "Close the quote.",
        at_start=True,
    ),
    _Meaning(
        "expected ',' or ']'", "the list that begins here is not closed", "Close it with `]`.", at_start=True
    ),
    _Meaning(
        "expected ',' or '}'",
        "the mapping that begins here is not closed",
        "Close it with `}`.",
        at_start=True,
    ),
    _Meaning(
        "expected ':'",
        "a key without a colon",
        "Write `key: value`, or indent a continued line.",
        at_start=True,
    ),
    _Meaning(
        "entries are not allowed", "a list cannot begin on the line of its key", "Begin it on the next line."
    ),
    _Meaning(
        "'-' indicator",
        "a key stands among the entries of a list",
        "Begin it with `- `, or indent it otherwise.",
    ),
    _Meaning(
        "unknown escape", "no such escape in double quotes", "Use single quotes, or write two backslashes."
    ),
    _Meaning("node content", "a value is missing before this", "Write one, or take the comma out."),
    _Meaning("comment or", "nothing may follow `|` or `>` on its line", "Begin the text on the next line."),
    _Meaning(
        "<document start>",
        "this does not belong to the keys and values above",
        "Write one `key: value` a line.",
    ),
)
_SECOND_COLON = _Meaning("", "a second colon on one line", "Put a value that holds `: ` in quotes.")
_BELOW_A_VALUE = "Indent it like its neighbours, or take the value above it out."
_AFTER_A_VALUE = _Meaning(
    "", "something follows a value that has ended", "Put the whole value in one pair of quotes."
)
_BADLY_INDENTED = _Meaning("", "this line is indented like nothing before it", _INDENT)
_KEY_MISSING = _Meaning("", "a key is missing before the colon", "Write a name there.")
_ENTRY_BELOW_VALUE = _Meaning("", "a list cannot stand below a value", "Take the value out, or the entry.")
_TIGHT_COLON: Final = r" *[\w-]+:(?=[^ ])"
_SIGNS = {"while scanning an alias": "*", "while scanning an anchor": "&", "while scanning a directive": "%"}


def explain(error: YAMLError, text: str, at: Loc) -> Explained:
    """Say what a syntax error of the parser means, and where it is in the text."""
    if isinstance(error, ReaderError):
        return _unreadable(error, text, at)
    if not isinstance(error, MarkedYAMLError):
        return Explained("DOC005", f"not valid YAML: {error}", "", at, "value", 0, 0)
    problem, context = str(error.problem or ""), str(error.context or "")
    index = _index(error.problem_mark, text)
    start = _index(error.context_mark, text) if error.context_mark else index
    line = text[text.rfind("\n", 0, index) + 1 : index]
    if "tab character" in problem or (text[index : index + 1] == "\t" and not line.strip()):
        hint = "Use blanks: YAML does not allow tabs there."
        return Explained("DOC013", "a tab is used for indentation", hint, at, "value", index, index + 1)
    if "values are not allowed" in problem and ":" not in line:
        return _misplaced_key(text, index, at)
    meaning = _meaning(problem, context, text[index : index + 1], line)
    index = start if meaning.at_start else index
    return Explained("DOC005", meaning.message, meaning.hint, at, "value", index, min(index + 1, len(text)))


def _meaning(problem: str, context: str, sign: str, line: str) -> _Meaning:
    if context in _SIGNS:
        return _Meaning("", f"a value cannot begin with `{_SIGNS[context]}`", _QUOTE, at_start=True)
    if "cannot start any token" in problem:
        return _Meaning("", f"a value cannot begin with `{sign}`", _QUOTE)
    if "values are not allowed" in problem:
        return _SECOND_COLON
    if "expected key" in problem or "<block end>" in problem:
        special = {":": _KEY_MISSING, "-": _ENTRY_BELOW_VALUE}.get(sign, _BADLY_INDENTED)
        return _AFTER_A_VALUE if line.strip() else special
    fitting = (meaning for meaning in _MEANINGS if meaning.needle in problem)
    return next(fitting, _Meaning("", f"not valid YAML: {problem} {context}".rstrip(), ""))


def _misplaced_key(text: str, index: int, at: Loc) -> Explained:
    """A key that YAML takes for more of the value above it: one of the two lines is written wrong."""
    start = text.rfind("\n", 0, index) + 1
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    line, before = text[start:index], text[above : max(0, start - 1)].rstrip()
    begin, first = start + _indent(line), above + _indent(before)
    if not before or _indent(before) < _indent(line) or ": " in before:
        message = "a key cannot stand inside the value above it"
        return Explained("DOC005", message, _BELOW_A_VALUE, at, "value", begin, index)
    if tight := compiled(_TIGHT_COLON).match(before):
        colon = above + tight.end() - 1
        message, hint = "no blank stands behind this colon", "Write `key: value`."
        return Explained("DOC005", message, hint, at, "value", colon, colon + 1)
    hint = "Write `key: value`, or indent a continued line."
    return Explained("DOC005", "a key without a colon", hint, at, "value", first, first + len(before.strip()))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _unreadable(error: ReaderError, text: str, at: Loc) -> Explained:
    sign: Any = error.character
    number = sign if isinstance(sign, int) else ord(str(sign)[:1] or "\0")
    index = max(0, text.find(chr(number)))
    message = f"the control character U+{number:04X} is not allowed"
    return Explained("DOC005", message, "Take it out.", at, "value", index, index + 1)


def _index(mark: Any, text: str) -> int:
    return max(0, min(int(mark.index), len(text)))
