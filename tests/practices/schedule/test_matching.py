"""Who is meant by what a calendar or table says."""

import pytest

from governor_cli.practices.schedule.matching import People

TEAM = """
people:
  ann: {name: Ann, email: ann@example.com, pagerduty: PANN001}
  jo: {name: Joanna B., pagerduty: PJOA001}
  anna: {name: Ann Arbor, phone: "private:anna"}
"""


@pytest.mark.parametrize(
    ("texts", "who"),
    [
        (["On Call - Joanna B. - Primary"], {"jo"}),
        (["On Call - Ann - Primary"], {"ann"}),
        (["On Call - Ann Arbor - Primary"], {"anna"}),
        (["Annabel"], set()),
        (["ann@example.com", "On Call - Primary"], {"ann"}),
        (["PJOA001"], {"jo"}),
        (["@jo"], {"jo"}),
        (["jo, ann"], {"ann"}),
        (["Joanna B. and Ann"], {"ann", "jo"}),
        (["Boss"], {"jo"}),
    ],
)
def test_people_are_found_by_address_name_pager_or_handle_and_by_whole_words(roster, texts, who):
    assert People(roster(TEAM), {"Boss": "jo"}).meant(texts) == who


@pytest.mark.parametrize("cell", ["jo, ann", "@jo / @ann", "Joanna B. & Ann", "Ann and Joanna B."])
def test_people_beside_each_other_in_a_cell_are_several(roster, cell):
    assert People(roster(TEAM), {}).meant_by(cell) == {"ann", "jo"}
