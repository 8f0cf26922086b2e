"""Write the tables of a roster's body anew: contacts, coverage windows, the coming weeks."""

from typing import NamedTuple

from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.markdown_edit import replace_block
from governor_cli.kinds.roster.body import blocks
from governor_cli.kinds.roster.model import Roster
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.week_table import Weeks, week_table, weeks_of
from governor_cli.practices.coverage.week_table_rules import BLOCK


class Rendered(NamedTuple):
    """The roster before and after, and the blocks that were written anew."""

    before: Document
    after: Document
    blocks: tuple[str, ...]


def rendered(document: Document, roster: Roster, policy: Playbook, weeks: Weeks | None = None) -> Rendered:
    """Every marked block as the front matter has it; ``weeks`` moves the table of weeks, or adds one."""
    now = document if weeks is None else _marked(document, weeks)
    texts = dict(blocks(roster, document))
    marker = now.markdown.blocks.get(BLOCK)
    if marker is not None:
        try:
            texts[BLOCK] = week_table(roster, policy, weeks_of(marker.args))
        except ValueError as error:
            raise GovError(
                f"{document.path}:{marker.line}: the marker of the table {error}",
                hint="Write `<!-- gov:schedule from=2026-11-23 weeks=4 -->`, or give --from.",
            ) from None
    changed: list[str] = []
    for name, text in texts.items():
        block = now.markdown.blocks.get(name)
        if block is not None and block.text.strip().splitlines() != text.splitlines():
            now = read(now.path, replace_block(now, name, text))
            changed.append(name)
    if now.data != document.data and not changed:
        changed.append(BLOCK)
    return Rendered(document, now, tuple(changed))


def _marked(document: Document, weeks: Weeks) -> Document:
    """The document with the marker of the table of weeks as asked for; at its end where there was none."""
    block = document.markdown.blocks.get(BLOCK)
    end = document.newline
    if block is None:
        block_lines = ("", "## Schedule", "", f"<!-- gov:{BLOCK} {weeks} -->", f"<!-- /gov:{BLOCK} -->", "")
        return read(
            document.path, document.data.rstrip(b"\r\n") + end.encode() + end.join(block_lines).encode()
        )
    lines = document.data.split(b"\n")
    line = lines[block.line - 1].decode()
    if block.args not in line:
        raise UsageError("the marker of the table of weeks cannot be moved", hint="Write it on one line.")
    new = line.replace(block.args, str(weeks), 1) if block.args else f"<!-- gov:{BLOCK} {weeks} -->"
    lines[block.line - 1] = new.encode()
    return read(document.path, b"\n".join(lines))
