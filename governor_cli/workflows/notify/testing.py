"""Try channels for real: a message that asks nothing of anybody, past the outbox."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from governor_cli.adapters.at_once import at_once
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.notice import Message, Notice
from governor_cli.core.errors import GovError
from governor_cli.policy.model import Channel, Playbook
from governor_cli.practices.incident.channels import is_first
from governor_cli.workflows import catalogue
from governor_cli.workflows.notify.means import means_of
from governor_cli.workflows.repository.recording import Recording

_MOST = 8
_MESSAGE = Message("gov tries this channel", "This is a test. Nothing needs doing.")


class Tried(NamedTuple):
    """How one channel answered."""

    channel: Channel
    state: Literal["delivered", "failed", "not_configured"]
    said: str
    hint: str = ""


def tried(recording: Recording, given: Sequence[str], now: datetime) -> list[Tried]:
    """Each channel named, else every one of the playbook. UsageError for one that is not there."""
    policy, workspace = recording.policy, recording.workspace
    channels = [recording.channel(name) for name in dict.fromkeys(given)] or policy.channels
    return at_once(lambda channel: _try(workspace, policy, channel, now), channels, _MOST)


def _try(workspace: Workspace, policy: Playbook, channel: Channel, now: datetime) -> Tried:
    notifier = catalogue.notifier(channel.medium)
    notice = Notice(
        key=f"test-{channel.id}-{secrets.token_hex(4)}",
        incident="",
        what="test",
        channel=channel.id,
        name=channel.name,
        medium=channel.medium,
        is_first=is_first(policy, channel),
        message=_MESSAGE,
        written=now,
    )
    means = means_of(workspace, notice)
    if not means.secret:
        return Tried(channel, "not_configured", f"{means.variable} is not set")
    try:
        receipt = notifier.deliver(notice, means)
    except GovError as error:
        return Tried(channel, "failed", error.message, error.hint)
    return Tried(channel, "delivered" if receipt.state == "delivered" else "failed", receipt.said)
