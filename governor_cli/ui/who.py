"""How `gov roster who` is answered: from what is remembered, else from the roster."""

from governor_cli.practices.coverage.on_duty import Asked, on_at
from governor_cli.ui.remembered_who import Told, recalled, worked_out
from governor_cli.ui.session import current
from governor_cli.views.on_call import who_data, who_text


def answer_who(role: str | None, at: str | None, as_of: str | None, *, why: bool, format: str) -> int:  # noqa: A002 - the option's name
    """Say who is on; a warning where nobody is."""
    session = current()
    told = None if as_of is not None or why else recalled(at, session.now())
    if told is None or (role is not None and role not in told.duties):
        answer = _from_the_roster(role, at, as_of, why=why)
    else:
        answer = _told(told, role)
    session.answer("on_call", who_data(answer) if format == "json" else {}, lambda: who_text(answer), format)
    if not any(answer.on.values()):
        session.warn(f"nobody is on at {answer.at:%Y-%m-%d %H:%MZ}")
    return 0


def _told(told: Told, role: str | None) -> Asked:
    held = told.duties if role is None else {role: told.duties[role]}
    return Asked(told.at, told.zone, on_at(held, int(told.at.timestamp())), {}, "", {})


def _from_the_roster(role: str | None, at: str | None, as_of: str | None, *, why: bool) -> Asked:
    from governor_cli.ui.roster import planned
    from governor_cli.workflows.roster.reading import roster_repository
    from governor_cli.workflows.roster.who import asked, known_role

    session = current()
    repository = roster_repository(session.workspace())
    moment = planned(at, repository, session.now())
    if as_of is not None or why:
        return asked(repository, moment, role, as_of, reasons=why)
    told = worked_out(repository, moment)
    return _told(told, known_role(role, list(told.duties)))
