"""`gov roster join, leave, off, swap, override` as people run them."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from repositories import Repo

TESTS = Path(__file__).parents[1]
ROSTER = "artifacts/support/on-call-roster.md"
EXAMPLE = (TESTS.parent / "templates" / "roster-follow-the-sun.md").read_text()
NOW = {"GOV_NOW": "2026-11-23T10:00:00Z"}


@pytest.fixture
def ops(repo: Repo) -> Repo:
    repo.write("gov.toml", (TESTS / "repository" / "gov.toml").read_bytes())
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    repo.write(ROSTER, EXAMPLE)
    repo.commit("start")
    return repo


def changed_lines(repo: Repo) -> list[str]:
    """The lines of front matter that a change added."""
    diff = repo.git("diff", "-U0", "--", ROSTER).splitlines()
    return [line[1:].strip() for line in diff if line.startswith("+") and "{" in line]


def data(result, code: int = 0):
    assert result.code == code, result.stderr + result.stdout
    return json.loads(result.stdout)["data"]


def on(repo: Repo, at: str, role: str = "primary-operator") -> list[str]:
    found = data(repo.gov("roster", "who", role, "--at", at, "-f", "json", **NOW))
    return [one["handle"] for one in found["roles"][role]]


def test_an_override_is_one_line_in_date_order(ops):
    for day in ("2027-02-01", "2026-12-01", "2027-01-01"):
        until = day[:-1] + "2"
        done = ops.gov(
            "roster",
            "override",
            "--role",
            "primary-operator",
            "--take",
            "eva",
            "--from",
            day,
            "--until",
            until,
            **NOW,
        )
        assert done.code == 0, done.stderr
        assert done.stdout.splitlines()[0] == ROSTER
    assert [line.split("from: ")[1][:10] for line in changed_lines(ops)] == [
        "2026-12-01",
        "2027-01-01",
        "2027-02-01",
    ]


def test_the_second_of_two_like_hours_is_written_in_utc(ops):
    ops.write(ROSTER, EXAMPLE.replace("timezone: UTC", "timezone: Europe/Berlin", 1))
    asked = ("roster", "override", "--role", "primary-operator", "--take", "ada")
    done = ops.gov(*asked, "--from", "2027-10-31T01:30Z", "--until", "2027-10-31T05:00", **NOW)
    assert done.code == 0, done.stderr
    assert "    until: 2027-10-31T04:00\n    timezone: UTC\n" in ops.read(ROSTER)
    assert on(ops, "2027-10-31T00:45:00Z") != ["ada"]
    assert on(ops, "2027-10-31T01:45:00Z") == ["ada"]


def test_a_hole_shows_what_coverage_it_costs(ops):
    done = ops.gov(
        "roster", "override", "--rotation", "apac", "--take", "nobody", "--from", "2027-03-28T01:00",
        "--until", "2027-03-28T01:30", "-f", "json", **NOW,
    )  # fmt: skip
    found = data(done)
    assert found["people"] == ["priya"]
    (p0,) = [one for one in found["coverage"] if (one["promise"], one["role"]) == ("P0", "pagerduty-on-call")]
    assert p0["covered_hours_before"] - p0["covered_hours_after"] == 0.5
    assert "COV001" in [one["code"] for one in found["broken"]]


def test_entries_that_several_write_at_once_are_all_there_in_date_order(ops):
    asked = ("roster", "override", "--role", "cto", "--add", "bo")
    days = [f"2027-0{month}-01" for month in (3, 1, 4, 2)]
    with ThreadPoolExecutor(len(days)) as pool:
        done = list(
            pool.map(lambda day: ops.gov(*asked, "--from", day, "--until", f"{day[:-1]}2", **NOW), days)
        )
    assert [one.code for one in done] == [0] * len(days)
    assert [line.split("from: ")[1][:10] for line in changed_lines(ops)] == sorted(days)


def test_a_swap_goes_both_ways_and_moves_nobody_else(ops):
    asked = ("roster", "swap", "ada", "sean", "--role", "primary-operator", "--from", "2026-12-07")
    found = data(ops.gov(*asked, "--until", "2026-12-21", "-f", "json", **NOW))
    assert found["people"] == ["ada", "sean"]
    assert (on(ops, "2026-12-08T07:00:00Z"), on(ops, "2026-12-15T07:00:00Z")) == (["sean"], ["ada"])


def test_a_swap_that_gives_one_person_both_roles_is_refused_with_the_reason(ops):
    asked = ("roster", "swap", "ada", "eva", "--role", "primary-operator", "--from", "2026-11-30")
    done = ops.gov(*asked, "--until", "2026-12-14", **NOW)
    assert (done.code, done.stdout) == (3, "")
    assert "`eva` is `primary-operator` and `secondary-operator` at once" in done.stderr
    assert ops.read(ROSTER) == EXAMPLE


def test_a_swap_that_changes_nothing_is_refused(ops):
    asked = ("roster", "swap", "ada", "sean", "--role", "primary-operator", "--from", "2026-11-23")
    assert ops.gov(*asked, "--until", "2026-11-24", **NOW).code == 3
    assert ops.read(ROSTER) == EXAMPLE


def test_off_without_a_cover_names_the_three_best(ops):
    found = data(
        ops.gov(
            "roster", "off", "eva", "--from", "2027-01-18", "--through", "2027-01-24", "-f", "json", **NOW
        )
    )
    names = [one["handle"] for one in found["candidates"]]
    assert len(names) == 3
    assert set(names[:2]) == {"joao", "sean"}
    assert "ada" not in names
    assert changed_lines(ops) == ["- {who: eva, from: 2027-01-18, through: 2027-01-24}"]


def test_leaving_says_what_still_names_somebody_afterwards_and_nothing_of_before(ops):
    away = "time_off:\n  - {who: ada, from: 2027-03-08, through: 2027-03-14, cover: joao}"
    added = (
        f"  - {{role: cto, add: joao, from: {day}5, until: {day}6}}" for day in ("2026-01-0", "2027-04-0")
    )
    text = EXAMPLE.replace("time_off: []", away, 1)
    text = text.replace("overrides: []", "\n".join(["overrides:", *added]), 1)
    ops.write(ROSTER, text)
    done = ops.gov("roster", "leave", "joao", "--from", "2027-03-01", **NOW)
    assert done.code == 0, done.stderr
    assert "warning: @joao is still named by override 2, the cover of time off 1\n" in done.stderr


def test_off_says_so_where_nobody_could_cover(ops):
    alone = "rotations:\n  - {id: solo, role: primary-operator, from: 2026-01-05, people: [ada]}\n---\n"
    ops.write(ROSTER, EXAMPLE[: EXAMPLE.index("rotations:")] + alone)
    done = ops.gov("roster", "off", "ada", "--from", "2027-01-18", "--through", "2027-01-24", **NOW)
    assert (done.code, "nobody else could cover" in done.stderr) == (0, True)


def test_off_with_a_cover_moves_the_shifts(ops):
    asked = ("roster", "off", "eva", "--from", "2027-01-18", "--through", "2027-01-24", "--cover", "sean")
    assert data(ops.gov(*asked, "-f", "json", **NOW))["people"] == ["eva", "sean"]
    assert on(ops, "2027-01-20T07:00:00Z") == ["sean"]


def test_a_cover_who_holds_the_other_role_is_refused(ops):
    asked = ("roster", "off", "eva", "--from", "2027-01-18", "--through", "2027-01-24", "--cover", "ada")
    done = ops.gov(*asked, **NOW)
    assert done.code == 3
    assert ops.read(ROSTER) == EXAMPLE


def test_leaving_keeps_the_order_of_everybody_else_and_the_tables_true(ops):
    assert ops.gov("roster", "leave", "joao", "--from", "2027-02-01", **NOW).code == 0
    assert "changes: [{from: 2027-02-01, people: [ada, sean, eva]}]" in ops.read(ROSTER)
    weeks = [f"2027-02-{day:02}T07:00:00Z" for day in (1, 8, 15, 22)]
    assert [on(ops, week) for week in weeks] == [["ada"], ["sean"], ["eva"], ["ada"]]
    assert on(ops, "2027-01-25T07:00:00Z") == ["joao"]
    assert ops.gov("check", ROSTER, **NOW).code == 0


def test_the_last_person_of_a_rotation_cannot_leave(ops):
    text = EXAMPLE.replace("people: [ada, sean, eva, joao]", "people: [ada]").replace(
        "like: emea, offset: 2", "like: amer, offset: 1"
    )
    ops.write(ROSTER, text)
    done = ops.gov("roster", "leave", "ada", "--from", "2027-02-01", **NOW)
    assert done.code == 3
    assert ops.read(ROSTER) == text


def test_a_joiner_is_last_in_line_or_after_somebody(ops):
    contact = 'gil: {name: Gil A., timezone: America/New_York, slack: "@gil", email: gil@example.com'
    ops.write(ROSTER, EXAMPLE.replace(contact, f'{contact}, phone: "+12125550104", pagerduty: PGIL001'))
    asked = ("roster", "join", "gil", "--rotation", "amer", "--from", "2027-02-03")
    dry = ops.gov(*asked, "--dry-run", **NOW)
    assert "people: [lee, max, ines, kim, gil]" in dry.stdout
    assert ops.gov(*asked, "--after", "ines", **NOW).code == 0
    assert "changes: [{from: 2027-02-03, people: [lee, max, ines, gil, kim]}]" in ops.read(ROSTER)
    assert on(ops, "2027-02-01T15:00:00Z") == ["kim"]
    assert on(ops, "2027-02-08T15:00:00Z") == ["lee"]


def test_a_joiner_who_cannot_be_reached_is_refused(ops):
    done = ops.gov("roster", "join", "bo", "--rotation", "amer", "--from", "2027-02-03", **NOW)
    assert done.code == 3
    assert "pagerduty and phone" in done.stderr


def test_a_shadow_counts_for_no_promise_and_moves_nobody(ops):
    asked = ("roster", "join", "bo", "--rotation", "amer", "--from", "2027-02-03", "--shadow")
    assert data(ops.gov(*asked, "-f", "json", **NOW))["changes"] == []
    assert "shadows: [{who: bo, from: 2027-02-03}]" in ops.read(ROSTER)


@pytest.mark.parametrize(
    "asked",
    [
        ("override", "--take", "ada", "--from", "2027-01-01", "--until", "2027-01-02"),
        ("override", "--role", "nothing", "--take", "ada", "--from", "2027-01-01", "--until", "2027-01-02"),
        (
            "override",
            "--rotation",
            "nothing",
            "--take",
            "ada",
            "--from",
            "2027-01-01",
            "--until",
            "2027-01-02",
        ),
        ("override", "--role", "cto", "--take", "nemo", "--from", "2027-01-01", "--until", "2027-01-02"),
        ("override", "--role", "cto", "--take", "ada", "--from", "soon", "--until", "2027-01-02"),
        ("off", "nemo", "--from", "2027-01-01", "--through", "2027-01-02"),
        ("off", "ada", "--from", "2027-01-01T10:00", "--through", "2027-01-02"),
        ("join", "bo", "--rotation", "emea-2", "--from", "2027-01-01"),
        ("join", "bo", "--rotation", "nothing", "--from", "2027-01-01"),
    ],
)
def test_what_does_not_exist_is_a_usage_error_and_writes_nothing(ops, asked):
    done = ops.gov("roster", *asked, **NOW)
    assert (done.code, done.stdout) == (2, ""), done.stderr
    assert ops.read(ROSTER) == EXAMPLE


def test_an_override_that_ends_before_it_begins_is_refused(ops):
    asked = ("override", "--role", "cto", "--add", "ada", "--from", "2027-01-02", "--until", "2027-01-01")
    assert ops.gov("roster", *asked, **NOW).code == 3
    assert ops.read(ROSTER) == EXAMPLE


def test_a_change_is_committed_alone_where_that_was_asked_for(ops):
    ops.write("other.txt", "mine")
    asked = ("override", "--role", "cto", "--add", "ada", "--from", "2027-01-01", "--until", "2027-01-02")
    assert ops.gov("roster", *asked, "--commit", **NOW).code == 0
    assert ops.git("show", "--name-only", "--format=", "HEAD") == ROSTER
