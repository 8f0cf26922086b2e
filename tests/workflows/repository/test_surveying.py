"""What is remembered of documents is what judging them again would say, after any changes to any of them."""

import json
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from operations import GOOD, REPORT, REPORTS, TESTS, gov_repository, lay_out
from repositories import Repo

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.settings import read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.contracts.table import tables
from governor_cli.core.document import sniff
from governor_cli.core.errors import GovError
from governor_cli.workflows.check.judging import judge
from governor_cli.workflows.repository.survey import Survey
from governor_cli.workflows.repository.surveying import survey

PLAYBOOK = "docs/operations/support-playbook.md"
CHECKLISTS = "artifacts/operations/checklists"
BOOK = (TESTS / "cases/playbook.md").read_bytes()
BOOKS = [
    BOOK,
    BOOK.replace(b"id: P2", b"id: P3"),
    BOOK.replace(b"services: []", b"services: [{id: api}]"),
    b"",
]
TASKS = [
    [],
    [{"id": "T-1", "title": "a", "state": "pending", "incident": "INC-20261123-7F3K", "factor": "F3"}],
    [{"id": "T-1", "title": "b", "state": "pending", "owner": "@nobody", "kind": "prevent"}],
]
DOCUMENTS = [
    path.read_bytes() for path in sorted((TESTS / "cases").glob("*/*.md")) if path.stem != "playbook"
]
DOCUMENTS = [data for data in DOCUMENTS if sniff(data) not in {"playbook", None}] + [GOOD] * 20
PLACES = [
    REPORT,
    *(f"{REPORTS}/INC-20261123-{end}-x.md" for end in ("9QRS", "8ABC", "7F3K", "0000")),
    f"{CHECKLISTS}/INC-20261123-7F3K.md",
    f"{CHECKLISTS}/INC-20261123-9QRS.md",
    "artifacts/support/on-call-roster.md",
    "artifacts/operations/metrics/2026-11-23.md",
    "artifacts/operations/syncs/2026-W48.md",
    "elsewhere.md",
]
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(PLACES), st.sampled_from(DOCUMENTS)),
    st.tuples(st.just("write"), st.just(PLAYBOOK), st.sampled_from(BOOKS)),
    st.tuples(st.just("write"), st.just("tasks.json"), st.sampled_from(TASKS).map(json.dumps)),
    st.tuples(st.just("remove"), st.sampled_from(PLACES), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(PLACES), st.sampled_from(PLACES)),
    st.tuples(st.just("link"), st.sampled_from(PLACES), st.none()),
    st.tuples(st.just("stage"), st.none(), st.none()),
)


def surveyed(snapshot: Snapshot, cache: Cache) -> Survey:
    return survey(snapshot, "", read_settings(snapshot.read("gov.toml"), "gov.toml"), cache)


def look(repo: Repo) -> list[Snapshot]:
    git = Git.around(repo.top)
    return [snapshots.worktree(git), snapshots.index(git)]


def change(repo: Repo, what: str, path: str | None, more: bytes | str | None) -> None:
    if what == "stage" or path is None:
        repo.git("add", "-A")
        return
    file = repo.top / path
    if what == "write":
        file.unlink(missing_ok=True)
        repo.write(path, more or b"")
    elif what == "remove":
        file.unlink(missing_ok=True)
    elif what == "link":
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to("nowhere")
    elif file.exists() and isinstance(more, str):
        (repo.top / more).parent.mkdir(parents=True, exist_ok=True)
        file.rename(repo.top / more)


def same_as_judged_again(snapshot: Snapshot, cache: Cache, empty: Path) -> None:
    """Findings, tables and columns by way of the cache, and without one."""
    assert judge(snapshot, cache) == judge(snapshot, Cache(empty / "1"))
    known, again = (surveyed(snapshot, one).corpus for one in (cache, Cache(empty / "2")))
    plain = tables({path: one._replace(facts=dict(one.facts)) for path, one in again.extracts.items()})
    assert known.by_kind.keys() == plain.keys()
    for kind, table in known.by_kind.items():
        other = plain[kind]
        assert (table.paths, table.ids) == (list(other.paths), list(other.ids))
        for fact in ("status", "targets", "latest", "factors", "title"):
            assert table.column(fact) == other.column(fact)
        for number, path in enumerate(table):
            assert tuple(table.references(number)) == other.references(number) == table[path].references
            assert dict(table[path].facts) == other[path].facts
        assert set(other.mentioned) <= set(table.mentioned)
    shutil.rmtree(empty, ignore_errors=True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=8))
