"""The files that gov starts new artifacts and repositories from."""

import os

from governor_cli.core.errors import GovError

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_FOLDERS = (os.path.join(_PACKAGE, "_templates"), os.path.join(os.path.dirname(_PACKAGE), "templates"))
"""Inside an installed wheel, and in a checkout."""


def text(name: str) -> str:
    """A template by its file name, such as ``incident.md``."""
    for folder in _FOLDERS:
        file = os.path.join(folder, name)
        if os.path.isfile(file):
            with open(file, encoding="utf-8") as opened:
                return opened.read()
    raise GovError(f"the installation has no template {name}", hint="Install governor-oncall again.")
