"""`gov roster` and `gov escalation` as people run them."""

import json
from pathlib import Path

import pytest
from repositories import Repo

from governor_cli.core.errors import UsageError
from governor_cli.ui.roster import asked_horizon

TESTS = Path(__file__).parents[1]
ROSTER = "artifacts/support/on-call-roster.md"
EXAMPLE = (TESTS.parent / "templates" / "roster-follow-the-sun.md").read_text()
NOW = {"GOV_NOW": "2026-11-23T10:00:00Z"}


@pytest.fixture
def ops(repo: Repo) -> Repo:
    """The playbook of the cases, with the roster that follows the sun."""
    repo.write("gov.toml", (TESTS / "repository" / "gov.toml").read_bytes())
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    repo.write(ROSTER, EXAMPLE)
    repo.commit("start")
    return repo


def edit(repo: Repo, old: str, new: str) -> None:
    text = repo.read(ROSTER)
    assert old in text
    repo.write(ROSTER, text.replace(old, new, 1))


def data(result, code: int = 0):
    assert result.code == code, result.stderr + result.stdout
    return json.loads(result.stdout)["data"]


def test_new_writes_a_roster_that_checks_clean_and_covers_nothing(ops):
    (ops.top / ROSTER).unlink()
    done = ops.gov("roster", "new", **NOW)
    assert done.stdout == f"{ROSTER}\n"
    assert ops.gov("check", ROSTER, **NOW).code == 0
    found = data(ops.gov("roster", "check", "-f", "json", **NOW), 1)
    assert {one["covered_hours"] for one in found["coverage"]} == {0}


def test_new_never_overwrites(ops):
    done = ops.gov("roster", "new", **NOW)
    assert done.code == 3
    assert "already" in done.stderr
    assert ops.read(ROSTER) == EXAMPLE


def test_check_says_that_there_is_no_roster(ops):
    (ops.top / ROSTER).unlink()
    done = ops.gov("roster", "check", **NOW)
    assert (done.code, done.stdout) == (3, "")
    assert "gov roster new" in done.stderr


def test_three_teams_around_the_sun_are_proved_over_twenty_eight_years(ops):
    found = data(ops.gov("roster", "check", "--prove", "-f", "json", **NOW))
    assert found["findings"] == []
    assert found["coverage"]
    assert all(one["promised_hours"] == one["covered_hours"] > 0 for one in found["coverage"])
    assert found["tzdata"].startswith("20")


def test_a_planted_gap_of_half_an_hour_is_found_alone_and_says_what_opens_it(ops):
    hole = "{rotation: apac, take: nobody, from: 2027-03-28T01:00, until: 2027-03-28T01:30}"
    edit(ops, "overrides: []", f"overrides:\n  - {hole}")
    found = data(ops.gov("roster", "check", "-f", "json", **NOW), 1)
    errors = [one for one in found["findings"] if one["severity"] == "error"]
    assert [one["code"] for one in errors] == ["COV001"]
    assert "Sun 2027-03-28 01:00 for 30m" in errors[0]["message"]
    assert "an override takes nobody" in errors[0]["message"]
    assert ops.read(ROSTER).splitlines()[errors[0]["line"] - 1].strip().startswith("- {rotation: apac, take")


def test_a_silence_with_a_reason_holds_for_a_finding_over_time(ops):
    text = EXAMPLE[: EXAMPLE.index("# On-call roster")]
    silenced = text.replace(
        "  bo: {name", "  dee: {name: Dee M.}  # gov: allow COV010 joins next year\n  bo: {name"
    )
    ops.write(ROSTER, silenced)
    assert data(ops.gov("roster", "check", "-f", "json", **NOW))["findings"] == []
    assert ops.gov("check", ROSTER, **NOW).code == 0
    ops.write(ROSTER, silenced.replace(" joins next year", ""))
    found = data(ops.gov("roster", "check", "-f", "json", **NOW), 1)
    assert {one["code"] for one in found["findings"]} == {"SIL002", "COV010"}


def test_check_without_a_readable_roster_still_reports(ops):
    edit(ops, "timezone: UTC\nreviewed", "timezone: Mars/Base\nreviewed")
    found = data(ops.gov("roster", "check", "-f", "json", **NOW), 1)
    assert [one["code"] for one in found["findings"]] == ["KEY004"]
    assert found["coverage"] == []


@pytest.mark.parametrize(
    ("horizon", "hint"),
    [
        ("10000y", "Write days or weeks"),
        ("20000d", "use --prove"),
        ("300000d", "Write days or weeks"),
        ("0d", "Write days or weeks"),
        ("-5d", "Write days or weeks"),
        ("12h", "Write days or weeks"),
        ("1m", "Write 30d for 1 month; m is for minutes."),
        ("2y", "Write 730d for 2 years."),
        ("90", "Write 90d for 90 days."),
    ],
)
def test_a_horizon_out_of_reach_is_refused_with_what_was_meant(horizon, hint):
    with pytest.raises(UsageError) as refused:
        asked_horizon(horizon, prove=False)
    assert hint in refused.value.hint


