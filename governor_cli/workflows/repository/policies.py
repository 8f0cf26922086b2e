"""The playbook of a snapshot as policy; the same bytes are read once, whoever asks for them."""

from functools import lru_cache
from typing import TYPE_CHECKING

from governor_cli.core.errors import GovError
from governor_cli.policy.model import Playbook
from governor_cli.workflows.repository.fronts import memory, read_kept

if TYPE_CHECKING:
    from governor_cli.adapters.cache import Cache
    from governor_cli.adapters.settings import Settings
    from governor_cli.adapters.snapshot import Snapshot


@lru_cache(maxsize=4)
def playbook_in(path: str, data: bytes, cache: "Cache | None" = None) -> tuple[str | None, Playbook | None]:
    """The kind that a document says it is, and the playbook in it; None where it is wrong.

    With a cache its front matter is kept between runs.
    """
    from governor_cli.core.validation import validate

    document = read_kept(path, data, cache)
    record, _ = validate(Playbook, document.front)
    return document.kind, record


def policy_of(
    snapshot: "Snapshot", prefix: str, settings: "Settings", cache: "Cache | None" = None
) -> Playbook | None:
    """The policy in force; None where the playbook is missing or wrong."""
    path = prefix + settings.playbook
    entry = snapshot.entries.get(path)
    if entry is None or not entry[0].startswith("100"):
        return None
    try:
        kept = memory(snapshot, cache) if cache else None
        return playbook_in(settings.playbook, snapshot.read(path), kept)[1]
    except GovError:
        return None
