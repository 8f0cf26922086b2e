"""Columns with changes laid over them are the columns of the documents that are there now."""

import marshal
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from governor_cli.workflows.repository.columns import Columns, Row

NAMES = ("status", "targets")
PEOPLE = [("person", name, ("reporter",), None) for name in ("ada", "bo", "cy")]
FACTS = st.fixed_dictionaries(
    {}, optional={"status": st.sampled_from(["open", "closed", None]), "targets": st.lists(st.integers())}
)


def rows(path: str) -> st.SearchStrategy[Row]:
    packed = FACTS.map(
        lambda facts: {
            name: marshal.dumps(value) if isinstance(value, list) else value for name, value in facts.items()
        }
    )
    people = st.lists(st.sampled_from(PEOPLE)).map(tuple)
    return st.builds(
        Row, st.just(path), st.text("ab0", max_size=2), st.text("IN", max_size=2), people, packed
    )


SOME = st.sets(st.sampled_from([f"{letter}.md" for letter in "abcdefgh"])).flatmap(
    lambda paths: st.fixed_dictionaries({path: rows(path) for path in sorted(paths)})
)


def plain(value: Any) -> Any:
    return marshal.loads(value) if isinstance(value, bytes) else value


def shown(columns: Columns) -> list[tuple[Any, ...]]:
    numbers = range(len(columns.paths))
    told = [columns.column(name) for name in NAMES]
    references = [list(columns.references(number)) for number in numbers]
    assert {one for some in references for one in some} <= set(columns.mentioned)
    return list(zip(columns.paths, columns.blobs, columns.ids, references, *told, strict=True))


def wanted(known: Mapping[str, Row]) -> list[tuple[Any, ...]]:
    return [
        (path, row.blob, row.id, list(row.references), *(plain(row.facts.get(name)) for name in NAMES))
        for path, row in sorted(known.items())
    ]


@given(st.lists(st.tuples(SOME, st.sets(st.sampled_from(["a.md", "d.md", "h.md"]))), max_size=4))
def test_any_row_of_changes_gives_the_documents_that_are_left(steps):
    known: dict[str, Row] = {}
    kept: Any = None
    for fresh, dropped in steps:
        gone = (dropped | fresh.keys()) & known.keys()
        known = {path: row for path, row in known.items() if path not in gone} | fresh
        columns = Columns(NAMES, kept, gone, fresh.values())
        assert shown(columns) == wanted(known)
        kept = marshal.loads(marshal.dumps(columns.packed()))
        assert shown(Columns(NAMES, kept)) == wanted(known)
