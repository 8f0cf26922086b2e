"""What the times of a report must agree on: their order, the state, the id."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import pairwise

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault
from governor_cli.core.instants import format_instant
from governor_cli.core.record import keys_of
from governor_cli.kinds.incident.model import MILESTONES, Incident, Times

_TIMES = tuple(keys_of(Times))
_CHAINS = (
    ("impact_started", "detected", "declared", "acknowledged", "mitigated", "resolved", "closed"),
    ("received", "declared", "paged", "closed"),
    ("received", "triaged", "mitigated"),
    ("declared", "responded", "resolved"),
    ("received", "acknowledged", "responded"),
    ("declared", "cancelled"),
)
"""Which time never comes before which: each line from early to late."""
_BEFORE_DECLARATION = frozenset({"paged", "acknowledged", "triaged", "responded"})
"""What a pager may already have told before an alert's draft became a declared incident."""


def _closed(pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """What follows from the pairs: a before b and b before c is a before c."""
    found = set(pairs)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return frozenset(found)
        found |= more


_PAIRS = frozenset(pair for chain in _CHAINS for pair in pairwise(chain))
_ORDER = _closed(_PAIRS)
_ORDER_OF_ALERTS = _closed(
    {pair for pair in _PAIRS if pair[0] != "declared" or pair[1] not in _BEFORE_DECLARATION}
    - {("triaged", "mitigated")}  # an alert may have gone quiet before anybody looked
    | {("received", "paged"), ("declared", "closed"), ("triaged", "closed")}
)


def _known(times: Times) -> dict[str, datetime]:
    return {name: at for name in _TIMES if (at := getattr(times, name)) is not None}


def _is_next(
    before: str, after: str, order: frozenset[tuple[str, str]], known: Mapping[str, datetime]
) -> bool:
    """Whether no other known time comes between the two."""
    return not any((before, name) in order and (name, after) in order for name in known)


@rule("INC001", "the times of an incident are in order")
def times_in_order(subject: Subject[Incident]) -> Iterator[Fault]:
    """Measures and clocks are differences between these times.

    A time that is out of order makes them negative, and clamping it to zero would hide that.
    Somebody who was there must say which of the two is wrong.
    """
    known = _known(subject.record.times)
    if all(before <= after for before, after in pairwise(known.values())):
        return  # no chain runs against the order of the model
    order = _ORDER_OF_ALERTS if subject.record.alerts else _ORDER
    wrong = [(b, a) for b, a in order if a in known and b in known and known[b] > known[a]]
    for name in [name for name in known if any(name == after for _, after in wrong)]:
        late = [b for b, a in wrong if a == name and _is_next(b, a, order, known)]
        if late:
            before = max(late, key=known.__getitem__)
            yield Fault(
                "INC001",
                f"`{name}` is before `{before}` ({format_instant(known[before])})",
                "Correct whichever of the two times is wrong.",
                at=("times", name),
            )


def last_milestone(times: Times) -> str | None:
    """The state that the times tell; a cancellation ends every other."""
    reached = [name for name in MILESTONES if getattr(times, name) is not None]
    return reached[-1] if reached else None


@rule("INC002", "the status is the last milestone in `times`")
def status_agrees(subject: Subject[Incident]) -> Iterator[Fault]:
    """Lists go by the status, clocks by the times.

    When they disagree an incident is open in one view and over in the other. A draft has no
    milestone of its own yet; an adopted report may be closed with times nobody knows any more.
    """
    record = subject.record
    told = last_milestone(record.times) or ("" if record.adopted else "draft")
    if record.status == "draft" and record.times.declared is None and told in {"draft", "acknowledged"}:
        return
    if not told or record.status == told or (record.adopted and _is_later(record.status, told)):
        return
    if record.status == "draft" or told == "draft":
        message = (
            f"the status is `{record.status}`, but `times` has {'' if told != 'draft' else 'no '}milestones"
        )
    else:
        message = f"the status is `{record.status}`, the last milestone in `times` is `{told}`"
    hint = f"Write `status: {told}`, or add the time of `{record.status}` to `times`."
    yield Fault(
        "INC002", message, hint if told != "draft" else "Add the times that are known.", at=("status",)
    )


def _is_later(status: str, told: str) -> bool:
    return status in MILESTONES and MILESTONES.index(status) > MILESTONES.index(told)


@rule("INC003", "one end of an incident excludes the other")
def one_end(subject: Subject[Incident]) -> Iterator[Fault]:
    """A cancelled incident never was one; a closed one was.

    Measures leave cancelled incidents out, so the two must not be mixed.
    """
    times = subject.record.times
    if times.cancelled and times.closed:
        yield Fault(
            "INC003",
            "both `closed` and `cancelled` are in `times`",
            "Take one of them out.",
            at=("times", "cancelled"),
        )


@rule("INC004", "the date in the id is the day of the declaration")
def id_agrees(subject: Subject[Incident]) -> Iterator[Fault]:
    """People find an incident by the day in its id, in UTC.

    A draft has the day its signal came in, and keeps that id when it is declared later.
    """
    record = subject.record
    written = record.id[4:12]
    try:
        date.fromisoformat(f"{written[:4]}-{written[4:6]}-{written[6:]}")
    except ValueError:
        yield Fault("INC004", f"the id has a day that does not exist: `{written}`", at=("id",))
        return
    days = {at.astimezone(UTC).isoformat()[:10].replace("-", "") for at in _days_of(record)}
    if days and written not in days:
        day = min(days)
        yield Fault(
            "INC004",
            f"the id says {written}, the incident was declared on {day} (UTC)",
            "Correct the day of the declaration; an id that was used in links stays.",
            at=("times", "declared") if record.times.declared else ("id",),
        )


def _days_of(record: Incident) -> list[datetime]:
    times = record.times
    if record.adopted:
        return []
    drafted = [times.received] if record.alerts or record.status == "draft" else []
    return [at for at in (times.declared, *drafted) if at is not None]


RULES = (times_in_order, status_agrees, one_end, id_agrees)
