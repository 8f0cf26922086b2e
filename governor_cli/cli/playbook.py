"""`gov playbook`: the policy in force, its drift, its tables, and the import of prose."""

import os
from typing import TYPE_CHECKING, Annotated

from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import AsOf, DryRun, Format, ReportFormats, Strict
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from pathlib import Path

app = Commands()


@app.command("show")
def show(as_of: AsOf = None, format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Show the policy in force: severities, escalation, channels, roles, deadlines, paths."""
    from governor_cli.core.report import Judged
    from governor_cli.views.playbook import playbook_data, playbook_text
    from governor_cli.workflows.playbook.show import in_force

    session = current()
    now = in_force(session.workspace(), as_of)
    where = str(Judged(now.kind, now.rev))
    session.answer(
        "playbook",
        playbook_data(now.playbook, now.path, now.blob, (now.kind, now.rev)),
        lambda: playbook_text(now.playbook, now.path, now.blob, where),
        format,
    )
    return 0


@app.command("check")
def check(strict: Strict = False, format: ReportFormats = "text") -> int:  # noqa: A002 - it is the option's name
    """Judge the playbook alone, by the rules of `gov check`."""
    from governor_cli.ui.reporting import show_report
    from governor_cli.workflows.check.checking import Question
    from governor_cli.workflows.check.checking import check as judged
    from governor_cli.workflows.check.judging import Choice

    workspace = current().workspace()
    playbook = workspace.prefix + workspace.settings.playbook
    answer = judged(workspace, Question(choice=Choice(paths=[playbook])))
    return show_report(answer, format, strict=strict)


@app.command("render")
def render(dry_run: DryRun = False) -> int:
    """Write the tables in the playbook's body anew from its front matter."""
    from governor_cli.ui.reporting import show_fixes
    from governor_cli.workflows.check.fixing import Fixed
    from governor_cli.workflows.playbook.render import rendering, write_rendering

    session = current()
    workspace = session.workspace()
    found = rendering(workspace)
    path = workspace.prefix + found.document.path
    if not found.blocks:
        session.note(f"{path}: every rendered block agrees with the front matter")
        return 0
    if dry_run:
        show_fixes([Fixed(found.document, found.data, found.blocks)], workspace.prefix, as_diff=True)
        return 0
    write_rendering(workspace, found)
    session.path(_from_here(workspace.root / found.document.path))
    session.note(f"rendered {', '.join(found.blocks)}")
    return 0


@app.command("import")
def import_(
    file: Annotated[
        str, Argument(metavar="FILE", help="The playbook as prose: Markdown without front matter.")
    ],
    output: Annotated[
        str | None,
        Option("--output", metavar="PATH", help="Where to write. [default: as gov.toml says]"),
    ] = None,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Turn a prose playbook into policy, and say which line each fact came from.

    The prose stays; its tables become blocks that `gov playbook render` keeps true.
    """
    from governor_cli.views.playbook_import import import_data, import_text
    from governor_cli.workflows.playbook.importing import importing, write_import

    session = current()
    one = importing(file, output, session.workspace)
    if not dry_run:
        write_import(one)
    account = one.composed.account
    if format == "json":
        session.answer("playbook_import", import_data(account, file, str(one.target)), "", format)
    elif dry_run:
        session.raw(one.composed.data.decode())
        session.note(import_text(account, file))
    else:
        session.path(_from_here(one.target))
        session.out(import_text(account, file))
    return 0


def _from_here(path: "Path") -> str:
    """The path as it is written in the folder of the caller."""
    return os.path.relpath(path, current().start)
