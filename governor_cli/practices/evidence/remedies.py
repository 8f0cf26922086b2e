"""What would prove an item that is still open, and the command that gets there."""

import shlex
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from governor_cli.policy.model import ChecklistItem
from governor_cli.practices.documentation.owed import topic_like, topic_problem
from governor_cli.practices.evidence.ground import Ground, Judgement


class Blank(NamedTuple):
    """A word that only a person knows: shown as ``name``, asked for with ``question``."""

    name: str
    question: str
    default: str = ""


Word = str | Blank


class Remedy(NamedTuple):
    """``sentence`` says what would do; ``command`` are the words of one, () where only a hand helps."""

    sentence: str
    command: tuple[Word, ...] = ()


def shown(command: tuple[Word, ...]) -> str:
    """A command as somebody would type it; blanks stand in capitals."""
    return " ".join(word.name if isinstance(word, Blank) else shlex.quote(word) for word in command)


def remedy(item: ChecklistItem, judged: Judgement, ground: Ground) -> Remedy:
    """What to do about an item whose evidence was judged like this."""
    if judged.holds and not judged.note:
        return _run("Tick it with that proof", "gov", "checklist", "done", ground.incident, item.id)
    return _REMEDIES[item.evidence](item, judged, ground)


def _run(what: str, *command: Word, also: str = "") -> Remedy:
    return Remedy(f"{what}: run `{shown(command)}`{also}.", command)


def _done(item: ChecklistItem, ground: Ground, evidence: Word) -> tuple[Word, ...]:
    return ("gov", "checklist", "done", ground.incident, item.id, "--evidence", evidence)


def _report(item: ChecklistItem, judged: Judgement, ground: Ground) -> Remedy:
    if judged.problem.endswith("is cancelled, not resolved"):
        reason = Blank("REASON", "Why does nobody need a report of it?")
        command = ("gov", "checklist", "waive", ground.incident, item.id, "--reason", reason)
        return _run("A cancelled incident has no report to complete", *command)
    if judged.problem.endswith("not resolved"):
        return _run("Say that the incident is over", "gov", "incident", "resolve", ground.incident)
    return _run("Complete the report", "gov", "incident", "report", ground.incident)


def _metrics(_item: ChecklistItem, _judged: Judgement, ground: Ground) -> Remedy:
    command: tuple[Word, ...] = ("gov", "metrics", "capture", "--incident", ground.incident)
    if not ground.measures:
        name = next((metric.name for metric in ground.policy.metrics), "")
        asked = f"What is measured, such as {name or 'p95'}=280?"
        command = (*command, "--value", Blank("NAME=NUMBER", asked))
    return _run("Archive what is measured", *command)


def _announcement(item: ChecklistItem, _judged: Judgement, ground: Ground) -> Remedy:
    channel = ground.policy.channel(item.channel) if item.channel else None
    where = channel.name if channel else "the channel"
    question = f"The permalink of the message in {where}?"
    sent = shown(("gov", "notify", "send", ground.incident, "--what", "lessons"))
    also = f", or `{sent}`" if channel and channel.medium != "pager" else ""
    return _run(f"Post in {where}", *_done(item, ground, Blank("PERMALINK", question)), also=also)


def _tasks(item: ChecklistItem, judged: Judgement, ground: Ground) -> Remedy:
    path = ground.policy.knowledge.tasks
    if "cannot be read" in judged.problem:
        return _run(f"Repair `{path}`", "gov", "check", path)
    if judged.problem.startswith("the task "):
        return _task_changed(judged.problem, ground)
    ticket = shown(_done(item, ground, Blank("TICKET-URL", "")))
    return _run("Log what follows", *_task_added(ground), also=f", or `{ticket}`")


def _task_changed(problem: str, ground: Ground) -> Remedy:
    """The command that gives a task what it lacks, as the problem names it."""
    name, lacking = problem.removeprefix("the task `").rsplit("`", 1)
    command: tuple[Word, ...] = ("gov", "task", "change", name)
    if "owner" in lacking:
        command = (*command, "--owner", _owner(ground))
    if "due" in lacking:
        command = (*command, "--due", "14d")
    if "does not name" in lacking:
        command = (*command, "--incident", ground.incident)
    return _run("Say what the task lacks", *command)


def _owner(ground: Ground) -> Word:
    """Who leads the incident, else the first role."""
    roles: Mapping[str, str] = _facts(ground).get("roles") or {}
    known = roles.get("commander") or next((role.id for role in ground.policy.roles), "")
    return known or Blank("HANDLE", "Who does it?")


def _task_added(ground: Ground) -> tuple[Word, ...]:
    who = _owner(ground)
    title = Blank("TITLE", "What is to be done, in a few words?")
    command: tuple[Word, ...] = ("gov", "task", "add", title, "--incident", ground.incident, "--owner", who)
    severity = ground.policy.severity(_facts(ground).get("severity") or "")
    promised = severity is not None and severity.id in ground.policy.after_resolve.tasks
    return command if promised else (*command, "--due", "14d")


def _docs(item: ChecklistItem, _judged: Judgement, ground: Ground) -> Remedy:
    spared = shown(_done(item, ground, Blank('"not needed: REASON"', "")))
    if ground.history.is_cut:
        return Remedy(
            f"Fetch the rest of the history with `git fetch --unshallow`, or name a review: "
            f"run `{shown(_done(item, ground, Blank('PULL-REQUEST-URL', '')))}`, or `{spared}`."
        )
    waiting = next((name for name, url in ground.branches() if not url), None)
    if waiting:
        return _run(f"Propose `{waiting}`", "gov", "docs", "submit", waiting, also=f", or `{spared}`")
    opened = shown(("gov", "docs", "open", _topic(ground), "--incident", ground.incident))
    folder = ground.policy.knowledge.docs.rstrip("/")
    file = Blank("FILE", f"Which document in {folder}/ says it now?")
    return Remedy(
        f"Write down what was learned: run `{opened}`, edit, then `gov docs submit`, or `{spared}`.",
        ("gov", "docs", "fix", file, "--incident", ground.incident),
    )


def _facts(ground: Ground) -> Mapping[str, Any]:
    return ground.report[1].facts if ground.report else {}


def _topic(ground: Ground) -> str:
    topic = topic_like(_facts(ground).get("title") or "")[:50].strip("-")
    return "what-was-learned" if topic_problem(topic) else topic


def _note(item: ChecklistItem, _judged: Judgement, ground: Ground) -> Remedy:
    return _run("Say how it was done", *_done(item, ground, Blank("TEXT", "How was it done?")))


_REMEDIES: Mapping[str, Callable[[ChecklistItem, Judgement, Ground], Remedy]] = {
    "report": _report,
    "metrics": _metrics,
    "announcement": _announcement,
    "tasks": _tasks,
    "docs": _docs,
    "note": _note,
}
