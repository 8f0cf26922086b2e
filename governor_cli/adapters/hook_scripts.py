"""Which gov a hook starts, read from shell, YAML, TOML or JSON alike, and whether a shell would find it."""

import os
import re
import shutil
from collections.abc import Mapping

_START = re.compile(
    r"""(?:\b(?P<runner>uv|uvx|poetry|pdm|pipenv|hatch|rye)\s+run\s+)?
    (?:'(?P<single>[^'\n]+)'|"(?P<double>[^"\n]+)"|(?P<plain>[^\s"'`;&|(){}\[\]]+))
    (?P<module>(?:\s+-P)?\s+-m\s+governor_cli)?\s+hook\s+run\b""",
    re.VERBOSE,
)
_LARGEST = 1 << 18


def starts_of_gov(text: str) -> list[str]:
    """The programs that lines outside comments start as ``gov hook run``, the first one first."""
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("#", "//")))
    found: list[str] = []
    for match in _START.finditer(code):
        program = match["single"] or match["double"] or match["plain"]
        if match["module"] or os.path.basename(program) == "gov":
            found.append(match["runner"] or program)
    return found


def finds(program: str, environment: Mapping[str, str]) -> bool:
    """Whether a shell would find a program, by its path or by its name."""
    return shutil.which(program, path=environment.get("PATH", os.defpath)) is not None


def text_of(file: str | os.PathLike[str]) -> str:
    """The beginning of a file as text; empty where it cannot be read."""
    try:
        with open(file, "rb") as opened:
            return opened.read(_LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
