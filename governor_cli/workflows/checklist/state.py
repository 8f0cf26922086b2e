"""The checklist of an incident as it stands: which items are done, by what, and what would do the others."""

from functools import cached_property
from typing import Any, NamedTuple

from governor_cli.contracts.notice import Notice
from governor_cli.core.document import Document
from governor_cli.core.errors import GovError, UsageError
from governor_cli.kinds.checklist.body import items_of, lines
from governor_cli.kinds.checklist.model import Checklist, Evidence
from governor_cli.practices.evidence.checklist_item import ItemState
from governor_cli.practices.evidence.judged import Ground, asked, found, recorded
from governor_cli.practices.evidence.remedies import remedy
from governor_cli.workflows.check.checking import paths_from_top
from governor_cli.workflows.docs.branches import Branches
from governor_cli.workflows.repository.reading import record_of, refused
from governor_cli.workflows.repository.recording import Recording


class ChecklistState(NamedTuple):
    """One checklist with the document it stands in; ``path`` is relative to the root."""

    path: str
    document: Document
    record: Checklist
    items: tuple[ItemState, ...]

    @property
    def open_items(self) -> list[ItemState]:
        """What is still to be done."""
        return [state for state in self.items if not state.done]


class Checklists:
    """The checklists of one repository, with the ground their evidence is judged by."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording

    def path(self, incident: str) -> str:
        """Where the checklist of an incident stands."""
        return self.recording.checklist_path(incident)

    def exists(self, incident: str) -> bool:
        """Whether there is one."""
        return self.recording.repository.exists(self.path(incident))

    def open(self, given: str) -> ChecklistState:
        """The checklist of the incident meant; GovError where there is none, or it cannot be read."""
        incident = self.recording.incident(given)
        path = self.path(incident)
        if not self.recording.repository.exists(path):
            hint = f"Make one with `gov checklist new {incident}`."
            raise GovError(f"{incident} has no checklist", hint=hint)
        return self.state(self.recording.repository.document(path))

    def state(self, document: Document) -> ChecklistState:
        """A checklist as written in a document."""
        record = record_of(document)
        if not isinstance(record, Checklist):
            raise refused(document)
        ground = self.ground(record.incident)
        found_lines = lines(document, items_of(record, ground.policy))
        items = (self._item(one.id, one.text, record, ground, ticked=one.ticked) for one in found_lines)
        return ChecklistState(document.path, document, record, tuple(items))

    def _item(self, name: str, text: str, record: Checklist, ground: Ground, *, ticked: bool) -> ItemState:
        kept = record.evidence.get(name)
        waiver = record.waived.get(name)
        form = form_of(kept) if kept else {}
        item = asked(name, text, form, ground, closed=record.status == "closed")
        judgement = recorded(item, form, ground) if kept else found(item, ground)
        by, reason = (waiver.by, waiver.reason) if waiver else ("", "")
        return ItemState(item, ticked, form, by, reason, judgement, remedy(item, judgement, ground))

    def ground(self, incident: str) -> Ground:
        """What evidence for an incident is judged by."""
        from governor_cli.workflows.metrics.prometheus import address_of

        recording = self.recording
        return Ground(
            incident,
            recording.policy,
            recording.repository.corpus,
            lambda: [(name, url) for of, name, url in self._branches if of == incident],
            lambda: [notice for notice in self._notices if notice.incident == incident],
            bool(address_of(recording.workspace, None)),
        )

    @cached_property
    def _branches(self) -> list[tuple[str | None, str, str]]:
        """(incident, branch, review or "") of each documentation branch of this clone."""
        try:
            own = Branches(self.recording.workspace).own
        except GovError:
            return []  # what git cannot tell of branches keeps no checklist from being closed
        return [(one.incident, one.name, one.memory.get("pull-request", "")) for one in own]

    @cached_property
    def _notices(self) -> list[Notice]:
        """What this clone told channels, and what waits."""
        from governor_cli.adapters.outbox import Outbox

        outbox = Outbox(self.recording.workspace)
        return [*outbox.delivered(), *outbox.waiting().notices]


def path_meant(recording: Recording, given: str) -> str:
    """A file as it is called from the root: as seen from here, else from there; UsageError outside."""
    prefix = recording.workspace.prefix
    if "\0" in given:
        raise UsageError("a path has no NUL character", hint="Name the file as `git ls-files` does.")
    try:
        path = paths_from_top(recording.workspace, [given])[0]
    except (OSError, ValueError):
        raise UsageError(f"`{given}` is no path", hint="Name a file of this repository.") from None
    if path.startswith(prefix) and recording.repository.exists(path[len(prefix) :]):
        return path[len(prefix) :]
    return given


def form_of(evidence: Evidence) -> dict[str, Any]:
    """The forms that evidence has, with their values."""
    return {form: getattr(evidence, form) for form in evidence.forms}
