"""The checklist of an incident as it stands: which items are done, by what, and what would do the others."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from governor_cli.core.document import Document
from governor_cli.core.errors import GovError
from governor_cli.kinds.checklist.body import items_of, lines
from governor_cli.kinds.checklist.model import Checklist, Evidence
from governor_cli.policy.model import ChecklistItem
from governor_cli.practices.checklist_item import ItemState
from governor_cli.practices.evidence import Ground, found, recorded, tasks_in, wanted
from governor_cli.workflows.history import commit_of, commits_naming
from governor_cli.workflows.reading import record_of, refused
from governor_cli.workflows.recording import Recording


@dataclass(frozen=True)
class ChecklistState:
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
        return f"{self.recording.policy.knowledge.checklists.rstrip('/')}/{incident}.md"

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
        boxes = {line.id: line.ticked for line in lines(document, items_of(record, ground.policy))}
        items = tuple(self._item(item, record, ground, ticked=boxes[item.id]) for item in self._items(record))
        return ChecklistState(document.path, document, record, items)

    def _items(self, record: Checklist) -> list[ChecklistItem]:
        """The checklist's own items; one that the playbook has dropped since takes any note."""
        policy = self.recording.policy
        return [
            (policy.item(name) or _dropped(name, text)).model_copy(update={"text": text})
            for name, text in items_of(record, policy).items()
        ]

    def _item(self, item: ChecklistItem, record: Checklist, ground: Ground, *, ticked: bool) -> ItemState:
        kept = record.evidence.get(item.id)
        waiver = record.waived.get(item.id)
        form = form_of(kept) if kept else {}
        judgement = recorded(item, form, ground) if kept else found(item, ground)
        return ItemState(
            item,
            ticked,
            form,
            waiver.by if waiver else "",
            waiver.reason if waiver else "",
            judgement,
            wanted(item, ground),
        )

    def ground(self, incident: str) -> Ground:
        """What evidence for an incident is judged by."""
        recording = self.recording
        return Ground(
            incident,
            recording.policy,
            recording.repository.corpus,
            self.tasks,
            lambda revision: commit_of(recording.workspace, revision),
            lambda: commits_naming(recording.workspace, incident, recording.policy.knowledge.docs),
        )

    @cached_property
    def tasks(self) -> list[Mapping[str, Any]]:
        """The tasks of tasks.json in any of its shapes; none where it is missing or no JSON."""
        recording = self.recording
        path = recording.policy.knowledge.tasks
        if not recording.repository.exists(path):
            return []
        data = recording.repository.snapshot.read(recording.workspace.prefix + path)
        try:
            return list(tasks_in(json.loads(data.decode("utf-8-sig"))))
        except (ValueError, RecursionError):
            return []


def form_of(evidence: Evidence) -> dict[str, Any]:
    """The forms that evidence has, with their values."""
    return {form: getattr(evidence, form) for form in evidence.forms}


def _dropped(name: str, text: str) -> ChecklistItem:
    return ChecklistItem(id=name, text=text, evidence="note")
