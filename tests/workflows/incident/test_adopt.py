"""Adopting postmortems that nobody here wrote: reports that check, once each, whatever their source does."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from operations import gov_repository, lay_out
from repositories import Repo

from governor_cli.adapters.workspace import open_workspace
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.record import values_of
from governor_cli.kinds.incident.model import Incident
from governor_cli.readers.postmortem import NotTextError, decoded
from governor_cli.workflows.check.checking import Question, check
from governor_cli.workflows.check.soundness import errors_of
from governor_cli.workflows.incident.adopt import Adopting, Adoption, adopt_all
from governor_cli.workflows.incident.show import show_incident
from governor_cli.workflows.repository.reading import record_of
from governor_cli.workflows.repository.recording import Recording

TESTS = Path(__file__).parents[2]
SHAPES = sorted((TESTS / "readers" / "postmortems").glob("*.md"))
PLAIN = "# API down\n\nStart: 2022-05-03 10:15 UTC\n\n## Summary\n\nIt was down.\n"


@pytest.fixture
def ops(tmp_path: Path) -> Repo:
    return gov_repository(tmp_path / "repo")


@pytest.fixture(scope="module")
def adopting(tmp_path_factory: pytest.TempPathFactory) -> Adopting:
    """For properties: nothing is written."""
    repo = gov_repository(tmp_path_factory.mktemp("ops") / "repo")
    return Adopting(Recording(open_workspace(repo.top)))


def adopted(ops: Repo, *files: str) -> list[Adoption]:
    return adopt_all(Recording(open_workspace(ops.top)), files, ops.top)


def one(ops: Repo, file: str) -> Adoption:
    (made,) = adopted(ops, file)
    return made


def record(ops: Repo, made: Adoption) -> Incident:
    found = record_of(read(made.path, (ops.top / made.path).read_bytes()))
    assert isinstance(found, Incident)
    return found


def test_postmortems_of_every_shape_become_reports_that_check(ops: Repo) -> None:
    for file in SHAPES:
        ops.write(f"old/{file.name}", file.read_bytes())
    done = adopted(ops, *(f"old/{file.name}" for file in SHAPES))
    assert {made.state for made in done} == {"adopted"}
    assert len({made.id for made in done}) == len(SHAPES)
    answer = check(open_workspace(ops.top), Question())
    wrong = [finding for finding in answer.report.findings if finding.severity != "info"]
    assert [finding for finding in wrong if "INC-" in finding.path] == []


def test_a_report_says_what_it_was_made_from(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    made = one(ops, "old/api.md")
    origin = record(ops, made).adopted
    assert origin is not None
    blob = ops.git("hash-object", "old/api.md")
    assert (origin.from_, origin.blob) == ("old/api.md", blob)
    assert made.id.startswith("INC-20220503-")
    assert record(ops, made).status == "closed"


def test_an_adopted_report_owes_nothing(ops: Repo) -> None:
    ops.write("old/api.md", f"{PLAIN}\nResolved: 2022-05-03 11:15 UTC\nSeverity: P1\n")
    made = one(ops, "old/api.md")
    work = Recording(open_workspace(ops.top))
    found = show_incident(work, made.id, datetime(2026, 11, 23, tzinfo=UTC))
    assert record(ops, made).times.resolved is not None
    assert found.open_clocks == []


def test_adopting_again_changes_nothing(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    first = one(ops, "old/api.md")
    before = (ops.top / first.path).read_bytes()
    again = one(ops, "old/api.md")
    assert (again.state, again.id, again.path) == ("unchanged", first.id, first.path)
    assert (ops.top / first.path).read_bytes() == before


def test_a_source_that_moved_is_the_same_source(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    first = one(ops, "old/api.md")
    ops.commit()
    ops.git("mv", "old/api.md", "elsewhere.md")
    assert one(ops, "elsewhere.md").id == first.id
    assert len(list((ops.top / first.path).parent.glob("INC-*.md"))) == 1


def test_another_clone_gives_the_same_report_the_same_id(ops: Repo, tmp_path: Path) -> None:
    other = gov_repository(tmp_path / "other")
    ops.write("old/api.md", PLAIN)
    other.write("somewhere/api.md", PLAIN)
    assert one(ops, "old/api.md").id == one(other, "somewhere/api.md").id


def test_a_source_that_changed_makes_no_second_report(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    first = one(ops, "old/api.md")
    ops.write("old/api.md", PLAIN + "\nMore.\n")
    again = one(ops, "old/api.md")
    assert (again.state, again.id) == ("unchanged", first.id)
    assert again.why.endswith("has changed since")


def test_line_endings_do_not_make_another_source(ops: Repo) -> None:
    ops.write("old/api.md", PLAIN)
    first = one(ops, "old/api.md")
    ops.write("new/api.md", PLAIN.replace("\n", "\r\n"))
    assert one(ops, "new/api.md").id == first.id


def test_the_same_text_twice_is_one_report(ops: Repo) -> None:
    ops.write("a.md", PLAIN)
    ops.write("b.md", PLAIN)
    first, second = adopted(ops, "a.md", "b.md")
    assert (first.state, second.state, second.id) == ("adopted", "unchanged", first.id)


def test_a_source_from_elsewhere_leaves_only_its_name(ops: Repo, tmp_path: Path) -> None:
    file = tmp_path / "private folder" / "api.md"
    file.parent.mkdir()
    file.write_text(PLAIN, encoding="utf-8")
    origin = record(ops, one(ops, str(file))).adopted
    assert origin is not None
    assert origin.from_ == "api.md"


def test_what_cannot_be_adopted_keeps_nothing_else_from_it(ops: Repo) -> None:
    ops.write("binary.md", b"\x89PNG\0\0")
    ops.write("empty.md", "")
    ops.write("good.md", PLAIN)
    (ops.top / "folder.md").mkdir()
    (ops.top / "link.md").symlink_to("good.md")
    done = adopted(ops, "binary.md", "empty.md", "missing.md", "folder.md", "link.md", "good.md")
    assert [(made.state, made.why) for made in done] == [
        ("refused", "is not text"),
        ("refused", "is empty"),
        ("refused", "cannot be read: no such file or directory"),
        ("refused", "is a folder"),
        ("refused", "is a symbolic link"),
        ("adopted", ""),
    ]


def test_a_report_of_gov_is_left_alone_and_other_artifacts_are_refused(ops: Repo) -> None:
    ops.write("good.md", PLAIN)
    made = one(ops, "good.md")
    before = (ops.top / made.path).read_bytes()
    assert one(ops, made.path).state == "unchanged"
    assert (ops.top / made.path).read_bytes() == before
    assert one(ops, "docs/operations/support-playbook.md").state == "refused"


def test_a_text_without_any_day_gets_the_first_day_of_all(ops: Repo) -> None:
    ops.write("a.md", "Something broke.\n")
    made = one(ops, "a.md")
    assert made.id.startswith("INC-19700101-")
    assert not any(values_of(record(ops, made).times).values())


def test_ids_that_collide_are_told_apart(adopting: Adopting) -> None:
    fresh = Adopting(adopting.recording)
    from governor_cli.workflows.incident.adopt import NO_DAY

    blob = "0" * 40
    first = fresh._new_id(NO_DAY, blob)
    fresh.ids.add(first)
    second = fresh._new_id(NO_DAY, blob)
    assert first != second


def test_a_severity_counts_only_if_the_playbook_has_it(ops: Repo) -> None:
    ops.write("a.md", f"{PLAIN}\nSeverity: p1\n")
    ops.write("b.md", f"{PLAIN}\nSeverity: Sev-1\n")
    first, second = adopted(ops, "a.md", "b.md")
    assert record(ops, first).severity == "P1"
    assert record(ops, second).severity is None
    assert "is no severity of the playbook" in [unread.why for unread in second.unread]


def test_without_a_playbook_nothing_is_adopted(ops: Repo) -> None:
    (ops.top / "docs/operations/support-playbook.md").unlink()
    ops.write("a.md", PLAIN)
    with pytest.raises(GovError, match="playbook"):
        adopted(ops, "a.md")


def test_a_repository_with_long_object_ids_works(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "long")
    done = subprocess.run(
        ["git", "init", "-q", "--object-format=sha256", str(repo.top)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("this git knows no SHA-256")
    lay_out(repo.top)
    repo.write("a.md", PLAIN)
    origin = record(repo, one(repo, "a.md")).adopted
    assert origin is not None
    assert len(origin.blob) == 64


_LINES = st.sampled_from(
    [
        *(
            "---",
            "+++",
            "# T",
            "## Timeline",
            "## Summary",
            "=======",
            "<<<<<<< a",
            ">>>>>>> b",
            "<!--",
            "-->",
            "```",
        ),
        *(
            "<!-- gov:x -->",
            "<!-- /gov:x -->",
            "<!-- gov: allow INC001 -->",
            "| Time | What |",
            "| --- | --- |",
        ),
        *(
            "| 2021-05-03 10:15 UTC | a |",
            "- 10:15 UTC b",
            "",
            "    code",
            "kind: incident",
            "id: INC-1",
            "title: '",
        ),
        *(
            "start_time: 2021-05-03T10:15:00Z",
            "end_time: 2021-05-03T09:15:00Z",
            "severity: P1",
            "\x1b[31m",
            "\ufeff",
        ),
        *("2021-05-03", "All times UTC", "Root cause: human error", "**resolved** done", "* * *", "\t", "\\"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_LINES, min_size=1, max_size=20).map("\n".join) | st.text(min_size=1, max_size=200))
def test_whatever_is_adopted_checks(adopting: Adopting, text: str) -> None:
    from governor_cli.readers.postmortem import read_postmortem

    try:
        source = decoded(text.encode("utf-8", "replace"))
    except NotTextError:
        return
    made = adopting._report(read_postmortem(source, adopting.vocabulary), "a.md", "0" * 40)
    assert made is not None
    assert errors_of(made.path, made.data, adopting.recording.policy) == []
