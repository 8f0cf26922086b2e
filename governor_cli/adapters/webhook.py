"""Webhooks: addresses that are secrets, kept in variables, told something only where somebody wants that."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from governor_cli.adapters.http import Answer, Call, checked, send
from governor_cli.core.errors import GovError

SECONDS = 4.0


def address_in(environment: Mapping[str, str], variable: str) -> str:
    """The address that a variable holds, or ""; GovError, which does not repeat it, where it is of no use."""
    url = environment.get(variable, "").strip()
    if url:
        try:
            checked(url, private=True)
        except GovError as error:
            raise GovError(f"{variable}: {error.message}", hint=error.hint) from None
    return url


def host_of(url: str) -> str:
    """Where it leads: the part that is no secret."""
    return urlsplit(url).hostname or ""


def tell(url: str, message: Mapping[str, Any], *secrets: str) -> Answer:
    """Send one message as JSON, once: an answer may be lost where the message was not."""
    headers = {"Content-Type": "application/json"}
    body = json.dumps(message).encode()
    return send(Call("POST", url, headers, body, secrets=(url, *secrets), repeatable=False, seconds=SECONDS))


def words_of(answer: Answer, secret: str) -> str:
    """What the other side says, in one short line without the secret."""
    text = answer.body.decode("utf-8", "replace").replace(secret, "***")
    return " ".join(text.split())[:80] or "no reason is given"
