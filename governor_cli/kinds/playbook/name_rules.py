"""Names inside a playbook: each is defined once, and each that is mentioned is defined."""

from collections.abc import Collection, Iterable, Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.suggest import hint_for
from governor_cli.policy.mentions import (
    Mention,
    mentioned_channels,
    mentioned_roles,
    mentioned_services,
    mentioned_severities,
    mentioned_windows,
)
from governor_cli.policy.model import INCIDENT_ROLES, Playbook

Named = Iterable[tuple[Loc, str]]


def _unknown(code: str, mentions: Iterable[Mention], known: Collection[str], what: str) -> Iterator[Fault]:
    for mention in mentions:
        if mention.name not in known:
            yield Fault(
                code,
                f"`{mention.name}` is no {what} of this playbook",
                hint_for(mention.name, known),
                at=mention.at,
                on="key" if mention.on_key else "value",
            )


def _again(code: str, named: Named, what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, name in named:
        if name.casefold() in seen:
            yield Fault(
                code, f"the {what} `{name}` stands here a second time", "Rename or remove one of them.", at=at
            )
        seen.add(name.casefold())


@rule("PLB001", "every id stands once")
def one_id(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Whoever says `primary-operator` must mean one role.

    The ids of channels, roles, services, severities and checklist items are each unique,
    whatever their case, for people type them as they come.
    """
    playbook = subject.record
    yield from _again("PLB001", _ids("channels", playbook.channels), "channel")
    yield from _again("PLB001", _ids("roles", playbook.roles), "role")
    yield from _again("PLB001", _ids("services", playbook.services), "service")
    yield from _again("PLB001", _ids("severities", playbook.severities), "severity")
    yield from _again("PLB001", _ids("checklist", playbook.checklist), "checklist item")
    metrics = ((("metrics", index, "name"), metric.name) for index, metric in enumerate(playbook.metrics))
    yield from _again("PLB001", metrics, "metric")


@rule("PLB002", "no two channels or roles have the same name", severity="warning")
def one_name(subject: Subject[Playbook]) -> Iterator[Fault]:
    """People read names, not ids.

    Two channels with one name send somebody to the wrong room; two roles with one name leave
    open who is meant. `same_as` makes one role another name for a second.
    """
    playbook = subject.record
    channels = (
        (("channels", index, "name"), channel.name) for index, channel in enumerate(playbook.channels)
    )
    yield from _again("PLB002", channels, "name")
    roles = ((("roles", index, "name"), role.name) for index, role in enumerate(playbook.roles))
    yield from _again("PLB002", roles, "name")


@rule("PLB003", "hours that are named are defined")
def known_hours(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A promise for hours that nobody wrote down promises nothing.

    Channels and severities name a window of `hours`, where everybody sees what 16/5 means.
    """
    playbook = subject.record
    yield from _unknown("PLB003", mentioned_windows(playbook), list(playbook.hours), "window of hours")


@rule("PLB004", "roles that are named are defined")
def known_roles(subject: Subject[Playbook]) -> Iterator[Fault]:
    """A page to a role that does not exist reaches nobody.

    `updates.by` may also name a role that somebody takes for one incident, such as commander.
    """
    playbook = subject.record
    known = [role.id for role in playbook.roles]
    for fault in _unknown("PLB004", mentioned_roles(playbook), known, "role"):
        taken = fault.at[:2] == ("updates", "by")
        yield _with_incident_roles(fault, playbook, known) if taken else fault


def _with_incident_roles(fault: Fault, playbook: Playbook, known: list[str]) -> Fault:
    at = fault.at[-1]
    name = playbook.updates.by[at] if isinstance(at, int) else ""
    return Fault(
        fault.code,
        f"`{name}` is neither a role of this playbook nor one of an incident",
        hint_for(name, [*INCIDENT_ROLES, *known]),
        at=fault.at,
    )


@rule("PLB005", "channels that are named are defined")
def known_channels(subject: Subject[Playbook]) -> Iterator[Fault]:
    """An update posted to a channel that does not exist is read by nobody."""
    playbook = subject.record
    known = [channel.id for channel in playbook.channels]
    yield from _unknown("PLB005", mentioned_channels(playbook), known, "channel")


@rule("PLB006", "severities that are named are defined")
def known_severities(subject: Subject[Playbook]) -> Iterator[Fault]:
    """An escalation for `P01` is never followed, and the one for `P0` is missed.

    Severities are written as `severities` writes them, in the same case.
    """
    playbook = subject.record
    known = [level.id for level in playbook.severities]
    yield from _unknown("PLB006", mentioned_severities(playbook), known, "severity")


@rule("PLB007", "services that metrics name are defined")
def known_services(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Measures are compared service by service.

    While the list of `services` is empty any name will do.
    """
    playbook = subject.record
    known = [service.id for service in playbook.services]
    if known:
        yield from _unknown("PLB007", mentioned_services(playbook), known, "service")


@rule("PLB008", "a name stands once in a list", severity="warning")
def listed_once(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Somebody who is named twice in one step was probably meant to be somebody else."""
    playbook = subject.record
    mentions = (*mentioned_roles(playbook), *mentioned_channels(playbook), *mentioned_severities(playbook))
    seen: set[tuple[Loc, str]] = set()
    for mention in mentions:
        if not isinstance(mention.at[-1], int):
            continue
        if (mention.at[:-1], mention.name) in seen:
            yield Fault(
                "PLB008", f"`{mention.name}` stands twice in this list", "Remove one of them.", at=mention.at
            )
        seen.add((mention.at[:-1], mention.name))


def _ids(key: str, parts: Iterable[object]) -> Named:
    for index, part in enumerate(parts):
        yield (key, index, "id"), str(getattr(part, "id", ""))


RULES = (
    one_id,
    one_name,
    known_hours,
    known_roles,
    known_channels,
    known_severities,
    known_services,
    listed_once,
)
