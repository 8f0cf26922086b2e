"""Teams: whether the webhook of a workflow is set. It is called with ``--send`` alone, for people read it."""

from typing import Final

from governor_cli.adapters.webhook import address_in, host_of, tell, words_of
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

VARIABLE: Final = "GOV_TEAMS_WEBHOOK_URL"
_CARD: Final = {
    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
    "type": "AdaptiveCard",
    "version": "1.4",
    "body": [
        {"type": "TextBlock", "wrap": True, "text": "gov doctor tries this webhook. Nothing needs doing."}
    ],
}
_MESSAGE: Final = {
    "type": "message",
    "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": _CARD}],
}


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("teams", VARIABLE)
    url = address_in(ground.environment, variable)
    if not url:
        return not_configured(f"{variable} is not set")
    host = host_of(url)
    if not ground.sends:
        return ok(f"{variable} leads to {host}, which was not called")
    answer = tell(url, _MESSAGE)
    if not answer.ok:
        return failed(
            f"{host} answers {answer.status}: {words_of(answer, url)}",
            f"Make a new workflow that posts to the channel, and put its address into {variable}.",
        )
    return ok(f"{host} took a message")


PROBE = Probe("teams", "the webhook of Teams is set; with --send, that it works", _check)
