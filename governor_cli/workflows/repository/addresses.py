"""An address that somebody types to be kept in the repository: whole, and with no login in it."""

import re

from governor_cli.core.errors import UsageError
from governor_cli.core.forms import url

_BEGINS_LIKE_ONE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LOGIN = re.compile(r"(?<=://)[^/?#]*@")


def is_meant_as_address(text: str) -> bool:
    """Whether a text begins as addresses do, with ``https://`` or another scheme."""
    return _BEGINS_LIKE_ONE.match(text) is not None


def address_given(text: str, what: str = "") -> str:
    """The address, which everybody who reads the repository may see.

    UsageError for anything else; ``what`` says which option it was given to. A login is not repeated.
    """
    called = f"{what} " if what else ""
    if _LOGIN.search(text):
        hint = "Give it without user and password: everybody who reads the repository will see it."
        raise UsageError(f"{called}`{_LOGIN.sub('***@', text)}` holds a login", hint=hint)
    try:
        return url(text)
    except ValueError as error:
        hint = "Write the whole address, with https://."
        raise UsageError(f"{called}`{text}` {error}", hint=hint) from None
