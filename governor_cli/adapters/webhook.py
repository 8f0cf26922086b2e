"""Webhooks: addresses that are secrets, kept in variables, told something only where somebody wants that."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from governor_cli.adapters.http import Answer, Call, checked, send
from governor_cli.contracts.notifier import Receipt
from governor_cli.core.errors import GovError
from governor_cli.core.secret_parts import secret_parts

SECONDS = 4.0
_ATTEMPTS = 3
_PATIENCE = 5.0
"""Seconds that an answer may ask to wait while somebody looks on; for more the message waits elsewhere."""
_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_SAID = 200
"""Characters of the other side's words that are repeated."""


def address_in(environment: Mapping[str, str], variable: str) -> str:
    """The address that a variable holds, or ""; GovError, which does not repeat it, where it is of no use."""
    url = environment.get(variable, "").strip()
    if url:
        try:
            checked(url, private=True)
        except GovError as error:
            raise GovError(f"{variable}: {error.message}", hint=error.hint) from None
    return url


def set_address_in(environment: Mapping[str, str], variable: str) -> str:
    """The same; GovError where the variable is not set."""
    url = address_in(environment, variable)
    if not url:
        raise unset(variable)
    return url


def unset(variable: str) -> GovError:
    """For a variable without which nobody can be told anything."""
    return GovError(f"{variable} is not set", hint=f"Set {variable}, then try it with `gov notify test`.")


def host_of(url: str) -> str:
    """Where it leads: the part that is no secret."""
    return urlsplit(url).hostname or ""


def adaptive_card(
    body: Sequence[Mapping[str, Any]], actions: Sequence[Mapping[str, Any]] = (), summary: str = ""
) -> dict[str, Any]:
    """A message of one card, as the workflows of Teams take it; the summary is what a phone shows."""
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": list(body),
    }
    if actions:
        card["actions"] = list(actions)
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", **({"summary": summary} if summary else {}), "attachments": [attachment]}


def tell(
    url: str, message: Mapping[str, Any], *secrets: str, again: bool = False, lost: bool = False
) -> Receipt:
    """Send one message as JSON; OutsideError where nobody answers.

    With ``again`` it is sent again where the answer says "later", and with ``lost`` also where no answer
    came: it may have arrived. Without either it is sent once.
    """
    headers = {"Content-Type": "application/json"}
    body = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
    call = Call("POST", url, headers, body, secrets=(url, *secrets), repeatable=again, seconds=SECONDS)
    answer = send(call._replace(attempts=_ATTEMPTS, patience=_PATIENCE, lost=lost) if again else call)
    return _judged(answer, (url, *secrets))


def _judged(answer: Answer, secrets: tuple[str, ...]) -> Receipt:
    """Whether a message was taken: a status of success alone does not tell."""
    said = f"{answer.host} answers {answer.status}: {_words_of(answer, secrets)}"
    if answer.status in _LATER:
        return Receipt("later", said, _asked_wait(answer))
    if not answer.ok:
        return Receipt("refused", said)
    if re.match(rb"(\xef\xbb\xbf)?\s*<", answer.body):  # of a proxy, or of a network that wants a login first
        return Receipt("later", f"{answer.host} answers with a web page, not as a webhook does")
    if re.match(rb'\s*\{.*"ok"\s*:\s*false', answer.body, re.DOTALL):  # Slack's way to refuse
        return Receipt("later" if b"ratelimited" in answer.body else "refused", said)
    if b"delivery failed" in answer.body:  # a Teams connector that was not heard itself
        return Receipt("later", said)
    return Receipt("delivered", f"{answer.host} took it")


def _asked_wait(answer: Answer) -> float:
    """The seconds of ``Retry-After``; 0 where it asks for nothing that can be read."""
    from urllib3 import Retry

    from governor_cli.adapters.patience import UNREADABLE

    with suppress(KeyError, *UNREADABLE):
        return Retry().parse_retry_after(answer.headers["retry-after"])
    return 0.0


def _words_of(answer: Answer, secrets: tuple[str, ...]) -> str:
    """What the other side says, in one short line without the secrets, in whatever part it repeats them."""
    text = answer.body.decode("utf-8", "replace")
    for secret in secrets:
        for part in secret_parts(secret):
            text = text.replace(part, "***")
    return " ".join(text.split())[:_SAID] or "no reason is given"
