"""The digest of a capture: SHA-256 over what it says, however its YAML is laid out.

The bytes that are hashed are the capture's mapping as it is read from front matter (every
scalar is text or null, nothing is rounded or resolved), without ``provenance.digest``, as JSON
with sorted keys, no spaces, non-ASCII characters as they are, in UTF-8. So a changed, added or
removed value changes the digest; comments, quotes, key order and line breaks do not.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

PREFIX = "sha256:"


def own_bytes(capture: Mapping[str, Any]) -> bytes:
    """The bytes a capture's digest is taken over."""
    said = dict(capture)
    if isinstance(said.get("provenance"), Mapping):
        provenance = cast("Mapping[str, Any]", said["provenance"])
        said["provenance"] = {key: value for key, value in provenance.items() if key != "digest"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def digest(capture: Mapping[str, Any]) -> str:
    """``sha256:`` and 64 hexadecimal digits."""
    return PREFIX + hashlib.sha256(own_bytes(capture)).hexdigest()
