"""Names that lead to names."""

from pathlib import Path

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.policy.chains import follow, role_behind
from governor_cli.policy.model import Playbook

TEXT = (Path(__file__).parents[1] / "cases" / "playbook.md").read_text()


def playbook(text: str = TEXT) -> Playbook:
    record, faults = validate(Playbook, read("playbook.md", text.encode()).front)
    assert faults == []
    assert record is not None
    return record


def test_a_chain_ends_where_nothing_follows():
    assert follow("a", {"a": "b", "b": "c"}.get) == (["a", "b", "c"], False)


def test_a_circle_is_noticed_at_the_first_name_that_comes_again():
    assert follow("a", {"a": "b", "b": "c", "c": "b"}.get) == (["a", "b", "c"], True)
    assert follow("a", {"a": "a"}.get) == (["a"], True)


def test_another_name_leads_to_the_role():
    role = role_behind(playbook(), "pagerduty-on-call")
    assert role is not None
    assert role.id == "primary-operator"


def test_unknown_names_and_circles_lead_to_nobody():
    circle = playbook(TEXT.replace("same_as: primary-operator", "same_as: pagerduty-on-call"))
    assert role_behind(circle, "pagerduty-on-call") is None
    assert role_behind(circle, "nobody") is None
