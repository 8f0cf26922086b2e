"""Incidents at a glance: title, severity and state of every report, without judging any of them.

What a command must know before it starts costs no more than reading heads of files; what was read
is remembered by the object ids, so a repository of ten thousand reports is read once.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.core.errors import GovError

if TYPE_CHECKING:
    from governor_cli.workflows.repository.recording import Recording

OPEN = ("draft", "declared", "acknowledged", "mitigated")
"""As in the model of a report, which costs too much to import here; a test holds them equal."""
MANY = 500
"""Reports that are judged while somebody waits; more take seconds the first time."""
_SHELF = "glances-1"
_HEAD = 16_384
_FIELD = re.compile(rb"^(title|severity|status|id):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)


class Glimpse(NamedTuple):
    """One report; what its head does not say is empty. ``path`` is relative to the root."""

    id: str
    path: str
    title: str = ""
    severity: str = ""
    status: str = ""
    services: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is known to go on."""
        return self.status in OPEN


def glance(
    snapshot: Snapshot, prefix: str, reports: Mapping[str, str], cache: Cache | None = None
) -> list[Glimpse]:
    """Every report of id -> path, the latest id first. A report that cannot be read has no state."""
    paths = {incident: prefix + path for incident, path in reports.items()}
    oids = {incident: _oid(snapshot, path) for incident, path in paths.items()}
    shelf = cache.shelf(_SHELF) if cache else None
    known: dict[str, Any] = shelf.get_many(filter(None, oids.values())) if shelf else {}
    unknown = {paths[incident]: oid for incident, oid in oids.items() if oid and not _fits(known.get(oid))}
    fresh = {unknown[path]: _read(path, data) for path, data in snapshot.read_many(unknown)}
    if shelf and fresh:
        shelf.put_many(fresh)
    told = known | fresh
    found = [_glimpse(incident, reports[incident], told.get(oids[incident])) for incident in reports]
    return sorted(found, key=lambda one: one.id, reverse=True)


def is_judged(recording: "Recording") -> bool:
    """Whether every document has been judged before under this playbook, so that asking all costs little."""
    from governor_cli.workflows.repository.surveying import is_surveyed

    workspace, snapshot = recording.workspace, recording.repository.snapshot
    return is_surveyed(snapshot, workspace.prefix, workspace.settings, workspace.cache, recording.policy)


def one(snapshot: Snapshot, prefix: str, incident: str, path: str) -> Glimpse:
    """One report at a glance."""
    return glance(snapshot, prefix, {incident: path})[0]


def open_ones(glimpses: Iterable[Glimpse]) -> list[Glimpse]:
    """Those that go on."""
    return [glimpse for glimpse in glimpses if glimpse.is_open]


def _oid(snapshot: Snapshot, path: str) -> str:
    try:
        return snapshot.oid(path)
    except GovError:
        return ""


def _fits(stored: object) -> bool:
    return isinstance(stored, list | tuple) and len(stored) == len(_FIELDS) + 1  # pyright: ignore[reportUnknownArgumentType]


_FIELDS = ("title", "severity", "status")


def _glimpse(incident: str, path: str, stored: Any) -> Glimpse:
    if not stored:
        return Glimpse(incident, path)
    title, severity, status, services = stored
    return Glimpse(incident, path, title, severity, status, tuple(services))


def _read(path: str, data: bytes) -> list[Any]:
    """Title, severity, status and services; of what is over only what one look at its lines tells."""
    seen = _sniffed(data)
    if seen["status"] not in OPEN:
        return [*(seen[name] for name in _FIELDS), []]
    from governor_cli.core.document import read

    front = read(path, data).front
    texts = {name: front.get(name) for name in _FIELDS}
    services: Any = front.get("services") or []
    named = [name for name in services if isinstance(name, str)] if isinstance(services, list) else []  # pyright: ignore[reportUnknownVariableType]
    return [*(text if isinstance(text, str) else seen[name] for name, text in texts.items()), named]


def _sniffed(data: bytes) -> dict[str, str]:
    front = _FRONT.match(data[:_HEAD])
    lines = _FIELD.findall(front[1] if front else data[:_HEAD])
    told = {name.decode(): _unquoted(text.decode("utf-8", "replace")) for name, text in reversed(lines)}
    return {name: told.get(name, "") for name in _FIELDS}


def _unquoted(text: str) -> str:
    for quote in "\"'":
        if len(text) > 1 and text[0] == text[-1] == quote:
            return text[1:-1]
    return re.sub(r"[ \t]#.*$", "", text)
