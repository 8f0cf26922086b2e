"""Captures over time, for people, scripts, spreadsheets and Markdown."""

import csv
import io
from datetime import UTC, datetime

from parts import part

from governor_cli.kinds.metrics.model import Capture
from governor_cli.practices.metrics.series import series
from governor_cli.views import metrics_series as view
from governor_cli.views.ink import plain

SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def capture(day, *health, environment="production"):
    told = {
        "at": f"2026-11-{day:02}T10:00:00Z",
        "trigger": "scheduled",
        "environment": environment,
        "source": "values",
    }
    return part(Capture, {**told, "health": list(health)})


P95 = {"name": "p95", "value": "280", "unit": "ms", "target": "<= 300", "ok": "true"}
FOUND = series(
    [
        capture(2, P95),
        capture(9, {**P95, "value": "no data", "error": "refused"}),
        capture(16, {**P95, "value": "420", "ok": "false"}),
        capture(2, {"name": "a|b <x>", "value": "NaN"}, environment="staging"),
    ]
)


def test_people_see_course_last_value_and_target():
    text = plain(view.series_text(FOUND))
    assert text.splitlines()[0] == "production  2026-11-02T10:00:00Z to 2026-11-16T10:00:00Z"
    assert text.splitlines()[2].split() == [
        "p95",
        "▁·█",
        "2",
        "420",
        "ms",
        "████████████",
        "<=",
        "300",
        "missed",
    ]


def test_scripts_get_numbers_and_null_for_what_is_none():
    data = view.series_data(FOUND, SINCE, None)
    assert (data["since"], data["until"]) == ("2026-11-01T00:00:00Z", None)
    values = [(point["value"], point["measured"]) for point in data["series"][0]["points"]]
    assert values == [(280.0, "280"), (None, "no data"), (420.0, "420")]


def test_spreadsheets_get_a_row_a_measurement_in_the_order_of_time():
    rows = list(csv.DictReader(io.StringIO(view.series_csv(FOUND))))
    assert [(row["at"][:10], row["name"], row["value"]) for row in rows] == [
        ("2026-11-02", "p95", "280"),
        ("2026-11-02", "a|b <x>", "NaN"),
        ("2026-11-09", "p95", "no data"),
        ("2026-11-16", "p95", "420"),
    ]
    assert rows[2]["error"] == "refused"


def test_no_name_of_somebody_else_is_a_formula_in_a_spreadsheet():
    told = {"name": "=HYPERLINK(1)", "value": "-3", "unit": "@up", "target": "= 1", "error": "+1"}
    (row,) = csv.DictReader(io.StringIO(view.series_csv(series([capture(2, told, environment="-x")]))))
    assert [row[key] for key in ("environment", "name", "value", "unit", "target", "error")] == [
        "'-x",
        "'=HYPERLINK(1)",
        "-3",
        "'@up",
        "'= 1",
        "'+1",
    ]


def test_markdown_has_a_chart_a_series_and_no_name_becomes_markup():
    text = view.series_markdown(FOUND)
    assert text.count("<svg ") == 2
    assert "### a\\|b &lt;x>" in text
    assert "Last: 420 ms, target `<= 300`" in text


def test_nothing_is_shown_of_nothing():
    assert view.series_text([]) == ""
    assert view.series_csv([]).count("\n") == 1
