"""How an entry of the roster is decided, written and shown; decided anew where somebody wrote meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.practices.coverage.candidates import Candidate
    from governor_cli.workflows.repository.reading import Repository
    from governor_cli.workflows.roster.change import Change

C = TypeVar("C", bound="Change | None")
M = TypeVar("M")

_TRIES = 50
"""Of an entry while others write the roster at the same moment; each try takes about as long as theirs."""


def decided(make: "Callable[[Repository], tuple[C, M]]", *, dry_run: bool) -> tuple[C, M]:
    """A change of the roster as it is now, written unless it is a dry run; and what was made beside it."""
    from governor_cli.adapters.files import ChangedError
    from governor_cli.workflows.roster.reading import roster_repository

    left = _TRIES
    while True:
        left -= 1
        made = make(roster_repository(current().workspace()))
        if dry_run or made[0] is None:
            return made
        try:
            made[0].write()
        except ChangedError:
            if not left:
                raise
        else:
            return made


def entered(make: "Callable[[Repository], Change]", *, dry_run: bool) -> "Change":
    """The same of a change with nothing beside it."""
    change, _ = decided(lambda on: (make(on), None), dry_run=dry_run)
    return change


def sharing(commit: bool, push: bool) -> Literal["commit", "push"] | None:
    """What the command line asks of sharing; None leaves it to gov.toml."""
    if push:
        return "push"
    return "commit" if commit else None


def done(
    change: "Change",
    message: str,
    dry_run: bool,
    how: Literal["commit", "push"] | None,
    format: str,  # noqa: A002 - it is the option's name
    covers: "Sequence[Candidate]" = (),
    more: "Mapping[str, Any] | None" = None,
) -> int:
    """Share what ``decided`` wrote, and show the effect; with --dry-run show what would be written.

    ``more`` is what a script is told beside the effect.
    """
    from governor_cli.ui.recorded import in_turn
    from governor_cli.ui.sharing import share_paths
    from governor_cli.views.effect import effect_data, effect_text
    from governor_cli.workflows.check.fixing import Fixed, difference

    session = current()
    workspace = change.repository.workspace
    for fault in change.warnings:
        session.warn(f"{fault.message} ({fault.code})")
    zone = change.repository.policy.timezone
    if dry_run:
        session.out(difference(Fixed(change.document, change.data, ()), workspace.prefix))
        session.note(effect_text(change.effect, zone, covers))
        return 0

    def answer() -> None:
        if format != "json":
            session.path(change.path)
        session.answer(
            "roster_change",
            {**effect_data(change.path, change.effect, covers), **(more or {})},
            lambda: effect_text(change.effect, zone, covers),
            format,
        )

    def share() -> None:
        share_paths(workspace, [change.document.path], f"Roster: {message}", "the roster", how)

    in_turn(answer, share, how)
    return 0
