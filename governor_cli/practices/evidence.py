"""Evidence: what proves an item of a checklist, judged from the repository alone."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.policy.model import ChecklistItem, Playbook

Form = Mapping[str, Any]
"""Evidence as a checklist keeps it: one form and its value, such as ``{"path": "a/b.md"}``."""

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_NOT_NEEDED = re.compile(r"not[ -_]?needed\b[ \t]*[:,;-]?[ \t]*(.*)", re.IGNORECASE | re.DOTALL)


class Commit(NamedTuple):
    """The facts of one commit; paths are relative to the root of the gov repository."""

    id: str
    message: str
    paths: tuple[str, ...]


def _no_commit(_revision: str) -> Commit | None:
    return None


def _no_commits() -> Sequence[Commit]:
    return ()


@dataclass(frozen=True)
class Ground:
    """What evidence for one incident is judged by. Functions look up what only Git knows."""

    incident: str
    policy: Playbook
    corpus: Corpus
    tasks: Sequence[Mapping[str, Any]] = ()
    commit: Callable[[str], Commit | None] = field(default=_no_commit)
    """A reachable commit by its id."""
    commits: Callable[[], Sequence[Commit]] = field(default=_no_commits)
    """Reachable commits that name the incident, the latest first."""

    @property
    def report(self) -> tuple[str, Extract] | None:
        """The incident's report with its path."""
        reports = self.corpus.of_kind("incident").items()
        return next(((path, one) for path, one in reports if one.id == self.incident), None)


class Judgement(NamedTuple):
    """Evidence that holds, in the form to be kept; or why there is none."""

    form: Form
    problem: str = ""

    @property
    def holds(self) -> bool:
        """Whether it proves the item."""
        return not self.problem


def _no(problem: str) -> Judgement:
    return Judgement({}, problem)


def offered(item: ChecklistItem, text: str, ground: Ground) -> Judgement:
    """The judgement on evidence as somebody typed it."""
    given = text.strip()
    if not given:
        return _no("the evidence is empty")
    return _OFFERED[item.evidence](given, ground)


def found(item: ChecklistItem, ground: Ground) -> Judgement:
    """The evidence that the repository already holds."""
    return _FOUND[item.evidence](ground)


def recorded(item: ChecklistItem, form: Form, ground: Ground) -> Judgement:
    """The judgement on evidence that a checklist already keeps."""
    if len(form) != 1:
        return _no("one form of evidence is needed")
    ((name, value),) = form.items()
    if item.evidence in {"report", "metrics"}:
        return offered(item, str(value), ground) if name == "path" else _no(f"`{name}` proves nothing here")
    if name == "tasks":
        return _task_ids(list(value), ground)
    if name == "commit":
        return _commit(str(value), ground) if item.evidence == "docs" else Judgement(form)
    return Judgement(form)


def wanted(item: ChecklistItem, ground: Ground) -> str:
    """What would satisfy the item: a whole sentence."""
    policy, incident = ground.policy, ground.incident
    channel = policy.channel(item.channel) if item.channel else None
    done = f"gov checklist done {incident} {item.id} --evidence"
    return {
        "report": f"Complete the report of {incident}, then run `gov checklist close {incident}`.",
        "metrics": f"Store a snapshot in `{policy.knowledge.metrics}/` with a capture that names {incident}.",
        "announcement": f"Post in {channel.name if channel else 'the channel'}, then run `{done} PERMALINK`.",
        "tasks": (
            f"Add a task to `{policy.knowledge.tasks}` with `incident: {incident}`, an owner and a due date, "
            f"or run `{done} TICKET-URL`."
        ),
        "docs": (
            f"Commit a change in `{policy.knowledge.docs}/` that names {incident}, "
            f'or run `{done} PULL-REQUEST-URL`, or `{done} "not needed: REASON"`.'
        ),
        "note": f"Run `{done} TEXT`.",
    }[item.evidence]


# report


def _report(path: str, ground: Ground) -> Judgement:
    extract = ground.corpus.extracts.get(path)
    if extract is None:
        return _no(f"`{path}` is no report here")
    if extract.kind != "incident" or extract.id != ground.incident:
        return _no(f"`{path}` is not the report of {ground.incident}")
    missing = shortcomings(extract, ground.policy)
    return _no(f"the report is not complete: {'; '.join(missing)}") if missing else Judgement({"path": path})


def shortcomings(extract: Extract, policy: Playbook) -> list[str]:
    """What keeps an incident's report from being complete at the level of its severity."""
    facts = extract.facts
    if facts.get("status") not in {"resolved", "closed"}:
        return [f"the incident is {facts.get('status')}, not resolved"]
    level = policy.severity(facts.get("severity") or "")
    return list(facts.get("missing", {}).get(level.report if level else "full", ()))


def _found_report(ground: Ground) -> Judgement:
    report = ground.report
    return _report(report[0], ground) if report else _no("the report is not there")


# metrics


