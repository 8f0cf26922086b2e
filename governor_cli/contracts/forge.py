"""What a forge must offer, so that a branch becomes a change somebody reviews."""

from collections.abc import Callable
from typing import NamedTuple

from governor_cli.core.remote_address import RemoteAddress


class Home(NamedTuple):
    """Where the reviewed repository lives, and what may be shown there to be let in."""

    address: RemoteAddress
    api: str = ""
    """Where the interface for programs begins, without a slash at its end."""
    token: str = ""
    variable: str = ""
    """The environment variable that the token came from, or would come from."""


class Wishes(NamedTuple):
    """What a review should carry from the start, where the forge can be told so."""

    labels: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    """People by their names at the forge; a team is ``owner/team``."""


NO_WISHES = Wishes()


class Proposal(NamedTuple):
    """A branch that should become part of another. Titles are one line; the body is Markdown."""

    branch: str
    base: str
    title: str
    body: str
    source: RemoteAddress
    """Where the branch is pushed to: the reviewed repository, or somebody's fork of it."""
    wishes: Wishes = NO_WISHES
    """Empty where an earlier run has told them already: what people changed since stays."""

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
    unmet: str = ""
    """Why the review, which is open, does not carry all that was wished for."""


class Admission(NamedTuple):
    """What a token lets gov do, in a few words; a hint where that is less than people expect."""

    may: str
    hint: str = ""


class Forge(NamedTuple):
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
    admits: Callable[[Home], Admission] | None = None
    """Try the token, and open nothing. OutsideError where it is not accepted; None where none is needed."""
    file: str = ""
    """Where people read a file, below the repository's page, with ``{branch}`` and ``{path}``."""
