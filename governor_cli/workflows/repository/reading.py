"""Read a repository: its policy, its corpus, and single documents with their records."""

from functools import cached_property
from typing import TYPE_CHECKING

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.workspace import Workspace, roots_in
from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError
from governor_cli.core.finding import dotted
from governor_cli.core.record import Record
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook
from governor_cli.workflows import catalogue
from governor_cli.workflows.repository.fronts import memory, read_kept
from governor_cli.workflows.repository.policies import playbook_in

if TYPE_CHECKING:  # who records a fact reads two or three documents, and surveys nothing
    from governor_cli.contracts.corpus import Corpus
    from governor_cli.workflows.repository.survey import Survey


class Repository:
    """One gov repository in one snapshot. Paths are relative to the folder of gov.toml."""

    def __init__(self, workspace: Workspace, snapshot: Snapshot) -> None:
        self.workspace = workspace
        self.snapshot = snapshot

    @cached_property
    def policy(self) -> Playbook:
        """The playbook in force; GovError where it is missing or wrong."""
        path = self.workspace.settings.playbook
        if not self.exists(path):
            raise GovError(
                f"the playbook `{path}` is not there",
                hint="Restore it with `git restore`, or name the right file in gov.toml.",
            )
        data = self.snapshot.read(self.workspace.prefix + path)
        kind, record = playbook_in(path, data, memory(self.snapshot, self.workspace.cache))
        if kind == "playbook" and record is not None:
            return record
        raise GovError(f"the playbook `{path}` cannot be used", hint=f"Run `gov check {path}` to see why.")

    @cached_property
    def survey(self) -> "Survey":
        """A verdict for every document, from the cache where the bytes are known."""
        from governor_cli.workflows.repository.surveying import survey

        return survey(
            self.snapshot,
            self.workspace.prefix,
            self.workspace.settings,
            self.workspace.cache,
            roots=roots_in(self.snapshot),
        )

    @property
    def corpus(self) -> "Corpus":
        """The extracts of every document."""
        return self.survey.corpus

    def exists(self, path: str) -> bool:
        """Whether the snapshot holds this file."""
        return self.workspace.prefix + path in self.snapshot.entries

    def document(self, path: str) -> Document:
        """The document as written; GovError where it is not there or is no plain file."""
        return read(path, self.snapshot.read(self.workspace.prefix + path))

    def kept_document(self, path: str) -> Document:
        """The same, of a document that many commands read and few change: see ``fronts``."""
        data = self.snapshot.read(self.workspace.prefix + path)
        return read_kept(path, data, memory(self.snapshot, self.workspace.cache))

    def record(self, path: str) -> Record | None:
        """The record of a document; None where its front matter is wrong or of no known kind."""
        return record_of(self.document(path))


def record_of(document: Document) -> Record | None:
    """The validated front matter; None where it is wrong or of no known kind."""
    if document.kind not in catalogue.KINDS:
        return None
    record, _ = validate(catalogue.model(document.kind), document.front)
    return record


def refused(document: Document) -> GovError:
    """Why a document cannot be worked on, with its first place."""
    if document.kind in catalogue.KINDS:
        _, faults = validate(catalogue.model(document.kind), document.front)
        faults = [*document.faults, *(fault for fault in faults if fault.code != "KEY001")]
    else:
        faults = list(document.faults)
    hint = f"Run `gov check {document.path}` to see every fault."
    if not faults:
        return GovError(f"{document.path} cannot be read as an artifact", hint=hint)
    first = faults[0]
    place = first.place or document.place(first.at, first.on)
    where = f"{document.path}:{place.line}:{place.column}"
    return GovError(f"{where}: {first.message or dotted(first.at)}", hint=hint)


def open_repository(workspace: Workspace, snapshot: Snapshot | None = None) -> Repository:
    """The gov repository of a workspace, in its work tree unless another snapshot is given."""
    return Repository(workspace, snapshot or snapshots.worktree(workspace.git))
