"""Which variable holds the address or key of a channel."""

import pytest

from governor_cli.adapters.settings import Settings
from governor_cli.adapters.variables import SLACK, variable, variable_of_channel

OWN = f"{SLACK}_GOVERNOR_OPS"


def test_gov_toml_may_name_another():
    assert variable(None, "slack", SLACK) == SLACK
    assert variable(Settings(), "slack", SLACK) == SLACK
    assert variable(Settings(variables=(("slack", "OPS_WEBHOOK"),)), "slack", SLACK) == "OPS_WEBHOOK"


@pytest.mark.parametrize(
    ("environment", "has_general", "name"),
    [
        ({}, True, SLACK),
        ({OWN: "https://a"}, True, OWN),
        ({OWN: " "}, True, SLACK),
        ({SLACK: "https://a"}, False, OWN),
    ],
)
def test_its_own_goes_before_the_one_of_the_medium_which_not_every_channel_has(
    environment, has_general, name
):
    assert variable_of_channel(SLACK, "governor-ops", environment, has_general=has_general) == name
