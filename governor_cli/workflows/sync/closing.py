"""A sync being closed: its boxes become tasks, and its decisions are carried out together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from governor_cli.core.document import Document, read
from governor_cli.core.errors import GovError, NotReadyError, UsageError
from governor_cli.core.finding import Loc
from governor_cli.core.markdown_edit import append_to_item
from governor_cli.kinds.tasks.model import Task
from governor_cli.practices.agenda.boxes import Box, mark
from governor_cli.practices.agenda.decided import Decision, NoDecisionError, new_day, read_decision
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.task.add import LONGEST_TITLE, FollowUp, adding
from governor_cli.workflows.task.change import moving
from governor_cli.workflows.task.end import completing, declining
from governor_cli.workflows.task.state import Tasks
from governor_cli.workflows.task.step import Step, taken_together
from governor_cli.workflows.task.write import Changed

_UNPROVED: Final = "it is said to be done: write a commit, an address or a file behind `done`"
_WORDS: Final = {"done": "done", "declined": "declined"}


class Undecided(NamedTuple):
    """An action that is carried over, and why nothing is decided about it."""

    name: str
    task: Task
    why: str


class _Decided(NamedTuple):
    """What was decided about a task, under the name it has in the minutes."""

    name: str
    decision: Decision
    step: Step


@dataclass
class Closing:
    """One sync being closed: the minutes and the tasks before, as they become, and what is in the way."""

    recording: Recording
    before: Document
    document: Document
    tasks: Tasks
    day: date
    by: str | None
    now: datetime
    changes: list[Changed] = field(default_factory=list[Changed])
    made: list[tuple[str, Task]] = field(default_factory=list[tuple[str, Task]])
    decided: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    undecided: list[Undecided] = field(default_factory=list[Undecided])
    lacking: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    closed: bool = False

    @property
    def week(self) -> str:
        """The week it is about."""
        return str(self.document.front["week"])

    @property
    def is_ready(self) -> bool:
        """Whether nothing keeps it from being closed."""
        return not self.undecided and not self.lacking

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.changes) or self.before.data != self.document.data

    @property
    def changed_paths(self) -> list[str]:
        """The files that change, relative to the root, the minutes first."""
        minutes = [self.document.path] if self.before.data != self.document.data else []
        return list(dict.fromkeys([*minutes, *(path for one in self.changes for path in one.paths)]))

    # what the minutes say

    def take_up(self, boxes: Iterable[Box], source: str) -> None:
        """Make tasks of boxes, all at once, or find those that a run before this made and did not mark."""
        earlier = [task for task in reversed(self.tasks.file.tasks) if task.source == source]
        known = {_told(task.title, task.due, task.owner): task.at for task in earlier}
        steps: list[Step] = []
        taken: list[tuple[Box, Loc]] = []
        for box in boxes:
            where = f"the action on line {box.action.box.line}"
            if box.lacks:
                self.lacking.append(f"{where} has {box.lacks}")
                continue
            said = self._follow_up(box, source)
            told = _told(said.title, box.action.due, box.action.owner)
            try:
                if told not in known:
                    steps.append(adding(self.tasks, said, self.now, steps))
                    known[told] = steps[-1].at
            except UsageError as error:
                self.lacking.append(f"{where}: {error.message}")
            else:
                taken.append((box, known[told]))
        for changed in taken_together(self.tasks, steps) if steps else ():
            self._changed(changed)
        for box, at in taken:
            self._marked(box, self.tasks.file.task_at(at))

    def _marked(self, box: Box, task: Task) -> None:
        name = self.tasks.file.name(task)
        self.made.append((name, task))
        item = next(one for one in self.document.markdown.tasks if one.line == box.action.box.line)
        self.document = read(self.document.path, append_to_item(self.document, item, mark(name)))

    def _follow_up(self, box: Box, source: str) -> FollowUp:
        incident = box.incident if box.incident in self.recording.reports else None
        title = box.title if len(box.title) <= LONGEST_TITLE else f"{box.title[: LONGEST_TITLE - 1]}…"
        owner, due = self._owner(box.action.owner), box.action.due
        return FollowUp(title, incident, owner, due, source=source, by=self.by)

    def _owner(self, written: str) -> str:
        """``@Ada`` is whom the roster calls ``ada``."""
        people = self.recording.roster.people if self.recording.roster else {}
        known = {name.casefold(): f"@{name}" for name in people}
        return known.get(written.removeprefix("@").casefold(), written) if written[:1] == "@" else written

    def carry_out(self, decided: Mapping[str, str]) -> dict[str, str]:
        """Do what was decided about tasks, all at once; task -> why nothing is decided, where that is so."""
        problems: dict[str, str] = {}
        steps: dict[Loc, _Decided] = {}
        for name, written in decided.items():
            try:
                decision = read_decision(written)
                if decision is None:
                    continue
                if self.tasks.find(name).at in steps:  # by another of its names: what was said before counts
                    self._take(list(steps.values()), problems)
                    steps.clear()
                task = self.tasks.find(name)
                if task.is_open:
                    steps[task.at] = _Decided(name, decision, self._step(name, decision))
            except NoDecisionError as error:
                problems[name] = str(error)
            except GovError as error:
                problems[name] = error.message
        self._take(list(steps.values()), problems)
        return problems

    def _step(self, name: str, decision: Decision) -> Step:
        if decision.verb == "declined":
            return declining(self.tasks, name, decision.told, self.by, self.now)
        if decision.verb == "moved":
            return moving(self.tasks, name, new_day(decision, self.day), self.by, self.now)
        try:
            return completing(self.tasks, name, decision.told or None, self.by, self.now)
        except (NotReadyError, UsageError) as error:
            why = f"it is said to be done, but {error.message}" if decision.told else _UNPROVED
            raise NoDecisionError(why) from None

    def _take(self, steps: Sequence[_Decided], problems: dict[str, str]) -> None:
        """Take the steps that change something; one that cannot be taken keeps none of the others."""
        steps = [one for one in steps if one.step.changes]
        if not steps:
            return
        try:
            made = taken_together(self.tasks, [one.step for one in steps])
        except GovError as error:
            half = len(steps) // 2
            if not half:
                problems[steps[0].name] = error.message
                return
            self._take(steps[:half], problems)
            self._take(steps[half:], problems)
            return
        for (name, decision, _), changed in zip(steps, made, strict=True):
            self._changed(changed)
            self.decided.append((name, _WORDS.get(decision.verb, f"due on {decision.told}")))

    def _changed(self, changed: Changed) -> None:
        self.changes.append(changed)
        self.notes += [one for one in changed.notes if one not in self.notes]
        self.tasks = self.tasks.after(changed.after)


def _told(title: str, due: str, owner: str) -> tuple[str, str, str]:
    """What tells a task by its box, and a box by its task."""
    return title, due, owner.removeprefix("@").casefold()
