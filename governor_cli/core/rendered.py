"""Rendered text, recognised again: what stands in a document against what should."""

from zlib import crc32


def fingerprint(text: str) -> str:
    """What a rendered block says, whatever its line endings and the blanks around its lines."""
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    return f"{crc32(lines.encode('utf-8', 'surrogatepass')):08x}"
