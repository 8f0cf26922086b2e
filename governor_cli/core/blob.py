"""The id that Git gives to the bytes of a file, computed without Git."""

import hashlib


def blob_ids(data: bytes) -> tuple[str, str]:
    """The ids in a repository of either object format, SHA-1 and SHA-256."""
    stored = b"blob %d\0" % len(data) + data
    return hashlib.sha1(stored, usedforsecurity=False).hexdigest(), hashlib.sha256(stored).hexdigest()
