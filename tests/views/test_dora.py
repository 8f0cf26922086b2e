"""How DORA is told: figures as people say them, and names that break no table."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from deployed import hour

from governor_cli.core.wall_clock import zone
from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.dora.definitions import FAIL_RATE, FREQUENCY, LEAD_TIME
from governor_cli.practices.dora.measures import Question, measured
from governor_cli.practices.dora.metrics import Metric
from governor_cli.practices.dora.streams import Streams
from governor_cli.views.dora import dora_text, figure, left_out, length
from governor_cli.views.dora_export import dora_csv, dora_markdown

ODD = "=pro|duction\n"


@pytest.fixture(scope="module")
def odd():
    """Two deployments of two months, to a place with an odd name."""
    out = [Deployment(str(at), hour(at), ODD, None, outcome="success") for at in (1, 30 * 24)]
    question = Question(ODD, "", None, hour(31 * 24), zone("UTC"))
    return measured(Streams(out, {}, {}), (), question)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0m"),
        (59, "59s"),
        (61.5, "1m2s"),
        (3_599, "59m59s"),
        (3_629, "1h"),
        (5_400, "1h30m"),
        (86_399, "24h"),
        (200_000, "2d8h"),
        (8_640_000, "100d"),
    ],
)
def test_lengths_are_as_exact_as_anybody_reads_them(seconds, told):
    assert length(seconds) == told


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        (Metric(LEAD_TIME, 0, None), "no data"),
        (Metric(FREQUENCY, 3, 0.0937), "0.094 a day"),
        (Metric(FREQUENCY, 3, 12.3), "12 a day"),
        (Metric(FAIL_RATE, 3, 1 / 3), "33.3 %"),
        (Metric(FAIL_RATE, 3, 0.0), "0 %"),
        (Metric(FAIL_RATE, 3, 1.0), "100 %"),
    ],
)
def test_a_figure_has_its_unit_and_no_data_is_no_zero(metric, told):
    assert figure(metric) == told


def test_what_is_left_out_is_said_in_words():
    assert left_out({"pre_release": 2, "no_date": 0}) == "2 pre release"
    assert left_out({}) == "-"


def test_an_odd_name_breaks_no_table_and_is_no_formula(odd):
    assert "## DORA: =pro\\|duction\\n" in dora_markdown(odd)
    rows = list(csv.reader(StringIO(dora_csv(odd))))
    assert {len(row) for row in rows} == {13}
    assert rows[1][0] == "'=pro|duction\\n"


def test_markdown_draws_the_course_over_the_months_and_one_month_is_none(odd):
    assert dora_markdown(odd).count("<svg") == 5
    short = measured(
        Streams([Deployment("1", hour(1), "live", None)], {}, {}),
        (),
        Question("live", "", None, hour(1) + timedelta(hours=1), zone("UTC")),
    )
    assert "<svg" not in dora_markdown(short)
    assert ", 1 deployment.\n" in dora_markdown(short)
    assert "\n2026-11 " in dora_text(odd)
    assert "\n2026-11 " not in dora_text(short)
