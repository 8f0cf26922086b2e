"""What waits in the outbox, what was delivered lately, and giving up what nobody shall hear any more."""

from collections.abc import Sequence
from typing import NamedTuple

from governor_cli.adapters.outbox import Outbox
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.notice import Notice
from governor_cli.core.ids import match_id

_LATELY = 20
"""Delivered notices that are told."""


class Standing(NamedTuple):
    """Notices that wait, the latest that were delivered, and files that are no notices."""

    waiting: Sequence[Notice]
    delivered: Sequence[Notice] = ()
    damaged: Sequence[str] = ()


def standing(workspace: Workspace) -> Standing:
    """How the outbox of this clone stands."""
    outbox = Outbox(workspace)
    lying = outbox.waiting()
    return Standing(lying.notices, outbox.delivered()[:_LATELY], lying.damaged)


def drop(workspace: Workspace, given: Sequence[str]) -> Standing:
    """Give notices up by their id, a unique beginning of it or its last four characters; damaged files too.

    GovError for one that does not wait; nothing is dropped then.
    """
    outbox = Outbox(workspace)
    lying = outbox.waiting()
    known = dict.fromkeys([*(one.key for one in lying.notices), *lying.damaged])
    meant = dict.fromkeys(
        text if text in known else match_id(text, known, "waiting notice") for text in given
    )
    for name in meant:
        outbox.drop(name)
    gone = [one for one in lying.notices if one.key in meant]
    return Standing(gone, damaged=[name for name in lying.damaged if name in meant])
