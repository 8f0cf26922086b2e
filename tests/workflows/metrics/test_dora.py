"""The five metrics of real histories, each with its answer worked out by hand in the test."""

import json

import pytest
from deployed import History, hour, stamp
from operations import REPORTS, lay_out

from governor_cli.adapters.git import Git
from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import UsageError
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.sources import File, Sources
from governor_cli.workflows.metrics.dora import Measuring, Wanted
from governor_cli.workflows.repository.recording import Recording

H = 3600
DAY = 24
LEAD, FREQUENCY, RECOVERY, FAILS, REWORK = range(5)


@pytest.fixture
def history(tmp_path):
    """No gov repository: any team's."""
    return History.begun(tmp_path / "code")


@pytest.fixture
def ops(tmp_path):
    """A gov repository, for incidents."""
    made = History.begun(tmp_path / "ops")
    lay_out(made.top)
    return made


def dora(history, *, now=28 * DAY, since=0.0, patterns=None, files=None, **wanted):
    """Four weeks in days of UTC unless said otherwise."""
    asked = Wanted(None if since is None else hour(since), **wanted)
    return Measuring(Ground(Git.around(history.top)), hour(now), Sources(patterns, files)).measured(asked)


def of_ops(ops, *, now=28 * DAY, **wanted):
    ground = Ground(Git.around(ops.top), Recording(open_workspace(ops.top)))
    return Measuring(ground, hour(now)).measured(Wanted(hour(0), **wanted))


def overall(found):
    return found.dora.overall.metrics


def values(found):
    return [one.value for one in overall(found)]


def group(found, by, value):
    return next(one for one in found.dora.groups if (one.by, one.value) == (by, value)).metrics


def incident(
    ops, number, *, change=None, environment="production", status="resolved", services="[]", **times
):
    """A report with times in hours."""
    written = "".join(f"  {name}: {hour(at).isoformat()[:19]}Z\n" for name, at in times.items())
    name = f"INC-20261102-000{number}"
    caused = f"change: {change}\n" if change else ""
    ops.write(
        f"{REPORTS}/{name}-x.md",
        f"---\nkind: incident\nschema: 1\nid: {name}\ntitle: Something\nseverity: P1\nstatus: {status}\n"
        f"services: {services}\nenvironment: {environment}\n{caused}times:\n{written}---\n## Summary\n",
    )
    return name


# how much gets through


def test_without_any_deployment_nothing_is_known(history):
    history.change(0)
    found = dora(history, since=None)
    assert values(found) == [None] * 5
    assert [one.n for one in overall(found)] == [0] * 5
    assert found.dora.groups == []
    assert "there is no deployment" in found.notes[0]


def test_where_every_deployment_is_left_out_the_reason_is_told(history):
    history.change(0)
    history.deploy(30 * DAY)
    assert dora(history, since=None).notes[0] == "there is no deployment that counts: 1 in the future"


def test_an_empty_repository_is_no_error(history):
    assert values(dora(history)) == [None] * 5


def test_one_deployment_of_two_changes(history):
    history.change(8)
    history.change(9)
    history.deploy(10)
    lead, frequency, recovery, fails, rework = overall(dora(history))
    # 10 - 8 = 2 h and 10 - 9 = 1 h
    assert (lead.n, lead.median, lead.p90) == (2, 1.5 * H, 2 * H)
    assert lead.anchors == {"author date -> name of the tag": 2}
    # one in 28 days; on most days none
    assert (frequency.n, frequency.value, frequency.median, frequency.p90) == (1, pytest.approx(1 / 28), 0, 0)
    assert (recovery.n, recovery.value) == (0, None)
    assert (fails.n, fails.value, rework.n, rework.value) == (1, 0.0, 1, 0.0)


def test_without_a_period_it_begins_on_the_day_of_the_first_deployment_and_is_a_day_at_least(history):
    history.change(8)
    history.deploy(10)
    found = dora(history, since=None, now=11)
    assert found.dora.period.since == hour(0)
    assert overall(found)[FREQUENCY].value == 1.0  # one, on the one day that there is
    assert overall(dora(history, since=None, now=10))[FREQUENCY].n == 1  # this very moment counts


