"""Follow-ups and the files they speak of: owners, incidents, contributing factors, rendered reports."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault, Place
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.rendered import fingerprint
from governor_cli.core.suggest import hint_for
from governor_cli.kinds.tasks.body import follow_ups
from governor_cli.kinds.tasks.extract import KIND, tasks_told
from governor_cli.kinds.tasks.factors import number_of
from governor_cli.kinds.tasks.model import Task
from governor_cli.policy.model import Playbook
from governor_cli.practices.tasks import owned_by


class _Report(NamedTuple):
    """What rules about follow-ups ask of a report."""

    path: str
    id: str
    status: str | None
    factors: Sequence[int] | None


def _tasks(corpus: Corpus) -> Iterator[tuple[str, Task]]:
    """Each task that other files may concern, with the file it stands in."""
    for path, extract in corpus.of_kind(KIND).items():
        for task in tasks_told([extract]):
            yield path, task


def _of_incidents(corpus: Corpus) -> dict[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for _, task in _tasks(corpus):
        if task.incident:
            found.setdefault(task.incident, []).append(task)
    return found


@rule("TSK020", "the owner of an open task is a person of the roster or a role", scope="corpus")
def known_owner(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Nobody can be reminded of a task whose owner nobody knows.

    Tasks that are over keep the names they had. A task that names no incident is only warned of.
    """
    if policy is None or "roster" in corpus.unreadable:
        return
    known = [*(f"@{person}" for person in sorted(corpus.people)), *(role.id for role in policy.roles)]
    for path, task in _tasks(corpus):
        if task.owner and task.is_open and owned_by(policy, corpus.people, task.owner) == "nobody":
            yield Fault(
                "TSK020",
                f"the owner `{task.owner}` is nobody in the roster and no role",
                hint_for(task.owner, known),
                at=(*task.at, "owner"),
                severity=None if task.incident else "warning",
                path=path,
                subject=f"{task.id} owner",
            )


