"""Which severity an event deserves, by the playbook's own words."""

import pytest

from governor_cli.core.record import replaced
from governor_cli.practices.incident.assessment import Answers, assess, first_that_fits


@pytest.fixture
def under(policy):
    """The policy with other severities: id -> when, the most severe first."""

    def build(**whens):
        level = policy.severities[0]
        levels = [replaced(level, id=name, when=when) for name, when in whens.items()]
        return replaced(policy, severities=levels)

    return build


@pytest.mark.parametrize(
    ("answers", "severity"),
    [
        (Answers(yes=["outage"]), "P0"),
        (Answers(yes=["data-loss"], users="one"), "P0"),
        (Answers(yes=["outage", "data-loss"], users="several"), "P0"),
        (Answers(users="all"), "P0"),
        (Answers(users="several"), "P1"),
        (Answers(yes=["degraded"]), "P1"),
        (Answers(yes=["degraded"], users="all"), "P1"),
        (Answers(yes=["degraded"], users="one"), "P2"),
        (Answers(users="one"), "P2"),
        (Answers(yes=["request"]), "P2"),
        (Answers(yes=["request"], users="several"), "P2"),
        (Answers(no=["outage", "data-loss"], users="all"), "P1"),
        # the playbook says nothing of this one
        (Answers(yes=["security"]), "P0"),
        # nobody can tell yet: the higher one
        (Answers(unsure=["outage"]), "P0"),
        (Answers(yes=["degraded"], unsure=["users"]), "P1"),
        (Answers(unsure=["users"]), "P0"),
        (Answers(yes=["request"], unsure=["data-loss"]), "P0"),
    ],
)
def test_the_most_severe_level_that_may_fit_is_taken(policy, answers, severity):
    assert assess(policy, answers).level.id == severity


def test_every_reason_names_what_was_answered_and_what_the_level_is_for(policy):
    found = assess(policy, Answers(yes=["degraded"], users="several"))
    assert found.because == (
        "degraded and users affected: several: P1 is for something works badly for several users",
    )


def test_levels_of_any_name_and_number_are_told_apart_by_their_words(under):
    levels = under(
        SEV1="an outage for all customers",
        SEV2="an outage for several customers, or lost data",
        SEV3="degraded service for one customer",
        SEV4="slow answers",
        SEV5="questions",
    )
    cases = {
        "SEV1": [Answers(yes=["outage"]), Answers(yes=["outage"], users="all")],
        "SEV2": [Answers(yes=["outage"], users="several"), Answers(yes=["data-loss"])],
        "SEV3": [Answers(yes=["degraded"]), Answers(users="one")],
        "SEV5": [Answers(yes=["request"])],
    }
    for name, answers in cases.items():
        assert {assess(levels, one).level.id for one in answers} == {name}, name


def test_words_that_say_nothing_known_go_by_rank(under):
    levels = under(red="call the captain", amber="call the mate", green="write it down")
    told = [Answers(yes=["outage"]), Answers(users="several"), Answers(users="all"), Answers(yes=["request"])]
    assert [assess(levels, one).level.id for one in told] == ["red", "amber", "red", "green"]
    assert assess(levels, Answers(no=["outage"])).level.id == "green"


def test_one_level_is_the_answer_to_everything(under):
    levels = under(only="whatever it is")
    assert assess(levels, Answers(yes=["degraded"], users="several")).level.id == "only"
    assert first_that_fits(levels, {}).level.id == "only"


def test_answers_to_the_levels_themselves_take_the_first_that_is_not_ruled_out(policy):
    assert first_that_fits(policy, {"P0": False, "P1": True}).level.id == "P1"
    assert first_that_fits(policy, {"P0": False, "P1": False}).level.id == "P2"
    unsure = first_that_fits(policy, {"P0": None})
    assert (unsure.level.id, unsure.because[0][:17]) == ("P0", "nobody is sure it")
