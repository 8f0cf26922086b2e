"""Updates on time of updates due, counted by hand."""

import pytest

from governor_cli.contracts.extract import Extract
from governor_cli.practices.incident.adherence import adherence
from governor_cli.practices.incident.targets import targets_in_force

ID = "INC-20261123-7F3K"


@pytest.fixture
def counted(policy, instant_of):
    """(on time, due) of a P1 declared on Monday at 10:00, by clock times of that day."""

    def second(at, day="2026-11-23"):
        return int(instant_of(at if " " in at else f"{day} {at}").timestamp())

    def count(*updates, now="12:00", severity="P1", declared="10:00", day="2026-11-23", **times):
        def stamp(at):
            return f"{at if ' ' in at else f'{day} {at}'}:00Z".replace(" ", "T")

        severities, reopened = times.pop("severities", None), times.pop("reopened", None)
        from governor_cli.kinds.incident.extract import targets_of

        facts = {
            "severity": severity,
            "status": "resolved" if "resolved" in times else "declared",
            "source": None,
            "times": {"declared": stamp(declared)} | {name: stamp(at) for name, at in times.items()},
            "targets": targets_of(targets_in_force(policy, severity, None)),
            "updates": [second(at, day) for at in updates],
        }
        if severities:
            facts["severities"] = [[second(at, day), name] for at, name in severities]
        if reopened:
            facts["reopened"] = stamp(reopened)
        at = instant_of(now if " " in now else f"{day} {now}")
        return tuple(adherence(Extract("incident", ID, facts), policy, at))

    return count


def test_an_update_within_its_half_hour_is_on_time(counted):
    assert counted("10:20", "10:50", resolved="11:10") == (2, 2)
    assert counted("10:30", resolved="11:00") == (1, 1)  # due now is still in time


def test_a_late_update_leaves_every_missed_one_open(counted):
    assert counted("10:45", resolved="11:00") == (0, 1)
    # due at 10:30, 11:00 and 11:30; the one at 11:40 answers none of them, the next is in time
    assert counted("11:40", "12:00", now="12:10") == (1, 4)


def test_what_is_not_yet_due_counts_nowhere(counted):
    assert counted(now="10:29") == (0, 0)
    assert counted(now="10:31") == (0, 1)
    assert counted(resolved="10:25") == (0, 0)


def test_updates_after_the_end_count_nothing(counted):
    assert counted("10:20", "11:30", resolved="10:40") == (1, 1)


def test_a_downgrade_takes_the_slower_cadence_from_then_on(counted):
    changes = (("10:00", "P1"), ("11:00", "P2"))
    # P1: 10:30 missed, 10:45 came; P2 from 11:00: due at 12:00
    assert counted("10:45", "11:50", now="12:30", severity="P2", severities=changes) == (1, 2)


def test_a_reopening_starts_anew(counted):
    assert counted("10:20", now="15:20", reopened="15:00") == (1, 1)
    assert counted("10:20", "15:20", now="16:00", reopened="15:00") == (2, 3)


def test_the_night_asks_for_no_update(counted):
    # P2 runs Monday to Friday from 06:00 to 22:00; declared on Friday at 21:30, due on Monday at 06:30
    friday = {"severity": "P2", "declared": "21:30", "day": "2026-11-27"}
    assert counted("2026-11-30 06:20", now="2026-11-30 07:00", **friday) == (1, 1)
    assert counted(now="2026-11-30 06:29", **friday) == (0, 0)
    assert counted(now="2026-11-30 06:31", **friday) == (0, 1)


def test_no_promise_is_no_adherence(policy, instant_of):
    facts = {"severity": None, "status": "closed", "source": None, "times": {}, "targets": {}}
    assert adherence(Extract("incident", ID, facts), policy, instant_of("2026-11-23 12:00")) == (0, 0)
