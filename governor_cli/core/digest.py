"""Digests by Python's own modules: loading OpenSSL for ``hashlib`` takes 2 ms, more than most hashing."""

from functools import cache, partial
from importlib import import_module
from typing import Any, Final

_OWN: Final = {"sha1": ("_sha1",), "sha256": ("_sha2", "_sha256"), "blake2b": ("_blake2",)}
"""Where Python keeps each; the names are its own affair, so ``hashlib`` is asked where none is there."""
_DIGITS: Final = 64


def sha1(data: bytes) -> str:
    """SHA-1 in hexadecimal digits, for ids that git gives."""
    return _digits("sha1", data)


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return _digits("sha256", data)


def quick(data: bytes) -> str:
    """A name for some bytes in a cache of ours: 64 digits of BLAKE2b, the quickest of the three."""
    return _digits("blake2b", data)[:_DIGITS]


def _digits(name: str, data: bytes) -> str:
    found: str = _algorithm(name)(data).hexdigest()
    return found


@cache
def _algorithm(name: str) -> Any:
    for module in _OWN[name]:
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
    from hashlib import new

    return partial(new, name, usedforsecurity=False)
