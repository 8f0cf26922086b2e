"""The rendered tables of a day's captures."""

from collections.abc import Iterator, Mapping

from governor_cli.core.document import Document
from governor_cli.core.instants import format_duration, format_instant
from governor_cli.kinds.metrics.model import Capture, Health, Metrics

BLOCK = "captures"
_HEADER = "| Measurement | Value | Target | OK |\n| --- | --- | --- | --- |\n"


def blocks(record: Metrics, _document: Document) -> Mapping[str, str]:
    """The block `captures`: a heading and a table for each capture."""
    return {BLOCK: "\n".join(_capture(capture) for capture in record.captures) or "No captures yet.\n"}


def _capture(capture: Capture) -> str:
    rows = "".join(_row(health) for health in capture.health)
    return f"### {' '.join(_about(capture))}\n\n{_HEADER}{rows}"


def _about(capture: Capture) -> Iterator[str]:
    from governor_cli.core.markdown_edit import escape_cell

    yield format_instant(capture.at)
    yield escape_cell(capture.environment)
    if capture.phase:
        yield capture.phase
    yield capture.incident or capture.trigger
    if capture.window:
        yield f"over {format_duration(capture.window)}"


def _row(health: Health) -> str:
    from governor_cli.core.markdown_edit import escape_cell

    value = f"{health.value} {health.unit}" if health.unit and health.value[-1].isdigit() else health.value
    fine = {True: "yes", False: "**no**", None: health.error or ""}[health.ok]
    shown = (health.name, value, health.target or "", f"{fine} {health.note or ''}".strip())
    return f"| {' | '.join(escape_cell(cell) for cell in shown)} |\n"
