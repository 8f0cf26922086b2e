"""Ids that two branches can choose at the same time: random, short, readable over the phone."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from governor_cli.core.errors import GovError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, so nothing is misread."""
INCIDENT_ID: Final = re.compile(f"INC-[0-9]{{8}}-[{ALPHABET}]{{4}}")
SUFFIX: Final = 4

_LONGEST_SLUG: Final = 50
_SHOWN: Final = 10


def new_incident_id(day: date) -> str:
    """``INC-20261123-7F3K``: the UTC date of declaration and four random characters."""
    import secrets

    return incident_id(day, "".join(secrets.choice(ALPHABET) for _ in range(SUFFIX)))


def incident_id(day: date, suffix: str) -> str:
    """The id of this day with a suffix that something else decides, such as an adopted file's blob."""
    return f"INC-{day:%Y%m%d}-{suffix}"


def match_id(given: str, ids: Iterable[str], what: str = "incident") -> str:
    """The one id meant by an id in full, a unique prefix, or its last four characters, in any case.

    GovError lists the matches when there are several, and says so when there is none.
    """
    known = list(dict.fromkeys(ids))
    wanted = given.strip().upper()
    exact = [known_id for known_id in known if known_id.upper() == wanted]
    matches = exact or [known_id for known_id in known if wanted and _answers(known_id.upper(), wanted)]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise GovError(f"there is no {what} `{given}`", hint=_nearby(given, known, what))
    raise GovError(
        f"`{given}` is the beginning or end of {len(matches)} {what}s",
        hint=f"Name one of {_enumerated(matches)}.",
    )


def slug(title: str) -> str:
    """A title as part of a file name: ASCII, at most 50 characters, never empty, no hyphen at the ends."""
    text = "-".join(ascii_words(title[: 8 * _LONGEST_SLUG]))
    if len(text) > _LONGEST_SLUG:
        cut = text[: _LONGEST_SLUG + 1]
        text = cut.rpartition("-")[0] or cut[:_LONGEST_SLUG]
    return text or "untitled"


def ascii_words(text: str) -> list[str]:
    """The words of a text in small ASCII letters: of ``Störung`` its ``storung``, of other scripts none."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.translate(_SPELT_OUT))
    return re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())


_SPELT_OUT: Final = {
    ord(letter): spelling
    for letter, spelling in {
        "ß": "ss",
        "ø": "o",
        "Ø": "O",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "ð": "d",
        "þ": "th",
    }.items()
} | dict.fromkeys(map(ord, "'’"))
"""Letters that no decomposition turns into ASCII; an apostrophe joins its word."""


def _answers(known: str, wanted: str) -> bool:
    return known.startswith(wanted) or (len(wanted) == SUFFIX and known.endswith(f"-{wanted}"))


def _nearby(given: str, known: list[str], what: str) -> str:
    from governor_cli.core.suggest import did_you_mean

    if not known:
        return f"No {what} is recorded yet."
    suffixes = {known_id[-SUFFIX:]: known_id for known_id in known}
    meant = did_you_mean(given, known) or suffixes.get(did_you_mean(given, suffixes) or "")
    if meant:
        return f"Did you mean `{meant}`?"
    return f"Name one of {_enumerated(known)}."


def _enumerated(ids: list[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more
