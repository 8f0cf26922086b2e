"""Who acts: named, else GOV_USER, else the person with git's address, else a role."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.errors import UsageError
from governor_cli.workflows.acting import acting, is_on_call, zone_of
from governor_cli.workflows.repository.recording import Recording

TESTS = Path(__file__).parents[1]
ROSTER = "artifacts/support/on-call-roster.md"
NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)


@pytest.fixture
def ops(repo):
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    return repo


def recording(ops):
    return Recording(open_workspace(ops.top))


def test_who_is_named_comes_before_gov_user_and_git(ops, monkeypatch):
    monkeypatch.setenv("GOV_USER", "@bo")
    assert acting(recording(ops), "@ada").who == "@ada"
    assert acting(recording(ops), None).who == "@bo"
    monkeypatch.delenv("GOV_USER")
    assert acting(recording(ops), None).who == "@ada"  # git's address is hers


def test_an_address_counts_in_any_case(ops, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "BO@Example.COM")
    assert acting(recording(ops), None).who == "@bo"


def test_somebody_unknown_acts_as_the_primary_operator_and_no_address_is_written(ops, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "kim@example.com")
    actor = acting(recording(ops), None)
    assert (actor.who, actor.handle) == ("primary-operator", None)
    assert "example.com" not in actor.note
    ops.write(ROSTER, "broken")
    assert acting(recording(ops), None).who == "primary-operator"


def test_a_handle_needs_no_at_sign_where_the_roster_has_it(ops):
    assert acting(recording(ops), "ada").who == "@ada"
    assert acting(recording(ops), "docs-lead").who == "docs-lead"


def test_a_person_outside_the_roster_may_act_with_a_note(ops):
    actor = acting(recording(ops), "@kim")
    assert (actor.who, actor.note) == ("@kim", "`@kim` is not in the roster")


@pytest.mark.parametrize("given", ["adda", "Ada K.", "", "@", "a\nb", "ada@example.com"])
def test_a_name_that_is_nobody_is_refused_with_what_exists(ops, given):
    with pytest.raises(UsageError) as refused:
        acting(recording(ops), given)
    assert "--by" in refused.value.message
    assert refused.value.hint


def test_people_act_in_their_own_zone_and_roles_in_none(ops):
    work = recording(ops)
    assert zone_of(work, acting(work, "@ada")).key == "Europe/Berlin"
    assert zone_of(work, acting(work, "docs-lead")) is None


def test_only_somebody_who_holds_the_role_now_is_on_call_for_it(ops):
    roster = ops.read(ROSTER).replace(
        "rotations: []", "static:\n  - {role: primary-operator, people: [ada], hours: Mon-Fri 09:00-17:00}"
    )
    ops.write(ROSTER, roster)
    work = recording(ops)
    ada, bo, role = (acting(work, who) for who in ("@ada", "@bo", "primary-operator"))
    assert is_on_call(work, ada, ["primary-operator"], NOW)
    assert is_on_call(work, ada, ["pagerduty-on-call"], NOW)  # another name for it
    assert not is_on_call(work, ada, ["primary-operator"], NOW.replace(hour=20))
    assert not is_on_call(work, ada, ["secondary-operator"], NOW)
    assert not is_on_call(work, bo, ["primary-operator"], NOW)
    assert not is_on_call(work, role, ["primary-operator"], NOW)
