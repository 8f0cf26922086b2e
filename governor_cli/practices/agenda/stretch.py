"""The time that an agenda looks back on."""

from datetime import datetime
from typing import NamedTuple


class Stretch(NamedTuple):
    """What an agenda looks back on; ``before`` is where the last one began, None at the first sync."""

    since: datetime
    until: datetime
    before: datetime | None = None