def _metrics(path: str, ground: Ground) -> Judgement:
    extract = ground.corpus.extracts.get(path)
    if extract is None or extract.kind != "metrics":
        return _no(f"`{path}` is no snapshot here")
    captures = [
        capture for capture in extract.facts.get("captures", ()) if capture["incident"] == ground.incident
    ]
    if not captures:
        return _no(f"`{path}` has no capture that names {ground.incident}")
    start = _start(ground)
    if start and all(capture["at"] < start for capture in captures):
        return _no(f"`{path}` was captured before the incident")
    return Judgement({"path": path})


def _start(ground: Ground) -> str:
    """The first known time of the incident: instants in UTC with Z sort as text."""
    report = ground.report
    return min(report[1].facts.get("times", {}).values(), default="") if report else ""


def _found_metrics(ground: Ground) -> Judgement:
    paths = sorted(ground.corpus.of_kind("metrics"), reverse=True)
    judged = [_metrics(path, ground) for path in paths]
    telling = [one for one in judged if one.problem.endswith("before the incident")]
    nothing = _no(f"no snapshot names {ground.incident}")
    return next((one for one in judged if one.holds), telling[0] if telling else nothing)


# announcement


def _announcement(text: str, _ground: Ground) -> Judgement:
    return Judgement({"url": text}) if _URL.fullmatch(text) else _no("a permalink begins with https://")


# tasks


def _tasks(text: str, ground: Ground) -> Judgement:
    if _URL.fullmatch(text):
        return Judgement({"url": text})
    return _task_ids([part.strip() for part in text.split(",") if part.strip()], ground)


def _task_ids(ids: list[str], ground: Ground) -> Judgement:
    known = {str(task.get("id")): task for task in ground.tasks}
    for name in ids:
        task = known.get(name)
        if task is None:
            return _no(f"there is no task `{name}` in `{ground.policy.knowledge.tasks}`")
        problem = _task_problem(task, ground.incident)
        if problem:
            return _no(f"the task `{name}` {problem}")
    return Judgement({"tasks": ids}) if ids else _no("no task is named")


def _task_problem(task: Mapping[str, Any], incident: str) -> str:
    if task.get("incident") != incident:
        return f"does not name {incident}"
    lacking = [name for name in ("owner", "due") if not task.get(name)]
    return f"has no {' and no '.join(lacking)}" if lacking else ""


def _found_tasks(ground: Ground) -> Judgement:
    ids = [str(task.get("id")) for task in ground.tasks if task.get("incident") == ground.incident]
    return _task_ids(ids, ground) if ids else _no(f"no task names {ground.incident}")


# documentation


def _docs(text: str, ground: Ground) -> Judgement:
    if _URL.fullmatch(text):
        return Judgement({"url": text})
    spared = _NOT_NEEDED.fullmatch(text)
    if spared:
        reason = " ".join(spared[1].split())
        return Judgement({"not_needed": reason}) if reason else _no("`not needed` has no reason")
    return (
        _commit(text, ground) if _COMMIT.fullmatch(text) else _no("it is no commit, no address and no reason")
    )


def _commit(revision: str, ground: Ground) -> Judgement:
    commit = ground.commit(revision)
    if commit is None:
        return _no(f"the commit {revision} is not part of this history")
    problem = _commit_problem(commit, ground)
    return _no(f"the commit {revision} {problem}") if problem else Judgement({"commit": commit.id})


def _commit_problem(commit: Commit, ground: Ground) -> str:
    folder = ground.policy.knowledge.docs.rstrip("/") + "/"
    if ground.incident not in commit.message:
        return f"does not name {ground.incident}"
    return "" if any(path.startswith(folder) for path in commit.paths) else f"changes nothing in `{folder}`"


def _found_docs(ground: Ground) -> Judgement:
    fitting = (commit for commit in ground.commits() if not _commit_problem(commit, ground))
    commit = next(fitting, None)
    folder = ground.policy.knowledge.docs
    return (
        Judgement({"commit": commit.id})
        if commit
        else _no(f"no commit that changes `{folder}/` names {ground.incident}")
    )


def _note(text: str, _ground: Ground) -> Judgement:
    return Judgement({"url": text}) if _URL.fullmatch(text) else Judgement({"note": text})


def _nothing(problem: str) -> Callable[[Ground], Judgement]:
    return lambda _ground: _no(problem)


_OFFERED: Mapping[str, Callable[[str, Ground], Judgement]] = {
    "report": _report,
    "metrics": _metrics,
    "announcement": _announcement,
    "tasks": _tasks,
    "docs": _docs,
    "note": _note,
}
_FOUND: Mapping[str, Callable[[Ground], Judgement]] = {
    "report": _found_report,
    "metrics": _found_metrics,
    "announcement": _nothing("no announcement is recorded"),
    "tasks": _found_tasks,
    "docs": _found_docs,
    "note": _nothing("nothing is noted"),
}


def tasks_in(tree: Any, depth: int = 4) -> Iterator[Mapping[str, Any]]:
    """The tasks of a tasks.json in any of its shapes: mappings with an id, in lists."""
    if isinstance(tree, list):
        for task in tree:  # pyright: ignore[reportUnknownVariableType]
            if isinstance(task, dict) and "id" in task:
                yield task  # pyright: ignore[reportUnknownVariableType]
    elif isinstance(tree, dict) and depth:
        for value in tree.values():  # pyright: ignore[reportUnknownVariableType]
            yield from tasks_in(value, depth - 1)
