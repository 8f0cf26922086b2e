"""Contact values as they can be shown: private ones as far as they are kept on this machine."""

from collections.abc import Mapping
from typing import Any, Final

from governor_cli.kinds.roster.model import PRIVATE

ELSEWHERE: Final = "kept elsewhere"


def revealed(method: str, value: str, private: Mapping[str, Any]) -> str:
    """The value itself; of a private one what is kept under its name for this method."""
    if not value.startswith(PRIVATE):
        return value
    kept = private.get(value.removeprefix(PRIVATE))
    if isinstance(kept, Mapping):
        kept = kept.get(method)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return kept if isinstance(kept, str) and kept else ELSEWHERE
