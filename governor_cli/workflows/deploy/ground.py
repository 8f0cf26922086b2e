"""Where deployments are looked for: a gov repository, or any repository that has tags."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from governor_cli.adapters.git import Git
from governor_cli.adapters.settings import DeploymentSettings
from governor_cli.adapters.workspace import NoGovRepositoryError, Workspace
from governor_cli.contracts.extract import Extract
from governor_cli.core.errors import GovError
from governor_cli.core.forms import line
from governor_cli.core.wall_clock import zone
from governor_cli.practices.deployments.deployment import PRODUCTION
from governor_cli.workflows.repository.recording import Recording

__all__ = ["Ground", "NoGovRepositoryError"]


@dataclass(frozen=True)
class Ground:
    """One repository; ``recording`` is None where it has no gov.toml, so no incidents and no settings."""

    git: Git
    recording: Recording | None = None

    @property
    def workspace(self) -> Workspace | None:
        """The gov repository, if it is one."""
        return self.recording.workspace if self.recording else None

    @property
    def settings(self) -> DeploymentSettings:
        """What the team says of its deployments."""
        return self.workspace.settings.deployments if self.workspace else DeploymentSettings()

    @property
    def environment(self) -> str:
        """The environment that is meant where none is named."""
        return self.settings.environment or PRODUCTION

    @cached_property
    def zone(self) -> ZoneInfo:
        """The zone whose days and months count."""
        return zone(self.recording.policy.timezone if self.recording else "UTC")

    @cached_property
    def reports(self) -> Sequence[Extract]:
        """Every incident that can be read."""
        if self.recording is None:
            return ()
        return tuple(
            one for one in self.recording.repository.corpus.of_kind("incident").values() if one.facts
        )

    @cached_property
    def unreadable(self) -> int:
        """How many reports cannot be read."""
        if self.recording is None:
            return 0
        known = self.recording.repository.corpus.of_kind("incident")
        states = dict(zip(known.paths, known.column("status"), strict=True))
        return sum(states.get(path) is None for path in self.recording.reports.values())

    def service(self, name: str) -> str:
        """A service of the playbook; any name where it lists none. UsageError otherwise."""
        return self.recording.service(name) if self.recording else _one_line(name)


def _one_line(name: str) -> str:
    try:
        return line(name)
    except ValueError as error:
        raise GovError(f"the name of a service {error}") from None
