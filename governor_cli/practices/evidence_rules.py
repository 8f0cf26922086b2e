"""Evidence that other files have to bear out: what a checklist says is there is there."""

from collections.abc import Iterator

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.contracts.rule import rule
from governor_cli.core.finding import Fault
from governor_cli.policy.model import Playbook
from governor_cli.practices.evidence import Ground, recorded


def _judged(corpus: Corpus, policy: Playbook | None, kind: str) -> Iterator[tuple[str, Extract, str, str]]:
    """(path, checklist, item, problem) of each recorded evidence of a kind that does not hold."""
    if policy is None:
        return
    for path, checklist in corpus.of_kind("checklist").items():
        for name, form in checklist.facts.get("evidence", {}).items():
            item = policy.item(name)
            if item is None or item.evidence != kind or "path" not in form:
                continue
            judged = recorded(item, form, Ground(checklist.id, policy, corpus))
            if not judged.holds:
                yield path, checklist, name, judged.problem


@rule("CHK020", "the report that a checklist names is complete", scope="corpus")
def report_holds(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A checklist is closed because the report was complete.

    When the report is deleted, opened again or emptied later, that is no longer so.
    """
    if "incident" in corpus.unreadable:
        return
    for path, _, name, problem in _judged(corpus, policy, "report"):
        hint = "Complete the report, or take the evidence out."
        yield Fault("CHK020", problem, hint, at=("evidence", name, "path"), path=path)


@rule("CHK021", "the snapshot that a checklist names shows the incident", scope="corpus")
def snapshot_holds(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """The snapshot has to be there, name the incident, and be taken once it had begun."""
    if "metrics" in corpus.unreadable:
        return
    for path, _, name, problem in _judged(corpus, policy, "metrics"):
        hint = "Name a snapshot of this incident, or take the evidence out."
        yield Fault("CHK021", problem, hint, at=("evidence", name, "path"), path=path)


RULES = (report_holds, snapshot_holds)
