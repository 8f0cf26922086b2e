"""Ids are random enough for two branches, short enough for a phone call, and forgiving to type."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.errors import GovError
from governor_cli.core.ids import INCIDENT_ID, incident_id, match_id, new_incident_id, slug

KNOWN = ["INC-20261123-7F3K", "INC-20261123-0A1B", "INC-20261201-7F3M"]
quick = settings(deadline=None)


def test_a_new_id_has_the_day_and_four_characters_nobody_misreads():
    made = {new_incident_id(date(2026, 11, 23)) for _ in range(200)}
    assert len(made) > 190
    assert all(INCIDENT_ID.fullmatch(one) and one.startswith("INC-20261123-") for one in made)
    assert not re.search("[ILOU]", "".join(one[4:] for one in made))


def test_a_suffix_may_be_decided_elsewhere():
    assert incident_id(date(2026, 11, 23), "7F3K") == KNOWN[0]


@pytest.mark.parametrize(
    "given_id", ["INC-20261123-7F3K", "inc-20261123-7f3k", "INC-20261123-7", "7f3k", " 7F3K "]
)
def test_an_id_is_found_in_full_by_a_unique_beginning_or_by_its_end(given_id):
    assert match_id(given_id, KNOWN) == KNOWN[0]


def test_an_exact_id_wins_over_longer_ones_that_begin_with_it():
    assert match_id("INC-1", ["INC-1", "INC-12"]) == "INC-1"


def test_an_ambiguous_id_lists_its_matches():
    with pytest.raises(GovError) as caught:
        match_id("INC-20261123", KNOWN)
    assert caught.value.exit_code == 3
    assert caught.value.hint == "Name one of INC-20261123-7F3K, INC-20261123-0A1B."


def test_an_unknown_id_names_the_one_probably_meant():
    with pytest.raises(GovError, match="there is no incident `7F3L`") as caught:
        match_id("7F3L", KNOWN)
    assert "Did you mean" in caught.value.hint
    with pytest.raises(GovError) as caught:
        match_id("7F3L", [])
    assert caught.value.hint == "No incident is recorded yet."


@pytest.mark.parametrize("nothing", ["", "   ", "F3K", "\x00"])
def test_nothing_and_fragments_match_nothing(nothing):
    with pytest.raises(GovError):
        match_id(nothing, KNOWN)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("API outage in eu-west", "api-outage-in-eu-west"),
        ("  Größe überschritten: 100 %", "grosse-uberschritten-100"),
        ("Don't panic", "dont-panic"),
        ("数据库", "untitled"),
        ("-rf /", "rf"),
        ("../../etc/passwd", "etc-passwd"),
        ("a" * 80, "a" * 50),
        ("word " * 20, "word-word-word-word-word-word-word-word-word-word"),
        ("", "untitled"),
    ],
)
def test_a_title_becomes_part_of_a_file_name(title, expected):
    assert slug(title) == expected


@quick
@given(st.text())
def test_any_title_becomes_a_safe_name(title):
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= 50