def test_a_horizon_of_minutes_in_the_roster_is_an_error_and_not_what_is_judged(ops):
    edit(ops, "horizon: 400d", "horizon: 1m")
    found = data(ops.gov("roster", "check", "-f", "json", **NOW), 1)
    assert [one["code"] for one in found["findings"]] == ["ROS027"]
    assert (found["from"], found["until"]) == ("2026-11-23T10:00:00Z", "2027-12-28T10:00:00Z")


def test_who_is_informed_stands_among_the_figures(ops):
    found = data(ops.gov("roster", "check", "-f", "json", **NOW))["coverage"]
    (cto,) = [one for one in found if (one["promise"], one["role"]) == ("P0", "cto")]
    assert (cto["verb"], cto["promised_hours"], cto["covered_hours"]) == ("inform", 9600.0, 9600.0)


def test_diff_looks_as_far_as_the_roster_does_and_says_so(ops):
    later = "{role: primary-operator, take: ada, from: 2027-11-01, until: 2027-11-02}"
    edit(ops, "overrides: []", f"overrides:\n  - {later}")
    done = ops.gov("roster", "diff", "HEAD", **NOW)
    assert "| Mon 2027-11-01 00:00 for 6h | primary-operator |" in done.stdout
    assert done.stdout.rstrip().endswith("Compared with HEAD from 2026-11-23 to 2027-12-28.")


def test_the_pull_request_that_brings_the_roster_moves_everybodys_shifts(ops):
    ops.git("branch", "with")
    ops.git("rm", "-q", "--cached", ROSTER)
    ops.git("commit", "-qm", "no roster yet")
    done = ops.gov("roster", "diff", "HEAD", "--horizon", "2d", **NOW)
    assert (
        done.code,
        "| Tue 2026-11-24 06:00 for 8h | primary-operator | nobody | @eva |" in done.stdout,
    ) == (0, True)
    asked = ops.gov("roster", "who", "--as-of", "HEAD", **NOW)
    assert (asked.code, asked.stdout) == (3, "")
    assert f"there was no roster at `{ROSTER}` in HEAD" in asked.stderr


def test_load_counts_the_pages_of_the_reports_before_now(ops):
    assert ops.gov("p0", "API is down", **NOW).code == 0
    assert ops.gov("page", **NOW).code == 0
    later = {"GOV_NOW": "2026-11-23T10:05:00Z"}
    found = data(ops.gov("roster", "load", "-f", "json", **later))
    assert {one["handle"]: one["pages"] for one in found["people"] if one["pages"]} == {"eva": 1}
    assert (found["pages"]["from"], found["pages"]["until"]) == ("2026-08-24T10:05:00Z", later["GOV_NOW"])
    text = ops.gov("roster", "load", "--from", "2026-11-01", "--horizon", "7d", **later).stdout
    assert "pages of 2026-11-01 to 2026-11-08, from the incident reports" in text


def test_who_names_everybody_on_call_with_their_borders(ops):
    found = data(ops.gov("roster", "who", "-f", "json", "--at", "2026-11-23T07:00:00Z", **NOW))
    assert found["roles"]["primary-operator"] == [
        {
            "handle": "eva",
            "from": "2026-11-23T06:00:00Z",
            "until": "2026-11-23T14:00:00Z",
            "via": "rotation emea",
        }
    ]
    assert found["roles"]["pagerduty-on-call"] == found["roles"]["primary-operator"]
    assert [one["handle"] for one in found["roles"]["secondary-operator"]] == ["ada"]


def test_who_says_when_a_static_entry_ends_however_far_away_that_is(ops):
    edit(ops, "{role: cto, people: [gil]}", "{role: cto, people: [gil], until: 2027-06-01}")
    (found,) = data(ops.gov("roster", "who", "cto", "-f", "json", **NOW))["roles"]["cto"]
    assert (found["from"], found["until"]) == (None, "2027-06-01T00:00:00Z")


def test_who_of_an_unknown_role_says_what_was_meant(ops):
    done = ops.gov("roster", "who", "primary-operater", **NOW)
    assert (done.code, done.stdout) == (2, "")
    assert "`primary-operator`" in done.stderr


def test_who_with_nobody_on_warns_and_exits_0(ops):
    done = ops.gov("roster", "who", "--at", "1999-01-01T00:00:00Z", "primary-operator", **NOW)
    assert done.code == 0
    assert "nobody is on" in done.stderr


