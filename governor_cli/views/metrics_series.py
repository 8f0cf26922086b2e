"""Captures over time: pictures in text for a terminal, rows for spreadsheets, charts for Markdown."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from governor_cli.core.instants import format_instant
from governor_cli.practices.metrics.series import Mark, Series
from governor_cli.views import ink
from governor_cli.views.cells import spreadsheet_cell
from governor_cli.views.columns import table
from governor_cli.views.escape import one_line
from governor_cli.views.spark import bar, sparkline
from governor_cli.views.svg_chart import chart

_COLUMNS = ("at", "environment", "name", "value", "unit", "target", "ok")
_ABOUT = ("trigger", "incident", "phase", "source", "error")


def series_data(found: Sequence[Series], since: datetime | None, until: datetime | None) -> dict[str, Any]:
    """Numbers as numbers, ``measured`` as it was said; null where there is no data."""
    return {
        "since": format_instant(since) if since else None,
        "until": format_instant(until) if until else None,
        "series": [
            {
                "environment": one.environment,
                "name": one.name,
                "unit": one.unit or None,
                "target": one.target or None,
                "points": [_point(mark) for mark in one.marks],
            }
            for one in found
        ],
    }


def _point(mark: Mark) -> dict[str, Any]:
    return {
        "at": format_instant(mark.at),
        "value": mark.number,
        "measured": mark.value,
        "ok": mark.ok,
        "trigger": mark.trigger,
        "incident": mark.incident or None,
        "phase": mark.phase or None,
        "error": mark.error or None,
    }


def series_text(found: Sequence[Series]) -> str:
    """A block an environment, a line a series: its course, its last value, and that against the target."""
    blocks: list[str] = []
    for environment, group in groupby(found, key=lambda one: one.environment):
        told = list(group)
        first = min(one.marks[0].at for one in told)
        last = max(one.last.at for one in told)
        head = f"{ink.bold(environment)}  {ink.dim(f'{format_instant(first)} to {format_instant(last)}')}"
        header = ("measurement", "course", "n", "last", "", "target", "")
        blocks.append("\n".join([head, table([_row(one) for one in told], header)]))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _row(one: Series) -> tuple[str, ...]:
    known = [number for number in one.numbers if number is not None]
    last = one.last
    verdict = {True: ink.ink("green", "ok"), False: ink.ink("red", "missed"), None: ""}[last.ok]
    value = f"{last.value} {one.unit}" if one.unit and last.number is not None else last.value
    drawn = bar(last.number, one.target, max(map(abs, known), default=0.0))
    return (one.name, sparkline(one.numbers), str(len(known)), value, drawn, one.target, verdict)


def series_csv(found: Sequence[Series]) -> str:
    """A row a measurement, in the order of time; what is not known is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*_COLUMNS, *_ABOUT))
    writer.writerows(_csv_rows(found))
    return text.getvalue()


def _csv_rows(found: Sequence[Series]) -> Iterator[tuple[str, ...]]:
    marks = [(mark.at, one.environment, one.name, one, mark) for one in found for mark in one.marks]
    for at, environment, name, one, mark in sorted(marks, key=lambda row: row[:3]):
        ok = "" if mark.ok is None else str(mark.ok).lower()
        about, unit, target = map(spreadsheet_cell, (environment, one.unit, one.target))
        row = (format_instant(at), about, spreadsheet_cell(name), mark.value, unit, target, ok)
        source, error = map(spreadsheet_cell, (mark.source, mark.error))
        yield (*row, mark.trigger, mark.incident, mark.phase, source, error)


def series_markdown(found: Sequence[Series]) -> str:
    """A section an environment, a heading and an inline chart for each series."""
    lines: list[str] = []
    for environment, group in groupby(found, key=lambda one: one.environment):
        lines += [f"## {_plain(environment)}", ""]
        for one in group:
            last = one.last
            unit = f" {one.unit}" if one.unit and last.number is not None else ""
            target = f", target `{one_line(one.target).replace('`', ' ')}`" if one.target else ""
            points = [(mark.at, mark.number, mark.ok) for mark in one.marks]
            drawn = chart(f"{one.name} in {environment}", one.unit, one.target, points)
            lines += [f"### {_plain(one.name)}", "", f"Last: {last.value}{unit}{target}", "", drawn, ""]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """A name on one line that Markdown does not take for anything else."""
    shown = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{sign}" if sign in "\\`*_[]#|" else sign for sign in shown)
