"""`gov merge-driver`: what git calls to merge two versions of an operations document."""

from typing import Annotated

from governor_cli.core.errors import UsageError
from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.session import current


def command(
    base: Annotated[
        str | None, Argument(metavar="[%O]", help="The version that both sides come from.")
    ] = None,
    ours: Annotated[
        str | None, Argument(metavar="[%A]", help="Our version; the merged one is left in its place.")
    ] = None,
    theirs: Annotated[str | None, Argument(metavar="[%B]", help="Their version.")] = None,
    path: Annotated[str, Argument(metavar="[%P]", help="The path of the file.")] = "",
    marker_size: Annotated[
        int, Option("--marker-size", metavar="%L", min=1, max=200, help="How long a marker is.")
    ] = 7,
    install: Annotated[
        bool, Option("--install", help="Make git call gov for every merge in this clone.")
    ] = False,
) -> int:
    """Merge two versions of an operations document row by row, key by key.

    Timeline rows of both sides are kept in time order, keys that one side changed are taken, and
    what both changed stays a conflict with markers around it alone. Exit 1 where one is left. Git
    starts it with files that it made; nobody else needs to.
    """
    from governor_cli.ui.merging import install_driver, merge_for_git

    if install:
        return install_driver()
    if base is None or ours is None or theirs is None:
        raise UsageError(
            "git gives a merge driver three files",
            hint="Run `gov merge-driver --install` to set it up in this clone.",
        )
    start = current().start
    return merge_for_git(start / base, start / ours, start / theirs, path or str(ours), marker_size)
