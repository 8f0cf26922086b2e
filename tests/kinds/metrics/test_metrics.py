"""Captures: their digest, their targets, and the tables drawn from them."""

import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.metrics.body import blocks
from governor_cli.kinds.metrics.compare import bound_of, is_target, meets, unit_in
from governor_cli.kinds.metrics.digest import digest, own_bytes
from governor_cli.kinds.metrics.model import Metrics

CAPTURE = """\
  - at: 2026-11-23T10:10:00Z
    trigger: incident
    incident: INC-20261123-7F3K
    phase: during
    environment: production
    window: 5m
    source: prometheus
    health:
      - {name: error | rate, value: 0.40, unit: "%", target: "< 1", ok: true}
      - {name: p95, value: no data, target: "<= 300", error: refused}
    provenance: {tool: gov 0.1.0}
"""


def front(captures=CAPTURE):
    return read(
        "m.md", f"---\nkind: metrics\nschema: 1\ndate: 2026-11-23\ncaptures:\n{captures}---\n".encode()
    ).front


def test_the_digest_is_sha256_over_sorted_compact_json_of_the_text_as_read():
    capture = front()["captures"][0]
    text = json.dumps(capture, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert '"value":"0.40"' in text  # digits are kept as they were measured
    assert digest(capture) == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def test_layout_comments_and_quotes_do_not_change_a_digest():
    other = CAPTURE.replace("value: 0.40", "value: '0.40'").replace("window: 5m", "window: 5m  # minutes")
    assert digest(front(other)["captures"][0]) == digest(front()["captures"][0])


def test_the_digest_itself_is_not_part_of_what_it_is_taken_over():
    signed = CAPTURE.replace("gov 0.1.0}", 'gov 0.1.0, digest: "sha256:0"}')
    assert own_bytes(front(signed)["captures"][0]) == own_bytes(front()["captures"][0])


def test_every_value_counts():
    known = digest(front()["captures"][0])
    for old, new in (("0.40", "0.4"), ("during", "after"), ("refused", "reset"), ("gov 0.1.0", "gov 0.1.1")):
        assert digest(front(CAPTURE.replace(old, new))["captures"][0]) != known


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.none(), st.text(max_size=8)), max_size=5))
def test_any_mapping_has_a_digest_that_its_order_does_not_change(mapping):
    turned = dict(reversed(mapping.items()))
    assert digest(mapping) == digest(turned)


@pytest.mark.parametrize(
    ("value", "target", "expected"),
    [
        ("0.4", "< 1", True),
        ("1", "< 1", False),
        ("300", "<=300", True),
        ("99.49", ">= 99.5", False),
        ("0.1", "= 0.1", True),
        ("1e-3", "< 0.01", True),
        ("+Inf", "< 1", False),
        ("-Inf", "< 1", True),
        ("NaN", "< 1", None),
        ("no data", "< 1", None),
        ("1", "about 1", None),
    ],
)
def test_a_value_meets_its_target_or_there_is_nothing_to_compare(value, target, expected):
    assert meets(value, target) is expected


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_is_too_odd_to_be_compared(value, target):
    if not is_target(target):
        assert meets(value, target) is None


def test_the_tables_show_no_data_as_such_and_escape_bars():
    document = read("m.md", b"")
    record, faults = validate(Metrics, front())
    assert not faults
    drawn = blocks(record, document)["captures"]
    assert "### 2026-11-23T10:10:00Z production during INC-20261123-7F3K over 5m" in drawn
    assert "| error \\| rate | 0.40 % | < 1 | yes |" in drawn
    assert "| p95 | no data | <= 300 | refused |" in drawn


@pytest.mark.parametrize("value", ["zero", "", "1,5", "inf", "nan", "0x10", "1e9999"])
def test_what_is_no_measurement_is_refused(value):
    _, faults = validate(Metrics, front(CAPTURE.replace("0.40", json.dumps(value))))
    assert [fault.code for fault in faults] == ["KEY004"]


def test_a_remark_stands_beside_a_value_in_the_table():
    told = CAPTURE.replace("ok: true}", "ok: true, note: partial}")
    record, faults = validate(
        Metrics, {"kind": "metrics", "schema": "1", "date": "2026-11-23", **front(told)}
    )
    assert not faults
    assert record is not None
    assert "| error \\| rate | 0.40 % | < 1 | yes partial |" in blocks(record, read("m.md", b""))["captures"]


@pytest.mark.parametrize(
    ("target", "unit", "bound"),
    [("< 300 ms", "ms", ("<", 300)), (">= 99.5", "", (">=", Decimal("99.5"))), ("fast", "", None)],
)
def test_a_target_has_a_bound_and_perhaps_a_unit(target, unit, bound):
    assert (unit_in(target), bound_of(target)) == (unit, bound)
