"""The catalogue: every kind, rule and report format, as dotted names imported when used."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from governor_cli.contracts.forge import Forge
    from governor_cli.contracts.kind import Kind
    from governor_cli.contracts.notifier import Notifier
    from governor_cli.contracts.probe import Probe
    from governor_cli.contracts.rule import Rule
    from governor_cli.contracts.view import View
    from governor_cli.core.record import Record

MODELS = {
    "playbook": ("governor_cli.policy.model", "Playbook"),
    "roster": ("governor_cli.kinds.roster.model", "Roster"),
    "incident": ("governor_cli.kinds.incident.model", "Incident"),
    "checklist": ("governor_cli.kinds.checklist.model", "Checklist"),
    "metrics": ("governor_cli.kinds.metrics.model", "Metrics"),
    "sync": ("governor_cli.kinds.sync.model", "Sync"),
}
"""Where the record of a kind is: who reads a document needs none of the rules that judge it."""

KINDS = tuple(MODELS)
"""Folders of ``governor_cli.kinds`` whose ``kind.py`` exports KIND; ``artifact`` has what they share."""

DOCUMENT_RULES = ("governor_cli.kinds.artifact.rules",)
"""Modules with RULES that hold for a document of any kind."""

TASK_RULES = ("governor_cli.kinds.tasks.rules",)
"""Modules with RULES over a file of tasks, which is JSON and has no front matter."""

PRACTICE_RULES = {"roster": ("governor_cli.practices.coverage.week_table_rules",)}
"""Modules with RULES over one document of a kind that need know-how beyond that kind."""

CORPUS_RULES = (
    "governor_cli.practices.names",
    "governor_cli.practices.references",
    "governor_cli.practices.evidence.rules",
    "governor_cli.practices.promises",
    "governor_cli.practices.documentation.link_rules",
    "governor_cli.practices.task_rules",
)
"""Modules with RULES that look at several files."""

REPORTED_RULES = (
    "governor_cli.kinds.artifact.silence_rules",
    "governor_cli.practices.schedule.calendar_rules",
)
"""Rules whose findings a workflow itself makes: about other findings, or about what is no artifact."""

SCHEDULE_RULES = (
    "governor_cli.practices.coverage.coverage_rules",
    "governor_cli.practices.coverage.reach_rules",
    "governor_cli.practices.coverage.duty_rules",
)
"""Modules with RULES over the coming time, which only ``gov roster check`` looks at."""

HISTORY_RULES = ("governor_cli.practices.documentation.upkeep_rules",)
"""Modules with RULES over what commits changed when, which only ``gov docs check`` looks at."""

REPORTS = {
    "text": "governor_cli.views.reports.text_report",
    "lines": "governor_cli.views.reports.lines_report",
    "json": "governor_cli.views.reports.json_report",
    "sarif": "governor_cli.views.reports.sarif",
    "junit": "governor_cli.views.reports.junit",
    "github": "governor_cli.views.reports.github",
    "gitlab": "governor_cli.views.reports.gitlab",
}


@cache
def kind(name: str) -> "Kind":
    """The kind of this name; KeyError where there is none."""
    if name not in KINDS:
        raise KeyError(name)
    found: Kind = import_module(f"governor_cli.kinds.{name}.kind").KIND
    return found


@cache
def model(name: str) -> "type[Record]":
    """The record of a kind; KeyError where there is none."""
    module, record = MODELS[name]
    found: type[Record] = getattr(import_module(module), record)
    return found


def _rules(modules: tuple[str, ...]) -> "tuple[Rule, ...]":
    return tuple(rule for name in modules for rule in import_module(name).RULES)


@cache
def document_rules(name: str) -> "tuple[Rule, ...]":
    """The rules over one document of a kind, those of every document first."""
    from governor_cli.kinds.artifact.drift import drift

    own = kind(name)
    drifts = (drift(own.blocks),) if own.blocks else ()
    return (*_rules(DOCUMENT_RULES), *own.rules, *drifts, *_rules(PRACTICE_RULES.get(name, ())))


@cache
def task_rules() -> "tuple[Rule, ...]":
    """The rules over one file of tasks."""
    return _rules(TASK_RULES)


@cache
def corpus_rules() -> "tuple[Rule, ...]":
    """The rules over several files."""
    return _rules(CORPUS_RULES)


@cache
def schedule_rules() -> "tuple[Rule, ...]":
    """The rules over a roster and the coming time."""
    return _rules(SCHEDULE_RULES)


@cache
def history_rules() -> "tuple[Rule, ...]":
    """The rules over the documentation and its history."""
    return _rules(HISTORY_RULES)


@cache
def all_rules() -> "dict[str, Rule]":
    """Every rule by its code, in the order of codes."""
    rules = {rule.code: rule for name in KINDS for rule in document_rules(name)}
    several = (*task_rules(), *corpus_rules(), *_rules(REPORTED_RULES), *schedule_rules(), *history_rules())
    rules |= {rule.code: rule for rule in several}
    return dict(sorted(rules.items()))


def report_view(name: str) -> "View":
    """The format of this name; ``lines`` is ``text`` where no person looks on."""
    found: View = import_module(REPORTS[name]).VIEW
    return found


FORGES = ("github", "gitlab", "gitea", "none")
"""Modules of ``governor_cli.forges`` that export FORGE; the last is taken where no other fits."""


def forge(name: str) -> "Forge":
    """The forge of this name."""
    found: Forge = import_module(f"governor_cli.forges.{name}").FORGE
    return found


NOTIFIERS = ("slack", "teams", "mail", "pager")
"""Modules of ``governor_cli.notifiers`` that export NOTIFIER: the media of the playbook's channels."""


def notifier(medium: str) -> "Notifier":
    """The notifier of a medium."""
    found: Notifier = import_module(f"governor_cli.notifiers.{medium}").NOTIFIER
    return found


PROBES = (
    "git",
    "python",
    "clock",
    "hook",
    "remote",
    "default_branch",
    "forge",
    "prometheus",
    "mail",
    "slack",
    "teams",
    "pagerduty",
    "roster",
)
"""Modules of ``governor_cli.probes`` that export PROBE, in the order in which people read them."""


def probe(name: str) -> "Probe":
    """The probe of this name."""
    found: Probe = import_module(f"governor_cli.probes.{name}").PROBE
    return found
