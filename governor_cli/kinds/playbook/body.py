"""The tables people read in the playbook's body, written from its front matter.

Pure text from values: the renderer and the drift rule are one. Each block stands between
``<!-- gov:NAME -->`` and ``<!-- /gov:NAME -->``.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from governor_cli.core.document import Document
from governor_cli.kinds.playbook.people import channels, escalation, roles
from governor_cli.kinds.playbook.phrases import (
    channel_name,
    code,
    due,
    joined,
    role_name,
    role_names,
    said,
    span,
    table,
    window,
    words,
)
from governor_cli.policy.model import Playbook, SeverityLevel, Updates

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
        "channels": channels(playbook),
        "roles": roles(playbook),
        "severities": _severities(playbook),
        "updates": _updates(playbook),
        "escalation": escalation(playbook),
        "runbooks": _runbooks(playbook, posixpath.dirname(document.path)),
        "knowledge": _knowledge(playbook),
        "checklist": _checklist(playbook),
        "deadlines": _deadlines(playbook),
        "sync": _sync(playbook),
    }


def _severities(playbook: Playbook) -> str:
    header = ("Severity", "When", "Page", "Respond", "Update every", "Hours")
    return table(header, (_severity(playbook, level) for level in playbook.severities))


def _severity(playbook: Playbook, level: SeverityLevel) -> Iterable[str]:
    return (
        f"**{words(level.id)}**",
        said(level, "when", words(level.when)),
        said(level, "page_within", due(level.page_within)),
        said(level, "respond_within", due(level.respond_within)),
        said(level, "update_every", span(level.update_every)),
        said(level, "hours", window(playbook, level.hours)),
    )


def _updates(playbook: Playbook) -> str:
    timed = [level for level in playbook.severities if level.update_every is not None]
    rhythm = [
        f"- {joined(words(level.id) for level in levels)}: every {span(every)}"
        for every, levels in groupby(timed, key=lambda level: level.update_every)
    ]
    return "\n".join((_updates_sentence(playbook, playbook.updates), "", *rhythm)).rstrip()


def _updates_sentence(playbook: Playbook, updates: Updates) -> str:
    by = said(updates, "by", joined((role_name(playbook, name) for name in updates.by), "or"))
    to = said(updates, "to", joined(channel_name(playbook, name) for name in updates.to))
    return f"Posted by {by} in {to}, until the incident is {said(updates, 'until', updates.until)}."


def _runbooks(playbook: Playbook, folder: str) -> str:
    return "\n".join(
        f"- **{words(name)}**: {'not written yet' if path is None else _link(path, folder)}"
        for name, path in playbook.runbooks.items()
    )


def _link(path: str, folder: str) -> str:
    target = posixpath.relpath(path, folder or ".")
    plain = re.fullmatch(r"[\w./-]+", target, re.ASCII)
    safe = target if plain else f"<{target.replace('<', '%3C').replace('>', '%3E')}>"
    return f"[{words(posixpath.basename(path))}]({safe})"


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
    within = said(kept, "documentation_within", f"within {span(kept.documentation_within)}")
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
    return _PROOF[evidence] + (f" in {channel_name(playbook, channel)}" if channel is not None else "")


def _deadlines(playbook: Playbook) -> str:
    after = playbook.after_resolve
    tasks = joined(f"{words(severity)} {span(within)}" for severity, within in after.tasks.items())
    rows = (
        ("Report complete", said(after, "report", span(after.report))),
        ("Checklist closed", said(after, "checklist", span(after.checklist))),
        ("Follow-up tasks done", said(after, "tasks", tasks)),
    )
    return table(("What", "After the incident is resolved"), rows)


def _sync(playbook: Playbook) -> str:
    sync = playbook.sync
    every = said(sync, "every", f"every {span(sync.every)}")
    return f"Meeting {every}: {said(sync, 'attendees', role_names(playbook, sync.attendees))}."
