"""The files that gov starts new artifacts and repositories from."""

from pathlib import Path

from governor_cli.core.errors import GovError

_PACKAGE = Path(__file__).parent.parent
_FOLDERS = (_PACKAGE / "_templates", _PACKAGE.parent / "templates")
"""Inside an installed wheel, and in a checkout."""


def text(name: str) -> str:
    """A template by its file name, such as ``incident.md``."""
    for folder in _FOLDERS:
        file = folder / name
        if file.is_file():
            return file.read_text(encoding="utf-8")
    raise GovError(f"the installation has no template {name}", hint="Install governor-oncall again.")
