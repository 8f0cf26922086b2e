"""What is wrong with a file before any YAML is read: its bytes, its size, its frame, its merge."""

from collections.abc import Iterator
from itertools import islice

from governor_cli.core.finding import WHOLE_FILE, Fault
from governor_cli.core.front_matter import Split, begins_late, conflicts
from governor_cli.core.text import Decoded, Lines

FRONT_BOUND = 2 * 1024 * 1024
"""How many characters front matter may have: reading it costs about a third of a second per million."""

_MEGABYTE = 1024 * 1024
_CONFLICTS_TOLD = 100


def suspicious(decoded: Decoded, split: Split) -> bool:
    """Whether ``find`` could find anything: a few searches, for the many files that are fine."""
    text = decoded.text
    return (
        not split.exists
        or not split.closed
        or decoded.bad_at is not None
        or split.end - split.start > FRONT_BOUND
        or "\0" in text
        or "<<<<<<<" in text
        or ">>>>>>>" in text
    )


def parsable(front: str) -> bool:
    """Whether YAML's complaints about the front matter would add anything, and be there soon enough."""
    return len(front) <= FRONT_BOUND and "\0" not in front and not any(conflicts(front))


def too_large(bound: int) -> Fault:
    """The fault of a file that is not even decoded."""
    message = f"larger than {bound // _MEGABYTE} MB"
    return Fault("DOC010", message, "Keep large material elsewhere, and link to it.", place=WHOLE_FILE)


def find(decoded: Decoded, split: Split, lines: Lines) -> Iterator[Fault]:
    """Every fault of the text as a whole, in no particular order."""
    text, opening = decoded.text, lines.place(0, 3)
    if decoded.bad_at is not None:
        message = f"not UTF-8: the byte 0x{decoded.bad_byte:02x} stands here"
        place = lines.place(decoded.bad_at, decoded.bad_at + 1)
        yield Fault("DOC001", message, "Save the file as UTF-8.", place=place)
    if (nul := text.find("\0")) >= 0:
        place = lines.place(nul, nul + 1)
        yield Fault(
            "DOC002", "a NUL byte stands here", "Take it out, or store the file as it was.", place=place
        )
    if not split.exists:
        yield _no_front(text)
    if not split.closed:
        hint = "End it with a line that holds `---` and nothing else."
        yield Fault("DOC003", "the front matter is never closed", hint, place=opening)
    if split.end - split.start > FRONT_BOUND:
        message = f"front matter larger than {FRONT_BOUND // _MEGABYTE} MB"
        yield Fault("DOC010", message, "Keep long text in the body.", place=opening)
    for conflict in islice(conflicts(text), _CONFLICTS_TOLD):
        hint = "Choose what should stand, and take the markers out."
        yield Fault("DOC007", "a merge conflict is not resolved", hint, place=lines.place(*conflict))


def _no_front(text: str) -> Fault:
    if begins_late(text):
        message, hint = (
            "the front matter does not begin on the first line",
            "Take out the blank lines before it.",
        )
    else:
        message, hint = "no front matter", "Begin the file with a line `---`, then `kind: ...`."
    return Fault("DOC012", message, hint, place=WHOLE_FILE)
