"""PagerDuty's Events API v2: where it is, and what its keys look like.

https://developer.pagerduty.com/docs/send-alert-event
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from governor_cli.adapters.variables import PAGERDUTY_SERVER
from governor_cli.adapters.webhook import address_in, tell
from governor_cli.contracts.notifier import Receipt
from governor_cli.core.errors import GovError

_USUAL: Final = "https://events.pagerduty.com"
_KEY: Final = r"[0-9A-Za-z]{32}"
NOBODY: Final = {"event_action": "resolve", "dedup_key": "gov-doctor"}
"""The end of an alert that never began: it tries the key, and pages nobody."""


def key_in(environment: Mapping[str, str], variable: str) -> str:
    """The routing key that a variable holds, or ""; GovError, which does not repeat it, for what is none."""
    key = environment.get(variable, "").strip()
    if key and not re.fullmatch(_KEY, key):
        raise GovError(
            f"{variable} holds no routing key: those have 32 letters and digits", hint=new_key(variable)
        )
    return key


def new_key(variable: str) -> str:
    """Where one comes from."""
    return f"Copy the integration key of Events API v2 into {variable}."


def server_in(environment: Mapping[str, str]) -> str:
    """The server of the account's region, without a slash at its end."""
    return (address_in(environment, PAGERDUTY_SERVER) or _USUAL).rstrip("/")


def enqueue(server: str, key: str, event: Mapping[str, Any], *, again: bool = False) -> Receipt:
    """Send an event; OutsideError where nobody answers. One that arrives twice is one, by its dedup_key."""
    return tell(f"{server}/v2/enqueue", {"routing_key": key, **event}, key, again=again, lost=again)
