"""A capture as it is written, and its place among others."""

from datetime import UTC, datetime, timedelta

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.metrics.digest import digest
from governor_cli.kinds.metrics.model import Metrics
from governor_cli.practices.metrics.captures import Origin, Taken, agrees, index_for, twin
from governor_cli.practices.metrics.measurement import Measurement

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
ORIGIN = Origin("9" * 40, "8" * 40, "gov 0.1.0", "7" * 40)


def taken(at=AT, **more):
    measured = (Measurement("p95", "280", "ms", "<= 300").judged(), Measurement("x", error="refused"))
    return Taken(at, "production", "values", measured, origin=ORIGIN, **more)


def test_a_capture_is_valid_front_matter_with_its_own_digest():
    tree = taken(window=timedelta(minutes=5), trigger="deployment", phase="after").tree()
    front = dump_front({"kind": "metrics", "schema": "1", "date": "2026-11-23", "captures": [tree]})
    document = read("m.md", front.encode())
    record, faults = validate(Metrics, document.front)
    assert not faults
    assert record is not None
    assert record.captures[0].provenance is not None
    assert record.captures[0].provenance.digest == digest(document.front["captures"][0])
    assert list(tree) == ["at", "trigger", "phase", "environment", "window", "source", "health", "provenance"]


def test_what_is_not_known_is_left_out():
    assert taken().tree()["health"][1] == {"name": "x", "value": "no data", "error": "refused"}


def test_the_same_instant_environment_source_and_incident_are_the_same_capture():
    there = [taken().tree()]
    assert twin(there, taken().tree()) is there[0]
    assert twin(there, taken(incident="INC-20261123-7F3K").tree()) is None
    assert twin(there, taken(AT + timedelta(seconds=1)).tree()) is None


def test_captures_agree_wherever_they_come_from():
    other = Taken(AT, "production", "values", taken().measurements)
    assert agrees(taken().tree(), other.tree())
    assert not agrees(taken().tree(), Taken(AT, "production", "values", (Measurement("p95", "281"),)).tree())


def test_a_capture_belongs_behind_every_one_that_is_not_later():
    there = [taken(AT + timedelta(minutes=minute)).tree() for minute in (0, 5, 5, 9)]
    assert [index_for(there, AT + timedelta(minutes=minute)) for minute in (-1, 0, 5, 7, 9)] == [
        0,
        1,
        3,
        3,
        4,
    ]
