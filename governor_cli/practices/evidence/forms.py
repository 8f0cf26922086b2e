"""How each kind of evidence is judged: as somebody offers it, and as the repository already holds it.

Documentation, which needs the history, stands in ``evidence_docs``.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from governor_cli.contracts.extract import Extract
from governor_cli.core.forms import url
from governor_cli.core.instants import parse_instant
from governor_cli.kinds.tasks.model import Task
from governor_cli.policy.model import Playbook
from governor_cli.practices.evidence.docs import found_docs, offered_docs
from governor_cli.practices.evidence.ground import Ground, Judgement, unproved
from governor_cli.practices.tasks import day_of

_SLACK = re.compile(r"https://[^/]+\.slack\.com/archives/[^/]+/p([0-9]{10})[0-9]{6}(?:\?.*)?")
"""A permalink says when its message was posted, in seconds and microseconds."""


def is_address(text: str) -> bool:
    """Whether a text is an http address, whole and on one line."""
    try:
        url(text)
    except ValueError:
        return False
    return True


# report


def _report(path: str, ground: Ground) -> Judgement:
    extract = ground.corpus.extracts.get(path)
    if extract is None:
        return unproved(f"`{path}` is no report here")
    if extract.kind != "incident" or extract.id != ground.incident:
        return unproved(f"`{path}` is not the report of {ground.incident}")
    missing = shortcomings(extract, ground.policy)
    return (
        unproved(f"the report is not complete: {'; '.join(missing)}")
        if missing
        else Judgement({"path": path})
    )


def shortcomings(extract: Extract, policy: Playbook) -> list[str]:
    """What keeps an incident's report from being complete at the level of its severity."""
    facts = extract.facts
    if facts.get("status") not in {"resolved", "closed"}:
        return [f"the incident is {facts.get('status')}, not resolved"]
    level = policy.severity(facts.get("severity") or "")
    return list(facts.get("missing", {}).get(level.report if level else "full", ()))


def _found_report(ground: Ground) -> Judgement:
    report = ground.report
    return _report(report[0], ground) if report else unproved("the report is not there")


# metrics


def _metrics(path: str, ground: Ground) -> Judgement:
    extract = ground.corpus.extracts.get(path)
    if extract is None or extract.kind != "metrics":
        return unproved(f"`{path}` is no snapshot here")
    captures = [
        capture for capture in extract.facts.get("captures", ()) if capture["incident"] == ground.incident
    ]
    if not captures:
        return unproved(f"`{path}` has no capture that names {ground.incident}")
    start = ground.start
    if start and all(capture["at"] < start for capture in captures):
        return unproved(f"`{path}` was captured before the incident")
    return Judgement({"path": path})


def _found_metrics(ground: Ground) -> Judgement:
    paths = sorted(ground.corpus.of_kind("metrics"), reverse=True)
    judged = [_metrics(path, ground) for path in paths]
    telling = [one for one in judged if one.problem.endswith("before the incident")]
    nothing = unproved(f"no snapshot names {ground.incident}")
    return next((one for one in judged if one.holds), telling[0] if telling else nothing)


# announcement


def _announcement(text: str, ground: Ground) -> Judgement:
    if not is_address(text):
        return unproved("a permalink begins with https://")
    posted = _SLACK.fullmatch(text)
    if posted and ground.is_before(int(posted[1])):
        return unproved("that message is older than the incident")
    return Judgement({"url": text})


# tasks


def _tasks(text: str, ground: Ground) -> Judgement:
    if is_address(text):
        return Judgement({"url": text})
    return task_ids([part.strip() for part in text.split(",") if part.strip()], ground)


def task_ids(ids: list[str], ground: Ground) -> Judgement:
    """Tasks for the incident, each with an owner and a due date."""
    for name in ids:
        tasks = ground.tasks.get(name)
        if not tasks:
            return unproved(f"there is no task `{name}` in `{ground.policy.knowledge.tasks}`")
        own = next((task for task in tasks if task.incident == ground.incident), tasks[0])
        problem = _task_problem(own, ground)
        if problem:
            return unproved(f"the task `{name}` {problem}")
    return Judgement({"tasks": ids}) if ids else unproved("no task is named")


def _task_problem(task: Task, ground: Ground) -> str:
    if task.incident != ground.incident:
        return f"does not name {ground.incident}"
    if task.state == "cancelled":
        return ""  # it was logged, and somebody said why nobody will do it
    lacking = [name for name in ("owner", "due") if not getattr(task, name)]
    if lacking:
        return f"has no {' and no '.join(lacking)}"
    return "was due before the incident" if _is_old(task.day, ground) else ""


def _is_old(day: date | None, ground: Ground) -> bool:
    start = ground.start
    return bool(day and start) and day < day_of(ground.policy, parse_instant(start))  # type: ignore[operator]


def _found_tasks(ground: Ground) -> Judgement:
    if "tasks" in ground.corpus.unreadable:
        return unproved(f"`{ground.policy.knowledge.tasks}` cannot be read")
    every = (task for tasks in ground.tasks.values() for task in tasks)
    own = [task for task in every if task.incident == ground.incident]
    ids = [task.id for task in own if task.state != "cancelled"]
    if own and not ids:
        return unproved(f"every task of {ground.incident} was declined")
    return task_ids(ids, ground) if ids else unproved(f"no task names {ground.incident}")


def _note(text: str, _ground: Ground) -> Judgement:
    return Judgement({"url": text}) if is_address(text) else Judgement({"note": text})


def _nothing(problem: str) -> Callable[[Ground], Judgement]:
    return lambda _ground: unproved(problem)


OFFERED: Mapping[str, Callable[[str, Ground], Judgement]] = {
    "report": _report,
    "metrics": _metrics,
    "announcement": _announcement,
    "tasks": _tasks,
    "docs": offered_docs,
    "note": _note,
}
FOUND: Mapping[str, Callable[[Ground], Judgement]] = {
    "report": _found_report,
    "metrics": _found_metrics,
    "tasks": _found_tasks,
    "docs": found_docs,
    "note": _nothing("nothing is noted"),
}
