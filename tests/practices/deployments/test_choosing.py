"""Which tags are deployments, where several say something of the same."""

from collections import Counter
from datetime import timedelta

from governor_cli.core.instants import parse_instant
from governor_cli.practices.deployments.choosing import Rules, chosen
from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.deployments.tag import Tag
from governor_cli.practices.deployments.tag_names import pattern

NOW = parse_instant("2026-11-23T10:00:00Z")
AT = parse_instant("2026-11-02T10:00:00Z")
OWN = "deploy/production/20261102T100000Z"
RULES = Rules((pattern("v*"),))


def tag(name, commit="a", trailers="", hours=0):
    return Tag(name, commit, AT + timedelta(hours=hours), AT, trailers)


def found(*tags):
    told = chosen(tags, (), RULES, NOW)
    return [one.name for one in told.deployments], Counter(one.why for one in told.left_out)


def test_of_corrections_the_last_stands_and_all_are_in_the_first_one_s_time():
    first, second = f"{OWN}-2", "deploy/production/20261102T120000Z"
    told = chosen(
        [tag(OWN), tag(first, trailers=f"Corrects: {OWN}"), tag(second, trailers=f"Corrects: {first}")],
        (),
        RULES,
        NOW,
    )
    (one,) = told.deployments
    assert (one.name, one.at, one.earlier) == (second, AT, (OWN, first))
    assert [one.why for one in told.left_out] == ["corrected"] * 2


def test_of_two_corrections_of_one_record_both_are_seen_but_it_counts_no_more():
    names, left_out = found(
        tag(OWN), tag(f"{OWN}-2", trailers=f"Corrects: {OWN}"), tag(f"{OWN}-10", trailers=f"Corrects: {OWN}")
    )
    assert OWN not in names
    assert (names, left_out) == ([f"{OWN}-10"], {"corrected": 2})


def test_corrections_in_a_circle_and_of_what_is_not_there_correct_nothing():
    other = f"{OWN}-2"
    names, left_out = found(tag(OWN, trailers=f"Corrects: {other}"), tag(other, trailers=f"Corrects: {OWN}"))
    assert (sorted(names), left_out) == ([OWN, other], {})
    assert found(tag(OWN, trailers="Corrects: deploy/production/gone")) == ([OWN], {})
    assert found(tag(OWN, trailers=f"Corrects: {OWN}")) == ([OWN], {})


def test_a_tag_that_a_file_lists_too_is_no_second_record():
    told = chosen([tag(OWN)], [Deployment(OWN, AT, "production", None)], RULES, NOW)
    assert ([one.source for one in told.deployments], told.left_out) == (["annotated"], ())


def test_a_release_that_gov_has_recorded_counts_once():
    assert found(tag("v1"), tag(OWN, hours=2)) == ([OWN], {"same_commit": 1})
    assert found(tag("v1", "b"), tag(OWN)) == ([OWN, "v1"], {})


def test_the_first_of_several_releases_of_a_commit_counts():
    assert found(tag("v4", hours=9), tag("v4.0.0"), tag("v4.0", hours=1)) == (["v4.0.0"], {"same_commit": 2})


def test_what_lies_in_the_future_has_not_gone_out():
    assert found(tag("deploy/production/20270101T000000Z")) == ([], {"in_the_future": 1})


def test_a_very_old_tag_has_the_time_of_its_commit_and_one_without_any_is_none():
    assert chosen([Tag("v1", "a", None, AT)], (), RULES, NOW).deployments[0].dated == "commit"
    assert found(Tag("v1", "a", None, None)) == ([], {"no_date": 1})


def test_trailers_of_a_lightweight_tag_are_those_of_its_commit_and_say_nothing():
    (one,) = chosen(
        [Tag(OWN, "a", None, AT, "Outcome: failed", is_annotated=False)], (), RULES, NOW
    ).deployments
    assert (one.outcome, one.planned, one.source, one.dated) == (None, None, "lightweight", "name")
