"""What a report keeps of the promises it was declared under."""

from collections.abc import Iterator
from functools import lru_cache

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.kinds.incident.model import Incident


@rule("INC006", "a declared incident keeps the policy and the targets it was declared under")
def keeps_targets(subject: Subject[Incident]) -> Iterator[Fault]:
    """Tightening a target must never make yesterday's incident late.

    So a report names the blob of the playbook at declaration, in full, and copies the
    targets in force, to be readable where that blob is not at hand.
    """
    record = subject.record
    if record.severity is None or record.status == "draft" or record.adopted:
        return
    if record.policy is None:
        yield Fault(
            "INC006",
            "the playbook in force is not named",
            "Add `policy:` with its blob: git rev-parse HEAD:PLAYBOOK.",
            at=("policy",),
        )
    if record.targets is None:
        yield Fault("INC006", "there are no targets", "Copy the targets of the playbook.", at=("targets",))
    elif record.targets.acknowledge is None:
        hint = "Add `acknowledge:`, the channel's promise or else the playbook's."
        yield Fault("INC006", "the targets lack `acknowledge`", hint, at=("targets", "acknowledge"))


@rule("INC007", "the hours of the targets can be read")
def readable_hours(subject: Subject[Incident]) -> Iterator[Fault]:
    """Clocks run in these hours only, and round the clock while they cannot be read.

    They are written out (``Mon-Fri 06:00-22:00``), since a name such as 16/5 may mean something
    else by the time the report is read.
    """
    targets = subject.record.targets
    if targets is None:
        return
    trouble = _trouble_with(targets.hours)
    if trouble:
        yield Fault(
            "INC007",
            f"`targets.hours` {trouble}",
            "Write them as `Mon-Fri 06:00-22:00`.",
            at=("targets", "hours"),
        )


@lru_cache(maxsize=256)  # a team has a handful of hours in thousands of reports
def _trouble_with(hours: str) -> str:
    from governor_cli.policy.hours import parse_hours

    try:
        parse_hours(hours)
    except ValueError as error:
        return str(error)
    return ""


@rule("INC015", "a promised time is more than nothing")
def possible_targets(subject: Subject[Incident]) -> Iterator[Fault]:
    """Only a page is sent at once.

    To acknowledge, triage, respond, update or document within no time at all is late by
    definition.
    """
    targets = subject.record.targets
    for name in ("acknowledge", "triage", "respond", "update", "documentation"):
        length = getattr(targets, name, None)
        if length is not None and not length:
            hint = "Write the time that was promised, such as 15m."
            yield Fault("INC015", f"the target `{name}` is no time at all", hint, at=("targets", name))


RULES = (keeps_targets, readable_hours, possible_targets)
