"""Judge one file of tasks: from its bytes to findings and an extract, as JSON can hold them."""

from collections.abc import Iterable, Iterator

from governor_cli.contracts.extract import Extract
from governor_cli.core.finding import Fault, Place, Severity, dotted
from governor_cli.kinds.tasks.extract import KIND, extract
from governor_cli.kinds.tasks.file import TaskFile, read_tasks
from governor_cli.kinds.tasks.subject import TaskSubject
from governor_cli.policy.model import Playbook
from governor_cli.workflows import catalogue
from governor_cli.workflows.repository.verdicts import Told, Verdict

_CODES = {"syntax": "TSK001", "duplicate": "TSK002", "bound": "TSK003"}


def judge_tasks(path: str, data: bytes, policy: Playbook | None) -> Verdict:
    """The verdict on one file; JSON has no comments, so nothing in it is ever silenced."""
    file = read_tasks(path, data)
    told = list(_told(file, [*unreadable(file), *_faults(file, policy)]))
    found = extract(file) if file.shape else Extract(KIND, "", {})
    return Verdict(KIND, found, "", told, [], bare=False, sound=file.shape is not None)


def unreadable(file: TaskFile) -> Iterator[Fault]:
    """What keeps a file from being read, or from being read alike by all."""
    for fault in file.json.faults:
        place = file.json.place_of(fault)
        yield Fault(_CODES[fault.sort], fault.message, fault.hint, at=fault.at, place=place)
    if file.problem:
        yield Fault("TSK004", file.problem.message, file.problem.hint, at=file.problem.at)


def _faults(file: TaskFile, policy: Playbook | None) -> Iterator[Fault]:
    if file.shape is not None:
        for rule in catalogue.task_rules():
            if rule.scope == "document":
                yield from rule.check(TaskSubject(file, policy))


def _told(file: TaskFile, faults: Iterable[Fault]) -> Iterator[Told]:
    severities: dict[str, Severity] = {rule.code: rule.severity for rule in catalogue.task_rules()}
    for fault in faults:
        place = fault.place or file.json.place(fault.at, fault.on)
        yield Told(
            _four(place),
            fault.code,
            fault.severity or severities[fault.code],
            fault.message,
            fault.hint,
            fault.subject or dotted(fault.at),
        )


def _four(place: Place) -> tuple[int, int, int, int]:
    return (place.line, place.column, place.end_line, place.end_column)
