"""Front matter of two versions: keys, lists and comments, and conflicts no larger than their key."""

import pytest
from versions import CHECKLIST, REPORT, ROSTER, both_ways, merged


def edited(text: str, *pairs: tuple[str, str]) -> str:
    for before, after in pairs:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


def test_keys_changed_on_one_side_each_are_both_taken_with_their_comments():
    ours = edited(REPORT, ("severity: P2", "severity: P1  # two regions"))
    theirs = edited(REPORT, ("services: [search]", "services: [search, api]"))
    text = both_ways(REPORT, ours, theirs)
    assert "severity: P1  # two regions\n" in text
    assert "services: [search, api]\n" in text


@pytest.mark.parametrize(
    ("key", "ours", "theirs"),
    [
        ("severity: P2", "severity: P1", "severity: P0"),
        ("status: declared", "status: resolved", "status: closed"),
    ],
)
def test_what_both_changed_differently_has_markers_around_that_key(key, ours, theirs):
    found = merged(REPORT, edited(REPORT, (key, ours)), edited(REPORT, (key, theirs)))
    assert found.conflicts
    block = f"<<<<<<< ours\n{ours}\n=======\n{theirs}\n>>>>>>> theirs\n"
    assert found.data.decode() == REPORT.replace(f"{key}\n", block)


def test_two_neighbouring_keys_in_conflict_have_markers_each():
    ours = edited(REPORT, ("severity: P2", "severity: P1"), ("status: declared", "status: resolved"))
    theirs = edited(REPORT, ("severity: P2", "severity: P0"), ("status: declared", "status: closed"))
    text = merged(REPORT, ours, theirs).data.decode()
    assert text.count("<<<<<<<") == 2
    assert "severity: P0\n>>>>>>> theirs\n<<<<<<< ours\nstatus: resolved\n" in text


def test_the_same_change_of_both_is_no_conflict():
    ours = edited(REPORT, ("severity: P2", "severity: P1"))
    theirs = edited(REPORT, ("severity: P2", "severity: P1"), ("source: governor-support\n", ""))
    assert both_ways(REPORT, ours, theirs) == theirs


TIME = "  declared: 2026-11-23T10:02:00Z\n"
PAGED = "  paged: 2026-11-23T10:03:00Z\n"
ACKNOWLEDGED = "  acknowledged: 2026-11-23T10:05:00Z\n"


def test_times_that_do_not_disagree_are_united_in_their_order():
    text = both_ways(
        REPORT, edited(REPORT, (TIME, TIME + ACKNOWLEDGED)), edited(REPORT, (TIME, TIME + PAGED))
    )
    assert TIME + PAGED + ACKNOWLEDGED in text


FLOW = f"times: {{{TIME.strip()}}}\n"


@pytest.mark.parametrize("name", ["triaged", "paged", "acknowledged", "responded"])
@pytest.mark.parametrize("times", [f"times:\n{TIME}", FLOW])
def test_of_what_each_did_first_on_their_own_clone_the_earlier_counts(name, times):
    """Two people log at once after the acknowledgement: each is the first who responds."""
    base = edited(REPORT, (f"times:\n{TIME}", times))

    def with_time(at):
        told = f"{name}: 2026-11-23T{at}Z"
        return edited(
            base, (times, times.replace("}", f", {told}}}") if "}" in times else f"{times}  {told}\n")
        )

    assert both_ways(base, with_time("10:07:00"), with_time("10:05:30")) == with_time("10:05:30")


def test_a_first_time_that_both_corrected_is_a_conflict_as_any_other():
    base = edited(REPORT, (TIME, TIME + ACKNOWLEDGED))
    ours, theirs = (
        base.replace(ACKNOWLEDGED, ACKNOWLEDGED.replace("10:05", at)) for at in ("10:06", "10:04")
    )
    assert merged(base, ours, theirs).conflicts


ENDED = "  resolved: 2026-11-23T10:05:00Z\n"


def test_an_end_that_both_reached_is_that_of_the_first():
    ours = edited(REPORT, (TIME, TIME + ENDED), ("status: declared", "status: resolved"))
    theirs = ours.replace("10:05", "10:07")
    assert both_ways(REPORT, ours, theirs) == ours


