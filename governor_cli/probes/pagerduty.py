"""PagerDuty: whether the routing key is set. With ``--send`` it is tried with an event that pages nobody."""

from governor_cli.adapters.events_api import NOBODY, enqueue, key_in, new_key, server_in
from governor_cli.adapters.variables import PAGERDUTY
from governor_cli.adapters.webhook import host_of
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("pagerduty", PAGERDUTY)
    key = key_in(ground.environment, variable)
    if not key:
        return not_configured(f"{variable} is not set")
    server = server_in(ground.environment)
    if not ground.sends:
        return ok(f"{variable} is set; {host_of(server)} was not called")
    told = enqueue(server, key, NOBODY)
    if told.state != "delivered":
        return failed(told.said, new_key(variable))
    return ok(f"{host_of(server)} took an event that ends nothing")


PROBE = Probe("pagerduty", "the routing key is set; with --send, that it works", _check)
