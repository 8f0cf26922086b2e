"""The words of a repository for the tab key: what its playbook and roster name, and its incidents.

A completion is asked for while somebody types, so nothing here validates, judges or writes more than
the cache: front matter is read as it stands, and remembered by its object id.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from posixpath import basename
from typing import Any, cast

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.practices.deployments.tag_names import FOLDER
from governor_cli.workflows.incident.glance import Glimpse, glance

_SHELF = "words-1"
_ROSTER = "artifacts/support/on-call-roster.md"
_TAGS = 50
"""Of thousands of tags, the latest are meant, or a few more letters are typed."""
INCIDENT_ROLES = ("commander", "communications", "deputy", "operations", "planning", "scribe", "liaison")
"""As the policy has them, whose import costs too much here; a test holds the two equal."""
Word = tuple[str, str]
"""What may be typed, and what it is."""


class Words:
    """What can be typed in one gov repository; a list is empty where its file cannot be read."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def incidents(self, *, open_only: bool) -> list[Word]:
        """Ids with titles, those that go on first, then the latest."""
        seen = [one for one in self._glimpses if one.is_open or not open_only]
        seen.sort(key=lambda one: not one.is_open)
        return [(one.id, " ".join(filter(None, (one.severity, one.status, one.title)))) for one in seen]

    def severities(self) -> list[Word]:
        """From the most severe on."""
        return self._named("severities", "when")

    def channels(self) -> list[Word]:
        """Where signals come in."""
        return self._named("channels", "name")

    def services(self) -> list[Word]:
        """Those of the playbook, and those that incidents going on name."""
        known = dict(self._named("services", "owner"))
        suffering = [name for one in self._glimpses for name in one.services]
        return list({**dict.fromkeys(suffering, "suffers now"), **known}.items())

    def roles(self) -> list[Word]:
        """Roles within an incident, and those of the playbook."""
        return [*((role, "in the incident") for role in INCIDENT_ROLES), *self._named("roles", "name")]

    def runbooks(self) -> list[Word]:
        """By the names that the playbook gives them."""
        return [(name, path) for name, path in self._playbook["runbooks"] if path]

    def people(self) -> list[Word]:
        """Handles without @, and the roles that stand for nobody in particular."""
        return [*self.handles(), *self._named("roles", "name")]

    def handles(self) -> list[Word]:
        """People of the roster alone, without @."""
        return [(who, name) for who, name in self._people]

    def changes(self, beginning: str) -> list[Word]:
        """What may have caused an incident: tags that begin so, the latest first; or that nothing did."""
        return [*self._tags(beginning), ("no", "no change caused it"), ("unknown", "nobody knows yet")]

    def deployments(self, beginning: str) -> list[Word]:
        """Records of deployments that begin so, the latest first, and how to name the last one."""
        known = self._tags(beginning if beginning.startswith(FOLDER) else FOLDER)
        return [("last", "the latest record"), *known]

    def _tags(self, beginning: str) -> list[Word]:
        from governor_cli.adapters.tags import latest

        return latest(self._workspace.git, beginning, _TAGS)

    # where they stand

    @cached_property
    def _glimpses(self) -> list[Glimpse]:
        prefix = self._workspace.prefix
        snapshot = snapshots.worktree(self._workspace.git, [f":(glob){_literal(prefix)}**/INC-*.md"])
        reports = {
            match[0]: path[len(prefix) :]
            for path in snapshot.entries
            if path.startswith(prefix) and (match := INCIDENT_ID.match(basename(path)))
        }
        return glance(snapshot, prefix, reports, self._workspace.cache)

    @cached_property
    def _playbook(self) -> Mapping[str, Any]:
        return self._remembered(self._workspace.settings.playbook, _of_playbook) or _of_playbook({})

    @cached_property
    def _people(self) -> list[Word]:
        return self._remembered(self._playbook["roster"], _of_roster) or []

    def _named(self, kind: str, detail: str) -> list[Word]:
        return [(name, told) for name, told in self._playbook[f"{kind}.{detail}"]]

    def _remembered(self, path: str, made: Any) -> Any:
        """What was made of a file's front matter; None where it cannot be read."""
        whole = self._workspace.prefix + path
        shelf = self._workspace.cache.shelf(_SHELF)
        try:
            snapshot = snapshots.worktree(self._workspace.git, [f":(literal){whole}"])
            key = f"{made.__name__}:{snapshot.oid(whole)}"
            known = shelf.get_many([key]).get(key)
            return known if known is not None else self._made(shelf, key, made, snapshot, whole)
        except GovError:
            return None

    def _made(self, shelf: Any, key: str, made: Any, snapshot: Snapshot, path: str) -> Any:
        from governor_cli.core.document import read

        words = made(read(path, snapshot.read(path)).front)
        shelf.put_many({key: words})
        return words


def _literal(prefix: str) -> str:
    """A folder's name within a glob."""
    return "".join(f"\\{letter}" if letter in "*?[\\" else letter for letter in prefix)


def _of_playbook(front: Mapping[str, Any]) -> dict[str, Any]:
    """Every list of names in a playbook, each with what it is."""
    lists = (
        ("severities", "when"),
        ("channels", "name"),
        ("services", "owner"),
        ("roles", "name"),
    )
    words: dict[str, Any] = {f"{kind}.{told}": _names(front.get(kind), told) for kind, told in lists}
    runbooks = front.get("runbooks")
    knowledge = front.get("knowledge")
    roster = knowledge.get("roster") if isinstance(knowledge, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    words["runbooks"] = _texts(runbooks.items()) if isinstance(runbooks, dict) else []  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    words["roster"] = roster if isinstance(roster, str) else _ROSTER
    return words


def _of_roster(front: Mapping[str, Any]) -> list[list[str]]:
    """Handles with names."""
    people: Any = front.get("people")
    known = people.items() if isinstance(people, dict) else ()  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return _texts((who, told.get("name") if isinstance(told, dict) else "") for who, told in known)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportUnknownArgumentType]


def _names(entries: Any, detail: str) -> list[list[str]]:
    listed: list[Any] = entries if isinstance(entries, list) else []  # pyright: ignore[reportUnknownVariableType]
    known = [cast("dict[str, Any]", entry) for entry in listed if isinstance(entry, dict)]
    return _texts((entry.get("id"), entry.get(detail)) for entry in known)


def _texts(pairs: Iterable[tuple[Any, Any]]) -> list[list[str]]:
    """Pairs whose name is text; what it is may be missing."""
    named = [(name, told) for name, told in pairs if isinstance(name, str) and name]
    return [[name, told if isinstance(told, str) else ""] for name, told in named]