def test_without_a_period_each_group_begins_with_its_own_first_deployment(history):
    history.change(0)
    history.deploy(1, environment="staging")
    history.deploy(10 * DAY, "HEAD", "Outcome: success", "Service: api")
    history.deploy(18 * DAY, "HEAD", "Outcome: success", "Service: web")
    found = dora(history, since=None, now=20 * DAY)
    assert found.dora.period.since == hour(10 * DAY)
    assert overall(found)[FREQUENCY].value == 0.2  # two in the ten days since the first
    assert group(found, "service", "web")[FREQUENCY].value == 0.5
    assert group(found, "environment", "staging")[FREQUENCY].value == 0.05


def test_each_change_counts_once_where_it_first_went_out(history):
    history.change(1)
    history.deploy(2)  # 1 h
    history.change(3)
    history.change(4)
    history.deploy(8)  # 5 h, 4 h
    history.deploy(9)  # the same again: nothing new
    found = dora(history)
    lead = overall(found)[LEAD]
    assert (lead.n, lead.median, lead.p90) == (3, 4 * H, 5 * H)
    # three on one day of 28
    assert (overall(found)[FREQUENCY].n, overall(found)[FREQUENCY].p90) == (3, 0)


def test_a_merge_brings_its_branch_and_is_no_change_itself(history):
    history.change(0)
    history.deploy(1)
    history.git("switch", "-q", "-c", "topic")
    history.change(2)
    history.change(3)
    history.git("switch", "-q", "main")
    history.change(4)
    date = {"GIT_AUTHOR_DATE": "1793600000 +0000", "GIT_COMMITTER_DATE": "1793600000 +0000"}
    history.git("merge", "-q", "--no-ff", "-m", "merge", "topic", **date)
    history.deploy(10)
    lead = overall(dora(history))[LEAD]
    # 1; then 10 - 2, 10 - 3, 10 - 4
    assert (lead.n, lead.median, lead.p90) == (4, 6.5 * H, 8 * H)
    assert lead.excluded == {"merge": 1}


def test_a_tag_off_the_main_line_brings_what_stands_on_no_other(history):
    history.change(0)
    history.deploy(1)  # 1 h
    history.git("switch", "-q", "-c", "hotfix")
    history.change(2, "fix it")
    history.deploy(3)  # 1 h
    history.git("switch", "-q", "main")
    history.change(4)
    history.deploy(6)  # 2 h
    lead = overall(dora(history))[LEAD]
    assert (lead.n, lead.median, lead.p90) == (3, 1 * H, 2 * H)


def test_a_picked_commit_is_the_same_change(history):
    history.change(0)
    history.deploy(1)
    history.git("switch", "-q", "-c", "release")
    history.git("switch", "-q", "main")
    fix = history.change(2, "fix it")
    history.git("switch", "-q", "release")
    history.git("cherry-pick", "--allow-empty", fix)
    history.deploy(4)  # the fix: 2 h
    history.git("switch", "-q", "main")
    history.deploy(9)
    lead = overall(dora(history))[LEAD]
    assert (lead.n, lead.median) == (2, 1.5 * H)
    assert lead.excluded == {"delivered_before": 1}


def test_a_rewritten_history_delivers_only_what_is_new(history):
    history.change(0, "one")
    history.change(2, "two")
    history.deploy(4)  # 4 h, 2 h
    history.git("checkout", "-q", "--orphan", "again")
    history.change(0, "one", committed=5)
    history.change(2, "two", committed=5)
    history.change(6, "three", committed=6)
    history.deploy(7)  # 1 h
    lead = overall(dora(history))[LEAD]
    assert (lead.n, lead.median, lead.p90) == (3, 2 * H, 4 * H)
    assert lead.excluded == {"delivered_before": 2}


def test_changes_from_before_anybody_wrote_deployments_down_are_too_old_to_tell(history):
    history.change(0)
    history.change(69 * DAY)
    history.deploy(70 * DAY)
    history.git("checkout", "-q", "--orphan", "again")  # nothing connects it with the one before
    history.change(1, "other")
    history.change(71 * DAY)
    history.deploy(72 * DAY)
    lead = overall(dora(history, now=80 * DAY))[LEAD]
    assert (lead.n, lead.median) == (2, 24 * H)
    assert lead.excluded == {"too_old_to_tell": 2}


