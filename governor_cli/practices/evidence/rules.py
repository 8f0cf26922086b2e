"""Evidence, judged again with every check: what a checklist says proves an item still does."""

from collections.abc import Iterator
from typing import NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.rule import rule
from governor_cli.core.finding import Fault
from governor_cli.kinds.checklist.model import TAKES
from governor_cli.policy.model import Playbook
from governor_cli.practices.evidence.judged import Ground, Judgement, asked, recorded


class _Kept(NamedTuple):
    """One piece of recorded evidence, with the judgement of today."""

    path: str
    incident: str
    item: str
    form: str
    judged: Judgement

    def fault(self, code: str, hint: str) -> Fault:
        """The finding on it."""
        at = ("evidence", self.item, self.form)
        return Fault(code, self.judged.problem, hint, at=at, path=self.path)


def _judged(corpus: Corpus, policy: Playbook | None, kind: str) -> Iterator[_Kept]:
    """The recorded evidence of a kind. What has the wrong form is another rule's."""
    if policy is None:
        return
    items = {item.id: item for item in policy.checklist}
    for path, checklist in corpus.of_kind("checklist").items():
        closed = checklist.facts.get("status") == "closed"
        for name, form in checklist.facts.get("evidence", {}).items():
            taken = next(iter(form), "")
            if len(form) != 1 or taken not in TAKES[kind]:
                continue
            ground = Ground(checklist.id, policy, corpus)
            item = items.get(name)
            if item is None or (closed and taken not in TAKES[item.evidence]):
                item = asked(name, "", form, ground, closed=closed)
            if item.evidence == kind:
                yield _Kept(path, checklist.id, name, taken, recorded(item, form, ground))


@rule("CHK020", "the report that a checklist names is complete", scope="corpus")
def report_holds(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A checklist is closed because the report was complete.

    When the report is deleted, opened again or emptied later, that is no longer so.
    """
    if "incident" in corpus.unreadable:
        return
    for one in _judged(corpus, policy, "report"):
        if not one.judged.holds:
            yield one.fault("CHK020", "Complete the report, or take the evidence out.")


@rule("CHK021", "the snapshot that a checklist names shows the incident", scope="corpus")
def snapshot_holds(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """The snapshot has to be there, name the incident, and be taken once it had begun."""
    if "metrics" in corpus.unreadable:
        return
    for one in _judged(corpus, policy, "metrics"):
        if not one.judged.holds:
            yield one.fault("CHK021", "Name a snapshot of this incident, or take the evidence out.")


@rule("CHK022", "the announcement that a checklist names is about the incident", scope="corpus")
def announcement_holds(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Lessons are shared after the incident taught them, with those who read the channel.

    A permalink that tells its time must not be older than the incident, and a notice carries the
    incident in its key.
    """
    for one in _judged(corpus, policy, "announcement"):
        if not one.judged.holds:
            yield one.fault("CHK022", "Name the message that tells of this incident.")


@rule("CHK023", "the follow-ups that a checklist names are tasks of the incident", scope="corpus")
def tasks_hold(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A follow-up that was deleted, or lost its owner or its day, will not be done by anybody.

    One that was declined was decided on, and stays evidence.
    """
    if "tasks" in corpus.unreadable:
        return
    for one in _judged(corpus, policy, "tasks"):
        if not one.judged.holds:
            yield one.fault("CHK023", "Put the task back, give it an owner and a day, or name another.")


@rule("CHK024", "the commit that a checklist names is part of the history", scope="corpus")
def documentation_holds(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A force-push that drops the documentation commit also drops what was learned.

    The commit has to lead to what is judged (HEAD, the revision, either side of a merge), change the
    documentation, and name the incident in its message. It is the one rule that needs more than the
    bytes judged; in a shallow clone it says once that it cannot tell.
    """
    unknown: list[_Kept] = []
    for one in _judged(corpus, policy, "docs"):
        if not one.judged.holds:
            command = f"gov checklist done {one.incident} {one.item}"
            yield one.fault("CHK024", f"Bring it back, or run `{command}` to name what has the change now.")
        elif one.judged.note:
            unknown.append(one)
    if unknown:
        yield _not_told(unknown)


def _not_told(unknown: list[_Kept]) -> Fault:
    first = unknown[0]
    more = f", like {len(unknown) - 1} more" if len(unknown) > 1 else ""
    return Fault(
        "CHK024",
        f"{first.judged.note}{more}",
        "Fetch the whole history: `git fetch --unshallow`.",
        at=("evidence", first.item, first.form),
        severity="info",
        path=first.path,
    )


RULES = (report_holds, snapshot_holds, announcement_holds, tasks_hold, documentation_holds)