def test_ends_that_do_not_go_together_are_a_conflict_of_that_time_alone():
    """Here it was resolved before it was mitigated there: somebody must say what happened."""
    mitigated = "  mitigated: 2026-11-23T10:06:00Z\n"
    ours = edited(REPORT, (TIME, TIME + ENDED), ("status: declared", "status: resolved"))
    late = ENDED.replace("10:05", "10:07")
    theirs = edited(REPORT, (TIME, TIME + mitigated + late), ("status: declared", "status: resolved"))
    found = merged(REPORT, ours, theirs)
    assert found.conflicts
    assert f"{mitigated}<<<<<<< ours\n{ENDED}=======\n{late}>>>>>>> theirs\n" in found.data.decode()
    assert found.data.count(b"<<<<<<<") == 1


def test_a_status_that_no_longer_follows_from_the_times_is_a_conflict():
    """One reopened it, the other filled in a time: git would see no conflict at all."""
    mitigated = "  mitigated: 2026-11-23T11:00:00Z\n"
    base = edited(REPORT, (TIME, TIME + mitigated), ("status: declared", "status: mitigated"))
    reopened = REPORT
    acknowledged = edited(base, (TIME, TIME + ACKNOWLEDGED))
    found = merged(base, reopened, acknowledged)
    assert found.conflicts
    text = found.data.decode()
    assert "<<<<<<< ours\nstatus: declared\n=======\nstatus: mitigated\n>>>>>>> theirs\n" in text
    assert TIME + ACKNOWLEDGED + "policy" in text


def test_targets_go_with_a_disputed_severity_as_a_whole():
    ours = edited(
        REPORT, ("severity: P2", "severity: P1"), ("respond: 4h, update: 60m", "respond: 15m, update: 30m")
    )
    theirs = edited(REPORT, ("severity: P2", "severity: P3"), ("respond: 4h", "respond: 2d"))
    text = merged(REPORT, ours, theirs).data.decode()
    assert text.count("<<<<<<<") == 2
    assert "respond: 15m, update: 30m" in text
    assert "respond: 2d, update: 60m" in text


def test_people_take_roles_side_by_side_on_one_line():
    ours = edited(REPORT, ("{commander: primary-operator}", "{commander: primary-operator, scribe: '@bo'}"))
    theirs = edited(REPORT, ("{commander: primary-operator}", '{commander: "@ada"}'))
    assert "roles: {commander: \"@ada\", scribe: '@bo'}\n" in both_ways(REPORT, ours, theirs)


def test_an_entry_that_one_took_out_and_the_other_changed_is_a_conflict():
    ours = edited(REPORT, ("source: governor-support\n", ""))
    theirs = edited(REPORT, ("source: governor-support", "source: service-desk"))
    found = merged(REPORT, ours, theirs)
    assert found.conflicts
    assert b"<<<<<<< ours\n=======\nsource: service-desk\n>>>>>>> theirs\n" in found.data


OVERRIDE = "  - {role: primary-operator, for: ada, take: sean, from: 2026-03-01, until: 2026-03-02}\n"
APRIL = "  - {role: primary-operator, for: ada, take: sean, from: 2026-04-01, until: 2026-04-02}\n"
JUNE = "  - {role: primary-operator, add: sean, from: 2026-06-01T08:00, until: 2026-06-02}\n"
JULY = "  - {swap: [ada, sean], role: primary-operator, from: 2026-07-01, until: 2026-07-08}\n"


def test_overrides_of_both_sides_stand_in_the_order_of_their_dates():
    ours = edited(ROSTER, (OVERRIDE, OVERRIDE + APRIL + JULY))
    theirs = edited(ROSTER, (OVERRIDE, OVERRIDE + JUNE))
    assert OVERRIDE + APRIL + JUNE + JULY in both_ways(ROSTER, ours, theirs)


def test_an_override_edited_at_two_places_takes_both():
    ours = edited(ROSTER, (OVERRIDE, OVERRIDE.replace("until: 2026-03-02", "until: 2026-03-05")))
    theirs = edited(ROSTER, (OVERRIDE, OVERRIDE.replace("-02}", "-02, why: away}")))
    assert "from: 2026-03-01, until: 2026-03-05, why: away}" in both_ways(ROSTER, ours, theirs)


def test_an_override_edited_differently_is_a_conflict_of_its_line():
    ours = edited(ROSTER, (OVERRIDE, OVERRIDE.replace("03-02}", "03-05}")))
    theirs = edited(
        ROSTER, (OVERRIDE, OVERRIDE.replace("03-02}", "03-09}")), ("timezone: UTC", "timezone: Europe/Rome")
    )
    found = merged(ROSTER, ours, theirs)
    text = found.data.decode()
    assert found.conflicts
    assert text.count("<<<<<<<") == 1
    assert "03-05}\n=======\n" in text
    assert "timezone: Europe/Rome" in text


