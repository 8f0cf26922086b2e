"""`gov roster off, swap, override, join, leave`: dated entries, each with its effect before it counts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from governor_cli.ui.options import AboutRole, Commit, DryRun, Format, Push
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.practices.coverage.candidates import Candidate
    from governor_cli.workflows.repository.reading import Repository
    from governor_cli.workflows.roster.change import Change

Who = Annotated[str, typer.Argument(metavar="HANDLE", help="Somebody of the roster.")]
Begin = Annotated[
    str, typer.Option("--from", metavar="TIME", help="A day, or a time such as 2026-12-21T14:00 or 22:00.")
]
End = Annotated[str, typer.Option("--until", metavar="TIME", help="Until then; its own day does not count.")]
Rotation = Annotated[str | None, typer.Option("--rotation", metavar="ID", help="The rotation it is about.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, kept in the entry.")]


def off(
    handle: Who,
    begin: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day away.")],
    through: Annotated[str, typer.Option("--through", metavar="DAY", help="The last day away.")],
    cover: Annotated[
        str | None, typer.Option("--cover", metavar="HANDLE", help="Who takes the shifts.")
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Note that somebody is away; without --cover the best three for it are named."""
    from governor_cli.workflows.roster import entries as roster_entries

    change, covers = roster_entries.off(_repository(), current().now(), handle, begin, through, cover)
    if not covers and any(one.fault.code == "COV005" for one in change.effect.broken):
        current().warn("nobody else could cover: who may hold these roles is away or on already")
    return done(
        change,
        f"@{handle.removeprefix('@')} is away from {begin}",
        dry_run,
        sharing(commit, push),
        format,
        covers,
    )


def swap(
    one: Who,
    other: Annotated[str, typer.Argument(metavar="HANDLE", help="Whom they swap with.")],
    begin: Begin,
    until: End,
    role: AboutRole = None,
    rotation: Rotation = None,
    why: Why = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Let two people swap their shifts; refused with the reason where it would break a rule."""
    from governor_cli.workflows.roster import entries as roster_entries

    change = roster_entries.override(
        _repository(),
        current().now(),
        begin,
        until,
        role=role,
        rotation=rotation,
        for_=None,
        take=None,
        add=None,
        swap=(one, other),
        why=why,
    )
    return done(change, f"{one} and {other} swap from {begin}", dry_run, sharing(commit, push), format)


def override(
    begin: Begin,
    until: End,
    role: AboutRole = None,
    rotation: Rotation = None,
    for_: Annotated[
        str | None, typer.Option("--for", metavar="HANDLE", help="Only where they are on.")
    ] = None,
    take: Annotated[
        str | None, typer.Option("--take", metavar="HANDLE", help="Who takes over, or nobody.")
    ] = None,
    add: Annotated[str | None, typer.Option("--add", metavar="HANDLE", help="Who is on as well.")] = None,
    why: Why = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Let somebody take over or be on as well for some time; `--take nobody` leaves a hole on purpose."""
    from governor_cli.workflows.roster import entries as roster_entries

    change = roster_entries.override(
        _repository(),
        current().now(),
        begin,
        until,
        role=role,
        rotation=rotation,
        for_=for_,
        take=take,
        add=add,
        why=why,
    )
    return done(change, f"override from {begin}", dry_run, sharing(commit, push), format)


def join(
    handle: Who,
    rotation: Annotated[str, typer.Option("--rotation", metavar="ID", help="The rotation they join.")],
    begin: Annotated[
        str, typer.Option("--from", metavar="DAY", help="From the first handoff at or after it.")
    ],
    after: Annotated[
        str | None, typer.Option("--after", metavar="HANDLE", help="Their place. [default: last in line]")
    ] = None,
    shadow: Annotated[
        bool, typer.Option("--shadow", help="Only beside the person on duty: counts for no promise.")
    ] = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Let somebody take turns from a day on; everybody else keeps their running order."""
    from governor_cli.workflows.roster import entries as roster_entries

    change = roster_entries.join(
        _repository(), current().now(), handle, rotation, begin, after, shadow=shadow
    )
    return done(change, f"{handle} joins {rotation} from {begin}", dry_run, sharing(commit, push), format)


def leave(
    handle: Who,
    begin: Annotated[
        str, typer.Option("--from", metavar="DAY", help="From the first handoff at or after it.")
    ],
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Take somebody out of every rotation from a day on; everybody else keeps their running order."""
    from governor_cli.workflows.roster import entries as roster_entries

    change = roster_entries.leave(_repository(), current().now(), handle, begin)
    still = roster_entries.still_named(change.after.roster, handle, begin)
    if still:
        current().warn(f"@{handle.removeprefix('@')} is still named by {', '.join(still)}")
    return done(change, f"{handle} leaves from {begin}", dry_run, sharing(commit, push), format)


def _repository() -> "Repository":
    from governor_cli.workflows.roster.reading import roster_repository

    return roster_repository(current().workspace())


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
    """Write, share, and show the effect; with --dry-run show what would be written.

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
    change.write()

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
