"""A notifier that posts JSON to a webhook: all that Slack and Teams have in common."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from governor_cli.adapters.webhook import host_of, set_address_in, tell
from governor_cli.contracts.notice import Message, Notice
from governor_cli.contracts.notifier import Means, Notifier, Receipt


def posting(medium: str, variable: str, written: Callable[[Message], Mapping[str, Any]]) -> Notifier:
    """The notifier of a medium whose messages look as ``written`` says."""

    def shown(notice: Notice, means: Means) -> str:
        del means
        return json.dumps(written(notice.message), indent=2, ensure_ascii=False)

    def host(means: Means) -> str:
        return host_of(set_address_in(means.environment, means.variable))

    def deliver(notice: Notice, means: Means) -> Receipt:
        url = set_address_in(means.environment, means.variable)
        return tell(url, written(notice.message), again=True)

    return Notifier(medium, medium, variable, shown, host, deliver)
