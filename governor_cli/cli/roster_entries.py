"""`gov roster off, swap, override, join, leave`: dated entries, each with its effect before it counts."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import AboutRole, Commit, DryRun, Format, Push, complete_person
from governor_cli.ui.roster_entries import decided, done, entered, sharing
from governor_cli.ui.session import current

Who = Annotated[
    str, Argument(metavar="HANDLE", help="Somebody of the roster.", autocompletion=complete_person)
]
Begin = Annotated[
    str, Option("--from", metavar="TIME", help="A day, or a time such as 2026-12-21T14:00 or 22:00.")
]
End = Annotated[str, Option("--until", metavar="TIME", help="Until then; its own day does not count.")]
Rotation = Annotated[str | None, Option("--rotation", metavar="ID", help="The rotation it is about.")]
Why = Annotated[str | None, Option("--why", metavar="TEXT", help="The reason, kept in the entry.")]


def off(
    handle: Who,
    begin: Annotated[str, Option("--from", metavar="DAY", help="The first day away.")],
    through: Annotated[str, Option("--through", metavar="DAY", help="The last day away.")],
    cover: Annotated[
        str | None,
        Option("--cover", metavar="HANDLE", help="Who takes the shifts.", autocompletion=complete_person),
    ] = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Note that somebody is away; without --cover the best three for it are named."""
    from governor_cli.workflows.roster import entries as roster_entries

    now = current().now()
    change, covers = decided(
        lambda on: roster_entries.off(on, now, handle, begin, through, cover), dry_run=dry_run
    )
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
    other: Annotated[
        str, Argument(metavar="HANDLE", help="Whom they swap with.", autocompletion=complete_person)
    ],
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

    now = current().now()
    change = entered(
        lambda on: roster_entries.override(
            on, now, begin, until, role=role, rotation=rotation, why=why, swap=(one, other)
        ),
        dry_run=dry_run,
    )
    return done(change, f"{one} and {other} swap from {begin}", dry_run, sharing(commit, push), format)


def override(
    begin: Begin,
    until: End,
    role: AboutRole = None,
    rotation: Rotation = None,
    for_: Annotated[
        str | None,
        Option("--for", metavar="HANDLE", help="Only where they are on.", autocompletion=complete_person),
    ] = None,
    take: Annotated[
        str | None,
        Option("--take", metavar="HANDLE", help="Who takes over, or nobody.", autocompletion=complete_person),
    ] = None,
    add: Annotated[
        str | None,
        Option("--add", metavar="HANDLE", help="Who is on as well.", autocompletion=complete_person),
    ] = None,
    why: Why = None,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Let somebody take over or be on as well for some time; `--take nobody` leaves a hole on purpose."""
    from governor_cli.workflows.roster import entries as roster_entries

    now = current().now()
    change = entered(
        lambda on: roster_entries.override(
            on, now, begin, until, role=role, rotation=rotation, why=why, for_=for_, take=take, add=add
        ),
        dry_run=dry_run,
    )
    return done(change, f"override from {begin}", dry_run, sharing(commit, push), format)


def join(
    handle: Who,
    rotation: Annotated[str, Option("--rotation", metavar="ID", help="The rotation they join.")],
    begin: Annotated[str, Option("--from", metavar="DAY", help="From the first handoff at or after it.")],
    after: Annotated[
        str | None, Option("--after", metavar="HANDLE", help="Their place. [default: last in line]")
    ] = None,
    shadow: Annotated[
        bool, Option("--shadow", help="Only beside the person on duty: counts for no promise.")
    ] = False,
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Let somebody take turns from a day on; everybody else keeps their running order."""
    from governor_cli.workflows.roster import entries as roster_entries

    now = current().now()
    change = entered(
        lambda on: roster_entries.join(on, now, handle, rotation, begin, after, shadow=shadow),
        dry_run=dry_run,
    )
    return done(change, f"{handle} joins {rotation} from {begin}", dry_run, sharing(commit, push), format)


def leave(
    handle: Who,
    begin: Annotated[str, Option("--from", metavar="DAY", help="From the first handoff at or after it.")],
    dry_run: DryRun = False,
    commit: Commit = False,
    push: Push = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Take somebody out of every rotation from a day on; everybody else keeps their running order."""
    from governor_cli.workflows.roster import entries as roster_entries

    now = current().now()
    change = entered(lambda on: roster_entries.leave(on, now, handle, begin), dry_run=dry_run)
    still = roster_entries.still_named(change.after.roster, handle, begin)
    if still:
        current().warn(f"@{handle.removeprefix('@')} is still named by {', '.join(still)}")
    return done(change, f"{handle} leaves from {begin}", dry_run, sharing(commit, push), format)
