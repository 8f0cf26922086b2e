"""Who holds which role when, kept for the weeks that were asked about until a byte that says so changes.

No git is asked, and nothing here imports pydantic or a rule: a shell prompt may ask every time.
See docs/decisions/004-verdicts-by-blob.md.
"""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from governor_cli.adapters import at_hand
from governor_cli.core.errors import UsageError
from governor_cli.practices.coverage.on_duty import Duties, Duty

if TYPE_CHECKING:
    from governor_cli.workflows.repository.reading import Repository

_KEY: Final = "roster-who"
_FORTNIGHT: Final = 14 * 86_400
"""Seconds worked out at once; a shift border in them costs the next answer nothing."""
_MOST: Final = 8
"""Fortnights kept: this one, and those that people look ahead to."""


class Told(NamedTuple):
    """The duties of a fortnight around an instant, and the zone of the playbook."""

    at: datetime
    zone: str
    duties: Duties


def recalled(at: str | None, now: datetime) -> Told | None:
    """What is known of the time around an instant; None where the roster has to be read.

    Raises UsageError for a text that is no time.
    """
    top = at_hand.own_top()
    kept = _kept(top) if top is not None else None
    if kept is None or (at is not None and "@me" in at):
        return None
    zone, fortnights = kept
    moment = now if at is None else _read(at, now, zone)
    held = fortnights.get(int(moment.timestamp()) // _FORTNIGHT)
    if held is None:
        return None
    return Told(moment, zone, {role: [Duty(*one) for one in found] for role, found in held.items()})


def _kept(top: str) -> tuple[str, dict[int, Any]] | None:
    kept: tuple[str, dict[int, Any]] | None = at_hand.recall(top, _KEY)
    return kept


def _read(text: str, now: datetime, where: str) -> datetime:
    from governor_cli.core.wall_clock import zone
    from governor_cli.core.when import read_when

    try:
        return read_when(text, now, zone(where), planned=True)
    except UsageError as error:
        raise UsageError(f"--at {error.message}", hint=error.hint) from None


def worked_out(repository: "Repository", at: datetime) -> Told:
    """The duties of the fortnight around an instant; kept where they follow from files on disk alone."""
    from governor_cli.practices.coverage.standing import all_roles, duties
    from governor_cli.workflows.roster.reading import roster_of

    _, roster = roster_of(repository)
    policy = repository.policy
    number = int(at.timestamp()) // _FORTNIGHT
    begin = datetime.fromtimestamp(number * _FORTNIGHT, UTC)
    end = begin + timedelta(seconds=_FORTNIGHT)
    held = duties(roster, policy, begin, end, all_roles(roster, policy))
    _keep(repository, number, held)
    return Told(at, policy.timezone, held)


def _keep(repository: "Repository", number: int, held: Duties) -> None:
    top = at_hand.own_top()
    if top is None or any(window.closed for window in repository.policy.hours.values()):
        return  # days of a calendar: the library that knows them may appear or go
    law = _law(repository)
    if at_hand.contents(law) != law:
        return  # git says something else than the disk
    known = _kept(top)
    fortnights = {
        **(known[1] if known else {}),
        number: {role: list(map(tuple, one)) for role, one in held.items()},
    }
    latest = dict(list(fortnights.items())[-_MOST:])
    settings = at_hand.settings_upward(top)
    files = at_hand.contents([_tzdata(), *settings, *law])
    answer = (repository.policy.timezone, latest)
    at_hand.retain(top, _KEY, files, answer, settings=settings, law=list(law))


def _law(repository: "Repository") -> at_hand.Files:
    """The playbook and the roster, as git reads them."""
    from governor_cli.workflows.roster.reading import present_roster

    home = repository.workspace.home
    paths = repository.workspace.settings.playbook, present_roster(repository)
    return {home + path: repository.document(path).data for path in paths}


def _tzdata() -> str:
    from importlib import import_module

    return str(import_module("tzdata").__file__)