def test_tags_out_of_order_count_by_their_time_and_not_by_their_name(history):
    first = history.change(0)
    second = history.change(1)
    history.tag("v2", second, at=3)  # brings both: 3 h, 2 h
    history.tag("v1", first, at=5)  # an old version again: nothing new
    found = dora(history, patterns=["v*"])
    lead, frequency = overall(found)[:2]
    assert (lead.n, lead.median) == (2, 2.5 * H)
    assert frequency.n == 2


def test_a_commit_dated_after_its_deployment_has_no_lead_time(history):
    history.change(5)
    history.deploy(4)
    lead = overall(dora(history))[LEAD]
    assert (lead.n, lead.value, lead.excluded) == (0, None, {"written_later": 1})


def test_an_amended_commit_keeps_when_it_was_written(history):
    history.change(1, committed=7)
    history.deploy(8)
    assert overall(dora(history))[LEAD].value == 7 * H


def test_only_deployments_of_the_period_count_but_all_tell_what_had_gone_out(history):
    history.change(0)
    history.deploy(1)
    history.change(2)
    history.deploy(30)
    found = dora(history, since=24, until=hour(48))
    assert (overall(found)[LEAD].n, overall(found)[LEAD].value) == (1, 28 * H)
    assert overall(found)[FREQUENCY].value == 1.0  # one on one day
    with pytest.raises(UsageError):
        dora(history, since=48, until=hour(24))


# histories that nobody made for it


def test_lightweight_tags_went_out_when_their_commit_was_made(history):
    history.change(1)
    history.change(2, committed=3)
    history.tag("v1.0")
    found = dora(history, patterns=["v*"])
    lead, frequency, _, fails, rework = overall(found)
    assert (lead.n, lead.median) == (2, 1.5 * H)  # 3 - 1 and 3 - 2
    assert frequency.anchors == {"date of the tagged commit": 1}
    # nobody says how it ended, or whether it was planned: that is not 0 %
    assert (fails.n, fails.value, fails.excluded) == (0, None, {"outcome_unknown": 1})
    assert (rework.n, rework.value, rework.excluded) == (0, None, {"plan_unknown": 1})


def test_pre_releases_moving_tags_and_tags_of_files_are_no_deployments(history):
    history.change(0)
    history.tag("v4.0.0-rc.1", at=1)
    history.tag("v4.0.0", at=2)
    history.tag("v4", at=9)
    blob = history.git("hash-object", "-w", "--stdin", stdin=b"key\n")
    history.tag("v-key", blob, at=3)
    found = dora(history, patterns=["v*"])
    frequency = overall(found)[FREQUENCY]
    assert frequency.n == 1
    assert frequency.excluded == {"pre_release": 1, "same_commit": 1, "no_commit": 1}
    assert overall(found)[LEAD].value == 2 * H


def test_a_tag_of_a_tag_leads_to_its_commit(history):
    history.change(0)
    history.tag("inner", at=1)
    history.tag("v1", "inner", at=2)
    assert overall(dora(history, patterns=["v*"]))[LEAD].value == 2 * H


def test_services_of_one_repository_each_have_their_own_deployments(history):
    history.change(0)
    history.tag("api@1.0.0", at=1)
    history.tag("web@1.0.0", at=1)
    history.change(2)
    history.tag("api@1.1.0", at=3)  # 1 h for api
    history.change(4)
    history.tag("web@1.1.0", at=6)  # 4 h and 2 h for web
    found = dora(history, patterns=["{service}@*"])
    assert [one.value for one in found.dora.groups if one.by == "service"] == ["api", "web"]
    api, web = group(found, "service", "api"), group(found, "service", "web")
    assert (api[LEAD].n, api[LEAD].median, api[FREQUENCY].n) == (2, 1 * H, 2)
    assert (web[LEAD].n, web[LEAD].median) == (3, 2 * H)
    # together each change counts once: 1 h, 1 h, 2 h
    assert (overall(found)[LEAD].n, overall(found)[LEAD].median) == (3, 1 * H)
    assert overall(dora(history, patterns=["{service}@*"], service="api"))[FREQUENCY].n == 2


