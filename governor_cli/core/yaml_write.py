"""Values as YAML text that every reader understands alike, quoted only where it must be.

Readers of YAML 1.1 and 1.2 disagree about what ``NO``, ``0042`` or ``12:30`` are, so such text is
quoted. Plain are words, whole numbers, days and instants, ``true`` and ``false``: those mean the
same to all of them, and to gov they are text either way.
"""

import re
from collections.abc import Mapping
from typing import Any

from governor_cli.core.errors import GovError
from governor_cli.core.trees import is_mapping, is_sequence

WIDTH = 100
"""How long a line of flow style may get before gov prefers block style in files it creates."""

_KEY_BOUND = 900
"""YAML allows 1024 characters before the colon of a key."""

# Patterns are text: re compiles one when it is first used and keeps it, and an import costs nothing.
_PRINTABLE = r" -~\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_PLAIN = rf"(?![\s#&*!|>'\"%@`:=<~.+-])[{_PRINTABLE}]+"
_BREAKS_PLAIN = r"[,?\[\]{}]|:(?:\s|\Z)|\s#|\s\Z|\s\s"
_ANOTHER_TYPE = r"""(?ix) null | yes | no | on | off | y | n | true | false
      | 0[bo]?[0-7_]+ | 0x[0-9a-f_]+ | [0-9][0-9_]*             # other bases, leading zeros, underscores
      | [0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?             # floats, and blob ids that look like one
      | [0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?             # 12:30 is 750 to YAML 1.1
      | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\ \t].*)?            # timestamps in any dress"""
_DAY = (  # a day that no calendar has (02-30) makes other readers fail, and 02-29 may be one
    r"(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?"
_SHARED_TYPE = rf"true|false|0|[1-9][0-9]{{0,14}}|{_DAY}(?:T{_TIME})?"
_UNPRINTABLE = rf"[^{_PRINTABLE}]"
_ESCAPED = rf"[\"\\]|{_UNPRINTABLE}"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0", "\x1b": "\\e"}


def scalar(text: str, quote: str = "") -> str:
    """Text as one line of YAML, for a value in block or flow style. GovError for unpaired surrogates.

    ``quote`` is how the value was quoted before, ``"`` or ``'``: it is kept where it can be.
    """
    if quote and quote not in text and "\\" not in text and not re.search(_UNPRINTABLE, text):
        return f"{quote}{text}{quote}"
    if _is_plain(text) and (re.fullmatch(_SHARED_TYPE, text) or not _looks_like_another_type(text)):
        return text
    return _quoted(text)


def key(text: str) -> str:
    """Text as a key: quoted wherever another reader would not take it for text."""
    if len(text) > _KEY_BOUND:
        raise GovError("a key is too long for YAML", hint="Use a shorter key.")
    written = text if _is_plain(text) and not _looks_like_another_type(text) else _quoted(text)
    if len(written) > _KEY_BOUND:
        raise GovError("a key is too long for YAML", hint="Use a shorter key.")
    return written


def flow(value: Any) -> str:
    """Text, None, a list or a mapping of them as one line of flow style. TypeError for other values."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return scalar(value)
    if is_mapping(value):
        return "{" + ", ".join(f"{key(name)}: {flow(part)}" for name, part in value.items()) + "}"
    if is_sequence(value):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    raise TypeError(f"front matter holds text, not {type(value).__name__}")


def entry(name: str, value: Any, indent: int = 0) -> list[str]:
    """A key and its value as lines of block style, relative to ``indent``, which counts for their width."""
    if _wants_block(value, indent):
        return [f"{key(name)}:", *(f"  {line}" for line in block(value, indent + 2))]
    return [f"{key(name)}: {flow(value)}"]


def block(value: Any, indent: int = 0) -> list[str]:
    """A list or mapping that is not empty as lines of block style, relative to ``indent``."""
    if is_mapping(value):
        return [line for name, part in value.items() for line in entry(name, part, indent)]
    return [line for part in value for line in item(part, indent)]


def item(value: Any, indent: int = 0) -> list[str]:
    """An entry of a block list as lines: flow style where it fits, else block style."""
    line = f"- {flow(value)}"
    if isinstance(value, str) or not value or len(line) + indent <= WIDTH:
        return [line]
    return block_item(value, indent)


def block_item(value: Any, indent: int = 0) -> list[str]:
    """A list or mapping that is not empty as an entry of a block list, in block style itself."""
    first, *rest = block(value, indent + 2)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def dump_front(front: Mapping[str, Any]) -> str:
    """A whole front matter block with its two ``---`` lines, for a file that gov creates."""
    lines = [line for name, value in front.items() for line in entry(name, value)]
    return "\n".join(["---", *lines, "---", ""])


def _wants_block(value: Any, indent: int) -> bool:
    if not value or isinstance(value, str):
        return False
    if indent == 0 and isinstance(value, Mapping):
        return True
    nested = not isinstance(value, Mapping) and any(
        isinstance(part, (Mapping, list, tuple)) for part in value
    )
    return nested or len(flow(value)) + indent > WIDTH


def _is_plain(text: str) -> bool:
    return re.fullmatch(_PLAIN, text) is not None and re.search(_BREAKS_PLAIN, text) is None


def _looks_like_another_type(text: str) -> bool:
    return re.fullmatch(_ANOTHER_TYPE, text) is not None


def _quoted(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise GovError("text that is no Unicode cannot be written") from error
    if re.search(_ESCAPED, text) is None:
        return f'"{text}"'
    if "'" not in text and not re.search(_UNPRINTABLE, text):
        return f"'{text}'"
    return '"' + re.sub(_ESCAPED, _escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    number = ord(sign)
    short = f"\\x{number:02X}" if number <= 0xFF else f"\\u{number:04X}"  # noqa: PLR2004  YAML's own limit
    return _ESCAPES.get(sign) or (short if number <= 0xFFFF else f"\\U{number:08X}")  # noqa: PLR2004
