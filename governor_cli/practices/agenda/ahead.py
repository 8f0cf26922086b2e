"""The coming weeks of an agenda: who is on call, and every promised hour that has nobody."""

from collections.abc import Sequence
from typing import Final

from governor_cli.practices.agenda.text import counted, paragraphs
from governor_cli.practices.coverage.proof import Proof
from governor_cli.practices.coverage.week_table import Weeks, week_table

BLOCK: Final = "coverage"
SECTION: Final = "Coverage"
WEEKS: Final = 4


def text(proof: Proof, weeks: Weeks, gaps: Sequence[str]) -> str:
    """The table of the weeks, then a line a gap; ``gaps`` are told by the rules about coverage alone."""
    until = f"{weeks.start} to {proof.end:%Y-%m-%d}"
    lines = "\n".join(f"- {gap}" for gap in gaps)
    verdict = (
        f"{counted(len(gaps), 'gap')} from {until}:"
        if gaps
        else f"No gap: every hour promised from {until} has somebody who can be reached."
    )
    return paragraphs(week_table(proof.roster, proof.policy, weeks), verdict, lines)
