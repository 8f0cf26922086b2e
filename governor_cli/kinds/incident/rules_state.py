"""What a report must say for the state it is in: severity, outcome, roles, cause, origin."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Severity
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.incident.model import Incident
from governor_cli.policy.model import INCIDENT_ROLES


@rule("INC005", "a declared incident has a severity, a draft has none")
def has_severity(subject: Subject[Incident]) -> Iterator[Fault]:
    """The severity decides whom to page and how soon.

    A draft made from an alert waits for a person to set it: that is what triage is. Only an
    adopted report, or a draft that was cancelled or whose alerts went quiet before triage, may
    lack one.
    """
    record = subject.record
    quiet = bool(record.alerts) and record.status == "resolved" and record.times.declared is None
    may_lack = record.adopted or quiet or record.status in {"draft", "cancelled"}
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
        hint = f"Run `gov incident assign {record.id} commander HANDLE`."
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
    has_severity,
    outcome_fits,
    known_roles,
    has_commander,
    change_is_ref,
    named_once,
    one_origin,
    adopted_lacks,
)
