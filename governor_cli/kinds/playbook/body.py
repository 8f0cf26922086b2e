"""The tables people read in the playbook's body, written from its front matter.

Pure text from values: the renderer and the drift rule are one. Each block stands between
``<!-- gov:NAME -->`` and ``<!-- /gov:NAME -->``.
"""

import posixpath
from collections.abc import Iterable, Mapping
from datetime import timedelta

from governor_cli.core.document import Document
from governor_cli.core.instants import format_duration
from governor_cli.kinds.playbook.phrases import code, joined, said, table, words
from governor_cli.policy.model import Channel, Playbook, Role, SeverityLevel, Step, Updates

_PROOF = {
    "report": "a report without open sections",
    "metrics": "a snapshot that names the incident",
    "announcement": "a notice",
    "tasks": "tasks with owner and date",
    "docs": "a documentation change",
    "note": "a written word",
}


def blocks(playbook: Playbook, document: Document) -> Mapping[str, str]:
    """Every block a playbook's body may show, by name."""
    return {
        "channels": _channels(playbook),
        "roles": "\n".join(_role(playbook, role) for role in playbook.roles),
        "severities": _severities(playbook),
        "updates": _updates(playbook),
        "escalation": _escalation(playbook),
        "runbooks": _runbooks(playbook, posixpath.dirname(document.path)),
        "knowledge": _knowledge(playbook),
        "checklist": _checklist(playbook),
        "deadlines": _deadlines(playbook),
        "sync": _sync(playbook),
    }


def _channels(playbook: Playbook) -> str:
    header = ("Channel", "Purpose", "Hours", "Staffed by", "Promise", "Notes")
    return table(header, (_channel(playbook, channel) for channel in playbook.channels))


def _channel(playbook: Playbook, channel: Channel) -> Iterable[str]:
    return (
        _channel_name(playbook, channel.id),
        words(channel.purpose),
        said(channel, "hours", _window(playbook, channel.hours)),
        said(channel, "staffed_by", _roles(playbook, channel.staffed_by)),
        "; ".join(_channel_promises(playbook, channel)),
        words(channel.notes),
    )


def _channel_promises(playbook: Playbook, channel: Channel) -> Iterable[str]:
    if channel.acknowledge_within is not None:
        yield said(channel, "acknowledge_within", f"acknowledged in {_span(channel.acknowledge_within)}")
    if channel.triage_within is not None:
        yield said(channel, "triage_within", f"triaged in {_span(channel.triage_within)}")
    if channel.severities:
        yield said(channel, "severities", f"for {joined(words(name) for name in channel.severities)}")
    if channel.escalates_to is not None:
        yield said(channel, "escalates_to", f"escalates to {_channel_name(playbook, channel.escalates_to)}")


def _role(playbook: Playbook, role: Role) -> str:
    return f"- **{words(role.name)}** ({'; '.join(_role_facts(playbook, role))}){_duties(role)}"


def _role_facts(playbook: Playbook, role: Role) -> Iterable[str]:
    if role.same_as is not None:
        yield said(role, "same_as", f"another name for {_roles(playbook, [role.same_as])}")
    if role.duty is not None:
        yield said(
            role, "duty", role.duty.replace("on-call", "on call").replace("best-effort", "best effort")
        )
    if role.reach:
        yield said(role, "reach", f"by {joined(role.reach)}")
    if role.not_with:
        yield said(role, "not_with", f"never the same person as {_roles(playbook, role.not_with)}")


def _duties(role: Role) -> str:
    return f": {said(role, 'duties', joined(words(duty) for duty in role.duties))}" if role.duties else ""


def _severities(playbook: Playbook) -> str:
    header = ("Severity", "When", "Page", "Respond", "Update every", "Hours")
    return table(header, (_severity(playbook, level) for level in playbook.severities))


def _severity(playbook: Playbook, level: SeverityLevel) -> Iterable[str]:
    return (
        f"**{words(level.id)}**",
        said(level, "when", words(level.when)),
        said(level, "page_within", _due(level.page_within)),
        said(level, "respond_within", _due(level.respond_within)),
        said(level, "update_every", _span(level.update_every)),
        said(level, "hours", _window(playbook, level.hours)),
    )


def _updates(playbook: Playbook) -> str:
    updates = playbook.updates
    rhythm = (
        f"- {words(level.id)}: every {_span(level.update_every)}"
        for level in playbook.severities
        if level.update_every is not None
    )
    return "\n".join((_updates_sentence(playbook, updates), "", *rhythm)).rstrip()


