"""Check the documentation: its links by the rules of `gov check`, its upkeep by history and clock."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, time

from governor_cli.adapters.git import Git
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.core.finding import WHOLE_FILE, Finding
from governor_cli.core.instants import parse_day
from governor_cli.core.report import report
from governor_cli.practices.documentation.upkeep_rules import DEFAULT_REVIEW, Upkeep, runbooks
from governor_cli.workflows import catalogue
from governor_cli.workflows.check.checking import Answer, Question, check
from governor_cli.workflows.check.judging import Choice
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.repository.surveying import Progress

CODES = ("DOX", "REF007", "PLB042")
"""What `gov check` says of documentation: links and anchors, runbooks that are missing or not written."""


def check_documentation(workspace: Workspace, now: datetime, progress: Progress | None = None) -> Answer:
    """The findings of the work tree about documentation, upkeep included."""
    answer = check(workspace, Question(choice=Choice(select=CODES)), progress)
    found = list(upkeep_findings(Recording(workspace), now))
    told = report(answer.report.judged, answer.report.documents, [*answer.report.findings, *found])
    return Answer(told, answer.snapshot)


def upkeep_findings(recording: Recording, now: datetime) -> Iterator[Finding]:
    """What the rules over history say, where the runbook itself does not silence them.

    In a shallow clone nothing: its oldest commit seems to have changed everything.
    """
    workspace, repository = recording.workspace, recording.repository
    if os.path.exists(os.path.join(workspace.git.located.common_dir, "shallow")):  # noqa: PTH110, PTH118 - git's text
        return
    touched = dict(_touched(recording, now))
    limits = recording.roster.limits if recording.roster else None
    every = (limits.review_every if limits else None) or DEFAULT_REVIEW
    upkeep = Upkeep(recording.policy, repository.corpus, touched, every, now)
    for rule in catalogue.history_rules():
        for fault in rule.check(upkeep):
            page = repository.corpus.pages.get(fault.path)
            if any(one.code == rule.code and one.reason for one in (page.silences if page else ())):
                continue
            yield Finding(
                workspace.prefix + fault.path,
                fault.place or WHOLE_FILE,
                rule.code,
                fault.severity or rule.severity,
                fault.message,
                fault.hint,
                fault.subject,
            )


def _touched(recording: Recording, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Runbook -> its last change or review; one that is edited right now was touched now."""
    repository, prefix = recording.repository, recording.workspace.prefix
    for path in runbooks(recording.policy):
        entry = repository.snapshot.entries.get(prefix + path)
        if entry is None or not entry[0].startswith("100"):
            continue
        changed = now if entry[1] is None else _last_change(recording.workspace.git, prefix + path)
        known = [at for at in (changed, _reviewed(repository, path)) if at is not None]
        if known:
            yield path, min(max(known), now)


def _last_change(git: Git, path: str) -> datetime | None:
    told = git.ask("--literal-pathspecs", "log", "-1", "--format=%ct", "HEAD", "--", path)
    return datetime.fromtimestamp(int(told), UTC) if told and told.strip() else None


def _reviewed(repository: Repository, path: str) -> datetime | None:
    """The day in the runbook's front matter, as a whole."""
    try:
        written = repository.document(path).front.get("reviewed")
        day = parse_day(written) if isinstance(written, str) else None
    except (GovError, ValueError):
        return None
    return datetime.combine(day, time(23, 59, 59), UTC) if day else None
