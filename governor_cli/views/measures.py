"""Incident measures for people, for reports, for spreadsheets and for scripts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from governor_cli.core.instants import format_duration
from governor_cli.practices.incident.measures import FEW, Group, Measured, Summary
from governor_cli.views import ink
from governor_cli.views.cells import markdown_cell, markdown_table, spreadsheet_cell
from governor_cli.views.columns import table

_HEADER = ("measure", "from", "to", "n", "left out", "median", "p90", "range")
_CSV = ("by", "value", "incidents", "name", "from", "to", "unit", "n", "pending", "not_applicable", "invalid")
_CSV_VALUES = ("median", "p90", "min", "max")


# for scripts


def measures_data(found: Measured) -> dict[str, Any]:
    """``{measures: [{name, from, to, unit, n, excluded, median, p90, incidents}]}``, and the same by group.

    ``incidents`` lists those behind fewer than five values, their seconds beside them in ``values``.
    """
    return {
        "measures": [_summary_data(summary) for summary in found.overall.summaries],
        "incidents": found.overall.incidents,
        "updates": _updates_data(found.overall),
        "acknowledged": _kept_data(found.overall),
        "left_out": dict(found.left_out),
        "groups": [
            {
                "by": group.by,
                "value": group.value,
                "incidents": group.incidents,
                "measures": [_summary_data(summary) for summary in group.summaries],
                "updates": _updates_data(group),
                "acknowledged": _kept_data(group),
            }
            for group in found.groups
        ],
    }


def _summary_data(summary: Summary) -> dict[str, Any]:
    few = summary.values if summary.n < FEW else ()
    low, high = summary.spread.range or (None, None)
    return {
        "name": summary.measure.name,
        "from": summary.measure.start,
        "to": summary.measure.end,
        "unit": "s",
        "n": summary.n,
        "excluded": summary.left_out,
        "exclusions": dict(summary.excluded),
        "median": summary.spread.median,
        "p90": summary.spread.p90,
        "min": low,
        "max": high,
        "incidents": [value.incident for value in few],
        "values": [value.seconds for value in few],
    }


def _updates_data(group: Group) -> dict[str, int]:
    return {"on_time": group.updates.on_time, "due": group.updates.due}


def _kept_data(group: Group) -> dict[str, Any]:
    return {"kept": group.acknowledged.kept, "breached": len(group.acknowledged.broken)}


# for people


def measures_text(found: Measured) -> str:
    """A table for all incidents, then one for each group."""
    parts = [_block(found.overall, _heading(found)), *(_block(one, _named(one)) for one in found.groups)]
    return "\n\n".join([*parts, *_foot(found)]) + "\n"


def _block(group: Group, heading: str) -> str:
    rows = [row for summary in group.summaries for row in _rows(summary)]
    return f"{ink.bold(heading)}\n{table(rows, _HEADER)}\n{_promises(group)}"


def _heading(found: Measured) -> str:
    return _incidents(found.overall)


def _named(group: Group) -> str:
    return f"{group.by} {group.value}: {_incidents(group)}"


def _incidents(group: Group) -> str:
    return f"{group.incidents} incident{'' if group.incidents == 1 else 's'}"


def _rows(summary: Summary) -> Iterator[tuple[str, ...]]:
    measure = summary.measure
    ends = (measure.name.replace("_", " "), measure.start, measure.end, str(summary.n), _left_out(summary))
    if 0 < summary.n < FEW:
        yield (*ends, ", ".join(f"{_length(value.seconds)} {value.incident}" for value in summary.values))
    else:
        low, high = summary.spread.range or (None, None)
        span = f"{_length(low)} to {_length(high)}" if low is not None else "-"
        yield (*ends, _length(summary.spread.median), _length(summary.spread.p90), span)


def _left_out(summary: Summary) -> str:
    told = [f"{count} {why.replace('_', ' ')}" for why, count in summary.excluded.items() if count]
    return ", ".join(told) or "-"


def _length(seconds: float | None) -> str:
    return "-" if seconds is None else format_duration(timedelta(seconds=round(seconds)))


def _promises(group: Group) -> str:
    updates, kept = group.updates, group.acknowledged
    told = f"acknowledged in time: {kept.kept} of {kept.kept + len(kept.broken)}"
    return f"updates on time: {updates.on_time} of {updates.due}; {told}"


def _foot(found: Measured) -> Iterator[str]:
    told = [f"{count} {why}" for why, count in found.left_out.items() if count]
    if told:
        yield ink.dim(f"left out: {', '.join(told)}")


# for reports


def measures_markdown(found: Measured) -> str:
    """The same as Markdown tables."""
    parts = [_markdown_block("All incidents", found.overall)]
    parts += [_markdown_block(f"{group.by.capitalize()} {group.value}", group) for group in found.groups]
    foot = [ink.plain(text) for text in _foot(found)]
    return "\n\n".join([*parts, *(f"{text[0].upper()}{text[1:]}." for text in foot)]) + "\n"


def _markdown_block(title: str, group: Group) -> str:
    rows = [row for summary in group.summaries for row in _rows(summary)]
    told = _promises(group)
    table_text = markdown_table(_HEADER, rows)
    return f"## {markdown_cell(title)}\n\n{_incidents(group)}; {told}.\n\n{table_text}"


# for spreadsheets


def measures_csv(found: Measured) -> str:
    """A line a measure and group; RFC 4180."""
    import csv
    from io import StringIO

    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*_CSV, *_CSV_VALUES])
    for group in (found.overall, *found.groups):
        for summary in group.summaries:
            measure, excluded = summary.measure, summary.excluded
            low, high = summary.spread.range or ("", "")
            figures = ("" if one is None else one for one in (summary.spread.median, summary.spread.p90))
            writer.writerow(
                [
                    group.by or "all",
                    spreadsheet_cell(group.value),
                    group.incidents,
                    measure.name,
                    measure.start,
                    measure.end,
                    "s",
                    summary.n,
                    *(excluded[why] for why in ("pending", "not_applicable", "invalid")),
                    *figures,
                    low,
                    high,
                ]
            )
    return file.getvalue()
