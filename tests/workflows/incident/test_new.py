"""Declaring in the same process: what is recorded exactly as said, and what is refused."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.document import read
from governor_cli.core.errors import UsageError
from governor_cli.kinds.incident.timeline import entries
from governor_cli.workflows.check.judging import judge
from governor_cli.workflows.incident.new import Declaration, checked_title, declare
from governor_cli.workflows.repository.recording import Recording

TESTS = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 10, 2, tzinfo=UTC)


@pytest.fixture
def recording(repo):
    """The playbook of the cases and a roster in which git's address is Ada's."""
    shutil.copytree(TESTS / "repository", repo.top, dirs_exist_ok=True)
    repo.write("docs/operations/support-playbook.md", (TESTS / "cases" / "playbook.md").read_bytes())
    return Recording(open_workspace(repo.top))


def said(title="Search is slow", **more):
    return Declaration(title, **{"severity": "P1", "at": NOW, **more})


@pytest.mark.parametrize(
    "title",
    [
        "[red]not red[/red]",
        "quotes \"double\" and 'single'",
        "colon: and # hash",
        "- dash, *star* and `tick`",
        "🔥 emoji, عربى and \u202eturned\u202c around",
        "@ana: | pipe | <!-- comment",
        "null",
        "2026-11-23",
        "---",
        "  spaces at both ends  ",
        "x" * 300,
        "%s {title} \\n \\",
        "**bold** at the start",
        "<<<<<<< HEAD",
    ],
)
def test_a_hostile_title_is_kept_exactly_in_a_report_that_checks(recording, title):
    made = declare(recording, said(title))
    written = (recording.workspace.root / made.path).read_bytes()
    assert written == made.data
    document = read(made.path, written)
    assert document.front["title"] == title
    assert [entry.type for entry in entries(document)] == ["declared"]
    assert errors_of(recording) == []


def errors_of(recording):
    fresh = Recording(recording.workspace)
    found = judge(fresh.repository.snapshot, recording.workspace.cache).findings
    return [one for one in found if one.severity == "error"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text(min_size=1, max_size=60))
def test_any_title_is_kept_or_refused(recording, title):
    try:
        checked_title(title)
    except UsageError:
        return
    made = declare(recording, said(title), write=False)
    assert made.picture.record.title == title
    assert read(made.path, made.data).front["title"] == title


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("two\nlines", "control character"),
        ("\x1b[31mred", "control character"),
        ("bell\x07", "control character"),
        ("a\u2028b", "control character"),
        ("caf\udce9", "not UTF-8"),
        ("x" * 10_000, "10000 characters"),
        ("", "the title is empty"),
        ("   ", "the title is empty"),
    ],
)
def test_a_title_that_is_no_title_is_refused(recording, title, message):
    with pytest.raises(UsageError, match=message):
        declare(recording, said(title))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"severity": "P9"}, "there is no severity `P9`"),
        ({"source": "chat"}, "there is no channel `chat`"),
        ({"by": "nobody-here"}, "is nobody in the roster and no role"),
        ({"commander": "Ada K."}, "is neither a handle nor a role"),
        ({"reporter": ""}, "--reporter"),
        ({"received": NOW + timedelta(minutes=1)}, "`declared` is before `received`"),
        (
            {"detected": NOW - timedelta(minutes=9), "impact_started": NOW - timedelta(minutes=5)},
            "is before `impact_started`",
        ),
        ({"environment": "a\nb"}, "the environment has a control character"),
        ({"services": [""]}, "the name of the service is empty"),
        ({"services": ["a\nb"]}, "the name of the service has a control character"),
        ({"services": ["a" * 101]}, "the name of the service has 101 characters; 100 are enough"),
        ({"environment": "a" * 101}, "the environment has 101 characters; 100 are enough"),
        ({"environment": "a\x1b[2J"}, "the environment has a control character"),
    ],
)
def test_what_cannot_be_recorded_as_said_is_refused_with_a_hint(recording, more, message):
    with pytest.raises(UsageError, match=message) as refused:
        declare(recording, said(**more))
    assert refused.value.hint
    assert not list(recording.workspace.root.glob("unified_workflow/**/INC-*"))


def test_a_service_named_twice_is_written_once(recording):
    made = declare(recording, said(services=["api", "api"]), write=False)
    assert made.picture.record.services == ["api"]


def test_the_day_in_the_id_is_the_day_in_utc(recording):
    late = datetime(2026, 11, 24, 0, 30, tzinfo=UTC).astimezone(tz=None)
    assert declare(recording, said(at=late), write=False).path.count("INC-20261124-") == 1


def test_a_second_report_never_takes_the_name_of_the_first(recording, monkeypatch):
    import secrets

    first = declare(recording, said())
    used = first.picture.record.id[-4:]
    draws = iter([*used, *"ZZZZ"])
    monkeypatch.setattr(secrets, "choice", lambda _: next(draws))
    second = declare(Recording(recording.workspace), said())
    assert second.picture.record.id.endswith("-ZZZZ")
