"""What a command that records a fact works with: policy, roster, incidents, however broken the rest is."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NoReturn, TypeVar

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.files import ChangedError
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.ids import INCIDENT_ID, match_id
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.incident.model import Incident
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Channel, Playbook, SeverityLevel
from governor_cli.workflows.repository.reading import Repository, open_repository, record_of, refused
from governor_cli.workflows.said import LONGEST_NAME, checked_line

R = TypeVar("R")

_TRIES = 50
"""Of a fact whose file others write at the same moment; each try is a few hundredths of a second."""
_NAMED = re.compile(rf"({INCIDENT_ID.pattern})-.*\.md")


class Recording:
    """One repository at work. Nothing but the playbook can keep a fact from being recorded.

    Where the playbook of the work tree is broken the committed one is used, and ``note`` says so.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.repository = open_repository(workspace)

    @cached_property
    def _law(self) -> tuple[Playbook, Repository, str]:
        """The policy, where it stands, and what to say about it."""
        try:
            return self.repository.policy, self.repository, ""
        except GovError as broken:
            committed = self._committed()
            if committed is None:
                raise
            note = f"{broken.message}; the committed one is used"
            return committed.policy, committed, note

    def _committed(self) -> Repository | None:
        try:
            then = open_repository(self.workspace, snapshots.revision(self.workspace.git, "HEAD"))
            _ = then.policy
        except GovError:
            return None
        return then

    @property
    def policy(self) -> Playbook:
        """The playbook in force; GovError where neither the work tree nor HEAD has a usable one."""
        return self._law[0]

    @cached_property
    def policy_blob(self) -> str:
        """The blob of that playbook."""
        return self._law[1].snapshot.oid(self.workspace.prefix + self.workspace.settings.playbook)

    @property
    def note(self) -> str:
        """What a person should know about it; mostly nothing."""
        return self._law[2]

    @cached_property
    def roster(self) -> Roster | None:
        """The roster; None where it is missing or broken: nobody is known then."""
        path = self.policy.knowledge.roster
        try:
            record = self.repository.record(path) if self.repository.exists(path) else None
        except GovError:
            return None
        return record if isinstance(record, Roster) else None

    # incidents

    @cached_property
    def reports(self) -> Mapping[str, str]:
        """Incident -> path of its report, by the file names alone."""
        found: dict[str, str] = {}
        folder = self.policy.knowledge.incident_reports.rstrip("/") + "/"
        for path in self._paths_below(folder):
            match = _NAMED.fullmatch(path[len(folder) :].rpartition("/")[2])
            if match:
                found[match[1]] = path
        return found

    def _paths_below(self, folder: str) -> Iterator[str]:
        prefix = self.workspace.prefix
        start = prefix + folder
        return (path[len(prefix) :] for path in self.repository.snapshot.entries if path.startswith(start))

    def incident(self, given: str) -> str:
        """The id meant by a full id, a unique prefix or the last four characters; GovError otherwise."""
        return match_id(given, self.reports)

    def report(self, incident: str) -> tuple[Document, Incident]:
        """The report of an incident by its id in full; GovError where it cannot be read."""
        if incident not in self.reports:
            hint = "Bring it back with `git restore`, as far as it was committed."
            raise GovError(f"the report of {incident} is not there any more", hint=hint)
        document = self.repository.document(self.reports[incident])
        record = record_of(document)
        if not isinstance(record, Incident):
            raise refused(document)
        return document, record

    # closed lists

    def severity(self, given: str) -> SeverityLevel:
        """A severity of the playbook, in any case."""
        known = [level.id for level in self.policy.severities]
        return self.policy.severity(given) or _unknown("severity", given, known)

    def channel(self, given: str) -> Channel:
        """A channel of the playbook."""
        known = [channel.id for channel in self.policy.channels]
        return self.policy.channel(given) or _unknown("channel", given, known)

    def service(self, given: str) -> str:
        """A service that the playbook lists; any name while it lists none."""
        known = [service.id for service in self.policy.services]
        checked_line(given, "the name of the service", LONGEST_NAME)
        if known and given not in known:
            _unknown("service", given, known)
        return given


def recorded_on(recording: Recording, attempt: Callable[[Recording], R]) -> R:
    """What an attempt to record gives; where somebody wrote meanwhile it is made anew, on top of theirs.

    An attempt reads, decides and writes one file: one that raises ChangedError has written nothing.
    """
    for _ in range(_TRIES - 1):
        try:
            return attempt(recording)
        except ChangedError:
            recording = Recording(recording.workspace)
    return attempt(recording)


def _unknown(what: str, given: str, known: list[str]) -> NoReturn:
    raise UsageError(f"there is no {what} `{given}`", hint=hint_for(given, known))
