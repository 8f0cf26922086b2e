"""A metrics note as teams write them: tables, `name: value` lines, exposition text, embedded JSON.

Only what is certain becomes a measurement; how many lines with numbers were left is said.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_instant
from governor_cli.core.markdown import Markdown, Table
from governor_cli.practices.metrics.measurement import Measurement, Reading, as_value, one_line
from governor_cli.readers.health import MOST, read_health
from governor_cli.readers.note_values import VALUE, measured, plain
from governor_cli.readers.plain_json import parsed
from governor_cli.readers.telemetry import read_telemetry

LARGEST: Final = 1 << 20
_LONGEST_LINE: Final = 400
_COLUMNS: Final = {
    "name": "metric measurement measure name check indicator kpi signal sli command query",
    "value": "value result current actual measured reading observed now count",
    "target": "target threshold goal slo objective gate limit expected",
    "unit": "unit units",
    "said": "ok ok? status state pass pass? met met? healthy",
}
"""What stands in a column -> the headings that say so."""
_NO_MEASURE: Final = "date time build version port pid pr ticket release week day step run id note notes"
_LINE: Final = (
    rf"[ \t]*(?:[-*+][ \t]+)?(?P<name>[^:=|]{{1,120}}?)[ \t]*[:=][ \t]*{VALUE}[ \t]*"
    r"(?P<rest>\(.{0,120}\)|[✅❌✓✗].{0,20})?[ \t]*"
)
_EXPOSED: Final = (
    r"(?P<name>[a-zA-Z_](?:[a-zA-Z0-9_:]{0,120}[a-zA-Z0-9_])?(?:\{[^{}]{0,200}\})?)[ \t]+"
    r"(?P<value>[0-9.eE+-]{1,40}|NaN|[+-]Inf)(?:[ \t]+[0-9]{1,16})?[ \t]*"
)
_INSTANT: Final = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})"
_READERS: Final[tuple[tuple[str, Callable[[bytes, str], Reading]], ...]] = (
    ("results", read_health),
    ("commands", read_telemetry),
)


def read_note(data: bytes, what: str = "the note") -> Reading:
    """What a note says was measured, perhaps nothing; GovError where it is no text, or too large."""
    if len(data) > LARGEST:
        raise GovError(f"{what} is larger than {LARGEST >> 20} MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GovError(f"{what} is not UTF-8") from None
    if text.lstrip()[:1] == "{":
        return _json(text, what)
    markdown = Markdown(text)
    embedded = [one for block in _fenced(markdown) for one in _embedded(block, what)]
    tabled, rows = _tables(markdown)
    lines, missed = _lines(_rest(markdown))
    found = _each_name_once([*embedded, *tabled, *lines])[:MOST]
    skipped = rows + missed
    left = "1 line with a number was" if skipped == 1 else f"{skipped} lines with numbers were"
    return Reading(tuple(found), _instant(text), notes=(f"{left} not read",) if skipped else ())


def _json(text: str, what: str) -> Reading:
    told = parsed(text.encode(), what)
    for key, reader in _READERS:
        if key in told:
            return reader(text.encode(), what)
    raise GovError(f"{what} is JSON, but neither a health check nor telemetry")


def _fenced(markdown: Markdown) -> Iterator[str]:
    lines = markdown.lines
    for first, last in markdown.bones.fences:
        yield "\n".join(lines[first + 1 : last])


def _embedded(block: str, what: str) -> Sequence[Measurement]:
    """The measurements of JSON in a fence; other code is passed over."""
    try:
        return _json(block, what).measurements if block.lstrip()[:1] == "{" else ()
    except GovError:
        return ()


def _tables(markdown: Markdown) -> tuple[list[Measurement], int]:
    """Measurements of every table that has a column for names and one for values, and rows not read."""
    found: list[Measurement] = []
    missed = 0
    for table in markdown.tables:
        columns = _columns(table)
        if "name" not in columns or "value" not in columns:
            continue
        for row in table.rows:
            cells = {
                key: row.cells[index] if index < len(row.cells) else "" for key, index in columns.items()
            }
            one = measured(cells.pop("name"), cells.pop("value"), **cells)
            found += [one] if one else []
            missed += one is None
    return found, missed


def _columns(table: Table) -> dict[str, int]:
    words = [plain(cell).casefold() for cell in table.header]
    found: dict[str, int] = {}
    for key, known in _COLUMNS.items():
        index = next((number for number, word in enumerate(words) if word in known.split()), None)
        if index is not None:
            found[key] = index
    return found


def _rest(markdown: Markdown) -> list[str]:
    """The lines outside fences of JSON, and outside tables."""
    within = {number for table in markdown.tables for number in range(table.line - 1, table.end_line)}
    for first, last in markdown.bones.fences:
        if "".join(markdown.lines[first + 1 : last]).lstrip()[:1] == "{":
            within.update(range(first, last + 1))
    return [line for number, line in enumerate(markdown.lines) if number not in within]


def _lines(lines: Sequence[str]) -> tuple[list[Measurement], int]:
    """`name: value` and exposition lines; how many others hold such a thing, but not certainly."""
    found: list[Measurement] = []
    missed = 0
    for line in lines:
        text = line.strip()
        if not text or text[0] == "#" or len(text) > _LONGEST_LINE:
            continue
        exposed = re.fullmatch(_EXPOSED, text)
        if exposed and (value := as_value(exposed["value"])) is not None:
            found.append(Measurement(one_line(exposed["name"]), value))
            continue
        match = re.fullmatch(_LINE, plain(text))
        if match is None:
            missed += re.search(r"[:=][ \t]*[~≈]?[0-9]", text) is not None and not _is_moment(text)
        elif plain(match["name"]).casefold() not in _NO_MEASURE.split():
            one = _from_line(match)
            found += [one] if one else []
            missed += one is None
    return found, missed


def _from_line(match: "re.Match[str]") -> Measurement | None:
    """The measurement of a line; None where its name is a sentence."""
    if re.search(r"[.,;!?](?:\s|$)", match["name"]):
        return None
    rest = (match["rest"] or "").strip("()")
    target = re.sub(r"(?i)^(?:target|goal|slo|threshold|limit|gate)[ \t]*:?[ \t]*", "", rest)
    has_target = target != rest or target[:1] in set("<>=≤≥")
    value = f"{match['number']} {match['unit'] or ''}".strip()
    return measured(
        match["name"], value, target=target if has_target else "", said="" if has_target else rest
    )


def _is_moment(text: str) -> bool:
    return re.search(r"\d{4}-\d{2}-\d{2}|\b\d{1,2}:\d{2}\b", text) is not None


def _each_name_once(found: list[Measurement]) -> list[Measurement]:
    """A name that stands twice gets a number: which one counts is not for gov to say."""
    seen: dict[str, int] = {}
    told: list[Measurement] = []
    for one in found:
        seen[one.name] = count = seen.get(one.name, 0) + 1
        told.append(one if count == 1 else one._replace(name=f"{one.name} ({count})"))
    return told


def _instant(text: str) -> datetime | None:
    match = re.search(_INSTANT, text)
    try:
        return parse_instant(match[0]) if match else None
    except ValueError:
        return None
