"""What the front matter of a report must agree on: times, state, severity, promises, outcome."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Severity
from governor_cli.core.instants import format_instant
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.incident.model import MILESTONES, Incident, Times
from governor_cli.policy.model import INCIDENT_ROLES

_TIMES = tuple(Times.model_fields)
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
    | {("declared", "mitigated"), ("received", "paged")}
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
    days = {at.astimezone(UTC).strftime("%Y%m%d") for at in _days_of(record)}
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


@rule("INC005", "a declared incident has a severity, a draft has none")
def has_severity(subject: Subject[Incident]) -> Iterator[Fault]:
    """The severity decides whom to page and how soon.

    A draft made from an alert waits for a person to set it: that is what triage is. Only an
    adopted report, or a draft cancelled before triage, may lack one for good.
    """
    record = subject.record
    may_lack = record.adopted or record.status in {"draft", "cancelled"}
    if record.severity is None and not may_lack:
        hint = "Add the severity"
        known = ", ".join(level.id for level in subject.policy.severities) if subject.policy else ""
        yield Fault(
            "INC005", "there is no severity", f"{hint}: {known}." if known else f"{hint}.", at=("severity",)
        )
    if record.severity is not None and record.status == "draft":
        yield Fault(
            "INC005",
            "a draft has no severity yet",
            "Declare the incident, or take the severity out.",
            at=("severity",),
        )


@rule("INC006", "a declared incident keeps the policy and the targets it was declared under")
def keeps_targets(subject: Subject[Incident]) -> Iterator[Fault]:
    """Tightening a target must never make yesterday's incident late.

    So a report names the blob of the playbook at declaration, in full, and copies the
    targets in force, to be readable where that blob is not at hand.
    """
    record = subject.record
    if record.severity is None or record.status == "draft" or record.adopted:
        return
    if record.policy is None:
        yield Fault(
            "INC006",
            "the playbook in force is not named",
            "Add `policy:` with its blob: git rev-parse HEAD:PLAYBOOK.",
            at=("policy",),
        )
    if record.targets is None:
        yield Fault("INC006", "there are no targets", "Copy the targets of the playbook.", at=("targets",))
    elif record.targets.acknowledge is None:
        hint = "Add `acknowledge:`, the channel's promise or else the playbook's."
        yield Fault("INC006", "the targets lack `acknowledge`", hint, at=("targets", "acknowledge"))


@rule("INC007", "the hours of the targets can be read")
def readable_hours(subject: Subject[Incident]) -> Iterator[Fault]:
    """Clocks run in these hours only.

    They are written out (``Mon-Fri 06:00-22:00``), since a name such as 16/5 may mean something
    else by the time the report is read.
    """
    targets = subject.record.targets
    if targets is None:
        return
    trouble = _trouble_with(targets.hours)
    if trouble:
        yield Fault(
            "INC007",
            f"`targets.hours` {trouble}",
            "Write them as `Mon-Fri 06:00-22:00`.",
            at=("targets", "hours"),
        )


@lru_cache(maxsize=256)  # a team has a handful of hours in thousands of reports
def _trouble_with(hours: str) -> str:
    from governor_cli.policy.hours import parse_hours

    try:
        parse_hours(hours)
    except ValueError as error:
        return str(error)
    return ""


@rule("INC015", "a promised time is more than nothing")
def possible_targets(subject: Subject[Incident]) -> Iterator[Fault]:
    """Only a page is sent at once.

    To acknowledge, triage, respond, update or document within no time at all is late by
    definition.
    """
    targets = subject.record.targets
    for name in ("acknowledge", "triage", "respond", "update", "documentation"):
        length = getattr(targets, name, None)
        if length is not None and not length:
            hint = "Write the time that was promised, such as 15m."
            yield Fault("INC015", f"the target `{name}` is no time at all", hint, at=("targets", name))


@rule("INC008", "the outcome fits the state")
def outcome_fits(subject: Subject[Incident]) -> Iterator[Fault]:
    """The outcome says how it ended: an open incident has none, an ended one needs one.

    False alarms and duplicates are cancelled, so that no measure counts them; a duplicate
    names the incident it repeats.
    """
    record = subject.record
    yield from _outcome(record)
    if (record.outcome == "duplicate") != (record.duplicate_of is not None):
        missing = record.duplicate_of is None
        yield Fault(
            "INC008",
            "a duplicate does not say of which incident"
            if missing
            else "`duplicate_of` stands without `outcome: duplicate`",
            "Add `duplicate_of:` with that incident's id." if missing else "Set the outcome, or take it out.",
            at=("outcome",) if missing else ("duplicate_of",),
        )
    if record.duplicate_of == record.id:
        yield Fault(
            "INC008",
            "an incident is no duplicate of itself",
            "Name the other incident.",
            at=("duplicate_of",),
        )


def _outcome(record: Incident) -> Iterator[Fault]:
    cancels = record.outcome in {"false-alarm", "duplicate"}
    if record.is_open and record.outcome is not None:
        yield Fault(
            "INC008",
            f"an incident that is {record.status} has no outcome yet",
            "Take it out.",
            at=("outcome",),
        )
    elif record.status == "cancelled" and not cancels:
        hint = "Write `outcome: false-alarm` or `outcome: duplicate`."
        yield Fault("INC008", "a cancelled incident was a false alarm or a duplicate", hint, at=("outcome",))
    elif record.status in {"resolved", "closed"} and cancels:
        hint = "Cancel the incident, or write `outcome: fixed` or `outcome: handed-over`."
        yield Fault("INC008", f"a {record.outcome} is cancelled, not {record.status}", hint, at=("outcome",))
    elif record.status == "closed" and record.outcome is None:
        adopted: Severity | None = "info" if record.adopted else None
        hint = "Write `outcome: fixed` or `outcome: handed-over`."
        yield Fault("INC008", "a closed incident has no outcome", hint, at=("outcome",), severity=adopted)


@rule("INC009", "an incident role is one that the practice knows", severity="warning")
def known_roles(subject: Subject[Incident]) -> Iterator[Fault]:
    """One person commands; others take the roles that help.

    A role under another name is not found by updates, handoffs and escalation. Roles of the
    playbook may be named too.
    """
    known = [*INCIDENT_ROLES, *(role.id for role in (subject.policy.roles if subject.policy else ()))]
    for name in subject.record.roles:
        if name not in known:
            yield Fault(
                "INC009",
                f"`{name}` is no role of an incident",
                hint_for(name, known),
                at=("roles", name),
                on="key",
            )


@rule("INC010", "an open incident that pages has a commander", severity="warning")
def has_commander(subject: Subject[Incident]) -> Iterator[Fault]:
    """Without one person who decides, everybody assumes that somebody else does.

    It is asked for the severities that page somebody, while the incident is not yet resolved.
    """
    record, policy = subject.record, subject.policy
    level = policy.severity(record.severity) if policy and record.severity else None
    if level and level.page_within is not None and record.is_open and "commander" not in record.roles:
        hint = "Run `gov assign commander HANDLE`, or add `commander:` under `roles`."
        yield Fault("INC010", f"nobody commands this open {level.id}", hint, at=("roles",), on="key")


@rule("INC011", "the change that caused it is a commit, a tag, `no` or `unknown`")
def change_is_ref(subject: Subject[Incident]) -> Iterator[Fault]:
    """The change fail rate counts the deployments that caused an incident.

    It finds them by this name, so it must be one that Git could resolve.
    """
    change = subject.record.change
    if change is not None and not _is_revision(change):
        hint = "Write `unknown`, `no`, or the commit or tag."
        yield Fault("INC011", f"`{change}` is no commit or tag", hint, at=("change",))


def _is_revision(text: str) -> bool:
    forbidden = set(" ~^:?*[\\\x7f") | {chr(code) for code in range(32)}
    if text.startswith(("-", "/", ".")) or text.endswith(("/", ".", ".lock")):
        return False
    return not (set(text) & forbidden or ".." in text or "@{" in text or "//" in text)


@rule("INC012", "a service and an alert are named once")
def named_once(subject: Subject[Incident]) -> Iterator[Fault]:
    """A name that stands twice was counted twice, or hides a typing error in one of them."""
    record = subject.record
    for index, name in enumerate(record.services):
        if name in record.services[:index]:
            yield Fault(
                "INC012", f"the service `{name}` is named twice", "Take one out.", at=("services", index)
            )
    keys = [(alert.source, alert.key) for alert in record.alerts]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield Fault(
                "INC012", f"the alert `{key[1]}` is named twice", "Take one out.", at=("alerts", index, "key")
            )


@rule("INC013", "a report was drafted from alerts or adopted from a file, not both")
def one_origin(subject: Subject[Incident]) -> Iterator[Fault]:
    """An adopted report tells of the past: nothing feeds it any more."""
    if subject.record.alerts and subject.record.adopted:
        yield Fault(
            "INC013", "an adopted report has no alerts", "Take one of the two out.", at=("alerts",), on="key"
        )


@rule("INC014", "what an adopted report lacks is listed", severity="info")
def adopted_lacks(subject: Subject[Incident]) -> Iterator[Fault]:
    """Adopting never guesses: a severity or a time that the old text does not say stays out.

    Add it when somebody knows it; the measures leave the report out until then.
    """
    record = subject.record
    if record.adopted is None:
        return
    lacking = ["severity"] if record.severity is None else []
    lacking += [f"times.{name}" for name in ("declared", "resolved") if getattr(record.times, name) is None]
    if lacking:
        yield Fault(
            "INC014",
            f"the adopted report lacks {', '.join(f'`{name}`' for name in lacking)}",
            at=("adopted",),
            on="key",
        )


RULES = (
    times_in_order,
    status_agrees,
    one_end,
    id_agrees,
    has_severity,
    keeps_targets,
    readable_hours,
    outcome_fits,
    known_roles,
    has_commander,
    change_is_ref,
    named_once,
    one_origin,
    adopted_lacks,
    possible_targets,
)
