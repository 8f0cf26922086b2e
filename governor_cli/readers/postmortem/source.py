"""The bytes of a foreign file as text: whatever encoding it has, or why it is no text at all."""

import re
from typing import Final, NamedTuple

LARGEST: Final = 6 * 1024 * 1024
"""Bytes of a source; a report must stay below the bound of a document, front matter and tables included."""
_MARKS: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02
_BREAKS = re.compile("\r\n?")


class NotTextError(ValueError):
    """The message continues the name of the file; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Source(NamedTuple):
    """Text whose lines end in line feeds; ``encoding`` is empty for UTF-8."""

    text: str
    encoding: str = ""


def decoded(data: bytes) -> Source:
    """The text of a file; NotTextError for one that is too large, empty or binary."""
    if len(data) > LARGEST:
        raise NotTextError(
            f"is larger than {LARGEST // (1024 * 1024)} MB", "Adopt the text without its logs and exports."
        )
    text, encoding = _text(data)
    if not text.strip():
        raise NotTextError("is empty", "Leave it out.")
    if len(_CONTROLS.findall(text)) > len(text) * _MOST_CONTROLS or "\0" in text:
        raise NotTextError("is not text", "Give Markdown files.")
    return Source(_BREAKS.sub("\n", text), encoding)


def _text(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark) and len(data) % 2 == 0:
            try:
                return data[2:].decode(encoding), "UTF-16"
            except UnicodeDecodeError:
                break
    try:
        return data.decode().removeprefix("\ufeff"), ""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"