def test_a_list_that_was_empty_takes_the_entries_of_both():
    ours = edited(
        ROSTER, ("time_off: []", "time_off:\n  - {who: ada, from: 2026-12-21, through: 2026-12-23}")
    )
    theirs = edited(
        ROSTER, ("time_off: []", "time_off:\n  - {who: sean, from: 2026-08-01, through: 2026-08-02}")
    )
    text = both_ways(ROSTER, ours, theirs)
    assert text.index("who: sean, from: 2026-08-01") < text.index("who: ada, from: 2026-12-21")


def test_two_flow_lists_that_were_empty_become_one():
    ours = edited(REPORT, ("services: [search]", "services: []"))
    theirs = edited(REPORT, ("services: [search]", "services: [search, api]"))
    assert "services: [api]\n" in both_ways(REPORT, ours, theirs)


def test_people_who_join_on_both_sides_are_all_there():
    sean = '  sean: {name: Sean, slack: "@sean"}   # two weeks a month\n'
    ours = edited(ROSTER, (sean, sean + "  kim: {name: Kim}\n"))
    theirs = edited(ROSTER, (sean, sean + "  # from the other team\n  bo: {name: Bo}\n"))
    text = both_ways(ROSTER, ours, theirs)
    assert "  kim: {name: Kim}\n" in text
    assert "  # from the other team\n  bo: {name: Bo}\n" in text


def test_a_rotation_changed_at_two_keys_takes_both():
    ours = edited(ROSTER, ("    turn: 1 week\n", "    turn: 2 weeks\n"))
    theirs = edited(
        ROSTER, ("    people: [ada, sean]", "    people: [ada, sean, kim]\n    timezone: Europe/Rome")
    )
    text = both_ways(ROSTER, ours, theirs)
    assert (
        "    turn: 2 weeks\n    from: 2026-01-05\n    people: [ada, sean, kim]\n    timezone: Europe/Rome\n"
        in text
    )


@pytest.mark.parametrize("flow", [True, False])
def test_two_who_change_who_takes_turns_would_bring_each_other_back_and_are_a_conflict(flow):
    """Each line names everybody from then on: the later one still has whoever left by the earlier."""
    people = "    people: [ada, sean]\n"

    def changed(day: str, who: str) -> str:
        entry = f"{{from: {day}, people: [{who}]}}"
        lines = f"    changes: [{entry}]\n" if flow else f"    changes:\n      - {entry}\n"
        return edited(ROSTER, (people, people + lines))

    found = merged(ROSTER, changed("2026-03-02", "ada"), changed("2026-04-06", "sean"))
    assert found.conflicts
    text = found.data.decode()
    assert text.index("people: [ada, sean]\n") < text.index("<<<<<<< ours") < text.index("2026-03-02, people")
    assert "2026-04-06, people: [sean]}" in text[text.index("=======") : text.index(">>>>>>> theirs")]
    added = edited(ROSTER, ("time_off: []", "time_off: [{who: ada, from: 2026-03-02, through: 2026-03-08}]"))
    assert not merged(ROSTER, changed("2026-03-02", "ada"), added).conflicts


def test_evidence_of_both_sides_is_kept():
    opened = "opened: 2026-11-24T10:00:00Z\n"
    ours = edited(CHECKLIST, (opened, opened + "evidence:\n  report: {path: a.md}\n"))
    theirs = edited(CHECKLIST, (opened, opened + "evidence:\n  lessons: {url: https://example.com/p}\n"))
    text = both_ways(CHECKLIST, ours, theirs)
    assert "  report: {path: a.md}\n" in text
    assert "  lessons: {url: https://example.com/p}\n" in text


@pytest.mark.parametrize(
    "odd",
    [
        "roles: {commander: &x primary-operator}\nreporter: *x\n",
        "roles: &r\n  commander: primary-operator\n",
        "? roles\n: {commander: primary-operator}\n",
        "roles: {commander: primary-operator, # who\n  scribe: primary-operator}\n",
        "roles:\n  # nobody else\n  commander: >-\n    primary-operator\n\n",
    ],
)
def test_odd_but_valid_yaml_loses_nothing(odd):
    base = edited(REPORT, ("roles: {commander: primary-operator}\n", odd))
    ours = edited(base, ("severity: P2", "severity: P1"))
    theirs = edited(base, ("services: [search]", "services: [search, api]"))
    found = merged(base, ours, theirs)
    assert not found.conflicts
    assert found.data.decode() == edited(ours, ("services: [search]", "services: [search, api]"))
