"""An example of a rule: a document that stays silent or speaks, and what is said about it."""

from typing import NamedTuple


class Example(NamedTuple):
    """A case under its file name; ``expected`` is what gov says, a line a finding, nothing where it is good.

    Where the case is a small repository, ``text`` holds every file after a line with its name.
    """

    name: str
    text: str
    expected: str = ""
