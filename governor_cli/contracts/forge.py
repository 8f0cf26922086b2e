"""What a forge must offer, so that a branch becomes a change somebody reviews."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from governor_cli.core.remote_address import RemoteAddress


@dataclass(frozen=True, slots=True)
class Home:
    """Where the reviewed repository lives, and what may be shown there to be let in."""

    address: RemoteAddress
    api: str = ""
    """Where the interface for programs begins, without a slash at its end."""
    token: str = ""
    variable: str = ""
    """The environment variable that the token came from, or would come from."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A branch that should become part of another. Titles are one line; the body is Markdown."""

    branch: str
    base: str
    title: str
    body: str
    source: RemoteAddress
    """Where the branch is pushed to: the reviewed repository, or somebody's fork of it."""

    @property
    def line(self) -> str:
        """The body's first paragraph in one line, where only a line can be told."""
        return " ".join(self.body.partition("\n\n")[0].split())


class Delivery(NamedTuple):
    """How a branch travels: ``target`` is the ref at the remote, ``options`` are push options."""

    target: str
    options: tuple[str, ...] = ()
    to_home: bool = False
    """It goes to the reviewed repository itself, never to a fork."""


class Remote(NamedTuple):
    """What the remote knows: what it said to the push, and the reviews whose head is the branch's commit."""

    said: str
    reviews: Callable[[], tuple[int, ...]]
    """Asked over the network when called; the latest first."""


class Proposed(NamedTuple):
    """The address of the open review, or what a person has to do to open one."""

    url: str = ""
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class Forge:
    """One sort of forge; ``forges/<name>.py`` exports it as FORGE."""

    name: str
    hosts: str
    """The pattern of its usual host names; those of a team's own stand in gov.toml."""
    deliver: Callable[[Proposal], Delivery]
    propose: Callable[[Home, Proposal, Remote], Proposed]
    """Open the review, or find the one that is open. OutsideError where the forge refuses or is silent."""
    reviews: str = ""
    """The refs at which it publishes the heads of reviews; ``*`` stands for the number."""
    api: Callable[[RemoteAddress], str] | None = None
    """Where its interface for programs is; None where it is not asked."""
    variables: tuple[str, ...] = ()
    """Environment variables in which people keep its token."""
