"""The id that Git gives to the bytes of a file, computed without Git."""

from governor_cli.core.digest import sha1, sha256


def blob_id(data: bytes, object_format: str) -> str:
    """The id in a repository whose object format is sha1 or sha256."""
    algorithm = sha256 if object_format == "sha256" else sha1
    return algorithm(b"blob %d\0" % len(data) + data)


def blob_ids(data: bytes) -> tuple[str, str]:
    """The ids in a repository of either object format, SHA-1 and SHA-256."""
    return blob_id(data, "sha1"), blob_id(data, "sha256")
