"""`gov check`: judge the documents of the repository."""

from typing import Annotated

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import ReportFormats, Strict
from governor_cli.ui.session import current


def command(
    paths: Annotated[
        list[str] | None, Argument(metavar="[PATH]...", help="Report on these files and folders alone.")
    ] = None,
    staged: Annotated[bool, Option("--staged", help="Judge what is staged, not the work tree.")] = False,
    rev: Annotated[str | None, Option("--rev", metavar="REV", help="Judge a revision.")] = None,
    merge: Annotated[
        str | None, Option("--merge", metavar="BASE", help="Judge what merging with BASE would give.")
    ] = None,
    new_since: Annotated[
        str | None, Option("--new-since", metavar="REV", help="Report what REV does not have already.")
    ] = None,
    select: Annotated[
        list[str] | None, Option("--select", metavar="CODES", help="Only these codes or prefixes.")
    ] = None,
    ignore: Annotated[
        list[str] | None, Option("--ignore", metavar="CODES", help="Not these codes or prefixes.")
    ] = None,
    strict: Strict = False,
    fix: Annotated[bool, Option("--fix", help="Apply safe fixes to the work tree first.")] = False,
    diff: Annotated[bool, Option("--diff", help="Show what --fix would change; write nothing.")] = False,
    format: ReportFormats = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Judge incident reports, rosters, checklists, snapshots and the playbook itself.

    The same bytes give the same findings at any hour; what depends on the clock is asked
    with `gov due`, `gov roster check` and `gov doctor`.
    """
    from governor_cli.ui.reporting import progress, show_fixes, show_report
    from governor_cli.workflows.check.checking import Question, check, paths_from_top, repair
    from governor_cli.workflows.check.judging import Choice

    workspace = current().workspace()
    choice = Choice(codes(select), codes(ignore), paths_from_top(workspace, paths or ()))
    question = Question(staged, rev, merge, new_since, choice)
    if fix or diff:
        fixed = repair(workspace, question, write=not diff)
        show_fixes(fixed, workspace.prefix, as_diff=diff)
        if diff:
            return int(bool(fixed))
    return show_report(check(workspace, question, progress("judging documents")), format, strict=strict)


def codes(given: list[str] | None) -> tuple[str, ...]:
    """Codes as typed, `INC004,KEY` or repeated options; UsageError for one that begins no rule."""
    from governor_cli.core.errors import UsageError
    from governor_cli.core.suggest import hint_for
    from governor_cli.workflows.catalogue import all_rules

    asked = tuple(code.strip().upper() for text in given or () for code in text.split(",") if code.strip())
    for code in asked:
        if not any(known.startswith(code) for known in all_rules()):
            hint = hint_for(code, all_rules(), listed_by="gov rules")
            raise UsageError(f"`{code}` begins no rule's code", hint=hint)
    return asked
