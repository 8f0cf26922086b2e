"""Promises that an incident keeps: the targets it copied are those of the playbook it names."""

from collections.abc import Iterator, Mapping
from functools import cache, partial

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.rule import rule
from governor_cli.core.finding import Fault
from governor_cli.kinds.incident.extract import targets_of
from governor_cli.policy.hours import HoursError
from governor_cli.policy.model import Playbook
from governor_cli.practices.incident.targets import targets_in_force

_COMPARED = ("page", "acknowledge", "triage", "respond", "update", "hours", "timezone")


@rule("INC016", "the targets of an incident are those of the playbook it names", scope="corpus")
def targets_kept(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A target that was changed by hand makes a late incident look punctual, or the reverse.

    It is judged where the playbook that an incident names is the one of today; an older one is
    only in Git's history. Change the severity with `gov incident triage`, which takes its
    targets along.
    """
    if policy is None:
        return
    blobs = {
        blob for extract in corpus.of_kind("playbook").values() for blob in extract.facts.get("blobs", ())
    }
    table = corpus.of_kind("incident")
    if blobs.isdisjoint(table.column("policy")):
        return
    promised = cache(partial(_promised, policy))  # thousands of reports, a handful of severities and channels
    columns = (table.column(name) for name in ("policy", "severity", "source", "targets"))
    for path, blob, severity, source, targets in zip(table.paths, *columns, strict=True):
        if blob in blobs and targets:
            yield from _changed(path, targets, promised(severity, source))


def _promised(policy: Playbook, severity: str | None, source: str | None) -> Mapping[str, str] | None:
    """None where it is for other rules to say what is wrong."""
    if policy.severity(severity or "") is None:
        return None
    try:
        return targets_of(targets_in_force(policy, severity, source))
    except HoursError:
        return None


def _changed(path: str, targets: Mapping[str, str], promised: Mapping[str, str] | None) -> Iterator[Fault]:
    if promised is None or promised == targets:
        return
    for name in _COMPARED:
        is_, should = targets.get(name), promised.get(name)
        if is_ != should:
            message = f"the target `{name}` is {is_ or 'absent'}, the playbook says {should or 'nothing'}"
            hint = f"Write `{name}: {should}`." if should else f"Take `{name}` out."
            yield Fault("INC016", message, hint, at=("targets", name), path=path)


RULES = (targets_kept,)
