"""Slack: whether the incoming webhook is set. It is called with ``--send`` alone, for people read it."""

from typing import Final

from governor_cli.adapters.variables import SLACK
from governor_cli.adapters.webhook import address_in, host_of, tell
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

_MESSAGE: Final = {"text": "gov doctor tries this webhook. Nothing needs doing."}


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("slack", SLACK)
    url = address_in(ground.environment, variable)
    if not url:
        return not_configured(f"{variable} is not set")
    if not ground.sends:
        return ok(f"{variable} leads to {host_of(url)}, which was not called")
    told = tell(url, _MESSAGE)
    if told.state != "delivered":
        return failed(told.said, f"Make a new webhook, and put it into {variable}.")
    return ok(f"{host_of(url)} took a message")


PROBE = Probe("slack", "the webhook of Slack is set; with --send, that it works", _check)