def _updates_sentence(playbook: Playbook, updates: Updates) -> str:
    by = said(updates, "by", joined((_role_name(playbook, name) for name in updates.by), "or"))
    to = said(updates, "to", joined(_channel_name(playbook, name) for name in updates.to))
    return f"Posted by {by} in {to}, until the incident is {said(updates, 'until', updates.until)}."


def _escalation(playbook: Playbook) -> str:
    rows = (
        (f"**{words(severity)}**", *_chain(playbook, steps))
        for severity, steps in playbook.escalation.items()
    )
    return table(("Severity", "First", "Then", "Kept posted"), rows)


def _chain(playbook: Playbook, steps: list[Step]) -> tuple[str, str, str]:
    told = [_told(playbook, step) for step in steps if step.tell]
    informed = [_informed(playbook, step) for step in steps if step.inform]
    return (told[0] if told else "", "; ".join(told[1:]), "; ".join(informed))


def _told(playbook: Playbook, step: Step) -> str:
    names = said(step, "tell", _roles(playbook, step.tell))
    return names if step.after is None else f"{names}, {said(step, 'after', f'after {_span(step.after)}')}"


def _informed(playbook: Playbook, step: Step) -> str:
    names = said(step, "inform", _roles(playbook, step.inform))
    return (
        names if step.within is None else f"{names}, {said(step, 'within', f'within {_span(step.within)}')}"
    )


def _runbooks(playbook: Playbook, folder: str) -> str:
    return "\n".join(
        f"- {words(name)}: {'not written yet' if path is None else _link(path, folder)}"
        for name, path in playbook.runbooks.items()
    )


def _link(path: str, folder: str) -> str:
    target = posixpath.relpath(path, folder or ".")
    return f"[{words(posixpath.basename(path))}](<{target.replace('<', '%3C').replace('>', '%3E')}>)"


def _knowledge(playbook: Playbook) -> str:
    kept = playbook.knowledge
    named = {
        "incident_reports": "Incident reports",
        "metrics": "Metrics and health snapshots",
        "roster": "On-call roster",
        "checklists": "Checklists after incidents",
        "syncs": "Notes of the sync",
        "docs": "Operations documentation",
        "tasks": "Follow-up tasks",
    }
    rows = [(name, said(kept, key, code(getattr(kept, key)))) for key, name in named.items()]
    within = said(kept, "documentation_within", f"within {_span(kept.documentation_within)}")
    return (
        f"{table(('What', 'Where'), rows)}\n\n"
        f"What somebody learns is proposed as a change of the documentation {within}."
    )


def _checklist(playbook: Playbook) -> str:
    return "\n".join(
        f"- [ ] {words(item.text)} ({said(item, 'evidence', _proof(playbook, item.evidence, item.channel))})"
        for item in playbook.checklist
    )


def _proof(playbook: Playbook, evidence: str, channel: str | None) -> str:
    return _PROOF[evidence] + (f" in {_channel_name(playbook, channel)}" if channel is not None else "")


def _deadlines(playbook: Playbook) -> str:
    after = playbook.after_resolve
    tasks = joined(f"{words(severity)} {_span(span)}" for severity, span in after.tasks.items())
    rows = (
        ("Report complete", said(after, "report", _span(after.report))),
        ("Checklist closed", said(after, "checklist", _span(after.checklist))),
        ("Follow-up tasks done", said(after, "tasks", tasks)),
    )
    return table(("What", "After the incident is resolved"), rows)


def _sync(playbook: Playbook) -> str:
    sync = playbook.sync
    every = said(sync, "every", f"every {_span(sync.every)}")
    return f"{_roles(playbook, sync.attendees)} meet {every}."


def _window(playbook: Playbook, name: str) -> str:
    window = playbook.hours.get(name)
    if window is None:
        return words(name)
    closed = (
        f", closed on holidays of {joined(words(name) for name in window.closed)}" if window.closed else ""
    )
    return f"{words(name)} ({said(window, 'every', words(window.every))}{closed})"


def _roles(playbook: Playbook, ids: Iterable[str]) -> str:
    return joined(_role_name(playbook, role_id) for role_id in ids)


def _role_name(playbook: Playbook, role_id: str) -> str:
    role = playbook.role(role_id)
    return words(role.name if role else role_id)


def _channel_name(playbook: Playbook, channel_id: str) -> str:
    channel = playbook.channel(channel_id)
    if channel is None:
        return words(channel_id)
    return words(channel.name) if channel.medium == "pager" else code(channel.name)


def _span(duration: timedelta | None) -> str:
    return "" if duration is None else format_duration(duration)


def _due(duration: timedelta | None) -> str:
    return "at once" if duration == timedelta() else _span(duration)
