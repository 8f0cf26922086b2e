"""PagerDuty: whether the routing key is set. With ``--send`` it is tried with an event that pages nobody.

https://developer.pagerduty.com/docs/send-alert-event
"""

import re
from typing import Final

from governor_cli.adapters.webhook import address_in, host_of, tell, words_of
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

VARIABLE: Final = "GOV_PAGERDUTY_ROUTING_KEY"
SERVER: Final = "GOV_PAGERDUTY_URL"
"""For accounts of another region, such as https://events.eu.pagerduty.com."""
_USUAL: Final = "https://events.pagerduty.com"
_KEY: Final = r"[0-9A-Za-z]{32}"


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("pagerduty", VARIABLE)
    key = ground.environment.get(variable, "").strip()
    if not key:
        return not_configured(f"{variable} is not set")
    new = f"Copy the integration key of Events API v2 into {variable}."
    if not re.fullmatch(_KEY, key):
        return failed(f"{variable} holds no routing key: those have 32 letters and digits", new)
    server = address_in(ground.environment, SERVER) or _USUAL
    host = host_of(server)
    if not ground.sends:
        return ok(f"{variable} is set; {host} was not called")
    event = {"routing_key": key, "event_action": "resolve", "dedup_key": "gov-doctor"}
    answer = tell(f"{server.rstrip('/')}/v2/enqueue", event, key)
    if not answer.ok:
        return failed(f"{host} answers {answer.status}: {words_of(answer, key)}", new)
    return ok(f"{host} took an event that ends nothing")


PROBE = Probe("pagerduty", "the routing key is set; with --send, that it works", _check)
