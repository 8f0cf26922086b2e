"""What is still open in a playbook: assumed values, runbooks that nobody has written."""

from collections.abc import Iterator
from typing import Any

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc, dotted
from governor_cli.core.suggest import hint_for
from governor_cli.core.yaml_write import flow
from governor_cli.policy.assumptions import assumptions
from governor_cli.policy.model import Playbook


@rule("PLB040", "what is assumed stands beside it", severity="warning")
def assumed_is_there(subject: Subject[Playbook]) -> Iterator[Fault]:
    """`assumed` names keys of its own mapping that nobody has confirmed.

    A name that is not there confirms or doubts nothing; usually the key was renamed.
    """
    for at, index, key in assumptions(subject.record):
        keys: dict[str, Any] = _value(subject.document.front, at)
        if key not in keys:
            others = [name for name in keys if name != "assumed"]
            yield Fault(
                "PLB040",
                f"`{key}` is assumed here, but there is no such key",
                hint_for(key, others),
                at=(*at, "assumed", index),
            )


@rule("PLB041", "what was assumed has been confirmed", severity="info")
def assumed_is_confirmed(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Gov filled this in because the playbook it was read from does not say.

    It is in force until somebody decides. Delete the name from `assumed` to confirm the
    value, or correct the value first.
    """
    front = subject.document.front
    for at, index, key in assumptions(subject.record):
        value = _value(front, (*at, key))
        if value is not None:
            yield Fault(
                "PLB041",
                f"`{dotted((*at, key))}` is assumed to be {flow(value)}",
                f"Confirm it by deleting `{key}` from `assumed`, or correct the value first.",
                at=(*at, "assumed", index),
            )


@rule("PLB042", "every runbook that is named is written", severity="info")
def runbook_is_written(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A runbook that the playbook names and nobody has written yet.

    Write it and put its path here, or remove the name.
    """
    for name, path in subject.record.runbooks.items():
        if path is None:
            yield Fault(
                "PLB042",
                f"the runbook `{name}` is not written yet",
                "Write it and name its path, or remove the name.",
                at=("runbooks", name),
            )


def _value(front: Any, at: Loc) -> Any:
    """What stands at a path of the front matter; None where nothing does."""
    value = front
    for part in at:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


RULES = (assumed_is_there, assumed_is_confirmed, runbook_is_written)
