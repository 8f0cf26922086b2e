"""An id in many files is told at each of them, in a message of bounded length."""

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.practices.names import unique_id


def told(*paths: str) -> str:
    faults = list(unique_id.check(Corpus({path: Extract("incident", "a", {}) for path in paths}), None))
    assert len(faults) == len(paths)
    return faults[0].message


def test_the_few_other_files_of_an_id_are_all_named():
    assert told("1.md", "3.md", "2.md") == "`a` is also `2.md`, `3.md`"


def test_of_many_other_files_the_first_are_named_and_the_rest_counted():
    assert told(*(f"{n}.md" for n in range(1000, 1600))) == (
        "`a` is also `1001.md`, `1002.md`, `1003.md` and 596 more"
    )
