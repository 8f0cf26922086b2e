"""Who is on at an instant, what the roster said of it at a revision, and whose line says so."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from governor_cli.core.document import Document
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.suggest import hint_for
from governor_cli.core.wall_clock import zone
from governor_cli.practices.coverage.duty import zone_of_person
from governor_cli.practices.coverage.on_duty import Asked, On, Standing, Why
from governor_cli.practices.coverage.standing import all_roles, standing
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.roster.reading import roster_of, roster_repository

_HEADER = re.compile(r"(author|author-time|summary) (.*)")


def on_call(repository: Repository, at: datetime, role: str | None = None) -> On:
    """Role -> who is on; UsageError for a role that nobody has heard of."""
    _, roster = roster_of(repository)
    roles = all_roles(roster, repository.policy)
    named = known_role(role, roles)
    return standing(roster, repository.policy, at, [named] if named else roles)


def known_role(role: str | None, roles: list[str]) -> str | None:
    """The role asked about; UsageError for one that nobody has heard of."""
    if role is not None and role not in roles:
        raise UsageError(f"no role is called `{role}`", hint=hint_for(role, roles))
    return role


def asked(
    repository: Repository, at: datetime, role: str | None, as_of: str | None, *, reasons: bool
) -> Asked:
    """The whole answer: who is on, by which line, and where a revision said otherwise."""
    source = repository if as_of is None else roster_repository(repository.workspace, as_of)
    on = on_call(source, at, role)
    whys = (
        {(name, one.handle): why(source, one) for name, people in on.items() for one in people}
        if reasons
        else {}
    )
    return Asked(
        at=at,
        zone=source.policy.timezone,
        on=on,
        whys=whys,
        as_of="" if as_of is None else source.snapshot.judged.rev,
        now={} if as_of is None else on_call(repository, at, role),
    )


def own_zone(repository: Repository) -> ZoneInfo | None:
    """The zone in which whoever types lives: the person with git's user.email."""
    from governor_cli.adapters.commits import identity

    known = identity(repository.workspace.git)
    try:
        _, roster = roster_of(repository)
    except GovError:
        return None
    for handle, person in roster.people.items():
        if known and person.email and person.email.casefold() == known[1].casefold():
            return zone(zone_of_person(handle, roster))
    return None


def why(repository: Repository, one: Standing) -> Why:
    """Where the roster says so, and since which commit."""
    document, _ = roster_of(repository)
    line = document.place(one.entry).line
    return _blamed(repository, document, line)


def _blamed(repository: Repository, document: Document, line: int) -> Why:
    lines = document.text.splitlines()
    text = lines[line - 1].strip() if line <= len(lines) else ""
    judged = repository.snapshot.judged
    path = repository.workspace.prefix + document.path
    rev = [judged.rev] if judged.kind == "revision" else []
    told = repository.workspace.git.ask("blame", "--porcelain", "-L", f"{line},{line}", *rev, "--", path)
    if told is None:
        return Why(line, text)
    rows = told.decode("utf-8", "replace").splitlines()
    commit = rows[0].split()[0] if rows else ""
    if not commit.strip("0"):
        return Why(line, text)
    facts = {match[1]: match[2] for row in rows if (match := _HEADER.fullmatch(row))}
    written = datetime.fromtimestamp(int(facts.get("author-time", "0")), UTC)
    return Why(line, text, commit, facts.get("author", ""), written, facts.get("summary", ""))
