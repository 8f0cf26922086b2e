"""What front matter says is kept between runs: reading with it is reading without it."""

import marshal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_yaml import documents, scraps

from governor_cli.adapters.cache import Cache
from governor_cli.core import document
from governor_cli.core.document import read
from governor_cli.workflows.repository.fronts import read_kept

PLAIN = b"---\nkind: sync\nweek: 2026-W48\nattendees: ['@ada', {a: }]\n---\n\n## Notes\n"


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path)


@pytest.fixture(autouse=True)
def nothing_learned(monkeypatch):
    """As in a fresh process."""
    monkeypatch.setattr(document, "_learned", {})
    document._parsed.cache_clear()


def forget(cache):
    document._learned.clear()
    document._parsed.cache_clear()
    return cache


def same(one, other):
    assert (one.front, one.usable, one.faults) == (other.front, other.usable, other.faults)
    assert (one.data, one.body, one.place(("week",))) == (other.data, other.body, other.place(("week",)))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    whole=documents().map(lambda odd: odd.data) | scraps.map(lambda text: f"---\n{text}\n---\n".encode()),
    more=st.text(max_size=30),
)
def test_what_is_kept_is_what_is_read(cache, whole, more):
    same(read_kept("a.md", whole, forget(cache)), read("a.md", whole))
    edited = whole + more.encode("utf-8", "surrogatepass")
    forget(cache)
    same(read_kept("a.md", edited, cache), read("a.md", edited))


def test_another_body_needs_no_yaml(cache, monkeypatch):
    read_kept("a.md", PLAIN, cache)
    forget(cache)
    monkeypatch.setattr(document, "_parsed", None)
    assert read_kept("a.md", PLAIN + b"more\n", cache).front["week"] == "2026-W48"


def test_what_has_a_fault_is_read_each_time_and_says_so(cache):
    twice = PLAIN.replace(b"week:", b"kind: roster\nweek:")
    for _ in range(2):
        assert [one.code for one in read_kept("a.md", twice, forget(cache)).faults] == ["DOC006"]


def test_damage_costs_time_and_no_more(cache):
    read_kept("a.md", PLAIN, cache)
    (kept,) = (file for file in Path(cache.folder).rglob("*") if file.is_file())
    kept.write_bytes(kept.read_bytes()[:-3] + marshal.dumps("x"))
    same(read_kept("a.md", PLAIN, forget(cache)), read("a.md", PLAIN))
