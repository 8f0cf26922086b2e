"""What a command that records a fact works with: policy, roster, incidents, however broken the rest is."""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import NoReturn, TypeVar

from governor_cli.adapters.files import ChangedError
from governor_cli.adapters.snapshot import Begun, worktree
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
_COMMITTED = "the committed one is used"
_NAMED = rf"({INCIDENT_ID.pattern})-[^/\n]*\.md"


class Recording:
    """One repository at work. Only a playbook that nobody ever could use keeps a fact from being recorded.

    Where the playbook or the roster of the work tree is broken, or gone, the last committed one that can
    be used is, and ``note`` says so.
    """

    def __init__(self, workspace: Workspace, begun: Begun | None = None) -> None:
        self.workspace = workspace
        self.repository = open_repository(workspace, worktree(workspace.git, begun=begun))

    @cached_property
    def _law(self) -> tuple[Playbook, Repository, str]:
        """The policy, where it stands, and what to say about it."""
        try:
            return self.repository.policy, self.repository, ""
        except GovError as broken:
            from governor_cli.workflows.repository.earlier import last_usable

            path = self.workspace.settings.playbook
            earlier = last_usable(self.workspace, path, lambda then: then.policy)
            if earlier is None:
                raise
            return *earlier, f"{broken.message}; {_COMMITTED}"

    @property
    def policy(self) -> Playbook:
        """The playbook in force; GovError where neither the work tree nor a commit has a usable one."""
        return self._law[0]

    @cached_property
    def policy_blob(self) -> str:
        """The blob of that playbook."""
        return self._law[1].snapshot.oid(self.workspace.prefix + self.workspace.settings.playbook)

    @property
    def note(self) -> str:
        """What a person should know about the playbook, and the roster once it was looked into."""
        told = (self._law[2], self._people[1] if "_people" in self.__dict__ else "")
        return "; ".join(filter(None, told))

    @property
    def roster(self) -> Roster | None:
        """The roster; None where there never was one that could be used: nobody is known then."""
        return self._people[0]

    @cached_property
    def _people(self) -> tuple[Roster | None, str]:
        """The roster, and what to say about it."""
        path = self.policy.knowledge.roster

        def reading(repository: Repository) -> Roster | None:
            record = record_of(repository.kept_document(path)) if repository.exists(path) else None
            return record if isinstance(record, Roster) else None

        try:
            roster = reading(self.repository)
        except GovError:
            roster = None
        if roster is not None:
            return roster, ""
        from governor_cli.workflows.repository.earlier import last_usable

        earlier = last_usable(self.workspace, path, reading)
        return (earlier[0], f"the roster `{path}` cannot be used; {_COMMITTED}") if earlier else (None, "")

    def refuse_hidden(self, path: str) -> None:
        """A file that git does not see is not a new one: what is recorded there would reach nobody.

        ChangedError where somebody wrote it since this run looked: the next attempt will see it.
        """
        if not self.workspace.has(path):
            return
        if open_repository(self.workspace).exists(path):
            raise ChangedError(f"{path} was written meanwhile", hint="Run the command again.")
        raise GovError(
            f"{path} is there, but git ignores it, or it is no plain file",
            hint="Take it out of .gitignore, or name another place in the playbook's `knowledge`.",
        )

    # incidents

    @cached_property
    def reports(self) -> Mapping[str, str]:
        """Incident -> path of its report, by the file names alone."""
        return self.reports_beside(())

    def reports_beside(self, known: Collection[str]) -> Mapping[str, str]:
        """The same, without the paths that somebody knows already: of ten thousand mostly all."""
        prefix = self.workspace.prefix
        folder = prefix + self.policy.knowledge.incident_reports.rstrip("/") + "/"
        entries = self.repository.snapshot.entries
        listed = [path for path in entries if path.startswith(folder)]
        left = set(listed).difference([prefix + path for path in known] if prefix else known)
        named = re.compile(f"{re.escape(folder)}(?:.*/)?{_NAMED}", re.DOTALL).fullmatch
        return {match[1]: match[0][len(prefix) :] for match in filter(None, map(named, sorted(left)))}

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

    def checklist_path(self, incident: str) -> str:
        """Where the checklist of an incident belongs, whether there is one or not."""
        return f"{self.policy.knowledge.checklists.rstrip('/')}/{incident}.md"

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
