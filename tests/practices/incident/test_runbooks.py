"""Which runbooks help with what is wrong."""

import pytest

from governor_cli.core.record import replaced
from governor_cli.policy.model import Service
from governor_cli.practices.incident.runbooks import matching


@pytest.fixture
def team(policy):
    """A playbook with a service that has its own runbook."""
    search = Service(id="search", runbook="docs/operations/search.md")
    return replaced(policy, services=[search])


def names(found):
    return [one.name for one in found]


def test_the_service_comes_first_then_the_words_of_the_title(team):
    found = matching(team, ["search"], "answers are slow since the deployment", {})
    assert names(found) == ["search", "deployment"]


@pytest.mark.parametrize(
    "title", ["deploying breaks", "Deployments fail", "after the deploy", "the deployed version"]
)
def test_words_match_whatever_their_ending(team, title):
    assert names(matching(team, [], title, {})) == ["deployment"]


def test_headings_count_as_the_runbooks_own_words(team):
    headings = {"docs/operations/troubleshooting.md": "When the queue grows"}
    assert names(matching(team, [], "queues are growing", headings)) == ["troubleshooting"]


def test_small_words_and_unwritten_runbooks_match_nothing(team):
    assert matching(team, ["billing"], "the incident is on it and of it", {}) == []
