"""DORA for reports and spreadsheets: Markdown with a chart of each metric over the months, and CSV."""

import csv
from collections.abc import Iterator
from io import StringIO

from governor_cli.core.instants import format_instant
from governor_cli.practices.dora.measures import Dora, Group
from governor_cli.practices.dora.metrics import Metric
from governor_cli.views.cells import markdown_cell, markdown_table, spreadsheet_cell
from governor_cli.views.dora import GROUP_HEADER, HEADER, group_rows, how_many, rests_on, row, words
from governor_cli.views.svg_chart import Point, chart

_COLUMNS = (
    "environment",
    "by",
    "group",
    "since",
    "until",
    "deployments",
    "name",
    "unit",
    "value",
    "median",
    "p90",
)


def dora_markdown(found: Dora) -> str:
    """A table, what each metric means and rests on, a table for each way of grouping, charts by month."""
    service = f", {found.service}" if found.service else ""
    span = f"{format_instant(found.period.since)} to {format_instant(found.period.until)}"
    parts = [
        f"## DORA: {markdown_cell(found.environment + service)}",
        f"{span}, {how_many(found.overall)}.",
    ]
    parts.append(markdown_table(HEADER[:-1], [row(one) for one in found.overall.metrics]))
    parts.append("\n".join(f"- {_meaning(one)}" for one in found.overall.metrics))
    for by, rows in group_rows(found):
        parts += [f"### By {by}", markdown_table((by, *GROUP_HEADER), rows)]
    return "\n\n".join([*parts, *_charts(found)]) + "\n"


def _meaning(one: Metric) -> str:
    rests = "".join(f"; {markdown_cell(text)}" for text in rests_on(one))
    return f"**{words(one.definition.name)}**: {one.definition.sentence}{rests}."


def _charts(found: Dora) -> Iterator[str]:
    months = [group for group in found.groups if group.by == "month"]
    if len(months) < 2:  # noqa: PLR2004 - one point is no course
        return
    yield "### Course"
    for at, metric in enumerate(found.overall.metrics):
        points: list[Point] = [(one.period.since, one.metrics[at].value, None) for one in months]
        title = f"{words(metric.definition.name)} in {found.environment}"
        yield chart(title, metric.definition.unit, "", points)


def dora_csv(found: Dora) -> str:
    """A line a metric and group; RFC 4180."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow((*_COLUMNS, "n", "excluded"))
    for group in (found.overall, *found.groups):
        for one in group.metrics:
            writer.writerow(_cells(found, group, one))
    return file.getvalue()


def _cells(found: Dora, group: Group, one: Metric) -> tuple[object, ...]:
    environment = group.value if group.by == "environment" else found.environment
    span = (format_instant(group.period.since), format_instant(group.period.until))
    figures = ("" if value is None else value for value in (one.value, one.median, one.p90))
    about = (
        spreadsheet_cell(environment),
        group.by or "all",
        spreadsheet_cell(group.value),
        *span,
        group.deployments,
    )
    return (*about, one.definition.name, one.definition.unit, *figures, one.n, sum(one.excluded.values()))
