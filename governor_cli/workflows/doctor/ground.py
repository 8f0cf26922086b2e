"""What probes may ask of the rest of gov: settings, forge, server and roster, each read when asked for."""

import os
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.adapters.git import Git
from governor_cli.adapters.remotes import home_remote, remotes
from governor_cli.adapters.settings import Settings
from governor_cli.adapters.variables import variable
from governor_cli.adapters.workspace import NoGovRepositoryError, Workspace, open_workspace
from governor_cli.contracts.forge import Forge, Home
from governor_cli.contracts.probe import Covered, Server
from governor_cli.core.errors import GovError

_AHEAD: Final = timedelta(days=400)
"""Nobody waits for a proof of more, however far a roster wants to be looked at."""


class Here:
    """The ground around a folder: a gov repository, any other one, or none at all."""

    def __init__(self, folder: str, clock: Callable[[], datetime], *, sends: bool = False) -> None:
        self._folder = os.path.abspath(folder)  # noqa: PTH100 - as git takes it
        self._clock = clock
        self._sends = sends
        self._opened = _opened(self._folder)

    @property
    def folder(self) -> str:
        """Where gov was started."""
        return self._folder

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables of this process."""
        return os.environ

    def variable(self, part: str, usual: str) -> str:
        """The variable with the secret of a part: as gov.toml names it, else the usual one.

        Settings that cannot be read name none; what needs them says so.
        """
        return variable(self.opened.settings if self.opened else None, part, usual)

    @property
    def sends(self) -> bool:
        """Whether what reaches people may be tried for real."""
        return self._sends

    def now(self) -> datetime:
        """The present instant as gov sees it, UTC."""
        return self._clock()

    @property
    def opened(self) -> Workspace | None:
        """The gov repository around the folder, where there is one that can be used."""
        return self._opened if isinstance(self._opened, Workspace) else None

    def _workspace(self) -> Workspace:
        """The gov repository around the folder; GovError why there is none."""
        if isinstance(self._opened, GovError):
            raise self._opened
        return self._opened

    def _any_workspace(self) -> Workspace:
        """The same; of a repository that is not gov's one with settings that say nothing."""
        if isinstance(self._opened, NoGovRepositoryError):
            return Workspace(Git.around(self._folder), "", Settings())
        return self._workspace()

    def branch(self) -> str:
        """The default branch that gov.toml names; "" where it names none."""
        return self._any_workspace().settings.forge.branch

    def forge(self) -> tuple[Forge, Home] | None:
        """Where changes are proposed; None without a remote."""
        from governor_cli.workflows.docs.forging import forge_of

        workspace = self._any_workspace()
        remote = home_remote(remotes(workspace.git))
        return forge_of(workspace, remote) if remote else None

    def prometheus(self) -> Server | None:
        """The server that captures ask, also outside a repository; None where none is named."""
        from governor_cli.workflows.metrics.prometheus import (
            VARIABLE,
            address_of,
            checked_address,
            credentials,
        )

        address = os.environ.get(VARIABLE, "").strip()
        if not address and not isinstance(self._opened, NoRepositoryError):
            address = address_of(self._workspace(), None)
        if not address:
            return None
        headers, secrets, bare = credentials(checked_address(address, VARIABLE))
        return Server(bare, headers, secrets)

    def coverage(self) -> Covered | None:
        """How far the roster keeps what the playbook promises; None where it promises nothing."""
        from governor_cli.practices.coverage.horizon import horizon
        from governor_cli.practices.coverage.proof import Proof
        from governor_cli.workflows.roster.reading import roster_of, roster_repository

        repository = roster_repository(self._workspace())
        _, roster = roster_of(repository)
        start = self.now().replace(second=0)
        end = start + min(roster.limits.ahead, _AHEAD)
        return horizon(Proof(roster, repository.policy, start, end, start))


def _opened(folder: str) -> Workspace | GovError:
    try:
        return open_workspace(folder)
    except GovError as error:
        return error
