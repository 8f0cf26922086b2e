"""What a probe offers: one question about the tooling, what it may know, and how it tells what it found."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from governor_cli.contracts.examination import State
from governor_cli.contracts.forge import Forge, Home


class Outcome(NamedTuple):
    """How something stands, in a few words, and what to do about it."""

    state: State
    detail: str
    hint: str = ""


def ok(detail: str, hint: str = "") -> Outcome:
    """It works; with a hint where it could work better."""
    return Outcome("ok", detail, hint)


def failed(detail: str, hint: str) -> Outcome:
    """It is set up, and does not work."""
    return Outcome("failed", detail, hint)


def not_configured(detail: str, hint: str = "") -> Outcome:
    """Nobody has set it up, or it has no place here."""
    return Outcome("not_configured", detail, hint)


class Server(NamedTuple):
    """A server and what lets one in; ``address`` holds no password and no slash at its end."""

    address: str
    headers: Mapping[str, str]
    secrets: tuple[str, ...] = ()


class Covered(NamedTuple):
    """How long every promised hour has somebody: up to ``until``; ``gap`` says what comes then.

    ``gap`` is empty where everything is covered, as far as anybody looked.
    """

    until: datetime
    gap: str = ""


class Ground(Protocol):
    """What the rest of gov can tell a probe. Each question may raise GovError, which is then the finding."""

    @property
    def folder(self) -> str:
        """Where gov was started."""
        ...

    @property
    def environment(self) -> Mapping[str, str]:
        """The variables of this process."""
        ...

    def variable(self, part: str, usual: str) -> str:
        """The variable with the secret of a part: as gov.toml names it, else the usual one."""
        ...

    @property
    def sends(self) -> bool:
        """Whether what reaches people may be tried for real."""
        ...

    def now(self) -> datetime:
        """The present instant as gov sees it, UTC."""
        ...

    def branch(self) -> str:
        """The default branch that gov.toml names; "" where it names none."""
        ...

    def forge(self) -> tuple[Forge, Home] | None:
        """Where changes are proposed; None without a remote."""
        ...

    def prometheus(self) -> Server | None:
        """The server that captures ask; None where none is named."""
        ...

    def coverage(self) -> Covered | None:
        """How far the roster keeps what the playbook promises; None where it promises nothing."""
        ...


class Probe(NamedTuple):
    """One question; ``probes/<name>.py`` exports it as PROBE.

    What ``check`` raises as GovError is a failure, except that there is no repository here.
    """

    name: str
    about: str
    """What it tells, in a few words."""
    check: Callable[[Ground], Outcome]
    seconds: float = 6.0
    """It is not waited for any longer."""
