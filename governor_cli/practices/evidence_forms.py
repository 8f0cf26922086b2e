"""How each kind of evidence is judged: as somebody offers it, and as the repository already holds it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from governor_cli.contracts.extract import Extract
from governor_cli.policy.model import Playbook
from governor_cli.practices.evidence_ground import Commit, Ground, Judgement, unproved

_URL = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_NOT_NEEDED = re.compile(r"not[ -_]?needed\b[ \t]*[:,;-]?[ \t]*(.*)", re.IGNORECASE | re.DOTALL)


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
    start = _start(ground)
    if start and all(capture["at"] < start for capture in captures):
        return unproved(f"`{path}` was captured before the incident")
    return Judgement({"path": path})


def _start(ground: Ground) -> str:
    """The first known time of the incident: instants in UTC with Z sort as text."""
    report = ground.report
    return min(report[1].facts.get("times", {}).values(), default="") if report else ""


def _found_metrics(ground: Ground) -> Judgement:
    paths = sorted(ground.corpus.of_kind("metrics"), reverse=True)
    judged = [_metrics(path, ground) for path in paths]
    telling = [one for one in judged if one.problem.endswith("before the incident")]
    nothing = unproved(f"no snapshot names {ground.incident}")
    return next((one for one in judged if one.holds), telling[0] if telling else nothing)


# announcement


def _announcement(text: str, _ground: Ground) -> Judgement:
    return Judgement({"url": text}) if _URL.fullmatch(text) else unproved("a permalink begins with https://")


# tasks


def _tasks(text: str, ground: Ground) -> Judgement:
    if _URL.fullmatch(text):
        return Judgement({"url": text})
    return task_ids([part.strip() for part in text.split(",") if part.strip()], ground)


def task_ids(ids: list[str], ground: Ground) -> Judgement:
    """Tasks for the incident, each with an owner and a due date."""
    known = {str(task.get("id")): task for task in ground.tasks}
    for name in ids:
        task = known.get(name)
        if task is None:
            return unproved(f"there is no task `{name}` in `{ground.policy.knowledge.tasks}`")
        problem = _task_problem(task, ground.incident)
        if problem:
            return unproved(f"the task `{name}` {problem}")
    return Judgement({"tasks": ids}) if ids else unproved("no task is named")


def _task_problem(task: Mapping[str, Any], incident: str) -> str:
    if task.get("incident") != incident:
        return f"does not name {incident}"
    lacking = [name for name in ("owner", "due") if not task.get(name)]
    return f"has no {' and no '.join(lacking)}" if lacking else ""


def _found_tasks(ground: Ground) -> Judgement:
    ids = [str(task.get("id")) for task in ground.tasks if task.get("incident") == ground.incident]
    return task_ids(ids, ground) if ids else unproved(f"no task names {ground.incident}")


# documentation


def _docs(text: str, ground: Ground) -> Judgement:
    if _URL.fullmatch(text):
        return Judgement({"url": text})
    spared = _NOT_NEEDED.fullmatch(text)
    if spared:
        reason = " ".join(spared[1].split())
        return Judgement({"not_needed": reason}) if reason else unproved("`not needed` has no reason")
    if _COMMIT.fullmatch(text):
        return commit_named(text, ground)
    return unproved("it is no commit, no address and no reason")


def commit_named(revision: str, ground: Ground) -> Judgement:
    """A reachable commit that changes the documentation and names the incident."""
    commit = ground.commit(revision)
    if commit is None:
        return unproved(f"the commit {revision} is not part of this history")
    problem = _commit_problem(commit, ground)
    return unproved(f"the commit {revision} {problem}") if problem else Judgement({"commit": commit.id})


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
        else unproved(f"no commit that changes `{folder}/` names {ground.incident}")
    )


def _note(text: str, _ground: Ground) -> Judgement:
    return Judgement({"url": text}) if _URL.fullmatch(text) else Judgement({"note": text})


def _nothing(problem: str) -> Callable[[Ground], Judgement]:
    return lambda _ground: unproved(problem)


OFFERED: Mapping[str, Callable[[str, Ground], Judgement]] = {
    "report": _report,
    "metrics": _metrics,
    "announcement": _announcement,
    "tasks": _tasks,
    "docs": _docs,
    "note": _note,
}
FOUND: Mapping[str, Callable[[Ground], Judgement]] = {
    "report": _found_report,
    "metrics": _found_metrics,
    "announcement": _nothing("no announcement is recorded"),
    "tasks": _found_tasks,
    "docs": _found_docs,
    "note": _nothing("nothing is noted"),
}
