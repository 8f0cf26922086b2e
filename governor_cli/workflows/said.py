"""Text that people type into a record: kept as it is, or refused; never something that steers a terminal."""

from governor_cli.core.errors import UsageError

LONGEST = 10_000
LONGEST_NAME = 100
"""Characters of what people call a service or an environment: it stands in tables and in lines to paste."""


def checked_line(text: str, what: str, longest: int) -> str:
    """One line exactly as given; UsageError where it is empty, too long, or holds a control character."""
    if not text.strip():
        raise UsageError(f"{what} is empty", hint="Say in a few words what is meant.")
    if len(text) > longest:
        hint = "Say it in a few words; the rest belongs in the report."
        raise UsageError(f"{what} has {len(text)} characters; {longest} are enough", hint=hint)
    odd = next((character for character in text if _is_control(character)), None)
    if odd is not None and _is_half(odd):
        raise UsageError(f"{what} is not UTF-8 text", hint="Set a UTF-8 locale, such as LC_ALL=C.UTF-8.")
    if odd is not None:
        shown = odd.encode("unicode_escape", "replace").decode()
        raise UsageError(
            f"{what} has a control character ({shown})", hint="Write it on one line, without escapes."
        )
    return text


def checked_name(text: str | None, what: str) -> str | None:
    """A name on one line, without blanks around it, no longer than names are; None where none is given."""
    return None if text is None else checked_line(text.strip(), what, LONGEST_NAME)


def checked_text(text: str, what: str) -> str:
    """Text for a row of the timeline, its lines and tabs made one line."""
    joined = " ".join(part for line in text.splitlines() for part in line.split(" ") if part)
    return checked_line(joined.replace("\t", " "), what, LONGEST)


def _is_half(character: str) -> bool:
    """Half a character: how Python carries a byte that is no UTF-8."""
    return 0xD800 <= ord(character) <= 0xDFFF  # noqa: PLR2004 - surrogates


def _is_control(character: str) -> bool:
    """Characters that end a line or steer a terminal, and halves of characters that are no text."""
    number = ord(character)
    return (
        number < 0x20  # noqa: PLR2004 - C0
        or 0x7F <= number <= 0x9F  # noqa: PLR2004 - DEL and C1
        or _is_half(character)
        or 0xFDD0 <= number <= 0xFDEF  # noqa: PLR2004 - noncharacters
        or number & 0xFFFE == 0xFFFE  # noqa: PLR2004 - noncharacters
        or character in "\u2028\u2029\ufeff"
    )
