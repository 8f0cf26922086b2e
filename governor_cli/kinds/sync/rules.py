"""The rules over the minutes of one weekly sync."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.kinds.sync.actions import actions
from governor_cli.kinds.sync.model import Sync, first_day, week_of


def _roles(subject: Subject[Sync]) -> list[str]:
    return [role.id for role in subject.policy.roles] if subject.policy else []


@rule("SYN001", "a sync takes place in its week")
def in_its_week(subject: Subject[Sync]) -> Iterator[Fault]:
    """Minutes are found by the week; those of another week are overlooked at the next sync."""
    record = subject.record
    if record.date is not None and week_of(record.date) != record.week:
        yield Fault(
            "SYN001",
            f"{record.date} is in {week_of(record.date)}, not in {record.week}",
            "Correct the date, or the week and the file's name.",
            at=("date",),
        )


@rule("SYN002", "a closed sync says when it was and who came")
def closed_is_whole(subject: Subject[Sync]) -> Iterator[Fault]:
    """Decisions stand for those who were there; without a date and names nobody can rely on them."""
    record = subject.record
    if record.status != "closed":
        return
    if record.date is None:
        yield Fault("SYN002", "closed without a date", "Add `date:`, the day it took place.", at=("date",))
    if not record.attendees:
        yield Fault("SYN002", "closed without attendees", "Name who came.", at=("attendees",))


@rule("SYN003", "a person is named once")
def named_once(subject: Subject[Sync]) -> Iterator[Fault]:
    """Somebody who is named twice hides somebody who is not; nobody is there and absent at once."""
    record = subject.record
    seen: set[str] = set()
    for key in ("attendees", "absent"):
        for index, who in enumerate(getattr(record, key)):
            if who in seen:
                yield Fault("SYN003", f"`{who}` is named twice", "Take one of them out.", at=(key, index))
            seen.add(who)


@rule("SYN004", "an action has an owner and a date that exists")
def action_is_whole(subject: Subject[Sync]) -> Iterator[Fault]:
    """An action without an owner is a wish, one without a date is never late.

    Each open box under Actions names a handle or a role of the playbook, and a day; then it
    becomes a task.
    """
    for action in actions(subject.document, _roles(subject)):
        if action.box.ticked:
            continue
        lacking = " and ".join(
            word for word, there in (("owner", action.owner), ("date", action.due)) if not there
        )
        message = f"the action has no {lacking}" if lacking else f"there is no day {action.due}"
        if lacking or action.day is None:
            hint = "Write it as `- [ ] @ada do this by 2026-12-04`."
            yield Fault("SYN004", message, hint, place=action.box.place, subject=action.box.text)


@rule("SYN005", "an action is due after the sync", severity="warning")
def due_later(subject: Subject[Sync]) -> Iterator[Fault]:
    """An action that was late when it was written has the wrong date, or the wrong year."""
    record = subject.record
    start = record.date or first_day(record.week)
    for action in actions(subject.document, _roles(subject)):
        if not action.box.ticked and action.day is not None and action.day < start:
            message = f"due on {action.due}, before the sync"
            yield Fault(
                "SYN005", message, "Correct the date.", place=action.box.place, subject=action.box.text
            )


@rule("SYN006", "a sync has a closing time when it is closed")
def closing_time(subject: Subject[Sync]) -> Iterator[Fault]:
    """The next sync takes up what was left open since then."""
    record = subject.record
    if record.closed is not None and record.status != "closed":
        hint = "Write `status: closed`, or take the time out."
        yield Fault("SYN006", "has a closing time, but is open", hint, at=("closed",))


@rule("SYN007", "an incident is listed once")
def incidents_once(subject: Subject[Sync]) -> Iterator[Fault]:
    """An incident that is listed twice was talked about twice, or hides a second one."""
    listed = subject.record.incidents
    for index, name in enumerate(listed):
        if name in listed[:index]:
            yield Fault(
                "SYN007", f"`{name}` is listed twice", "Take one of them out.", at=("incidents", index)
            )


RULES = (
    in_its_week,
    closed_is_whole,
    named_once,
    action_is_whole,
    due_later,
    closing_time,
    incidents_once,
)
