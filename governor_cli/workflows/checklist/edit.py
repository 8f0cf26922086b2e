"""Change a checklist: record evidence, waive an item, close it when nothing is left."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from governor_cli.adapters import templates
from governor_cli.core.document import Document, read
from governor_cli.core.edit import delete, put
from governor_cli.core.errors import GovError, NotReadyError, UsageError
from governor_cli.core.instants import format_instant
from governor_cli.core.markdown_edit import set_tick
from governor_cli.core.suggest import hint_for
from governor_cli.core.yaml_write import dump_front
from governor_cli.kinds.checklist.body import items_of, lines, task_list
from governor_cli.policy.model import ChecklistItem, Playbook
from governor_cli.practices.evidence.checklist_item import ItemState
from governor_cli.practices.evidence.judged import Judgement, found, offered
from governor_cli.workflows.check.fixing import Fixed, difference
from governor_cli.workflows.checklist.state import Checklists, ChecklistState, path_meant
from governor_cli.workflows.repository.addresses import address_given, is_meant_as_address
from governor_cli.workflows.repository.writing import create_artifact, rewrite_artifact
from governor_cli.workflows.said import checked_text


class Changed(NamedTuple):
    """A checklist before and after; ``proved`` are the items whose evidence was recorded now."""

    before: Document | None
    state: ChecklistState
    proved: Sequence[str] = ()
    note: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before is None or self.before.data != self.state.document.data


def new_checklist(checklists: Checklists, given: str, at: datetime) -> Changed:
    """The unticked checklist of an incident with the playbook's items of today; one there is stays."""
    recording = checklists.recording
    incident = recording.incident(given)
    if checklists.exists(incident):
        state = checklists.open(incident)
        return Changed(state.document, state, note=f"{incident} has its checklist already")
    items = {item.id: item.text for item in recording.policy.checklist}
    front: dict[str, Any] = {
        "kind": "checklist",
        "schema": "1",
        "incident": incident,
        "status": "open",
        "opened": format_instant(at),
        "items": items,
    }
    text = f"{dump_front(front)}\n{templates.text('checklist.md')}{task_list(items)}"
    document = read(checklists.path(incident), text.encode())
    return Changed(None, checklists.state(document), note=_early(checklists, incident))


def _early(checklists: Checklists, incident: str) -> str:
    """What to say where the incident is not resolved, or its severity asks for no checklist."""
    try:
        _, record = checklists.recording.report(incident)
    except GovError:
        return ""
    level = checklists.recording.policy.severity(record.severity) if record.severity else None
    if level is not None and level.checklist == "none":
        return f"{level.id} asks for no checklist"
    if record.status == "cancelled":
        return f"{incident} is cancelled and owes no checklist"
    return "" if record.times.resolved else f"{incident} is {record.status}, not resolved yet"


def prove(
    checklists: Checklists, given: str, item: str, evidence: str | None, who: str, at: datetime
) -> Changed:
    """Record evidence for an item and tick it. NotReadyError names what would satisfy it."""
    state = checklists.open(given)
    wanted = _item(state, item)
    if wanted.done and evidence is None:
        return Changed(state.document, state, note=f"`{wanted.item.id}` is done already")
    judged = _judged(checklists, state, wanted, evidence)
    if not judged.holds:
        raise NotReadyError(f"`{wanted.item.id}` is not proved: {judged.problem}", hint=wanted.wanted)
    document = _with_evidence(state.document, checklists.recording.policy, wanted, judged, who, at)
    return Changed(state.document, checklists.state(document), (wanted.item.id,))


def _judged(
    checklists: Checklists, state: ChecklistState, wanted: ItemState, evidence: str | None
) -> Judgement:
    ground = checklists.ground(state.record.incident)
    if evidence is None:
        return found(wanted.item, ground)
    return offered(wanted.item, _checked(checklists, wanted.item, evidence), ground)


def _checked(checklists: Checklists, item: ChecklistItem, given: str) -> str:
    """Evidence as typed: an address that is one, a path as it is called from the root of the repository."""
    text = given.strip()
    if is_meant_as_address(text):
        return address_given(text)
    if item.evidence in {"report", "metrics"} and text:
        return path_meant(checklists.recording, text)
    return checked_text(text, "the evidence") if text else text


