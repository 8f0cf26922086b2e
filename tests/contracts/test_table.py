"""A table of documents: columns in the order of paths, and the documents themselves by path."""

import pytest

from governor_cli.contracts.extract import Extract, Reference
from governor_cli.contracts.table import NONE, Together, tables

ADA, BO = (Reference("person", name, ("reporter",)) for name in ("ada", "bo"))
EXTRACTS = {
    "c.md": Extract("incident", "I-1", {"status": "closed"}, (ADA,)),
    "a.md": Extract("incident", "I-2", {"status": "declared"}, (ADA, BO)),
    "b.md": Extract("incident", "I-1", {}),
    "d.md": Extract("checklist", "I-1", {"status": "open"}, (BO,)),
}
BY_KIND = tables(EXTRACTS)
REPORTS = BY_KIND["incident"]


def test_columns_have_the_order_of_paths():
    assert REPORTS.paths == ("a.md", "b.md", "c.md")
    assert REPORTS.ids == ("I-2", "I-1", "I-1")
    assert REPORTS.column("status") == ["declared", None, "closed"]
    assert [list(REPORTS.references(number)) for number in range(3)] == [[ADA, BO], [], [ADA]]
    assert set(REPORTS.mentioned) == {ADA, BO}


def test_of_two_documents_with_one_id_the_first_has_it():
    assert REPORTS.known == {"I-1", "I-2"}
    assert REPORTS.by_id == {"I-1": "b.md", "I-2": "a.md"}


def test_what_is_missing_is_asked_about_as_nothing():
    found = REPORTS.where("status", lambda status: status != "closed")
    assert list(found) == ["a.md", "b.md"]
    assert found["a.md"] is EXTRACTS["a.md"]
    assert not NONE.where("status", lambda _: True)


def test_tables_of_several_kinds_are_one_mapping():
    every = Together(BY_KIND)
    assert dict(every) == EXTRACTS
    assert len(every) == 4
    with pytest.raises(KeyError):
        every["e.md"]
