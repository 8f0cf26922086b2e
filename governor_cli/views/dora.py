"""DORA for people, reports, spreadsheets and scripts; each metric with what it means and rests on."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from typing import Any

from governor_cli.core.instants import format_duration, format_instant
from governor_cli.practices.dora.definitions import DEFINITIONS
from governor_cli.practices.dora.measures import Dora, Group
from governor_cli.practices.dora.metrics import Metric
from governor_cli.practices.incident.measures import FEW
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.spark import sparkline

HEADER = ("metric", "value", "p90", "n", "left out", "by month")
_MANY = 10
GROUP_HEADER = ("deployments", "lead time", "frequency", "recovery", "fail rate", "rework rate")


# for scripts


def dora_data(found: Dora) -> dict[str, Any]:
    """``{since, until, metrics: [{name, definition, value, unit, n, excluded}]}``, and the same by group."""
    return {
        "since": format_instant(found.period.since),
        "until": format_instant(found.period.until),
        "environment": found.environment,
        "service": found.service or None,
        "deployments": found.overall.deployments,
        "metrics": [_metric_data(one) for one in found.overall.metrics],
        "groups": [
            {
                "by": group.by,
                "value": group.value,
                "since": format_instant(group.period.since),
                "until": format_instant(group.period.until),
                "deployments": group.deployments,
                "metrics": [_metric_data(one) for one in group.metrics],
            }
            for group in found.groups
        ],
    }


def _metric_data(one: Metric) -> dict[str, Any]:
    return {
        "name": one.definition.name,
        "definition": one.definition.sentence,
        "value": one.value,
        "unit": one.definition.unit,
        "n": one.n,
        "excluded": sum(one.excluded.values()),
        "exclusions": dict(one.excluded),
        "median": one.median,
        "p90": one.p90,
        "anchors": dict(one.anchors),
        "behind": list(one.behind),
    }


# for people


def dora_text(found: Dora) -> str:
    """The metrics, a table for each way of grouping, then what they mean and rest on."""
    span = f"{format_instant(found.period.since)} to {format_instant(found.period.until)}"
    service = f" {found.service}" if found.service else ""
    head = f"{ink.bold(found.environment + service)}  {ink.dim(span)}  {how_many(found.overall)}"
    courses = _courses(found)
    rows = [(*row(one), course) for one, course in zip(found.overall.metrics, courses, strict=True)]
    parts = [f"{head}\n{table(rows, HEADER)}"]
    parts += [table(rows, (by, *GROUP_HEADER)) for by, rows in group_rows(found)]
    if any(one.n or one.excluded for one in found.overall.metrics):
        parts.append("\n".join(_explained(found)))
    return "\n\n".join(parts) + "\n"


def how_many(group: Group) -> str:
    """Its deployments, counted."""
    return f"{group.deployments} deployment{'' if group.deployments == 1 else 's'}"


def row(one: Metric) -> tuple[str, ...]:
    """The cells of a metric."""
    unit = one.definition.unit
    p90 = _in_unit(one.p90, unit) if one.p90 is not None else "-"
    return (words(one.definition.name), figure(one), p90, str(one.n), left_out(one.excluded))


def figure(one: Metric) -> str:
    """A metric's value as people say it: ``2h30m``, ``0.43 a day``, ``25 %``; ``no data`` where n is 0."""
    return "no data" if one.value is None else _in_unit(one.value, one.definition.unit)


def _in_unit(value: float, unit: str) -> str:
    if unit == "s":
        return length(value)
    if unit == "fraction":
        return f"{value * 100:.3g} %"
    return f"{value:.0f} {unit}" if value >= _MANY else f"{value:.2g} {unit}"


def length(seconds: float) -> str:
    """A length as exact as anybody reads it: minutes from an hour on, hours from two days on."""
    steps = ((172_800, 3_600), (3_600, 60))
    step = next((size for least, size in steps if seconds >= least), 1)
    return format_duration(timedelta(seconds=round(seconds / step) * step))


def words(name: str) -> str:
    """A name for people."""
    return name.replace("_", " ")


def left_out(excluded: Mapping[str, int]) -> str:
    """What does not count, by why."""
    return ", ".join(f"{count} {words(why)}" for why, count in excluded.items() if count) or "-"


def group_rows(found: Dora) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """A table for each way of grouping, a line a group; none that would only repeat the whole."""
    for by, groups in groupby(found.groups, key=lambda one: one.by):
        told = list(groups)
        if len(told) > 1 or told[0].deployments != found.overall.deployments:
            yield by, [_group_row(one) for one in told]


def _group_row(one: Group) -> tuple[str, ...]:
    return (one.value, str(one.deployments), *(_short(metric) for metric in one.metrics))


def _short(one: Metric) -> str:
    return "-" if one.value is None else f"{figure(one)} ({one.n})"


def _courses(found: Dora) -> list[str]:
    """The course of each metric over the months; nothing where there is but one."""
    months = [group for group in found.groups if group.by == "month"]
    if len(months) < 2:  # noqa: PLR2004 - one point is no course
        return [""] * len(DEFINITIONS)
    return [sparkline([group.metrics[at].value for group in months]) for at in range(len(DEFINITIONS))]


def _explained(found: Dora) -> Iterator[str]:
    for one in found.overall.metrics:
        name = words(one.definition.name)
        yield f"{name}: {ink.dim(one.definition.sentence)}"
        yield from (f"  {text}" for text in rests_on(one))


def rests_on(one: Metric) -> list[str]:
    """What a value rests on: its anchors; and where they are few, the incidents or deployments themselves."""
    told = ", ".join(f"{what} ({count})" for what, count in one.anchors.items())
    named = one.behind if len(one.behind) < FEW else ()
    counted = ", ".join(named)
    return [
        text for text in (f"from: {told}" if told else "", f"counted: {counted}" if named else "") if text
    ]
