"""Several incidents, a line each, for people and for scripts."""

from collections.abc import Sequence
from typing import Any

from governor_cli.views.columns import table


def list_data(incidents: Sequence[Any]) -> dict[str, Any]:
    """Each incident in a few fields."""
    return {
        "incidents": [
            {
                "id": one.id,
                "path": one.path,
                "title": one.facts["title"],
                "severity": one.facts["severity"],
                "status": one.facts["status"],
                "declared": one.declared,
                "services": list(one.facts["services"]),
            }
            for one in incidents
        ]
    }


def list_text(incidents: Sequence[Any]) -> str:
    """A line each, the latest first."""
    rows = [
        (
            one.id,
            one.facts["severity"] or "-",
            one.facts["status"],
            _short(one.declared),
            _cut(one.facts["title"]),
            ", ".join(one.facts["services"]),
        )
        for one in incidents
    ]
    return table(rows, ("id", "severity", "status", "declared", "title", "services")) + "\n" if rows else ""


def _short(instant: str | None) -> str:
    return f"{instant[:10]} {instant[11:16]}Z" if instant else ""


def _cut(title: str, longest: int = 60) -> str:
    return title if len(title) <= longest else f"{title[: longest - 1]}…"
