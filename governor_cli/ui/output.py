"""The two streams of a command: any character arrives in any locale, and a closed pipe is no error."""

import codecs
import os
import sys

from governor_cli.core.errors import GovError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_CLEAR = "\r\x1b[K"
_drawn: "list[TextIO]" = []
"""The stream on which a passing line stands now."""
_LONGEST = 200
"""Characters of a value that an error repeats; a path or a name is shorter."""
_QUOTED_OR_UNBROKEN = rf"(?<=`)[^`\n]{{{_LONGEST},}}(?=`)|[^\s`]{{{3 * _LONGEST},}}"
_RAW_BYTE = range(0xDC80, 0xDD00)  # how Python carries a byte of a file name that is no UTF-8


class UnwritableError(GovError):
    """The answer does not arrive."""


def prepare() -> None:
    """Make both streams take every text: a name that is no UTF-8 comes out as its own bytes."""
    codecs.register_error("gov", _as_well_as_possible)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="gov")


def is_terminal(stream: "TextIO | None") -> bool:
    """Whether a person reads this stream as it is written."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


def has_colour(stream: "TextIO | None") -> bool:
    """Whether this stream takes colours (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(stream: "TextIO | None", text: str) -> None:
    """Write now; where the reader has gone away, what follows is dropped in silence."""
    if stream is None:
        return
    wipe()
    _send(stream, text)


def draw(stream: "TextIO", line: str) -> None:
    """Show a line that the next output wipes away."""
    _send(stream, f"{_CLEAR}{line}")
    _drawn[:] = [stream]


def wipe() -> None:
    """Take away what was drawn."""
    if _drawn:
        _send(_drawn.pop(), _CLEAR)


def _send(stream: "TextIO", text: str) -> None:
    try:
        if text:  # Python hands even an empty text on, and a full device refuses it
            stream.write(text)
        stream.flush()
    except BrokenPipeError:
        drop(stream)
    except OSError as error:
        drop(stream)
        if stream is not sys.stderr:  # what cannot be said there keeps nothing from being done
            reason = (error.strerror or "error").lower()
            raise UnwritableError(f"the answer could not be written: {reason}") from error


def is_abandoned(stream: "TextIO | None") -> bool:
    """Whether the reader of this stream has gone away."""
    import select

    if stream is None:
        return False
    watched = select.poll()
    watched.register(stream.fileno(), 0)
    return any(told & (select.POLLERR | select.POLLHUP) for _, told in watched.poll(0))


def drop(stream: "TextIO") -> None:
    """Send the rest of this stream nowhere, so that the command can still end with its own exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def dressed(text: str, *, colour: bool) -> str:
    """A view's text as this stream takes it: controls shown, marks painted or gone."""
    from governor_cli.views import escape, ink

    parts = ink.pieces(text)
    parts[::2] = [escape.visible(part) for part in parts[::2]]
    marked = "".join(parts)
    return ink.painted(marked) if colour else ink.plain(marked)


def bounded(text: str) -> str:
    """What an error says, with no more of a value than tells which one was meant."""
    if len(text) <= _LONGEST:
        return text
    import re

    return re.sub(_QUOTED_OR_UNBROKEN, lambda found: _cut(found[0]), text)


def _cut(value: str) -> str:
    return f"{value[:60]}... ({len(value)} characters)"


def _as_well_as_possible(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    character = error.object[error.start]
    if ord(character) in _RAW_BYTE:
        return bytes([ord(character) - 0xDC00]), error.start + 1
    return character.encode("ascii", "backslashreplace").decode(), error.start + 1


def dressed_help(text: str) -> str:
    """Help with its headings bold on a terminal, plain elsewhere."""
    return dressed(text, colour=has_colour(sys.stdout))
