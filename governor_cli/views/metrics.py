"""Captures for people and for scripts: what was measured, against which target."""

from collections.abc import Mapping, Sequence
from typing import Any

from governor_cli.practices.metrics.captures import healths
from governor_cli.views import ink
from governor_cli.views.columns import table

Tree = Mapping[str, Any]
"""A capture as it stands in front matter: text all the way down."""


def capture_data(tree: Tree, path: str) -> dict[str, Any]:
    """A capture: numbers as numbers, ``measured`` as it was said; null for what is not there."""
    keys = ("at", "trigger", "incident", "phase", "environment", "window", "source")
    return {
        "path": path,
        **{key: tree.get(key) for key in keys},
        "health": [_health_data(one) for one in healths(tree)],
        "provenance": dict(tree.get("provenance") or {}),
    }


def number(text: str) -> float | None:
    """A measured value as JSON can hold it."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def capture_text(tree: Tree) -> str:
    """A heading and a line for each measurement."""
    about = [str(tree.get(key)) for key in ("at", "environment", "phase", "incident") if tree.get(key)]
    source = str(tree.get("source", ""))
    rows = [health_row(one) for one in healths(tree)]
    head = f"{ink.bold(' '.join(about))}  {ink.dim(f'from {source}')}"
    return "\n".join([head, table(rows, ("measurement", "value", "target", ""))]) + "\n"


def captures_text(trees: Sequence[Tree]) -> str:
    """Several captures, an empty line between them."""
    return "\n".join(capture_text(tree) for tree in trees)


def health_row(health: Tree) -> tuple[str, str, str, str]:
    """Name, value with its unit, target, and how the two agree or what went wrong."""
    value, unit = str(health.get("value")), str(health.get("unit") or "")
    shown = f"{value} {unit}" if unit and value[-1:].isdigit() else value
    remark = f"{_mark(health)} {health.get('error') or health.get('note') or ''}".strip()
    return str(health.get("name")), shown, str(health.get("target") or ""), remark


def _mark(health: Tree) -> str:
    if health.get("ok") == "true":
        return ink.ink("green", "ok")
    return ink.ink("red", "missed") if health.get("ok") == "false" else ""


def _health_data(health: Tree) -> dict[str, Any]:
    ok = health.get("ok")
    return {
        "name": health.get("name"),
        "value": number(str(health.get("value"))),
        "measured": health.get("value"),
        "unit": health.get("unit"),
        "target": health.get("target"),
        "ok": None if ok is None else ok == "true",
        "query": health.get("query"),
        "latency_ms": number(str(health.get("latency_ms") or "")),
        "error": health.get("error"),
        "note": health.get("note"),
    }