@rule("TSK021", "the incident that a task names exists", scope="corpus")
def known_incident(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A follow-up of a missing incident is listed nowhere, and proves nothing."""
    del policy
    if "incident" in corpus.unreadable:
        return
    known = corpus.of_kind("incident").known
    for path, task in _tasks(corpus):
        if task.incident not in known and INCIDENT_ID.fullmatch(task.incident):
            yield Fault(
                "TSK021",
                f"there is no incident `{task.incident}`",
                hint_for(task.incident, known),
                at=(*task.at, "incident"),
                path=path,
                subject=f"{task.id} incident",
            )


@rule("TSK022", "the factor that a task answers stands in the report", severity="warning", scope="corpus")
def known_factor(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A task that answers F4 of a report with three factors answers nothing.

    Judged once the incident is resolved: until then its causes are still being found.
    """
    del policy
    answering = [(path, task) for path, task in _tasks(corpus) if task.factor]
    table = corpus.of_kind("incident")
    told = zip(table.ids, table.column("factors"), strict=True) if answering else ()
    factors = {name: numbers for name, numbers in told if numbers}
    for path, task in answering:
        known = factors.get(task.incident)
        number = number_of(task.factor)
        if known and number is not None and number not in known:
            yield Fault(
                "TSK022",
                f"{task.incident} has no factor {task.factor}",
                hint_for(task.factor, [f"F{one}" for one in known]),
                at=(*task.at, "factor"),
                path=path,
                subject=f"{task.id} factor",
            )


@rule("TSK023", "a closed report leads to a task that prevents the next", severity="warning", scope="corpus")
def prevents(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """An incident that only was repaired will come again.

    At least one task of kind ``prevent`` answers each closed incident whose severity asks for a
    full report. Follow-ups in the service desk count where the checklist names the ticket.
    """
    for report, tasks in _owing(corpus, policy):
        if report.status == "closed":
            yield from _preventing(report, tasks)


@rule("TSK024", "each contributing factor is answered by a task", severity="warning", scope="corpus")
def answers(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A cause that was found and left alone is the next incident's cause.

    Each ``### F1`` of a closed full report has a task with ``factor: F1``; declining it with a
    reason is an answer too.
    """
    for report, tasks in _owing(corpus, policy):
        if report.status == "closed":
            yield from _answering(report, tasks)


def owed(corpus: Corpus, policy: Playbook, incident: str) -> Iterator[Fault]:
    """The follow-ups that an incident still lacks, whatever its state: what TSK023 and TSK024 will say."""
    for report, tasks in _owing(corpus, policy):
        if report.id == incident:
            yield from _preventing(report, tasks)
            yield from _answering(report, tasks)


def _preventing(report: _Report, tasks: list[Task]) -> Iterator[Fault]:
    if not any(task.kind == "prevent" and task.state != "cancelled" for task in tasks):
        yield Fault(
            "TSK023",
            f"no task of kind `prevent` names {report.id}",
            f"Run `gov task add TITLE --incident {report.id} --kind prevent`.",
            at=("status",),
            path=report.path,
            subject="prevent",
        )


def _answering(report: _Report, tasks: list[Task]) -> Iterator[Fault]:
    answered = {number_of(task.factor) for task in tasks}
    for number in report.factors or ():
        if number not in answered:
            yield Fault(
                "TSK024",
                f"no task answers F{number}",
                f"Run `gov task add TITLE --incident {report.id} --factor F{number}`.",
                at=("status",),
                path=report.path,
                subject=f"F{number}",
            )


def _owing(corpus: Corpus, policy: Playbook | None) -> Iterator[tuple[_Report, list[Task]]]:
    """Incidents that owe a full report, with their tasks; not those followed up elsewhere."""
    if policy is None or KIND in corpus.unreadable or KIND not in corpus.by_kind:
        return
    tasks = _of_incidents(corpus)
    full = frozenset(level.id.casefold() for level in policy.severities if level.report == "full")
    elsewhere = frozenset(_followed_up_elsewhere(corpus, policy))
    for report in _reports(corpus, full):
        if report.id not in elsewhere:
            yield report, tasks.get(report.id, [])


@lru_cache(maxsize=2)  # two rules ask one after the other
def _reports(corpus: Corpus, full: frozenset[str]) -> Sequence[_Report]:
    """Incidents of these severities; no exercises, and no reports that were written elsewhere."""
    table = corpus.of_kind("incident")
    severities = table.column("severity")
    asking = {severity for severity in set(severities) if severity and severity.casefold() in full}
    told = zip(severities, table.column("adopted"), table.column("exercise"), strict=True)
    numbers = [
        number
        for number, (severity, adopted, exercise) in enumerate(told)
        if severity in asking and not adopted and not exercise
    ]
    status, factors = table.column("status"), table.column("factors")
    return [_Report(table.paths[one], table.ids[one], status[one], factors[one]) for one in numbers]


def _followed_up_elsewhere(corpus: Corpus, policy: Playbook) -> Iterator[str]:
    """Incidents whose checklist names a ticket, or waives its tasks."""
    items = {item.id for item in policy.checklist if item.evidence == "tasks"}
    for checklist in corpus.of_kind("checklist").values():
        evidence = checklist.facts.get("evidence", {})
        waived = items.intersection(checklist.facts.get("waived", ()))
        if waived or any("url" in evidence.get(item, {}) for item in items):
            yield checklist.id


@rule(
    "TSK025", "the follow-ups in a report are those of the file of tasks", severity="warning", scope="corpus"
)
def rendered(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """People read the report, reminders come from the tasks; where the two differ one is forgotten.

    The text between ``<!-- gov:tasks -->`` and ``<!-- /gov:tasks -->`` is written by gov: change
    the task, then run ``gov task render INCIDENT``.
    """
    del policy
    if KIND in corpus.unreadable:
        return
    tasks = _of_incidents(corpus)
    table = corpus.of_kind("incident")
    for path, name, told in zip(table.paths, table.ids, table.column("follow_ups"), strict=True):
        if told and told[0] != fingerprint(follow_ups(tasks.get(name, []))):
            yield Fault(
                "TSK025",
                f"the follow-ups of {name} differ from its tasks",
                f"Run `gov task render {name}`.",
                place=Place(*told[1]),
                path=path,
                subject="gov:tasks",
            )


RULES: tuple[Rule, ...] = (known_owner, known_incident, known_factor, prevents, answers, rendered)
