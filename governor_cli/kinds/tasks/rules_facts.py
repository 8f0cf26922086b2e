"""What a task says of itself: its state, its day, and what gov's own keys tell of a follow-up."""

from collections.abc import Iterator
from typing import Any

from governor_cli.contracts.rule import rule
from governor_cli.core.finding import Fault
from governor_cli.core.forms import incident_id
from governor_cli.core.suggest import hint_for
from governor_cli.core.trees import is_mapping, is_sequence
from governor_cli.kinds.tasks.factors import number_of
from governor_cli.kinds.tasks.file import id_of
from governor_cli.kinds.tasks.model import KINDS, STATES
from governor_cli.kinds.tasks.subject import TaskSubject
from governor_cli.kinds.tasks.words import STATE_KEYS, first_key, state_of


@rule("TSK014", "the state of a task is a known one")
def known_state(subject: TaskSubject) -> Iterator[Fault]:
    """A state that no tool knows is neither open nor over, and is overlooked by all of them.

    gov's own word is one of five; where another tool keeps the file, its words are understood too.
    """
    for _, at, entry in subject.file.entries:
        key = first_key(entry, STATE_KEYS) if is_mapping(entry) else None
        if key is None:
            continue
        word = entry[key]
        own = key == "state" and not subject.file.is_foreign
        known = isinstance(word, str) and (word in STATES if own else bool(state_of(word)))
        if not known:
            yield Fault(
                "TSK014",
                f"`{word}` is no state" if isinstance(word, str) else "the state is no text",
                hint_for(str(word), STATES),
                at=(*at, key),
                severity=None if own else "warning",
                subject=f"{id_of(entry)} {key}",
            )


@rule("TSK015", "a due date is a day")
def due_day(subject: TaskSubject) -> Iterator[Fault]:
    """Only a day such as 2026-12-04 can be late; "soon" never is."""
    for task in subject.file.tasks:
        if task.due and task.day is None:
            message = f"`{task.due}` is no day"
            hint = "Write it as 2026-12-04."
            yield Fault("TSK015", message, hint, at=(*task.at, "due"), subject=f"{task.id} due")


@rule("TSK016", "the follow-up of an incident says what gov's keys ask for")
def own_keys(subject: TaskSubject) -> Iterator[Fault]:
    """Reports and reminders are made from these keys.

    ``kind`` is prevent, mitigate, detect or process; ``factor`` a contributing factor such as F1;
    ``history`` a list. Tasks that name no incident may use them as they like.
    """
    for _, at, entry in subject.file.entries:
        if is_mapping(entry) and entry.get("incident") is not None:
            for key, message, hint in _odd_values(entry):
                yield Fault("TSK016", message, hint, at=(*at, key), subject=f"{id_of(entry)} {key}")


@rule("TSK017", "a follow-up that is over says why", severity="warning")
def says_why(subject: TaskSubject) -> Iterator[Fault]:
    """What was promised after an incident is done because something proves it, or declined for a reason.

    ``gov task done ID --evidence E`` and ``gov task decline ID --reason R`` record both.
    """
    for task in subject.file.tasks:
        if not task.incident or task.is_open:
            continue
        key = first_key(subject.file.entry_at(task.at), STATE_KEYS) or "id"
        if task.state == "completed" and not task.evidence:
            message, hint = "is done without evidence", "Add `evidence`: a commit, an address or a path."
        elif task.state == "cancelled" and not task.reason:
            message, hint = "is declined without a reason", "Add it to `history`, as `gov task decline` does."
        else:
            continue
        yield Fault("TSK017", f"`{task.id}` {message}", hint, at=(*task.at, key), subject=task.id)


def _odd_values(entry: Any) -> Iterator[tuple[str, str, str]]:
    """(key, message, hint) of each of gov's own keys that says something else than it should."""
    for key in ("incident", "owner", "kind", "factor", "source", "evidence"):
        value = entry.get(key)
        if value is not None and not isinstance(value, str):
            yield key, f"`{key}` is no text", "Write it as text."
    if "history" in entry and not (is_sequence(entry["history"]) and all(map(is_mapping, entry["history"]))):
        yield "history", "`history` is no list of entries", 'Write `[{"at": "...", "state": "..."}]`.'
    kind, factor, incident = entry.get("kind"), entry.get("factor"), entry.get("incident")
    if isinstance(kind, str) and kind not in KINDS:
        yield "kind", f"`{kind}` is no kind of follow-up", hint_for(kind, KINDS)
    if isinstance(factor, str) and number_of(factor) is None:
        yield "factor", f"`{factor}` is no factor", "Name it as its heading does, such as F1."
    if isinstance(incident, str) and not _is_incident(incident):
        yield "incident", f"`{incident}` is not the id of an incident", "Write it as INC-20261123-7F3K."


def _is_incident(text: str) -> bool:
    try:
        incident_id(text)
    except ValueError:
        return False
    return True


RULES = (known_state, due_day, own_keys, says_why)
