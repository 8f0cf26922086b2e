"""Slack: whether the incoming webhook is set. It is called with ``--send`` alone, for people read it."""

import re
from typing import Final

from governor_cli.adapters.http import Answer
from governor_cli.adapters.webhook import address_in, host_of, tell, words_of
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

VARIABLE: Final = "GOV_SLACK_WEBHOOK_URL"
_MESSAGE: Final = {"text": "gov doctor tries this webhook. Nothing needs doing."}


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("slack", VARIABLE)
    url = address_in(ground.environment, variable)
    if not url:
        return not_configured(f"{variable} is not set")
    host = host_of(url)
    if not ground.sends:
        return ok(f"{variable} leads to {host}, which was not called")
    answer = tell(url, _MESSAGE)
    if not answer.ok or _is_refusal(answer):
        return failed(
            f"{host} answers {answer.status}: {words_of(answer, url)}",
            f"Make a new webhook, and put it into {variable}.",
        )
    return ok(f"{host} took a message")


def _is_refusal(answer: Answer) -> bool:
    """Slack refuses some messages with status 200."""
    return re.match(rb'\s*\{.*"ok"\s*:\s*false', answer.body, re.DOTALL) is not None


PROBE = Probe("slack", "the webhook of Slack is set; with --send, that it works", _check)
