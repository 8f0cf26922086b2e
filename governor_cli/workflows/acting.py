"""Who acts: whoever is named, else GOV_USER, else the roster's person with git's address."""

import os
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from governor_cli.adapters.commits import identity
from governor_cli.core.errors import UsageError
from governor_cli.core.forms import handle_or_role
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import zone
from governor_cli.workflows.repository.recording import Recording

NOBODY = "primary-operator"
"""Who stands in reports where nobody is known: no address is ever written there."""


class Actor(NamedTuple):
    """``@ada``, or the id of a role; ``note`` is what a person should know about it."""

    who: str
    note: str = ""

    @property
    def handle(self) -> str | None:
        """Without its @; None for a role."""
        return self.who[1:] if self.who.startswith("@") else None


def acting(recording: Recording, by: str | None) -> Actor:
    """Who acts; UsageError for a name that is neither a handle nor a role."""
    if by is not None:
        return named(recording, by, "--by")
    user = os.environ.get("GOV_USER", "").strip()
    if user:
        return named(recording, user, "GOV_USER")
    return _known_to_git(recording)


def named(recording: Recording, given: str, option: str) -> Actor:
    """A person or role as typed: `@ada`, `ada` where the roster has her, a role of the playbook."""
    people = recording.roster.people if recording.roster else {}
    roles = [role.id for role in recording.policy.roles]
    text = given.strip()
    if text in people:
        return Actor(f"@{text}")
    try:
        who = handle_or_role(text)
    except ValueError as error:
        raise UsageError(f"{option} `{given}` {error}", hint=hint_for(text, [*people, *roles])) from None
    if who.startswith("@"):
        return Actor(who, "" if who[1:] in people else f"`{who}` is not in the roster")
    if who not in roles and recording.roster is None:
        return Actor(f"@{who}", f"the roster cannot be read, so `@{who}` is taken as typed")
    if who not in roles:
        known = [*(f"@{person}" for person in people), *roles]
        raise UsageError(
            f"{option} `{given}` is nobody in the roster and no role", hint=hint_for(text, known)
        )
    return Actor(who)


def _known_to_git(recording: Recording) -> Actor:
    known = identity(recording.workspace.git)
    people = recording.roster.people.items() if recording.roster else ()
    address = known[1].casefold() if known else ""
    for handle, person in people:
        if address and person.email and person.email.casefold() == address:
            return Actor(f"@{handle}")
    role = NOBODY if recording.policy.role(NOBODY) else recording.policy.roles[0].id
    return Actor(role, f"git's address is nobody's in the roster, so `{role}` acts; --by or GOV_USER say who")


def zone_of(recording: Recording, actor: Actor) -> ZoneInfo | None:
    """The zone in which the person who acts lives; None for a role."""
    roster = recording.roster
    person = roster.people.get(actor.handle or "") if roster else None
    return zone(person.timezone or roster.timezone) if roster and person else None


def is_on_call(recording: Recording, actor: Actor, roles: list[str], at: datetime) -> bool:
    """Whether the person who acts holds one of these roles at an instant."""
    from governor_cli.practices.coverage.escalation import holders, schedule_at

    roster = recording.roster
    if roster is None or actor.handle is None:
        return False
    schedule = schedule_at(roster, recording.policy, at)
    return any(
        holder.handle == actor.handle
        for role in roles
        for holder in holders(recording.policy, schedule, role, at)
    )
