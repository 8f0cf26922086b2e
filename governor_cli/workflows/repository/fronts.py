"""Documents that many commands read and few change: what their front matter says is kept between runs.

A command that reads no other document then imports no YAML, which takes longer than all it reads.
"""

from typing import TYPE_CHECKING

from governor_cli.adapters.program import stamp
from governor_cli.core.digest import quick
from governor_cli.core.document import Document, front_text, learn, read

if TYPE_CHECKING:
    from governor_cli.adapters.cache import Cache
    from governor_cli.adapters.snapshot import Snapshot


def memory(snapshot: "Snapshot", cache: "Cache") -> "Cache | None":
    """Where it is kept; nowhere for a revision: whoever walks through history would push out the rest."""
    return None if snapshot.judged.kind == "revision" else cache


def read_kept(path: str, data: bytes, cache: "Cache | None") -> Document:
    """Read a document as ``read`` does. Whatever its body says, front matter is read by YAML once."""
    if cache is None:
        return read(path, data)
    text = front_text(data)
    key = f"front-{stamp()}-{quick(text.encode('utf-8', 'surrogatepass'))}"
    kept = cache.value(key)
    if kept is not None:
        learn(text, kept)
    document = read(path, data)
    if kept is None and document.usable and not document.faults:
        cache.keep_value(key, document.front)
    return document
