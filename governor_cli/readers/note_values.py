"""Values, targets and verdicts as people write them in a note: only what is certain is read."""

import re
from typing import Final

from governor_cli.kinds.metrics.compare import is_target, meets
from governor_cli.practices.metrics.measurement import Measurement, joined, one_line

_NUMBER: Final = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?"
_UNIT: Final = r"%|[A-Za-zµ°][A-Za-zµ°/²]{0,11}"
VALUE: Final = rf"(?P<number>{_NUMBER})[ \t]?(?P<unit>{_UNIT})?"
_TARGET: Final = rf"(?P<sign><=|>=|[<>=≤≥])[ \t]*(?P<number>{_NUMBER})[ \t]?(?P<unit>{_UNIT})?"
_NOTHING: Final = frozenset(
    {"", "-", "–", "—", "n/a", "na", "none", "unknown", "no data", "nodata", "tbd", "?"}
)
_GOOD: Final = "yes y ok okay pass passed met true green good healthy up ✅ ✓ 🟢"
_BAD: Final = "no n fail failed missed false red bad unhealthy down ❌ ✗ 🔴"
_MARKUP: Final = r"[*`]+|(?<![^\s])_+|_+(?![^\s])|!?\[([^\]]{0,200})\]\([^)\s]{0,500}\)"
_ASCII_SIGN: Final = {"≤": "<=", "≥": ">="}
LONGEST_NAME: Final = 120


def plain(text: str) -> str:
    """Text without emphasis, code marks and the addresses of links."""
    return re.sub(_MARKUP, lambda match: match[1] or "", text).strip()


def measured(
    name: str, value: str, *, target: str = "", unit: str = "", said: str = ""
) -> Measurement | None:
    """One measurement from the words of a note; None where the value is no certain number.

    ``said`` is the note's own verdict: it counts where there is no target to go by, and is kept
    as a remark where it disagrees.
    """
    name, value = one_line(plain(name), LONGEST_NAME), plain(value)
    if not name:
        return None
    known = Measurement(name, unit=plain(unit))
    if value.casefold() in _NOTHING:
        return known._replace(error=f"the note says {value or 'nothing'}")
    match = re.fullmatch(VALUE, value)
    if match is None or (match["unit"] and known.unit and match["unit"] != known.unit):
        return None
    known = known._replace(value=match["number"].replace(",", ""), unit=match["unit"] or known.unit)
    return _judged(known, plain(target), _verdict(said))


def _judged(known: Measurement, target: str, said: bool | None) -> Measurement:
    written = _target(target, known.unit) if target else ""
    if not written:
        remark = f"target {one_line(target)}" if target and target.casefold() not in _NOTHING else ""
        return known._replace(ok=said, note=remark)
    met = meets(known.value, written)
    claim = "" if said is None or said == met else f"the note says {'ok' if said else 'missed'}"
    return known._replace(target=written, ok=met, note=joined([claim]))


def _target(text: str, unit: str) -> str:
    """A target in the unit of its value; "" where it is none, or in another."""
    match = re.fullmatch(_TARGET, text)
    if match is None or (match["unit"] and match["unit"] != unit):
        return ""
    written = f"{_ASCII_SIGN.get(match['sign'], match['sign'])} {match['number'].replace(',', '')}"
    return written if is_target(written) else ""


def _verdict(said: str) -> bool | None:
    word = (plain(said).casefold().split() or [""])[0].strip(".!,;")
    if word in _GOOD.split():
        return True
    return False if word in _BAD.split() else None
