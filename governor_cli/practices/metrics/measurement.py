"""A measurement before it is written: what was measured, in text, exactly as the source said it."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.kinds.metrics.compare import meets
from governor_cli.kinds.metrics.model import NO_DATA, is_value

_LONGEST: Final = 400
"""Characters: the largest float written out has 309 digits, and nobody's table holds thousands."""
_INFINITE: Final = r"(?i)([+-]?)inf(?:inity)?"


class Measurement(NamedTuple):
    """One value with its unit, target and origin; what is not known is empty text."""

    name: str
    value: str = NO_DATA
    unit: str = ""
    target: str = ""
    ok: bool | None = None
    query: str = ""
    latency_ms: str = ""
    error: str = ""
    note: str = ""

    @property
    def is_data(self) -> bool:
        """Whether anything was measured at all."""
        return self.value != NO_DATA

    def judged(self) -> "Measurement":
        """With ``ok`` as value and target say, where the source did not say it."""
        if self.ok is not None or not self.target:
            return self
        return self._replace(ok=meets(self.value, self.target))

    def tree(self) -> dict[str, str]:
        """As it stands in front matter: text, without what is empty."""
        ok = "" if self.ok is None else str(self.ok).lower()
        named = {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "target": self.target,
            "ok": ok,
            "query": self.query,
            "latency_ms": self.latency_ms,
            "error": self.error,
            "note": self.note,
        }
        return {key: text for key, text in named.items() if text}


class Reading(NamedTuple):
    """What a file says was measured; ``at`` and ``environment`` only where it says so."""

    measurements: tuple[Measurement, ...]
    at: datetime | None = None
    environment: str = ""
    notes: tuple[str, ...] = ()


def as_value(text: str) -> str | None:
    """A number as metrics keep it, digits untouched; None for text that is none."""
    given = text.strip()
    if len(given) > _LONGEST:
        return None
    if infinite := re.fullmatch(_INFINITE, given):
        return f"{infinite[1] or '+'}Inf"
    if given.casefold() == "nan":
        return "NaN"
    return given if is_value(given) else None


def joined(parts: Iterable[str]) -> str:
    """Several remarks as one."""
    return "; ".join(part for part in parts if part)


def one_line(text: str, longest: int = 300) -> str:
    """Foreign text as a remark: one line, not too long, no control characters."""
    known = text.encode("utf-8", "replace").decode()
    line = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", known).strip()
    return line if len(line) <= longest else f"{line[: longest - 3]}..."
