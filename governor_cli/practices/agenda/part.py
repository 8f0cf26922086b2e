"""A generated part of an agenda: between two markers, sealed, so that what people wrote there is seen.

What stands in an agenda was true when it was written. It does not follow from the front matter, so
nothing compares it later; but nothing that somebody typed into it is ever written over either.
"""

import re
from typing import Final, NamedTuple
from zlib import crc32

from governor_cli.core.markdown_markers import Block
from governor_cli.practices.agenda.decision_cells import is_clear, without_decisions

_SEAL: Final = "seal"
ATTENDEES: Final = "attendees"
ACTIONS: Final = "actions"
INCIDENTS: Final = "incidents"
"""The parts that are also read: people decide in them, and later agendas start from them."""


class Part(NamedTuple):
    """``name`` of the block, the section it stands in, what its marker tells (``since=...``), its text."""

    name: str
    section: str
    about: str
    text: str
    moves: bool = False
    """Whether its marker is written anew though the text is the same."""

    @property
    def args(self) -> str:
        """What stands in the opening marker."""
        return f"{self.about} {_SEAL}={seal(self.text)}".strip()

    @property
    def marked(self) -> str:
        """The whole block."""
        return f"<!-- gov:{self.name} {self.args} -->\n{self.text}\n<!-- /gov:{self.name} -->"


def seal(text: str) -> str:
    """What a part says, whatever a formatter does to its blanks, and whatever was decided in it."""
    lines = (_plain(line) for line in without_decisions(text.strip()).splitlines())
    return f"{crc32(chr(10).join(lines).encode('utf-8', 'surrogatepass')):08x}"


def _plain(line: str) -> str:
    if "  " in line or "\t" in line:
        line = re.sub(r"[ \t]+", " ", line)
    return (re.sub(r"-{3,}", "---", line) if "----" in line else line).strip()


def is_same(part: Part, block: Block) -> bool:
    """Whether a block says already what a part says."""
    return not part.moves and told(block, _SEAL) == seal(part.text) and is_generated(block)


def is_generated(block: Block) -> bool:
    """Whether nobody but gov wrote what stands in a block, but for decisions; an empty one is nobody's."""
    if not block.text.strip():
        return True
    return told(block, _SEAL) == seal(block.text) and is_clear(block.text)


def told(block: Block, name: str) -> str:
    """What the marker says of something; "" where it does not."""
    match = re.search(rf"(?:^|\s){re.escape(name)}=(\S+)", block.args)
    return match[1] if match else ""
