"""Upkeep of runbooks: each is looked at as often as was promised, and after an incident that used it."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from posixpath import basename
from typing import NamedTuple

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.rule import rule
from governor_cli.core.finding import WHOLE_FILE, Fault
from governor_cli.core.instants import format_duration, parse_instant
from governor_cli.policy.model import Playbook

DEFAULT_REVIEW = timedelta(days=180)
"""How often a runbook is looked at where nobody promised anything."""


class Upkeep(NamedTuple):
    """What the rules here look at; paths are relative to the root of the gov repository."""

    policy: Playbook
    corpus: Corpus
    touched: Mapping[str, datetime]
    """Runbook -> when it was last changed, or said to be reviewed; only those that are known."""
    review_every: timedelta
    now: datetime


def runbooks(policy: Playbook) -> dict[str, str]:
    """Path -> name of every runbook that the playbook or one of its services names."""
    found = {path: name for name, path in policy.runbooks.items() if path is not None}
    for service in policy.services:
        if service.runbook is not None:
            found.setdefault(service.runbook, service.id)
    return found


@rule("DOX010", "a runbook is reviewed as often as the team promised", scope="history", severity="warning")
def is_reviewed(upkeep: Upkeep) -> Iterator[Fault]:
    """A runbook that nobody has looked at for long describes a system that is no more.

    The promise is the roster's ``limits.review_every``, half a year where it makes none. A change of
    the file counts as a review; one that changes nothing is written into its front matter as
    ``reviewed: 2026-11-23``.
    """
    for path, at in upkeep.touched.items():
        age = upkeep.now - at
        if age > upkeep.review_every:
            every = format_duration(upkeep.review_every)
            message = f"last reviewed on {at:%Y-%m-%d}, {age.days} days ago; {every} was promised"
            hint = "Read it, then correct it or write `reviewed: DAY` into its front matter."
            yield Fault("DOX010", message, hint, place=WHOLE_FILE, path=path, subject="reviewed")


@rule(
    "DOX011", "a runbook that an incident engaged is looked at afterwards", scope="history", severity="info"
)
def is_looked_at(upkeep: Upkeep) -> Iterator[Fault]:
    """Whoever just followed a runbook knows best what is missing in it.

    The timeline's ``runbook`` rows say which one was engaged; once the incident is over and the time
    for documentation has passed, the runbook should have changed since, or have been reviewed.
    """
    names = runbooks(upkeep.policy)
    for path, at in upkeep.touched.items():
        used = [one for one in _uses(upkeep, path, names[path]) if one[0] > at]
        if used:
            when, incident = max(used)
            message = f"engaged in {incident} on {when:%Y-%m-%d}, and not touched since"
            hint = f"Run `gov docs fix {path} -i {incident}`, or note that it held with `reviewed: DAY`."
            yield Fault("DOX011", message, hint, place=WHOLE_FILE, path=path, subject=incident)


def _uses(upkeep: Upkeep, path: str, name: str) -> Iterator[tuple[datetime, str]]:
    """When resolved incidents engaged a runbook, so long ago that documentation was due."""
    latest = upkeep.now - upkeep.policy.knowledge.documentation_within
    for report in upkeep.corpus.of_kind("incident").values():
        resolved = report.facts.get("times", {}).get("resolved")
        if resolved is None or parse_instant(resolved) > latest:
            continue
        for at, text in report.facts.get("runbooks", ()):
            if _names(text, path, name):
                yield parse_instant(at), report.id


def _names(text: str, path: str, name: str) -> bool:
    """Whether a row speaks of a runbook: by its path, its file, or its name in the playbook."""
    file = basename(path)
    words = (path, file, file.rpartition(".")[0], name)
    return any(
        re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE) for word in words if word
    )


RULES = (is_reviewed, is_looked_at)