def test_who_as_of_a_revision_says_what_the_roster_said_then(ops):
    edit(
        ops,
        "overrides: []",
        "overrides:\n  - {role: primary-operator, take: ada, from: 2026-11-23, until: 2026-11-24}",
    )
    ops.commit("eva is ill")
    asked = ("roster", "who", "primary-operator", "--at", "2026-11-23T07:00:00Z", "-f", "json")
    found = data(ops.gov(*asked, "--as-of", "HEAD~1", **NOW))
    assert [one["handle"] for one in found["roles"]["primary-operator"]] == ["eva"]
    assert [one["handle"] for one in found["now"]["primary-operator"]] == ["ada"]
    assert found["agrees"] is False


def test_who_why_names_line_commit_and_author(ops):
    edit(
        ops,
        "overrides: []",
        "overrides:\n  - {role: primary-operator, take: ada, from: 2026-11-23, until: 2026-11-24}",
    )
    commit = ops.commit("eva is ill")
    found = data(
        ops.gov(
            "roster", "who", "primary-operator", "--why", "--at", "2026-11-23T07:00:00Z", "-f", "json", **NOW
        )
    )
    (one,) = found["roles"]["primary-operator"]
    assert one["via"] == "override 1 for eva"
    assert (one["why"]["commit"], one["why"]["subject"]) == (commit, "eva is ill")
    assert "take: ada" in ops.read(ROSTER).splitlines()[one["why"]["line"] - 1]


def test_who_why_of_a_line_not_committed_has_no_commit(ops):
    edit(
        ops,
        "overrides: []",
        "overrides:\n  - {role: primary-operator, take: ada, from: 2026-11-23, until: 2026-11-24}",
    )
    done = ops.gov("roster", "who", "primary-operator", "--why", "--at", "2026-11-23T07:00:00Z", **NOW)
    assert "not committed" in done.stdout


def test_show_reveals_private_values_where_they_are_kept(ops):
    edit(ops, 'phone: "+4930901820"', 'phone: "private:ada"')
    assert "kept elsewhere" in ops.gov("roster", "show", **NOW).stdout
    ops.write(".git/gov/private.yaml", 'ada: {phone: "+4930901820"}\n')
    assert "+4930901820" in ops.gov("roster", "show", **NOW).stdout
    kept = ops.write("../kept.yaml", "ada: +49309999\n")
    people = data(ops.gov("roster", "show", "-f", "json", GOV_PRIVATE=str(kept), **NOW))["people"]
    assert people[0]["reach"]["phone"] == "+49309999"


def test_escalation_show_gives_people_and_ways(ops):
    found = data(ops.gov("escalation", "show", "p1", "--at", "2026-11-23T07:00:00Z", "-f", "json", **NOW))
    first = found["steps"][0]
    assert (first["step"], first["verb"], first["roles"]) == (1, "tell", ["primary-operator"])
    assert first["people"][0] == {
        "handle": "eva",
        "reach": {"pagerduty": "PEVA001", "phone": "+4930901821", "slack": "@eva"},
    }


def test_escalation_of_an_unknown_severity_is_a_usage_error(ops):
    done = ops.gov("escalation", "show", "P9", **NOW)
    assert (done.code, done.stdout) == (2, "")


def test_escalation_check_finds_the_hours_that_reach_nobody(ops):
    assert ops.gov("escalation", "check", **NOW).code == 0
    edit(ops, "pagerduty: PKEN001", "teams: ken")
    found = data(ops.gov("escalation", "check", "-f", "json", **NOW), 1)
    (step,) = [one for one in found["steps"] if (one["severity"], one["step"]) == ("P0", 1)]
    assert step["gaps"]


def test_escalation_check_fails_where_nobody_ever_holds_a_role(ops):
    edit(ops, "  - {role: product-owner, people: [bo]}\n", "")
    done = ops.gov("escalation", "check", **NOW)
    said = "P2 step 3 informs product-owner: error: reaches nobody, for nobody ever holds it"
    assert (done.code, said in done.stdout) == (1, True)


def test_escalation_check_judges_the_steps_that_inform(ops):
    edit(
        ops,
        "{role: product-owner, people: [bo]}",
        '{role: product-owner, people: [bo], hours: "Mon 06:00-14:00"}',
    )
    text = ops.gov("escalation", "check", **NOW).stdout
    assert "P0 step 3 informs cto, head-of-product: reaches somebody at every hour" in text
    assert "P2 step 3 informs product-owner: info: reaches nobody (best effort)\n    nobody " in text
    edit(ops, ', slack: "@bo", email: bo@example.com', "")
    found = data(ops.gov("escalation", "check", "-f", "json", **NOW))
    by_step = {(one["severity"], one["step"]): one for one in found["steps"]}
    assert (by_step["P2", 3]["verb"], by_step["P2", 3]["finding"]) == ("inform", "warning")
    assert by_step["P2", 1]["finding"] is None
    assert ops.gov("escalation", "check", "--strict", **NOW).code == 1
