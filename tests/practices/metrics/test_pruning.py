"""What could go: what was taken between the weekly captures, long enough ago, for nobody."""

from datetime import UTC, datetime, timedelta

from parts import part

from governor_cli.kinds.metrics.model import Capture
from governor_cli.practices.metrics.pruning import Place, pruned

MONDAY = datetime(2026, 11, 2, 8, tzinfo=UTC)
LATER = MONDAY + timedelta(weeks=12)


def place(day, trigger="scheduled", environment="production", **more):
    at = MONDAY + timedelta(days=day)
    told = {"at": at.isoformat(), "trigger": trigger, "environment": environment, "source": "values", **more}
    return Place(f"{at.date()}.md", 0, part(Capture, told))


def test_the_first_scheduled_capture_of_each_week_stays():
    found = pruned([place(day) for day in range(14)], LATER, UTC)
    assert found.kept == 2
    assert [one.capture.at.weekday() for one in found.gone] == [1, 2, 3, 4, 5, 6] * 2
    assert "2026-11-03.md" in found.files
    assert "2026-11-02.md" not in found.files


def test_what_was_taken_for_an_incident_or_a_deployment_stays_for_ever():
    places = [
        place(0),
        place(1, "deployment", phase="after"),
        place(2, "incident", incident="INC-20261104-7F3K"),
        place(3, incident="INC-20261104-7F3K"),
    ]
    assert pruned(places, LATER, UTC).gone == ()


def test_each_environment_has_its_own_weekly_capture_and_what_is_recent_stays():
    assert pruned([place(0), place(1, environment="staging")], LATER, UTC).gone == ()
    assert pruned([place(0), place(1)], MONDAY, UTC).gone == ()


def test_a_file_goes_only_when_nothing_stays_in_it():
    both = [place(0), Place("2026-11-02.md", 1, place(0).capture)]
    found = pruned(both, LATER, UTC)
    assert (len(found.gone), found.files) == (1, ())
