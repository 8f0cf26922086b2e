"""Change a roster by dated entries: decide, judge what it does before and after, then write one line."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, NamedTuple

from governor_cli.contracts.subject import Subject
from governor_cli.core import trees
from governor_cli.core.document import Document, read
from governor_cli.core.edit import append_item, insert_item, put
from governor_cli.core.errors import GovError
from governor_cli.core.finding import Fault, Loc
from governor_cli.core.validation import validate
from governor_cli.kinds.roster.model import Roster
from governor_cli.kinds.roster.rules import RULES
from governor_cli.policy.model import Playbook
from governor_cli.practices.coverage.effect import Effect, effect
from governor_cli.practices.coverage.proof import Proof
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.repository.writing import rewrite_artifact
from governor_cli.workflows.roster.reading import roster_of
from governor_cli.workflows.roster.render import rendered

AROUND: Final = timedelta(days=35)
"""How far before and after an entry its effect is judged: rest and runs reach beyond it."""
ONWARD: Final = timedelta(days=182)
"""How far ahead a join or leave is judged."""

Edit = Callable[[Document], bytes]


class Change(NamedTuple):
    """A roster before and after; nothing is written yet."""

    repository: Repository
    document: Document
    data: bytes
    before: Proof
    after: Proof
    effect: Effect
    warnings: Sequence[Fault]

    @property
    def path(self) -> str:
        """Relative to the top of the git repository."""
        return self.repository.workspace.prefix + self.document.path

    def write(self) -> None:
        """Put the changed roster in its place, if it is still the one that was read."""
        rewrite_artifact(self.repository.workspace, self.document, self.data)


def changed(repository: Repository, edit: Edit, now: datetime, start: datetime, end: datetime) -> Change:
    """Make an edit and judge it over a stretch of time; GovError where it breaks a rule over the file.

    Rendered tables that agreed with the roster still do afterwards.
    """
    document, roster = roster_of(repository)
    after_document = read(document.path, edit(document))
    after, faults = validate(Roster, after_document.front)
    if after is None:
        raise GovError(f"the roster would be wrong: {faults[0].message}", hint=faults[0].hint)
    policy = repository.policy
    old = set(map(_said, _judged(document, roster, repository)))
    new = [fault for fault in _judged(after_document, after, repository) if _said(fault) not in old]
    severities = {rule.code: rule.severity for rule in RULES}
    errors = [fault for fault in new if severities[fault.code] == "error"]
    if errors:
        raise GovError(f"{errors[0].message} ({errors[0].code})", hint=errors[0].hint)
    data = _rendered(document, roster, after_document, after, policy)
    proofs = [Proof(one, policy, start, end, now) for one in (roster, after)]
    return Change(repository, document, data, proofs[0], proofs[1], effect(*proofs), new)


def _rendered(
    before: Document, roster: Roster, after: Document, changed_roster: Roster, policy: Playbook
) -> bytes:
    try:
        agreed = not rendered(before, roster, policy).blocks
        return rendered(after, changed_roster, policy).after.data if agreed else after.data
    except GovError:  # a marker that says nothing: a rule speaks about it
        return after.data


def _judged(document: Document, roster: Roster, repository: Repository) -> list[Fault]:
    subject = Subject(document, roster, repository.policy)
    return [fault for rule in RULES for fault in rule.check(subject)]


def _said(fault: Fault) -> tuple[str, str]:
    return fault.code, fault.message


def refuse_broken(change: Change, what: str, codes: Sequence[str]) -> None:
    """GovError with the reason where a change breaks one of these rules over time."""
    for one in change.effect.broken:
        if one.fault.code in codes:
            raise GovError(
                f"{what} would break a rule: {one.fault.message} ({one.fault.code})", hint=one.fault.hint
            )


def dated(key: str, item: Mapping[str, Any], begins: Sequence[datetime], begin: datetime) -> Edit:
    """Put an entry into a dated list where its begin belongs."""

    def edit(document: Document) -> bytes:
        later = next((index for index, other in enumerate(begins) if other > begin), None)
        if later is None:
            return append_to(document, (key,), dict(item))
        return insert_item(document, (key,), later, dict(item))

    return edit


def append_to(document: Document, at: Loc, item: Mapping[str, Any]) -> bytes:
    """An entry at the end of a list, which may not be there yet; one line an entry."""
    if not trees.has(trees.value_at(document.front, at[:-1]), at[-1]):
        document = read(document.path, put(document, at, []))
    return append_item(document, at, dict(item))


def with_change(at: Loc, changes: Sequence[date], day: date, people: Sequence[str]) -> Edit:
    """Let a rotation have other people from a day on."""
    entry = {"from": day.isoformat(), "people": list(people)}
    where = (*at, "changes")

    def edit(document: Document) -> bytes:
        if day in changes:
            return put(document, (*where, changes.index(day), "people"), list(people))
        later = next((index for index, other in enumerate(changes) if other > day), None)
        if later is None:
            return append_to(document, where, entry)
        return insert_item(document, where, later, entry)

    return edit


def around(begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The time over which an entry is judged."""
    return begin - AROUND, end + AROUND


def onward(day: date) -> tuple[datetime, datetime]:
    """The time over which a change of people is judged."""
    begin = datetime.combine(day, time(), UTC)
    return begin - timedelta(days=7), begin + ONWARD


def shown(moment: datetime) -> str:
    """A local time as a roster writes it: a midnight is its day."""
    if moment.time() == time():
        return f"{moment:%Y-%m-%d}"
    return f"{moment:%Y-%m-%dT%H:%M:%S}" if moment.second else f"{moment:%Y-%m-%dT%H:%M}"
