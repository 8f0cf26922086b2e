"""One item of a checklist as it stands: ticked, proved, waived, or what would satisfy it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from governor_cli.policy.model import ChecklistItem
from governor_cli.practices.evidence.judged import Judgement
from governor_cli.practices.evidence.remedies import Remedy, shown


class ItemState(NamedTuple):
    """One item. ``evidence`` is kept in the checklist, ``found`` is what the repository would give."""

    item: ChecklistItem
    ticked: bool
    evidence: Mapping[str, Any]
    waived: str
    """Who waived it; "" for nobody."""
    reason: str
    judgement: Judgement
    remedy: Remedy

    @property
    def wanted(self) -> str:
        """What would satisfy it: a whole sentence."""
        return self.remedy.sentence

    @property
    def command(self) -> str:
        """The command that gets there; "" where only a hand helps."""
        return shown(self.remedy.command)

    @property
    def done(self) -> bool:
        """Ticked and proved, or waived."""
        return bool(self.waived) or (self.ticked and bool(self.evidence) and self.judgement.holds)