def test_a_deployment_in_another_environment_counts_there_alone(history):
    history.change(0)
    history.deploy(1, environment="staging")
    history.deploy(5)
    history.deploy(6, "HEAD", "Outcome: failed", environment="staging")
    found = dora(history)
    assert (overall(found)[LEAD].value, overall(found)[FREQUENCY].n, overall(found)[FAILS].value) == (
        5 * H,
        1,
        0,
    )
    staging = group(found, "environment", "staging")
    assert (staging[LEAD].value, staging[FREQUENCY].n, staging[FAILS].value) == (1 * H, 2, 0.5)
    assert overall(dora(history, environment="staging"))[FREQUENCY].n == 2
    nowhere = dora(history, environment="moon")
    assert values(nowhere) == [None] * 5
    assert "nothing went out to moon, but to production, staging" in nowhere.notes[0]


def test_why_there_is_nothing_is_said(history):
    history.change(0)
    name = history.deploy(1)
    assert dora(history, service="api").notes == ("none of the 1 deployments to production names api",)
    (note,) = dora(history, since=24).notes
    assert note == f"nothing went out in this time; the last deployment to production is {name}"
    assert dora(history).notes == ()


def test_days_without_a_deployment_count_and_the_day_after_the_period_does_not(history):
    history.change(0)
    history.deploy(1)
    history.deploy(25)
    frequency = overall(dora(history, until=hour(48)))[FREQUENCY]
    assert (frequency.value, frequency.median, frequency.p90) == (1.0, 1, 1)
    assert overall(dora(history, until=hour(96)))[FREQUENCY].median == 0.5


def test_there_is_no_group_where_there_is_nothing_to_tell_apart(history):
    history.change(0)
    history.deploy(1, environment="staging")
    history.deploy(30)
    found = dora(history, since=24)
    assert {(one.by, one.value) for one in found.dora.groups if one.by != "month"} == {
        ("environment", "production")
    }


def test_what_belongs_to_no_period_is_told_in_each_and_what_went_elsewhere_there(history):
    history.change(0)
    history.deploy(1)
    history.deploy(99 * DAY)
    first = history.deploy(1, environment="staging")
    history.deploy(1, "HEAD", f"Corrects: {first}", environment="staging", suffix="-2")
    found = dora(history, since=24)
    assert overall(found)[FREQUENCY].excluded == {"in_the_future": 1}
    assert overall(dora(history, environment="staging"))[FREQUENCY].excluded == {"corrected": 1}


def test_what_is_left_out_is_told_where_it_lies(history):
    history.change(0)
    history.tag("v1.0-rc1", at=1)
    history.tag("v1.0", at=2)
    history.tag("v2.0", at=40 * DAY)
    found = dora(history, now=50 * DAY, patterns=["v*"])
    assert overall(found)[FREQUENCY].excluded == {"pre_release": 1, "same_commit": 1}
    assert group(found, "month", "2026-12")[FREQUENCY].excluded == {"same_commit": 1}
    assert overall(dora(history, since=20 * DAY, patterns=["v*"]))[FREQUENCY].excluded == {}


def test_months_are_whole_calendar_months_as_far_as_they_lie_in_the_period(history):
    history.change(0)
    history.deploy(1)
    history.change(30 * DAY)
    history.deploy(30 * DAY + 2)
    found = dora(history, now=38 * DAY)
    assert [one.value for one in found.dora.groups if one.by == "month"] == ["2026-11", "2026-12"]
    november, december = group(found, "month", "2026-11"), group(found, "month", "2026-12")
    assert (november[LEAD].value, december[LEAD].value) == (1 * H, 2 * H)
    assert november[FREQUENCY].value == pytest.approx(1 / 29)  # from the 2nd on
    assert december[FREQUENCY].value == pytest.approx(1 / 9)  # up to the 10th


