"""Which incident a command without an id means, so that nobody types ids at three in the morning."""

import os
import re

from governor_cli.adapters.chosen import choose, chosen
from governor_cli.core.errors import GovError
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.workflows.incident.glance import Glimpse, glance, one, open_ones
from governor_cli.workflows.repository.recording import Recording

VARIABLE = "GOV_INCIDENT"
_IN_A_NAME = re.compile(INCIDENT_ID.pattern, re.IGNORECASE)
_SHOWN = 10


def meant(
    recording: Recording,
    given: str | None,
    *,
    over_too: bool = False,
    over_first: bool = False,
    by: str = "-i ID",
) -> str:
    """The id in full: as given, of GOV_INCIDENT, of the branch, in use in this clone, or the only open one.

    ``over_too`` is for what is done after the end: the one in use then counts last even though it is
    resolved, with ``over_first`` as if it were not. ``by`` is how the command takes one. GovError with the
    list where all of that tells nothing.
    """
    if given is not None:
        return recording.incident(given)
    told = os.environ.get(VARIABLE, "").strip()
    if told:
        return _named(recording, told)
    in_branch = of_branch(recording)
    if in_branch is not None:
        return in_branch
    used = in_use(recording)
    if used is not None and (used.is_open or not used.status or over_first):
        return used.id  # a report that cannot be read now is no reason to write into another
    found = open_incidents(recording)
    if len(found) == 1:
        return found[0].id
    if over_too and used is not None and not found:
        return used.id
    raise _unclear(found, gone=chosen(recording.workspace) if used is None else None, by=by)


def _named(recording: Recording, told: str) -> str:
    try:
        return recording.incident(told)
    except GovError as error:
        raise GovError(f"{VARIABLE}: {error.message}", hint=error.hint) from None


def of_branch(recording: Recording) -> str | None:
    """The incident whose id stands in the name of the branch, if there is a report of it here."""
    head = recording.workspace.git.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    named = _IN_A_NAME.findall(os.fsdecode(head)) if head else []
    return next((name.upper() for name in named if name.upper() in recording.reports), None)


def in_use(recording: Recording) -> Glimpse | None:
    """The incident that was declared or chosen in this clone, if there is a report of it here."""
    incident = chosen(recording.workspace)
    path = recording.reports.get(incident) if incident else None
    if incident is None or path is None:
        return None
    return one(recording.repository.snapshot, recording.workspace.prefix, incident, path)


def use(recording: Recording, incident: str | None) -> bool:
    """Work on this incident from now on, or on none in particular; whether that could be kept."""
    return choose(recording.workspace, incident)


def open_incidents(recording: Recording) -> list[Glimpse]:
    """Every incident that goes on, the latest first."""
    workspace = recording.workspace
    return open_ones(
        glance(recording.repository.snapshot, workspace.prefix, recording.reports, workspace.cache)
    )


def line(glimpse: Glimpse) -> str:
    """An incident in one line, as lists show it."""
    parts = (glimpse.id, glimpse.severity or "-", glimpse.status, glimpse.title, ", ".join(glimpse.services))
    return "  ".join(part for part in parts if part)


def _unclear(found: list[Glimpse], *, gone: str | None, by: str) -> GovError:
    if not found and gone:
        hint = "Bring it back with `git restore`, as far as it was committed, or declare one."
        return GovError(f"no incident is open, and the report of {gone} is not there any more", hint=hint)
    if not found:
        hint = f"Name one with {by}, or declare one: `gov declare SEVERITY TITLE`."
        return GovError("no incident is open", hint=hint)
    listed = [line(glimpse) for glimpse in found[:_SHOWN]]
    more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return GovError(
        "\n  ".join([f"{len(found)} incidents are open, and none is in use here:", *listed, *more]),
        hint=f"Name one with {by}, or work on one with `gov use ID`.",
    )
