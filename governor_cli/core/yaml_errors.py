"""What the YAML parser's own error texts mean, in words for whoever wrote the document."""

from typing import Any, Literal, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError
from yaml.reader import ReaderError

from governor_cli.core.finding import Loc


class Explained(NamedTuple):
    """A code, a message, a hint, the path and the offsets of what is wrong."""

    code: str
    message: str
    hint: str
    at: Loc
    on: Literal["value", "key"]
    start: int
    end: int


def explain(error: YAMLError, text: str, at: Loc) -> Explained:
    """Say what a syntax error of the parser means, and where it is in the text."""
    if isinstance(error, ReaderError):
        return _unreadable(error, text, at)
    if not isinstance(error, MarkedYAMLError):
        return Explained("DOC005", str(error), "", at, "value", 0, 0)
    index = _index(error.problem_mark, text)
    problem = str(error.problem or error.context or "cannot be read")
    line = text.rfind("\n", 0, index) + 1
    indent = text[line:index]
    if text[index : index + 1] == "\t" and not indent.strip():
        hint = "Use blanks: YAML does not allow tabs there."
        return Explained("DOC013", "a tab is used for indentation", hint, at, "value", index, index + 1)
    return _reworded(error, problem, text, index, at)


def _reworded(error: MarkedYAMLError, problem: str, text: str, index: int, at: Loc) -> Explained:
    sign = text[index : index + 1]
    context = str(error.context or "")
    start = _index(error.context_mark, text) if error.context_mark else index
    if "cannot start any token" in problem:
        message, hint = f"a value cannot begin with `{sign}`", "Put the value in quotes."
    elif "mapping values are not allowed" in problem:
        message, hint = "a second colon on one line", "Put a value that holds a colon and a blank in quotes."
    elif "unexpected end of stream" in problem:
        message, hint, index = "the quote that begins here is never closed", "Close the quote.", start
    elif "expected ',' or ']'" in problem:
        message, hint, index = "the list that begins here is not closed", "Close it with `]`.", start
    elif "expected ',' or '}'" in problem:
        message, hint, index = "the mapping that begins here is not closed", "Close it with `}`.", start
    elif "could not find expected ':'" in problem:
        message, hint, index = (
            "a key without a colon",
            "Write `key: value`, or indent a continued line.",
            start,
        )
    elif "block sequence entries" in problem:
        message, hint = "a list cannot begin on the line of its key", "Begin it on the next line."
    elif "expected key" in problem:
        message, hint = "this line is indented like nothing before it", "Indent it like its neighbours."
    elif "'-' indicator" in problem or "<block end>" in problem:
        message, hint = "this line ends a list too early", "Indent it like its neighbours."
    elif "unknown escape" in problem:
        message, hint = "no such escape in a quoted value", "Use single quotes, or write two backslashes."
    elif "expected node content" in problem:
        message, hint = "a value is missing", "Write one, or take the comma out."
    else:
        message, hint = f"not valid YAML: {problem}" + (f" {context}" if context else ""), ""
    return Explained("DOC005", message, hint, at, "value", index, min(index + 1, len(text)))


def _unreadable(error: ReaderError, text: str, at: Loc) -> Explained:
    number = error.character if isinstance(error.character, int) else ord(str(error.character)[:1] or "\0")
    index = max(0, text.find(chr(number)))
    message = f"the control character U+{number:04X} is not allowed"
    return Explained("DOC005", message, "Take it out.", at, "value", index, index + 1)


def _index(mark: Any, text: str) -> int:
    return max(0, min(int(mark.index), len(text))) if mark is not None else 0
