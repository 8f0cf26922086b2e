"""Deployments for people, scripts and spreadsheets."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from governor_cli.core.instants import format_instant
from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.views import ink
from governor_cli.views.cells import spreadsheet_cell
from governor_cli.views.columns import table
from governor_cli.views.dora import left_out

_HEADER = ("at", "environment", "outcome", "planned", "services", "fixes", "commit", "name")
_COLUMNS = (
    "name",
    "at",
    "environment",
    "services",
    "commit",
    "outcome",
    "planned",
    "fixes",
    "approved_by",
    "dated",
)
_SHORT = 12
_INK = {"failed": "red", "rolled-back": "yellow", "success": "green"}


def deployment_data(one: Deployment) -> dict[str, Any]:
    """One deployment; null for what nobody says. ``dated`` is where its time comes from."""
    return {
        "name": one.name,
        "at": format_instant(one.at),
        "environment": one.environment,
        "services": list(one.services),
        "commit": one.commit,
        "outcome": one.outcome,
        "planned": one.planned,
        "fixes": list(one.fixes),
        "approved_by": one.approved_by.removeprefix("@") or None,
        "corrects": one.corrects or None,
        "source": one.source,
        "dated": one.dated,
    }


def deployments_data(found: Sequence[Deployment], excluded: Mapping[str, int]) -> dict[str, Any]:
    """``{deployments: [...], left_out: {why: count}}``, the latest first."""
    return {"deployments": [deployment_data(one) for one in found], "left_out": dict(excluded)}


def deployments_text(found: Sequence[Deployment], excluded: Mapping[str, int]) -> str:
    """A line a deployment, then what is none."""
    parts = [table(map(_row, found), _HEADER)] if found else []
    if excluded:
        parts.append(ink.dim(f"left out: {left_out(excluded)}"))
    return "\n".join(parts) + "\n" if parts else ""


def _row(one: Deployment) -> tuple[str, ...]:
    outcome = ink.ink(_INK[one.outcome], one.outcome) if one.outcome else "-"
    planned = "-" if one.planned is None else "yes" if one.planned else "no"
    services, fixes = ", ".join(one.services) or "-", ", ".join(one.fixes) or "-"
    commit = one.commit[:_SHORT] if one.commit else "-"
    return (format_instant(one.at), one.environment, outcome, planned, services, fixes, commit, one.name)


def recorded_text(one: Deployment) -> str:
    """What was just recorded, in one line."""
    what = f"{', '.join(one.services)} to {one.environment}" if one.services else one.environment
    planned = "planned" if one.planned else "unplanned"
    fixes = f", fixes {', '.join(one.fixes)}" if one.fixes else ""
    corrects = f", in place of {one.corrects}" if one.corrects else ""
    commit = (one.commit or "")[:_SHORT]
    return f"{format_instant(one.at)}  {what}  {one.outcome}, {planned}{fixes}{corrects}  {commit}\n"


def deployments_csv(found: Sequence[Deployment]) -> str:
    """A line a deployment; RFC 4180. What nobody says is an empty cell; names have a space between."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in found:
        data = deployment_data(one)
        planned = "" if one.planned is None else str(one.planned).lower()
        cells = {**data, "planned": planned, "services": " ".join(one.services), "fixes": " ".join(one.fixes)}
        writer.writerow([spreadsheet_cell(str(cells[name] or "")) for name in _COLUMNS])
    return file.getvalue()
