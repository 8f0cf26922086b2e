"""The one envelope around every JSON answer."""

import json
from collections.abc import Mapping
from typing import Any

SCHEMA_VERSION = 1


def envelope(kind: str, data: Mapping[str, Any]) -> str:
    """``{"schema_version": 1, "kind": ..., "data": ...}``.

    ASCII only: the same bytes in every locale, and no escape sequence of a title reaches a terminal.
    """
    answer = {"schema_version": SCHEMA_VERSION, "kind": kind, "data": data}
    return json.dumps(answer, indent=2, allow_nan=False) + "\n"
