"""Channels, roles and hours: every promise has hours that can be read, and somebody who keeps it."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.policy.chains import follow, role_behind
from governor_cli.policy.hours import HoursError, WeekHours, name_promise, parse_hours
from governor_cli.policy.model import Playbook
from governor_cli.policy.windows import hours_within


def _readable(every: str) -> WeekHours | None:
    try:
        return parse_hours(every)
    except HoursError:
        return None


@rule("PLB010", "the hours of a window can be read")
def readable_hours(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Coverage is judged against these hours, so they must say the same to everybody.

    Written as `Mon-Fri 06:00-22:00`, `Mon-Fri 08:00-12:00, 13:00-17:00; Sat 09:00-12:00` or
    `Sun 22:00 - Fri 22:00`; an end at or before its start falls on the next day.
    """
    for name, window in subject.record.hours.items():
        try:
            parse_hours(window.every)
        except HoursError as error:
            yield Fault(
                "PLB010", f"`{window.every}` {error.message}", error.hint, at=("hours", name, "every")
            )


@rule("PLB011", "a window named by numbers keeps them")
def promised_hours(subject: Subject[Playbook]) -> Iterator[Fault]:
    """16/5 is a promise of eighty hours a week, and people plan by it.

    A window called N/M has N hours on M days. Rename the window, or change its hours.
    """
    for name, window in subject.record.hours.items():
        promise, week = name_promise(name), _readable(window.every)
        if promise is not None and week is not None and promise * 60 != week.weekly_minutes:
            hours = week.weekly_minutes / 60
            yield Fault(
                "PLB011",
                f"`{name}` promises {promise:g} hours a week, `{window.every}` has {hours:g}",
                "Change the hours, or give the window a name without numbers.",
                at=("hours", name, "every"),
            )


@rule("PLB012", "a channel with hours has somebody who staffs it")
def staffed(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A channel that promises an answer within minutes and names nobody keeps no promise.

    Without a promised time it is a warning: the hours still tell people when to write.
    """
    for index, channel in enumerate(subject.record.channels):
        if channel.staffed_by:
            continue
        timed = channel.acknowledge_within is not None or channel.triage_within is not None
        yield Fault(
            "PLB012",
            f"nobody staffs `{channel.id}`",
            "Name the roles that answer there in `staffed_by`.",
            at=("channels", index, "staffed_by"),
            severity=None if timed else "warning",
        )


@rule("PLB013", "a role is another's name, or says what its duty is")
def duty_or_name(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Coverage needs to know whether a role must be reachable or does its best.

    `duty: on-call` must be covered for the hours promised, `duty: best-effort` is not expected
    outside office hours. A role with `same_as` takes everything from the role it names.
    """
    for index, role in enumerate(subject.record.roles):
        at = ("roles", index)
        if role.same_as is None and role.duty is None:
            yield Fault(
                "PLB013", f"`{role.id}` has no duty", "Add `duty: on-call` or `duty: best-effort`.", at=at
            )
        if role.same_as is None:
            continue
        for key in ("duty", "reach", "not_with"):
            if getattr(role, key):
                yield Fault(
                    "PLB013",
                    f"`{role.id}` is `{role.same_as}`, so it has no `{key}` of its own",
                    f"Remove `{key}`, or remove `same_as`.",
                    at=(*at, key),
                    on="key",
                )


@rule("PLB014", "names that lead to names come to an end")
def no_circle(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A request handed from channel to channel in a circle is answered by nobody.

    The same holds for roles that are each other's names. The finding stands where a circle
    can be entered from the list, once for each of its members.
    """
    playbook = subject.record
    channels = [(channel.id, channel.escalates_to) for channel in playbook.channels]
    roles = [(role.id, role.same_as) for role in playbook.roles]
    for key, field, links in (("channels", "escalates_to", channels), ("roles", "same_as", roles)):
        following = dict(links)
        for index, (name, _) in enumerate(links):
            trail, closed = follow(name, following.get)
            if closed and following[trail[-1]] == name:
                yield Fault(
                    "PLB014",
                    f"`{name}` leads back to itself: {' -> '.join([*trail, name])}",
                    f"Remove one `{field}`.",
                    at=(key, index, field),
                )


@rule("PLB015", "a role can be apart from the roles it must not be with")
def apart_from_others(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Nobody can be somebody else than themselves.

    `not_with` names roles that must be other people at that time; the role itself, or another
    name for it, can never be.
    """
    playbook = subject.record
    for index, role in enumerate(playbook.roles):
        for position, name in enumerate(role.not_with):
            other = role_behind(playbook, name)
            if other is not None and other.id == role.id:
                yield Fault(
                    "PLB015",
                    f"`{role.id}` must not be with `{name}`, which is the same role",
                    "Remove it from `not_with`.",
                    at=("roles", index, "not_with", position),
                )


@rule("PLB016", "a mail channel's name is an address")
def mail_has_address(subject: Subject[Playbook]) -> Iterator[Fault]:
    """The name of a mail channel is where people write to, and where gov does."""
    from governor_cli.core.forms import email

    for index, channel in enumerate(subject.record.channels):
        if channel.medium != "mail":
            continue
        try:
            email(channel.name)
        except ValueError as error:
            yield Fault(
                "PLB016",
                f"`{channel.name}` {error}",
                "Write an address such as ops@example.com.",
                at=("channels", index, "name"),
            )


@rule("PLB017", "a channel hands on to one that is staffed at that time", severity="warning")
def next_is_staffed(subject: Subject[Playbook]) -> Iterator[Fault]:
    """What is escalated on Friday evening must not wait for Monday.

    The hours of a channel lie within those of the channel it escalates to.
    """
    playbook = subject.record
    for index, channel in enumerate(playbook.channels):
        after = playbook.channel(channel.escalates_to) if channel.escalates_to else None
        if after is not None and not hours_within(playbook, channel.hours, after.hours):
            yield Fault(
                "PLB017",
                f"`{channel.id}` ({channel.hours}) hands on to `{after.id}`, which is staffed {after.hours}",
                "Hand on to a channel with the same hours or more.",
                at=("channels", index, "escalates_to"),
            )


RULES = (
    readable_hours,
    promised_hours,
    staffed,
    duty_or_name,
    no_circle,
    apart_from_others,
    mail_has_address,
    next_is_staffed,
)
