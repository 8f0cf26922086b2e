"""Drift: rendered tables in a body that no longer agree with their front matter."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from governor_cli.contracts.rule import Rule, rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.document import Document
from governor_cli.core.finding import Fault
from governor_cli.core.record import Record

Blocks = Callable[[Any, Document], Mapping[str, str]]


def drift(blocks: Blocks) -> Rule:
    """The rule that the marked blocks of a body are what ``blocks`` renders."""

    @rule("DRF001", "a rendered table agrees with the front matter it was rendered from")
    def rendered_tables_agree(subject: Subject[Record]) -> Iterator[Fault]:
        """People read the tables, programs read the front matter.

        When the two disagree somebody acts on the wrong one at three in the morning. The text
        between ``<!-- gov:NAME -->`` and ``<!-- /gov:NAME -->`` is written by gov: change the
        front matter, then run ``gov check --fix`` (or the noun's ``render``).
        """
        for name, _ in drifted(subject.record, subject.document, blocks):
            yield Fault(
                "DRF001",
                f"the rendered block `{name}` disagrees with the front matter",
                "Run `gov check --fix` to render it again; edit the front matter, not the block.",
                place=subject.document.markdown.blocks[name].place,
                subject=f"gov:{name}",
            )

    def rendered_again(subject: Subject[Record]) -> bytes | None:
        from governor_cli.core.document import read
        from governor_cli.core.markdown_edit import replace_block

        document = subject.document
        for name, text in list(drifted(subject.record, subject.document, blocks)):
            document = read(document.path, replace_block(document, name, text))
        return document.data if document is not subject.document else None

    return rendered_tables_agree.fixed_by(rendered_again)


def drifted(record: Record, document: Document, blocks: Blocks) -> Iterator[tuple[str, str]]:
    """The blocks of a body that are not what ``blocks`` renders, each with the text it should have."""
    written = document.markdown.blocks
    if not written:
        return
    for name, text in blocks(record, document).items():
        if name in written and written[name].text.strip().splitlines() != text.strip().splitlines():
            yield name, text