def test_a_file_tells_of_deployments_and_changes_of_another_repository(history):
    commit = history.change(0)
    entries = [
        {
            "id": "a",
            "at": "2026-11-02T03:00:00Z",
            "commit": commit[:10],
            "outcome": "success",
            "planned": True,
        },
        {"id": "b", "at": "2026-11-02T05:00:00Z", "commit": "feedc0de", "status": "failure"},
        {"id": "c", "at": "2026-11-02T06:00:00Z", "unplanned": True, "changes": ["2026-11-02T05:00:00Z"]},
        {"id": "d", "at": "2026-11-02T06:00:00Z", "status": "running"},
    ]
    found = dora(history, files=[File("deployments.json", json.dumps(entries).encode())])
    lead, frequency, _, fails, rework = overall(found)
    assert (lead.n, lead.median, lead.excluded) == (2, 2 * H, {"commit_not_here": 1})  # 3 h and 1 h
    assert (frequency.n, fails.n, fails.value) == (3, 3, pytest.approx(1 / 3))
    assert (rework.n, rework.value, rework.excluded) == (2, 0.5, {"plan_unknown": 1})


def test_a_shallow_clone_says_that_its_history_is_cut(history, tmp_path):
    for at in range(4):
        history.change(at)
    history.deploy(5)
    history.git("clone", "-q", "--depth", "2", f"file://{history.top}", str(tmp_path / "cut"))
    found = dora(History(tmp_path / "cut"))
    assert overall(found)[LEAD].n == 2
    assert found.notes[0].startswith("this clone is shallow: changes before its edge are not known")


# how stable it is


def test_a_rollback_is_a_failed_change_and_the_fix_after_it_is_rework(history):
    good = history.change(0)
    history.deploy(1)
    history.change(2)
    history.deploy(3, "HEAD", "Outcome: rolled-back", "Planned: yes")
    history.deploy(4, good, "Outcome: success", "Planned: no")  # the old version again
    history.change(5)
    history.deploy(6, "HEAD", "Outcome: success", "Planned: no", "Fixes-Incident: INC-20261102-0001")
    found = dora(history)
    lead, frequency, recovery, fails, rework = overall(found)
    assert (lead.n, lead.median) == (3, 1 * H)  # each an hour; going back brings nothing
    assert (frequency.n, recovery.n) == (4, 0)
    assert (fails.n, fails.value, len(fails.behind)) == (4, 0.25, 1)
    assert (rework.n, rework.value) == (4, 0.5)


def test_a_correction_takes_the_place_of_what_was_recorded_first(history):
    history.change(0)
    name = history.deploy(1)
    history.deploy(1, "HEAD", "Outcome: rolled-back", "Planned: yes", f"Corrects: {name}", suffix="-2")
    found = dora(history)
    assert (overall(found)[FREQUENCY].n, overall(found)[FAILS].value) == (1, 1.0)
    assert overall(found)[FREQUENCY].excluded == {"corrected": 1}


def test_only_incidents_that_a_change_caused_count_as_failed_deployments(ops):
    ops.commit("start")
    ops.change(0)
    bad = ops.deploy(1)
    ops.deploy(2)
    one = incident(ops, 1, change=bad, impact_started=10, declared=10.5, mitigated=12, resolved=20)
    incident(ops, 2, change="no", impact_started=10, mitigated=11)
    incident(ops, 3, change="unknown", impact_started=10, mitigated=11)
    incident(ops, 4, change=bad, status="acknowledged", impact_started=10, acknowledged=11)
    incident(ops, 5, change=bad, status="cancelled", declared=10, cancelled=11)
    incident(ops, 6, impact_started=10, mitigated=11)
    _, _, recovery, fails, _ = overall(of_ops(ops))
    assert (recovery.n, recovery.median, list(recovery.behind)) == (1, 2 * H, [one])
    assert recovery.anchors == {"impact_started -> mitigated": 1}
    assert recovery.excluded == {
        "not_caused_by_a_change": 1,
        "cause_unknown": 2,
        "pending": 1,
        "cancelled": 1,
    }
    # two incidents name the same deployment: one of two failed
    assert (fails.n, fails.value, list(fails.behind)) == (2, 0.5, [bad])


