"""The clocks of an incident: what is promised by when, and whether it was kept.

Each clock has a start and an end from the timeline, a target that was in force at declaration,
and is judged in the hours of the severity; documentation alone counts every hour.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from governor_cli.kinds.incident.model import Incident, Targets
from governor_cli.kinds.incident.timeline import Entry
from governor_cli.practices.incident.covered_time import CoveredTime, covered_time
from governor_cli.practices.promised import AT_RISK

State = Literal["met", "running", "at_risk", "breached", "not_applicable"]
Rows = Sequence[tuple[datetime, Entry]]
"""Timeline rows by time."""

NAMES = ("acknowledge", "triage", "page", "respond", "update", "documentation")
PAGE_GRACE = timedelta(minutes=5)
"""A page is promised at once; sending it takes a person a moment."""
_EVERY_HOUR = "Mon-Sun 00:00-24:00"


class Clock(NamedTuple):
    """One promise. Without a start or a target it does not apply, and has no due time."""

    name: str
    start: datetime | None
    target: timedelta | None
    due: datetime | None
    stopped: datetime | None
    state: State
    elapsed: timedelta | None = None
    """By the clock on the wall, until it stopped or until now."""
    in_coverage: timedelta | None = None
    """The part of it that counts."""
    worry: datetime | None = None
    """When it became or becomes at risk, unless it stops before."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done for it."""
        return self.stopped is None and self.state != "not_applicable"

    @property
    def is_late(self) -> bool:
        """Whether it is to be done, and was due."""
        return self.is_open and self.state == "breached"


class Situation(NamedTuple):
    """What the clocks of one incident are read from."""

    record: Incident
    rows: Rows
    targets: Targets
    until: str = "resolved"
    """The milestone at which updates end."""
    pages: Callable[[str], bool] = bool
    """Whether a severity pages somebody."""
    documented: datetime | None = None
    """When documentation was proposed, or found not to be needed."""


class _Run(NamedTuple):
    """When one clock started and stopped, and what it may take."""

    start: datetime | None
    stopped: datetime | None
    target: timedelta | None
    grace: timedelta = timedelta()
    anytime: bool = False


def clocks(situation: Situation, at: datetime) -> tuple[Clock, ...]:
    """Every clock as it stands at an instant, in the order of NAMES."""
    targets = situation.targets
    owes_nothing = situation.record.status == "cancelled" or situation.record.adopted is not None
    own = covered_time(targets.hours, targets.timezone)
    always = covered_time(_EVERY_HOUR, "UTC")
    return tuple(
        _judged(name, run, always if run.anytime else own, owes_nothing, at)
        for name, run in zip(NAMES, _runs(situation), strict=True)
    )


def _judged(name: str, run: _Run, time: CoveredTime, owes_nothing: bool, at: datetime) -> Clock:
    if run.start is None or run.target is None or (owes_nothing and run.stopped is None):
        return Clock(name, run.start, run.target, None, run.stopped, "not_applicable")
    allowed = run.target + run.grace
    due = time.after(run.start, allowed)
    end = at if run.stopped is None else run.stopped
    counted = time.between(run.start, end)
    state = _state(run, due, end, counted >= allowed * AT_RISK)
    return Clock(
        name,
        run.start,
        run.target,
        due,
        run.stopped,
        state,
        max(end - run.start, timedelta()),
        counted,
        time.after(run.start, allowed * AT_RISK) if run.stopped is None else None,
    )


def _state(run: _Run, due: datetime | None, end: datetime, worrying: bool) -> State:
    if due is not None and end > due:
        return "breached"
    if run.stopped is not None:
        return "met"
    return "at_risk" if worrying else "running"


def _runs(situation: Situation) -> Iterator[_Run]:
    record, targets = situation.record, situation.targets
    times = record.times
    signal = times.received or times.declared
    over = next((at for at in (times.mitigated, times.resolved, times.closed) if at), None)
    severity_set = _severity_set(situation)
    yield _Run(signal, times.acknowledged or over, targets.acknowledge)
    yield _Run(signal, times.triaged or (times.declared if record.severity else None), targets.triage)
    yield _Run(
        _paging_since(situation), _first(times.paged, times.acknowledged, over), targets.page, PAGE_GRACE
    )
    yield _Run(severity_set, _responded(situation, severity_set) or over, targets.respond)
    ended = getattr(times, situation.until, None)
    yield _Run(_last_word(situation, severity_set, ended), ended, targets.update)
    learned = next((at for at, row in situation.rows if row.type == "learned"), None)
    yield _Run(learned or times.resolved, situation.documented, targets.documentation, anytime=True)


def _first(*instants: datetime | None) -> datetime | None:
    return min((at for at in instants if at is not None), default=None)


def _severity_set(situation: Situation) -> datetime | None:
    """When the severity in force was set: its row, else triage, else the declaration that had one."""
    times = situation.record.times
    if situation.record.severity is None:
        return None
    changed = [at for at, row in situation.rows if row.type == "severity"]
    return changed[-1] if changed else times.triaged or times.declared


def _paging_since(situation: Situation) -> datetime | None:
    """Since when the severity has been one that pages, without a break."""
    record = situation.record
    if record.severity is None:
        return None
    since = record.times.triaged or record.times.declared
    before_paged = True
    for at, row in situation.rows:
        if row.type not in {"declared", "severity"}:
            continue
        pages = situation.pages(row.text.split(" ", 1)[0].rstrip(",:;.-"))
        if row.type == "severity" and pages and not before_paged:
            since = at
        before_paged = pages
    return since


def _responded(situation: Situation, since: datetime | None) -> datetime | None:
    """The first row by somebody after the acknowledgement, and after the severity was set."""
    times = situation.record.times
    if times.responded and since and times.responded >= since:
        return times.responded
    acknowledged = times.acknowledged
    if acknowledged is None or since is None:
        return None
    after = max(acknowledged, since)
    silent = {"declared", "acknowledged", "severity", "paged"}
    return next((at for at, row in situation.rows if at > after and row.type not in silent), None)


def _last_word(
    situation: Situation, severity_set: datetime | None, ended: datetime | None
) -> datetime | None:
    """The last update, declaration, reopening or change of severity until updates ended."""
    said = [at for at, row in situation.rows if row.type in {"update", "reopened"}]
    known = [at for at in (*said, situation.record.times.declared, severity_set) if at is not None]
    return max((at for at in known if ended is None or at <= ended), default=None)
