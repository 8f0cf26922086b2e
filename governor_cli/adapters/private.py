"""Values kept out of history: looked up in the file GOV_PRIVATE names, else in .git/gov/private.yaml.

The file is a mapping of names to values, or to the values of several ways to reach somebody:
``ada: "+4930901820"`` or ``ada: {phone: "+4930901820", email: ada@example.com}``.
"""

import os
from collections.abc import Mapping
from typing import Any

from governor_cli.adapters.git import Git
from governor_cli.adapters.given import read_given
from governor_cli.core.errors import GovError

VARIABLE = "GOV_PRIVATE"
_BOUND = 1_000_000


def private_values(git: Git) -> Mapping[str, Any]:
    """Name -> value, or method -> value; empty where nobody keeps any here."""
    named = os.environ.get(VARIABLE)
    path = named or os.path.join(git.located.common_dir, "gov", "private.yaml")
    if not named and not os.path.lexists(path):
        return {}
    hint = f"Correct or unset {VARIABLE}." if named else "Make it a plain file that you may read."
    return _read(read_given(path, _BOUND, hint))


def _read(data: bytes) -> Mapping[str, Any]:
    """Text alone: a phone number must not become a number."""
    from governor_cli.core.document import read

    document = read("private.yaml", b"---\n" + data + b"\n---\n") if len(data) < _BOUND else None
    if document is None or document.faults:
        raise GovError("the private values cannot be read", hint="Write a mapping of names to values.")
    return document.front
