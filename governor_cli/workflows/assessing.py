"""Assess an event before it is declared: its severity, and all that follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.core.errors import GovError
from governor_cli.core.markdown import Section
from governor_cli.kinds.incident.model import Targets
from governor_cli.policy.model import Channel, SeverityLevel
from governor_cli.practices.incident.assessment import Assessment
from governor_cli.practices.incident.channels import channels_of
from governor_cli.practices.incident.runbooks import Runbook, matching, named_runbooks
from governor_cli.practices.incident.targets import targets_in_force
from governor_cli.workflows.incident.page import Told, told_at
from governor_cli.workflows.repository.recording import Recording


class Event(NamedTuple):
    """What is known beside its severity."""

    title: str = ""
    services: Sequence[str] = ()


class Assessed(NamedTuple):
    """A severity and what the playbook promises for it now."""

    assessment: Assessment
    event: Event
    targets: Targets
    page: Told
    """The first step of its escalation, with whom it reaches."""
    channels: Sequence[Channel]
    runbooks: Sequence[Runbook]
    at: datetime

    @property
    def level(self) -> SeverityLevel:
        """The severity."""
        return self.assessment.level


def assessed(recording: Recording, assessment: Assessment, event: Event, at: datetime) -> Assessed:
    """All that follows from an assessment. UsageError for a service the playbook does not list."""
    policy = recording.policy
    level = assessment.level
    services = [recording.service(name) for name in event.services]
    told = told_at(recording, level.id, 1, at) if policy.steps(level.id) else Told((), ())
    return Assessed(
        assessment,
        event,
        targets_in_force(policy, level.id, None),
        told,
        channels_of(policy, level),
        matching(policy, services, event.title, _headings(recording) if event.title else {}),
        at,
    )


def _headings(recording: Recording) -> Mapping[str, str]:
    """Path -> the headings of each runbook that can be read."""
    found: dict[str, str] = {}
    for path in named_runbooks(recording.policy).values():
        if path is None or not recording.repository.exists(path):
            continue
        try:
            sections = recording.repository.document(path).markdown.sections
        except GovError:
            continue
        found[path] = " ".join(_titles(sections))
    return found


def _titles(sections: Sequence[Section]) -> Iterator[str]:
    return (section.title for section in sections)
