"""The table of coming weeks in a roster's body says what its front matter says."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.finding import Fault
from governor_cli.kinds.roster.model import Roster

BLOCK = "schedule"


@rule("DRF002", "the rendered table of weeks agrees with the roster")
def table_agrees(subject: Subject[Roster]) -> Iterator[Fault]:
    """People look at the table, programs at the front matter.

    The table between ``<!-- gov:schedule from=2026-11-23 weeks=4 -->`` and its end is written by
    gov for the weeks that its marker names, so it never depends on the day it is looked at.
    """
    block = subject.document.markdown.blocks.get(BLOCK)
    if block is None or subject.policy is None:
        return
    from governor_cli.practices.coverage.week_table import weeks_of

    try:
        weeks_of(block.args)
    except ValueError as error:
        hint = "Write `<!-- gov:schedule from=2026-11-23 weeks=4 -->`."
        yield Fault("DRF002", f"the marker of the table {error}", hint, place=block.place, subject=BLOCK)
        return
    if _wanted(subject) is not None:
        hint = "Run `gov roster render`, or `gov check --fix`; edit the front matter, not the table."
        message = "the rendered table of weeks disagrees with the roster"
        yield Fault("DRF002", message, hint, place=block.place, subject=BLOCK)


def _wanted(subject: Subject[Roster]) -> str | None:
    """The table as it should be; None where it is so already, or cannot be."""
    block = subject.document.markdown.blocks.get(BLOCK)
    if block is None or subject.policy is None:
        return None
    from governor_cli.practices.coverage.week_table import week_table, weeks_of

    try:
        table = week_table(subject.record, subject.policy, weeks_of(block.args))
    except (ValueError, GovError):  # a marker or a size that other rules and commands speak about
        return None
    return None if block.text.strip().splitlines() == table.splitlines() else table


def _rendered(subject: Subject[Roster]) -> bytes | None:
    from governor_cli.core.markdown_edit import replace_block

    table = _wanted(subject)
    if table is None:
        return None
    return read(subject.document.path, replace_block(subject.document, BLOCK, table)).data


RULES = (table_agrees.fixed_by(_rendered),)
