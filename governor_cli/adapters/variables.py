"""The variables that hold the addresses and keys of whoever is told: their names have this one home."""

from collections.abc import Mapping
from typing import Final

from governor_cli.adapters.settings import Settings

SLACK: Final = "GOV_SLACK_WEBHOOK_URL"
TEAMS: Final = "GOV_TEAMS_WEBHOOK_URL"
PAGERDUTY: Final = "GOV_PAGERDUTY_ROUTING_KEY"
PAGERDUTY_SERVER: Final = "GOV_PAGERDUTY_URL"
"""For accounts of another region, such as https://events.eu.pagerduty.com."""
MAIL: Final = "GOV_SMTP_URL"
MAIL_SENDER: Final = "GOV_MAIL_FROM"


def variable(settings: Settings | None, part: str, usual: str) -> str:
    """The variable of a part: as gov.toml names it, else the usual one."""
    return dict(settings.variables).get(part, usual) if settings else usual


def variable_of_channel(
    general: str, channel: str, environment: Mapping[str, str], *, has_general: bool
) -> str:
    """The variable of one channel: the general one with its id behind it, such as ``..._URL_GOVERNOR_OPS``.

    Where that is not set, and the general one leads to this channel, it is the general one.
    """
    own = f"{general}_{channel.upper().replace('-', '_')}"
    return general if has_general and not environment.get(own, "").strip() else own
