"""What evidence is judged by: one incident, its repository, and the commits that led to it."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.contracts.history import History
from governor_cli.core.instants import parse_instant
from governor_cli.kinds.tasks.extract import tasks_told
from governor_cli.kinds.tasks.model import Task
from governor_cli.policy.model import Playbook

if TYPE_CHECKING:
    from governor_cli.contracts.notice import Notice

Form = Mapping[str, Any]
"""Evidence as a checklist keeps it: one form and its value, such as ``{"path": "a/b.md"}``."""


class _Known:
    """What is looked up for one checklist after the other: thousands of them must not each look at all."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def tasks(self) -> Mapping[str, Sequence[Task]]:
        """Id -> the tasks of that id: lists that count for themselves share some."""
        found: dict[str, list[Task]] = {}
        for task in tasks_told(self._corpus.of_kind("tasks").values()):
            found.setdefault(task.id, []).append(task)
        return found


@lru_cache(maxsize=2)
def _known(corpus: Corpus) -> _Known:
    return _Known(corpus)


def _no_branches() -> Sequence[tuple[str, str]]:
    return ()


def _no_notices() -> "Sequence[Notice]":
    return ()


class Ground(NamedTuple):
    """What evidence for one incident is judged by."""

    incident: str
    policy: Playbook
    corpus: Corpus
    branches: Callable[[], Sequence[tuple[str, str]]] = _no_branches
    """The documentation branches of the incident in this clone, each with the address of its review or ""."""
    notices: "Callable[[], Sequence[Notice]]" = _no_notices
    """What this clone told or is to tell channels about the incident, the latest that was delivered first."""
    measures: bool = False
    """Whether a Prometheus is known that can be asked."""

    @property
    def history(self) -> History:
        """The commits that led here."""
        return self.corpus.history

    @property
    def report(self) -> tuple[str, Extract] | None:
        """The incident's report with its path."""
        reports = self.corpus.of_kind("incident")
        path = reports.by_id.get(self.incident)
        return None if path is None else (path, reports[path])

    @property
    def start(self) -> str:
        """The first known time of the incident; "" for none. Instants in UTC with Z sort as text."""
        report = self.report
        return min(report[1].facts.get("times", {}).values(), default="") if report else ""

    def is_before(self, seconds: float) -> bool:
        """Whether an instant, in seconds since 1970, lies before the incident."""
        return bool(self.start) and seconds < parse_instant(self.start).timestamp()

    @property
    def tasks(self) -> Mapping[str, Sequence[Task]]:
        """The follow-ups of every incident by their ids."""
        return _known(self.corpus).tasks


class Judgement(NamedTuple):
    """Evidence that holds, in the form to be kept; or why there is none."""

    form: Form
    problem: str = ""
    note: str = ""
    """What kept it from being judged: it counts as it was recorded."""

    @property
    def holds(self) -> bool:
        """Whether it proves the item."""
        return not self.problem


def unproved(problem: str) -> Judgement:
    """No evidence, and why."""
    return Judgement({}, problem)
