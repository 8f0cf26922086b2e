"""Incidents that are over as far as this work tree knows: no pager calls anybody for those any more."""

from collections.abc import Collection
from contextlib import suppress

from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.incident.glance import one
from governor_cli.workflows.repository.recording import Recording


def ended(workspace: Workspace, incidents: Collection[str]) -> frozenset[str]:
    """Those of them whose reports say so; what has no report here, or none that can be read, may go on."""
    if incidents:
        with suppress(GovError):  # such as a playbook that does not say where reports are
            recording = Recording(workspace)
            snapshot, reports = recording.repository.snapshot, recording.reports
            known = [(name, reports[name]) for name in incidents if name in reports]
            found = [one(snapshot, workspace.prefix, name, path) for name, path in known]
            return frozenset(glimpse.id for glimpse in found if glimpse.status and not glimpse.is_open)
    return frozenset()