def test_recovery_is_known_without_any_deployment(ops):
    ops.commit("start")
    incident(ops, 1, change="feedc0de", impact_started=10, mitigated=12)
    ground = Ground(Git.around(ops.top), Recording(open_workspace(ops.top)))
    found = Measuring(ground, hour(99)).measured(Wanted())
    assert (found.dora.period.since, overall(found)[RECOVERY].value) == (hour(0), 2 * H)


def test_the_next_times_stand_in_where_the_impact_is_not_known(ops):
    ops.commit("start")
    sha = ops.change(0)
    ops.deploy(1)
    incident(ops, 1, change=sha[:8], declared=10, resolved=13)  # 3 h
    incident(ops, 2, change=sha, detected=10, declared=11, mitigated=11, resolved=20)  # 1 h
    incident(ops, 3, change=sha, impact_started=10, mitigated=9)
    recovery = overall(of_ops(ops))[RECOVERY]
    assert (recovery.n, recovery.median, recovery.p90) == (2, 2 * H, 3 * H)
    assert recovery.anchors == {"declared -> resolved": 1, "detected -> mitigated": 1}
    assert recovery.excluded == {"times_out_of_order": 1}


def test_a_commit_is_blamed_on_the_deployment_that_first_brought_it_to_that_environment(ops):
    ops.commit("start")
    ops.change(0)
    ops.deploy(1)
    culprit = ops.change(2)
    ops.deploy(3, environment="staging")
    blamed = ops.deploy(4)
    ops.change(5)
    ops.deploy(6)
    incident(ops, 1, change=culprit, impact_started=10, mitigated=11)
    other = incident(ops, 2, change="v-elsewhere", impact_started=10, mitigated=13)  # no deployment of ours
    found = of_ops(ops)
    assert found.notes == (f"no deployment known here brought the change that caused {other}",)
    assert (overall(found)[FAILS].n, list(overall(found)[FAILS].behind)) == (3, [blamed])
    assert overall(found)[RECOVERY].n == 2
    assert group(found, "environment", "staging")[FAILS].value == 0.0


def test_an_incident_in_another_environment_counts_there_alone(ops):
    ops.commit("start")
    sha = ops.change(0)
    ops.deploy(1)
    staging = ops.deploy(2, environment="staging")
    incident(ops, 1, change=sha, environment="staging", impact_started=10, mitigated=11)
    found = of_ops(ops)
    assert (overall(found)[RECOVERY].n, overall(found)[FAILS].value) == (0, 0.0)
    there = group(found, "environment", "staging")
    assert (there[RECOVERY].value, list(there[FAILS].behind)) == (1 * H, [staging])


def test_an_incident_blames_the_tag_of_a_team_that_writes_no_outcomes(ops):
    ops.commit("start")
    for number in range(4):
        ops.change(number)
        ops.tag(f"v1.{number}", at=number + 0.5)
    incident(ops, 1, change="v1.2", impact_started=10, mitigated=11)
    asked = Measuring(
        Ground(Git.around(ops.top), Recording(open_workspace(ops.top))), hour(50), Sources(["v*"])
    ).measured(Wanted(hour(0)))
    fails = overall(asked)[FAILS]
    assert (fails.n, fails.value, list(fails.behind)) == (4, 0.25, ["v1.2"])
    assert fails.anchors == {"incident": 1, "nothing": 3}


def test_a_deployment_by_services_is_blamed_through_its_service(ops):
    ops.commit("start")
    sha = ops.change(0)
    web = ops.deploy(1, "HEAD", "Outcome: success", "Service: web")
    api = ops.deploy(2, "HEAD", "Outcome: success", "Service: api")
    incident(ops, 1, change=sha, services="[api]", impact_started=10, mitigated=11)
    found = of_ops(ops)
    assert list(overall(found)[FAILS].behind) == [api]
    assert (group(found, "service", "api")[RECOVERY].n, group(found, "service", "web")[RECOVERY].n) == (1, 0)
    assert group(found, "service", "web")[FAILS].value == 0.0
    assert web != api


