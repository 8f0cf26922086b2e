"""What of a secret is one too: the parts of an address that let somebody in."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

_SHORTEST = 6
_WORD = re.compile("[a-z_-]*")
"""What an address says of itself, such as ``services``; what is made at random is more than that."""


def secret_parts(secret: str) -> list[str]:
    """The secret, and of an address its password, its path, and what may be a token in path or query.

    The longest come first, so that replacing one leaves no rest of another.
    """
    return sorted({secret, *_of_address(secret)} - {""}, key=lambda part: (-len(part), part))


def _of_address(text: str) -> Iterator[str]:
    try:
        address = urlsplit(text)
        if not (address.scheme and address.netloc):
            return
        password = address.password
    except ValueError:
        return
    if password:
        yield from (password, unquote(password))
    values = (pair.partition("=")[2] for pair in address.query.split("&"))
    for part in (address.path, address.query, *address.path.split("/"), *values):
        if len(part) >= _SHORTEST and not _WORD.fullmatch(part):
            yield from (part, unquote(part))