def test_after_any_changes_the_outline_says_what_judging_anew_says(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("any")
    repo = gov_repository(folder / "repo")
    for number, place in enumerate(PLACES[:6]):
        repo.write(place, DOCUMENTS[-1 - number])
    repo.git("add", "-A")
    for step in (("stage", None, None), *steps):
        change(repo, *step)
        for snapshot in look(repo):
            judge(snapshot, Cache(repo.top / ".git"))
    for snapshot in look(repo):
        same_as_judged_again(snapshot, Cache(repo.top / ".git"), folder / "empty")
    shutil.rmtree(folder)


def many(top: Path) -> Repo:
    """A repository of thirty reports, surveyed once."""
    repo = gov_repository(top)
    for number in range(30):
        repo.write(f"{REPORTS}/INC-20261123-{number:04}-x.md", GOOD.replace(b"7F3K", b"%04d" % number))
    repo.git("add", "-A")
    surveyed(look(repo)[0], Cache(top / ".git"))
    return repo


@pytest.fixture
def ops(tmp_path) -> Repo:
    return many(tmp_path / "ops")


def shelves(repo: Repo) -> list[Path]:
    return list((repo.top / ".git/gov/cache/shelves").iterdir())


def test_a_check_after_one_change_needs_no_other_verdict(ops):
    (shelf,) = shelves(ops)
    size = shelf.stat().st_size
    shelf.unlink()
    ops.write(f"{REPORTS}/INC-20261123-0007-x.md", GOOD)
    judge(look(ops)[0], Cache(ops.top / ".git"))
    assert all(file.stat().st_size < size / 10 for file in shelves(ops))


def test_extracts_whose_verdicts_were_lost_are_judged_again(ops, tmp_path):
    for shelf in shelves(ops):
        shelf.unlink()
    same_as_judged_again(look(ops)[0], Cache(ops.top / ".git"), tmp_path / "empty")


def test_any_damage_to_what_is_kept_costs_time_and_no_more(ops, tmp_path):
    chance = random.Random(11)
    files = [file for file in (ops.top / ".git/gov/cache").rglob("*") if file.is_file()]
    assert len(files) == 3  # an outline, verdicts, and what the playbook says
    whole = {file: file.read_bytes() for file in files}
    for _ in range(8):
        for file, data in whole.items():
            damaged = bytearray(data)
            for _ in range(chance.randint(0, 3)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            file.write_bytes(damaged[: chance.choice([len(damaged), chance.randrange(len(damaged))])])
        same_as_judged_again(look(ops)[0], Cache(ops.top / ".git"), tmp_path / "empty")


def test_where_nothing_can_be_kept_every_document_is_judged_once(ops, tmp_path):
    (tmp_path / "gov").write_text("a file where a folder should be")
    corpus = surveyed(look(ops)[0], Cache(tmp_path)).corpus
    for file in (ops.top / REPORTS).iterdir():
        file.write_bytes(b"too late")
    assert {one.facts["title"] for one in corpus.of_kind("incident").values()} == {
        "Search answers slowly — très"
    }


def test_one_after_the_other_and_all_at_once_are_the_same_documents(ops):
    def incidents():
        return surveyed(look(ops)[0], Cache(ops.top / ".git")).corpus.of_kind("incident")

    single, together = incidents(), incidents()
    assert [single[path].id for path in single] == [one.id for one in together.values()] == list(single.ids)
    assert list(together.items())[3][0] == together.paths[3]
    assert "nowhere.md" not in single
    with pytest.raises(KeyError):
        single["nowhere.md"]


def test_a_file_that_is_gone_when_its_facts_are_asked_for_is_said_to_be(ops):
    corpus = surveyed(look(ops)[0], Cache(ops.top / ".git")).corpus
    path = f"{REPORTS}/INC-20261123-0003-x.md"
    shutil.rmtree(ops.top / ".git/gov")
    shutil.rmtree(ops.top / ".git/objects")
    (ops.top / path).unlink()
    with pytest.raises(GovError):
        corpus.of_kind("incident")[path]


def test_two_gov_repositories_in_one_keep_outlines_of_their_own(tmp_path):
    repo = Repo.new(tmp_path / "both")
    for root in ("ops/", "ops/inner/"):
        lay_out(repo.top / root)
        for number in range(12):
            repo.write(
                f"{root}{REPORTS}/INC-20261123-{number:04}-x.md", GOOD.replace(b"7F3K", b"%04d" % number)
            )
    cache = Cache(repo.top / ".git")
    repo.git("add", "-A")
    judge(look(repo)[0], cache)
    assert len(list((repo.top / ".git/gov/cache/outlines").iterdir())) == 2
    repo.write(f"ops/{REPORTS}/INC-20261123-0003-x.md", GOOD)
    (repo.top / f"ops/inner/{REPORTS}/INC-20261123-0004-x.md").unlink()
    repo.write(f"ops/inner/{REPORTS}/INC-20261123-9QRS-x.md", GOOD.replace(b"7F3K", b"0005"))
    for snapshot in look(repo):
        assert judge(snapshot, cache) == judge(snapshot, Cache(tmp_path / "empty"))
        shutil.rmtree(tmp_path / "empty")
    codes = [one.code for one in judge(look(repo)[0], cache).findings]
    assert codes.count("FIL003") == 2
    assert codes.count("FIL001") == 2
