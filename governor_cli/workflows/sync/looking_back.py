"""What an agenda looks back on: the actions of earlier syncs, the incidents since, and how things went."""

from collections.abc import Mapping, Sequence

from governor_cli.core.errors import GovError
from governor_cli.core.instants import format_instant
from governor_cli.practices.agenda import happened, previous, trends
from governor_cli.practices.agenda.boxes import boxes
from governor_cli.practices.agenda.part import ACTIONS, INCIDENTS, Part
from governor_cli.practices.agenda.stretch import Stretch
from governor_cli.workflows.sync.agenda import Told, View, told
from governor_cli.workflows.sync.course import delivered, measured
from governor_cli.workflows.sync.incidents import Incidents
from governor_cli.workflows.sync.meetings import Syncs
from governor_cli.workflows.task.state import Tasks


def looking_back(view: View, decided: Mapping[str, str]) -> Told:
    """These parts, and the ids of the incidents; ``decided`` is what people wrote in the actions."""
    stretch = view.syncs.stretch(view.week, view.now)
    incidents = Incidents(view.syncs, view.week, stretch)
    found = told(
        {
            ACTIONS: lambda: _actions(view, stretch, decided),
            INCIDENTS: lambda: _incidents(incidents, stretch),
            trends.BLOCK: lambda: _trends(view),
        }
    )
    named = () if INCIDENTS in found.missing else [one.report.id for one in incidents.happened]
    return found._replace(incidents=named)


def _actions(view: View, stretch: Stretch, decided: Mapping[str, str]) -> Part:
    file = Tasks(view.syncs.recording).file
    named = ((file.name(task), task) for task in file.tasks)
    found = previous.previous(named, view.today, stretch.since, decided)
    text = previous.text(found, decided, *_left(view.syncs, view.week))
    return Part(ACTIONS, previous.SECTION, view.at, text)


def _left(syncs: Syncs, week: str) -> tuple[str, Sequence[str]]:
    """The last sync, while it is open, and its actions that are no tasks yet."""
    last = syncs.before(week)
    if last is None:
        return "", ()
    try:
        document, record = syncs.document(last)
    except GovError:
        return "", ()
    roles = [role.id for role in syncs.recording.policy.roles]
    open_ones = boxes(document, roles) if record.status == "open" else ()
    return last, [" ".join(one.action.box.text.split()) for one in open_ones if not one.task]


def _incidents(incidents: Incidents, stretch: Stretch) -> Part:
    since, until = (format_instant(at) for at in (stretch.since, stretch.until))
    text = happened.text(incidents.happened, stretch)
    return Part(INCIDENTS, happened.SECTION, f"since={since} until={until}", text, moves=True)


def _trends(view: View) -> Part:
    recording, notes = view.syncs.recording, list[str]()
    figures = None
    try:
        figures = list(delivered(recording, view.now, notes))
    except GovError as error:
        notes.append(f"Deliveries are not known: {error.message}.")
    courses = list(measured(recording, view.now, notes))
    return Part(trends.BLOCK, trends.SECTION, view.at, trends.text(figures, courses, trends.WEEKS, notes))
