"""Teams: whether the webhook of a workflow is set. It is called with ``--send`` alone, for people read it."""

from typing import Final

from governor_cli.adapters.variables import TEAMS
from governor_cli.adapters.webhook import adaptive_card, address_in, host_of, tell
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

_WORDS: Final = "gov doctor tries this webhook. Nothing needs doing."
_MESSAGE: Final = adaptive_card([{"type": "TextBlock", "wrap": True, "text": _WORDS}])


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("teams", TEAMS)
    url = address_in(ground.environment, variable)
    if not url:
        return not_configured(f"{variable} is not set")
    if not ground.sends:
        return ok(f"{variable} leads to {host_of(url)}, which was not called")
    told = tell(url, _MESSAGE)
    if told.state != "delivered":
        return failed(
            told.said, f"Make a new workflow that posts to the channel, and put its address into {variable}."
        )
    return ok(f"{host_of(url)} took a message")


PROBE = Probe("teams", "the webhook of Teams is set; with --send, that it works", _check)
