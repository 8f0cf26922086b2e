"""Front matter of other tools: YAML between dashes, TOML between pluses; its lines and its values."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from governor_cli.core import front_matter, yaml_values
from governor_cli.core.trees import is_mapping, is_sequence

_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST: Final = 200_000
_KEY_LINE: Final = r"^[ \t]*[\"']?{key}[\"']?[ \t]*[:=]"
_LOOKS_LIKE_YAML = re.compile(r"^[A-Za-z_][\w .-]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Front:
    """``text`` are the lines between the marks, ``language`` what they are written in; both may be empty."""

    text: str = ""
    language: str = ""
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    broken: bool = False
    """The values could not be read; the lines are kept all the same."""

    def line_of(self, key: str) -> int:
        """The line of the file, from 1, on which a top-level key stands."""
        found = re.search(_KEY_LINE.format(key=re.escape(key)), self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 2 if found else 1


def split(text: str) -> tuple[Front, str, int]:
    """The front matter, the text after it, and how many lines that took."""
    toml = _TOML.match(text)
    if toml:
        values = _toml_values(toml[1])
        return _front(toml[1], "toml", values), text[toml.end() :], text.count("\n", 0, toml.end())
    found = front_matter.split(text)
    block = text[found.start : found.end]
    if not found.exists or not found.closed or (block.strip() and not _LOOKS_LIKE_YAML.search(block)):
        return Front(), text, 0
    return _front(block, "yaml", _yaml_values(block)), text[found.body :], text.count("\n", 0, found.body)


def _front(text: str, language: str, values: dict[str, Any] | None) -> Front:
    return Front(text, language, values or {}, broken=values is None and bool(text.strip()))


def _yaml_values(text: str) -> dict[str, Any] | None:
    if len(text) > _LONGEST:
        return None
    tree = yaml_values.parse(text).tree
    return tree if is_mapping(tree) else None


def _toml_values(text: str) -> dict[str, Any] | None:
    """TOML knows types; here every value is text again, as YAML's are."""
    import tomllib

    if len(text) > _LONGEST:
        return None
    try:
        tree = tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    return {key: _as_text(value) for key, value in tree.items()}


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_sequence(value):
        return [_as_text(part) for part in value]
    return value if is_mapping(value) else str(value)
