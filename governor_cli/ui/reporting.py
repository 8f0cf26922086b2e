"""Show a report in the format asked for, and what fixes changed."""

import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from governor_cli.core.report import Report, shortened
from governor_cli.ui import remembered
from governor_cli.ui.session import current
from governor_cli.workflows import catalogue
from governor_cli.workflows.check.fixing import Fixed, difference


class Reported(Protocol):
    """A report, and the text it speaks of."""

    @property
    def report(self) -> Report:
        """What was found."""
        ...

    def source(self, path: str) -> str | None:
        """The text that was judged; None where it cannot be shown."""
        ...


def show_report(answer: Reported, format: str, *, strict: bool = False) -> int:  # noqa: A002 - the option's name
    """Print the report; the exit code, 1 where an error (with ``strict`` a warning) stands in it."""
    session = current()
    view = catalogue.report_view("lines" if format == "text" and not session.is_terminal else format)
    needs_rules = bool(answer.report.findings) or not view.for_people
    text = view.render(shortened(answer.report), answer.source, catalogue.all_rules() if needs_rules else {})
    code = int(answer.report.fails(strict=strict))
    printed = session.out(text) if view.for_people else session.raw(text)
    remembered.keep(printed, code, history=answer.report.history)
    return code


def show_fixes(fixed: Sequence[Fixed], prefix: str, *, as_diff: bool) -> None:
    """The diff of fixes that would be made, or a note a file of those that were."""
    session = current()
    for one in fixed:
        if as_diff:
            (session.out if session.is_terminal else session.raw)(difference(one, prefix))
        else:
            session.note(f"fixed {', '.join(one.codes)} in {prefix}{one.document.path}")


def progress(what: str) -> Callable[[int, int], None]:
    """A bar on a terminal, once the work has taken a second; nothing elsewhere."""
    from governor_cli.ui.progress import Progress

    return Progress(what, sys.stderr)