def test_an_incident_may_name_the_deployment_itself_by_any_name_it_had(ops):
    ops.commit("start")
    ops.change(0)
    ops.deploy(0.5, "HEAD", "Outcome: success", "Service: api")
    first = ops.deploy(1, "HEAD", "Outcome: success", "Service: api")
    again = ops.deploy(1, "HEAD", "Outcome: success", "Service: api", f"Corrects: {first}", suffix="-2")
    ops.deploy(2, "HEAD", "Outcome: success", "Service: api")
    incident(ops, 1, change=first, impact_started=10, mitigated=11)
    found = of_ops(ops)
    assert list(overall(found)[FAILS].behind) == [again]
    # the report names no service: it happened to that of the deployment
    assert group(found, "service", "api")[RECOVERY].n == 1


def test_a_deployment_elsewhere_that_an_incident_names_is_blamed_where_its_commit_went_out(ops):
    ops.commit("start")
    ops.change(0)
    staging = ops.deploy(1, environment="staging")
    live = ops.deploy(2)
    incident(ops, 1, change=staging, impact_started=10, mitigated=11)
    found = of_ops(ops)
    assert list(overall(found)[FAILS].behind) == [live]
    assert group(found, "environment", "staging")[FAILS].value == 0.0


def test_incidents_of_the_period_alone_are_measured(ops):
    ops.commit("start")
    sha = ops.change(0)
    ops.deploy(1)
    incident(ops, 1, change=sha, impact_started=10, mitigated=11)
    incident(ops, 2, change=sha, impact_started=30, mitigated=33)
    recovery = overall(of_ops(ops, until=hour(24)))[RECOVERY]
    assert (recovery.n, recovery.value) == (1, 1 * H)
    incident(ops, 3, change="feedc0de", impact_started=30, mitigated=33)
    incident(ops, 4, change=sha[:3], impact_started=10, mitigated=11)  # too short for git, too
    (note,) = of_ops(ops, until=hour(24)).notes
    assert note.endswith("the change that caused INC-20261102-0004")


def test_what_names_no_service_is_a_group_where_others_do(ops):
    ops.commit("start")
    sha = ops.change(0)
    ops.deploy(1, "HEAD", "Outcome: success", "Service: api")
    ops.deploy(2)
    incident(ops, 1, change=sha, services="[api]", impact_started=10, mitigated=11)
    found = of_ops(ops)
    none = group(found, "service", "none")
    assert (none[FREQUENCY].n, none[RECOVERY].n) == (1, 0)


def test_a_period_ends_now_at_the_latest(history):
    history.change(0)
    history.deploy(1)
    assert overall(dora(history, now=48, until=hour(96)))[FREQUENCY].value == 0.5


def test_two_ways_to_one_root_do_not_make_the_first_deployment_a_later_one(history):
    history.change(0)
    history.git("switch", "-q", "-c", "topic")
    history.change(40 * DAY)
    history.git("switch", "-q", "main")
    history.change(41 * DAY)
    history.git("merge", "-q", "--no-ff", "-m", "merge", "topic")
    history.deploy(42 * DAY)
    lead = overall(dora(history, now=43 * DAY))[LEAD]
    assert (lead.n, lead.excluded) == (2, {"too_old_to_tell": 1, "merge": 1})


def test_gov_toml_says_where_deployments_stand(ops):
    settings = (
        ops.read("gov.toml") + '\n[deployments]\ntags = ["v*"]\nenvironment = "live"\nfile = "d.json"\n'
    )
    ops.write("gov.toml", settings)
    ops.write("d.json", '{"deployments": [{"at": "2026-11-02T04:00:00Z"}]}')
    ops.commit("start")
    ops.change(0)
    ops.tag("v1", at=1)
    found = of_ops(ops)
    assert (found.dora.environment, overall(found)[FREQUENCY].n) == ("live", 2)


def test_the_time_in_a_name_counts_before_the_date_of_its_tag(history):
    history.change(0)
    history.deploy(3)  # tagged now, in the test's own time
    (tagged,) = history.git("for-each-ref", "--format=%(taggerdate:unix)", "refs/tags").splitlines()
    assert int(tagged) != int(hour(3).timestamp())
    assert overall(dora(history))[LEAD].value == 3 * H
    assert stamp(3) == "20261102T030000Z"
