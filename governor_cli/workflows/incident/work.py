"""Work on an incident that is under way: hand it over, engage a runbook."""

from datetime import datetime

from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.briefing import Briefing, briefing
from governor_cli.practices.incident.runbooks import named_runbooks
from governor_cli.workflows.acting import named
from governor_cli.workflows.incident.record import (
    Edit,
    Fact,
    Recorded,
    put_in_order,
    record_fact,
    unchanged,
)
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.said import checked_text

_COMMANDER = "commander"


def hand_off(recording: Recording, incident: str, fact: Fact, to: str, now: datetime) -> Recorded:
    """Somebody else commands from now on; the row names both."""
    successor = named(recording, to, "--to")
    document, record = recording.report(incident)
    before = record.roles.get(_COMMANDER)
    if before == successor.who:
        return unchanged(recording, document, record, now, f"{successor.who} commands already")
    said = f"{_COMMANDER} {successor.who}{f', was {before}' if before else ''}"
    note = f": {checked_text(fact.text, 'the note')}" if fact.text else ""
    edits: list[Edit] = [lambda doc: put_in_order(doc, ("roles", _COMMANDER), successor.who)]
    taken = Fact(fact.verb, fact.who, fact.at, said + note, edits=edits)
    return record_fact(recording, incident, taken, now=now).warned(successor.note)


def briefing_of(recorded: Recorded) -> Briefing:
    """The situation report after the handoff."""
    return briefing(recorded.after, recorded.picture)


def engage_runbook(recording: Recording, incident: str, fact: Fact, given: str, now: datetime) -> Recorded:
    """A runbook of the playbook, or of a service, that somebody follows from now on."""
    name, path = runbook(recording.policy, given)
    note = f": {checked_text(fact.text, 'the note')}" if fact.text else ""
    taken = Fact(fact.verb, fact.who, fact.at, f"{name} ({path}){note}")
    return record_fact(recording, incident, taken, now=now)


def runbook(policy: Playbook, given: str) -> tuple[str, str]:
    """The runbook of a name or path; UsageError for an unknown one, GovError for one not yet written."""
    known = named_runbooks(policy)
    written = {name: path for name, path in known.items() if path is not None}
    name = next((one for one in known if given.casefold() in {one.casefold(), known[one]}), None)
    if name is None:
        raise UsageError(f"there is no runbook `{given}`", hint=hint_for(given, written))
    path = known[name]
    if path is None:
        hint = hint_for("", written)
        raise GovError(f"the playbook names the runbook `{name}`, but nobody has written it", hint=hint)
    return name, path
