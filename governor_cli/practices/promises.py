"""Promises that an incident keeps: the targets it copied are those of the playbook it names."""

from collections.abc import Iterator

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
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
    for path, extract in corpus.of_kind("incident").items():
        if extract.facts.get("policy") in blobs and extract.facts.get("targets"):
            yield from _changed(path, extract, policy)


def _changed(path: str, extract: Extract, policy: Playbook) -> Iterator[Fault]:
    facts = extract.facts
    if policy.severity(facts["severity"] or "") is None:
        return
    try:
        promised = targets_of(targets_in_force(policy, facts["severity"], facts["source"]))
    except HoursError:
        return  # the playbook's own rules say what is wrong with its hours
    for name in _COMPARED:
        is_, should = facts["targets"].get(name), promised.get(name)
        if is_ != should:
            message = f"the target `{name}` is {is_ or 'absent'}, the playbook says {should or 'nothing'}"
            hint = f"Write `{name}: {should}`." if should else f"Take `{name}` out."
            yield Fault("INC016", message, hint, at=("targets", name), path=path)


RULES = (targets_kept,)
