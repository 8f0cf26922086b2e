"""Suggestions: the known word that somebody probably meant."""

from collections.abc import Iterable

_LONGEST = 60
"""Nobody mistypes a word longer than this; comparing costs the square of the length."""
_LISTED = 12
"""More allowed values than this are a manual, not a hint."""


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to this one, in any case, or None when nothing is close."""
    if not word or len(word) > _LONGEST:
        return None
    folded = {candidate.casefold(): candidate for candidate in known if len(candidate) <= _LONGEST}
    given = word.casefold()
    if given in folded:
        return folded[given]
    from difflib import get_close_matches

    close = get_close_matches(given, folded, n=1)
    return folded[close[0]] if close else _only_longer(given, folded)


def hint_for(word: str, known: Iterable[str], *, listed_by: str = "") -> str:
    """``Did you mean `open`? Allowed: open, closed.``, as far as there is something to say.

    ``listed_by`` is the command that lists them all, where they are too many for a hint.
    """
    words = list(dict.fromkeys(_ordered(known)))
    meant = did_you_mean(word, words)
    question = f"Did you mean `{meant}`?" if meant else ""
    return f"{question} {f'Run `{listed_by}` to see them all.' if listed_by else _allowed(words)}".strip()


def _ordered(known: Iterable[str]) -> Iterable[str]:
    """As they were given; a set, which Python orders anew in every run, from A to Z."""
    return sorted(known) if isinstance(known, (set, frozenset)) else known


def _only_longer(given: str, folded: dict[str, str]) -> str | None:
    """The one known word that begins with what was given: ``ack`` for ``acknowledged``."""
    longer = [candidate for candidate in folded if candidate.startswith(given)]
    return folded[longer[0]] if len(longer) == 1 else None


def _allowed(words: list[str]) -> str:
    if not words:
        return ""
    if len(words) <= _LISTED:
        return f"Allowed: {', '.join(words)}."
    return f"Allowed: {', '.join(words[:_LISTED])} and {len(words) - _LISTED} more."
