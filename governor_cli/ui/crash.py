"""The crash report: enough to find a bug, without the secrets of the machine it happened on."""

import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path

from governor_cli import __version__
from governor_cli.core.secret_parts import secret_parts

_SECRET_NAME = re.compile(
    r"TOKEN|SECRET|PASS|KEY|WEBHOOK|CREDENTIAL|AUTH|COOKIE|DSN|ROUTING|PRIVATE|SESSION|SMTP", re.IGNORECASE
)
_SECRET_IN_URL = re.compile(r"(?<=://)[^\s/@]+@")
_SHORTEST = 4  # replacing shorter values would make the report unreadable and hide nothing


def keep_report(error: BaseException) -> Path | None:
    """Write the report to ``.git/gov/crash/`` or, outside a repository, to the temporary folder."""
    text = redacted(report(error), os.environ)
    for folder in (_folder_in_git, _folder_elsewhere):
        try:
            return _written(folder(), text)
        except Exception:  # noqa: BLE001, S112 - while reporting a bug nothing else may stand in the way
            continue
    return None


def report(error: BaseException) -> str:
    """What happened, where and with what; no values of variables."""
    return "\n".join(
        [
            f"gov {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"arguments: {sys.argv[1:]!r}",
            "",
            *(line.rstrip("\n") for line in traceback.format_exception(error)),
            "",
        ]
    )


def redacted(text: str, environment: Mapping[str, str]) -> str:
    """The text without the values of variables that sound secret, and without logins in URLs."""
    named = ((name, value) for name, value in environment.items() if _SECRET_NAME.search(name))
    secrets = [(name, part) for name, value in named for part in secret_parts(value)]
    for name, value in sorted(secrets, key=lambda item: -len(item[1])):
        if len(value) >= _SHORTEST:
            text = text.replace(value, f"<{name}>").replace(repr(value)[1:-1], f"<{name}>")
    return _SECRET_IN_URL.sub("<login>@", text)


def _folder_in_git() -> Path:
    from governor_cli.adapters.discovery import discover

    folder = Path(discover().common_dir) / "gov" / "crash"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _folder_elsewhere() -> Path:
    return Path(tempfile.mkdtemp(prefix="gov-crash-"))


def _written(folder: Path, text: str) -> Path:
    number, name = tempfile.mkstemp(prefix="crash-", suffix=".txt", dir=folder)
    with open(number, "w", encoding="utf-8", errors="backslashreplace") as file:  # noqa: PTH123 - a descriptor
        file.write(text)
    return Path(name)
