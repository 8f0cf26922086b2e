"""A finding keeps its name while lines move."""

from governor_cli.core.finding import Finding, Place
from governor_cli.views.reports.fingerprint import fingerprints

FINDING = Finding("a.md", Place(3, 1, 3, 2), "INC004", "error", "no", "", "severity")


def test_moving_a_finding_does_not_rename_it() -> None:
    moved = FINDING._replace(place=Place(30, 5, 30, 6), message="no, really")
    assert fingerprints([FINDING]) == fingerprints([moved])


def test_twins_are_told_apart() -> None:
    assert len(set(fingerprints([FINDING, FINDING, FINDING]))) == 3


def test_path_code_and_subject_all_count() -> None:
    others = [
        FINDING._replace(path="b.md"),
        FINDING._replace(code="INC005"),
        FINDING._replace(subject="title"),
    ]
    assert len(set(fingerprints([FINDING, *others]))) == 4


def test_a_path_that_is_no_utf_8_has_a_name_too() -> None:
    assert len(fingerprints([FINDING._replace(path="\udcff.md")])[0]) == 32