def _item(state: ChecklistState, given: str) -> ItemState:
    known = {one.item.id: one for one in state.items}
    if given not in known:
        raise UsageError(f"the checklist has no item `{given}`", hint=hint_for(given, known))
    return known[given]


def _with_evidence(
    document: Document, policy: Playbook, wanted: ItemState, judged: Judgement, who: str, at: datetime
) -> Document:
    """The checklist with an item's evidence, ticked, and no waiver of it."""
    name = wanted.item.id
    kept: Mapping[str, Any] = {**judged.form, "by": who, "at": format_instant(at)}
    if wanted.waived:
        document = _without_waiver(document, name)
    document = read(document.path, put(document, ("evidence", name), kept))
    return _ticked(document, policy, name)


def _without_waiver(document: Document, name: str) -> Document:
    alone = len(document.front["waived"]) == 1
    return read(document.path, delete(document, ("waived",) if alone else ("waived", name)))


def _ticked(document: Document, policy: Playbook, name: str) -> Document:
    from governor_cli.kinds.checklist.model import Checklist
    from governor_cli.workflows.repository.reading import record_of, refused

    record = record_of(document)
    if not isinstance(record, Checklist):
        raise refused(document)
    line = next((line for line in lines(document, items_of(record, policy)) if line.id == name), None)
    if line is None or line.box is None:
        hint = f"Run `gov check --fix {document.path}` to put it back."
        raise GovError(f"the line of `{name}` is missing in {document.path}", hint=hint)
    return read(document.path, set_tick(document, line.box, ticked=True))


def waive(checklists: Checklists, given: str, item: str, reason: str, who: str, at: datetime) -> Changed:
    """Say that an item is not needed for this incident, why, and who decided it."""
    state = checklists.open(given)
    wanted = _item(state, item)
    if not reason.strip():
        raise UsageError("the reason is empty", hint="Say why this incident does not need it.")
    said = checked_text(reason, "the reason")
    if wanted.waived and wanted.reason == said:
        return Changed(state.document, state, note=f"`{item}` is waived already")
    if wanted.done and not wanted.waived:
        raise GovError(f"`{item}` is proved already", hint="A waiver is for what nobody will prove.")
    document = state.document
    if wanted.evidence:
        alone = len(document.front["evidence"]) == 1
        document = read(document.path, delete(document, ("evidence",) if alone else ("evidence", item)))
    kept = {"by": who, "reason": said, "at": format_instant(at)}
    document = read(document.path, put(document, ("waived", item), kept))
    return Changed(state.document, checklists.state(document))


def close(checklists: Checklists, given: str, who: str, at: datetime) -> Changed:
    """Record and tick what the repository proves; close the checklist when nothing is left."""
    state = checklists.open(given)
    document = state.document
    proved: list[str] = []
    if state.record.status == "closed" and not state.open_items:
        return Changed(document, state, note=f"the checklist of {state.record.incident} is closed already")
    ground = checklists.ground(state.record.incident)
    for wanted in state.open_items:
        judged = wanted.judgement if wanted.judgement.holds else found(wanted.item, ground)
        if judged.holds:
            document = _proved(document, checklists.recording.policy, wanted, judged, who, at)
            proved.append(wanted.item.id)
    after = checklists.state(document)
    if not after.open_items and after.record.status == "open":
        document = read(document.path, put(document, ("status",), "closed"))
        document = read(document.path, put(document, ("closed",), format_instant(at)))
        after = checklists.state(document)
    return Changed(state.document, after, tuple(proved))


def _proved(
    document: Document, policy: Playbook, wanted: ItemState, judged: Judgement, who: str, at: datetime
) -> Document:
    """Evidence that is kept already and holds only lacks its tick."""
    if wanted.evidence and wanted.judgement.holds:
        return _ticked(document, policy, wanted.item.id)
    return _with_evidence(document, policy, wanted, judged, who, at)


def write(checklists: Checklists, changed: Changed) -> None:
    """Write the checklist as it is after the change."""
    workspace = checklists.recording.workspace
    if changed.before is None:
        create_artifact(workspace, changed.state.path, changed.state.document.data)
    elif changed.is_changed:
        rewrite_artifact(workspace, changed.before, changed.state.document.data)


def written(changed: Changed) -> str:
    """What `write` would write: a whole new file, or the difference to the one that is there."""
    document = changed.state.document
    if changed.before is None:
        return document.text
    return difference(Fixed(changed.before, document.data, ()), "") if changed.is_changed else ""
