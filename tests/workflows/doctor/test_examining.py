"""All probes at once: their order, their limits, and what becomes of what they raise."""

import time
from datetime import UTC, datetime
from threading import Event

import pytest

from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.contracts.probe import Probe, failed, not_configured, ok
from governor_cli.core.errors import GovError
from governor_cli.workflows.doctor.examining import examine
from governor_cli.workflows.doctor.ground import Here

NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)


@pytest.fixture
def here(tmp_path):
    return Here(str(tmp_path), lambda: NOW)


def raising(error):
    def check(_):
        raise error

    return check


def test_what_probes_find_comes_in_their_order_however_long_each_takes(here):
    second_is_done = Event()

    def first(_):
        assert second_is_done.wait(5)
        return ok("first")

    def second(_):
        second_is_done.set()
        return not_configured("second")

    found = examine(
        here, [Probe("a", "", first), Probe("b", "", second), Probe("c", "", lambda _: failed("c", "h"))]
    )
    assert [(one.name, one.state, one.detail, one.hint) for one in found.probes] == [
        ("a", "ok", "first", ""),
        ("b", "not_configured", "second", ""),
        ("c", "failed", "c", "h"),
    ]
    assert found.at == NOW
    assert [one.name for one in found.failed] == ["c"]


def test_a_probe_that_never_answers_is_left_behind_and_the_others_are_told(here):
    never = Event()
    begun = time.monotonic()
    found = examine(
        here,
        [
            Probe("stuck", "", lambda _: never.wait() and ok(""), 0.2),
            Probe("well", "", lambda _: ok("well"), 0.1),
        ],
    )
    assert time.monotonic() - begun < 5
    never.set()
    assert [(one.name, one.state) for one in found.probes] == [("stuck", "failed"), ("well", "ok")]
    assert found.probes[0].detail == "no answer within 0.2 s"
    assert found.probes[0].hint


def test_a_refusal_is_a_failure_and_no_repository_is_none(here):
    found = examine(
        here,
        [
            Probe("refused", "", raising(GovError("it is closed", hint="Open it."))),
            Probe("nowhere", "", raising(NoRepositoryError("not a git repository"))),
            Probe("machine", "", raising(PermissionError(13, "Permission denied"))),
        ],
    )
    assert [(one.state, one.detail, one.hint) for one in found.probes] == [
        ("failed", "it is closed", "Open it."),
        ("not_configured", "not a git repository", ""),
        ("failed", "this machine refuses: permission denied", ""),
    ]


def test_a_bug_in_a_probe_is_raised_where_it_is_seen(here):
    with pytest.raises(ZeroDivisionError):
        examine(here, [Probe("broken", "", lambda _: ok(str(1 / 0)))])
