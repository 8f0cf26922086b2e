"""Judge a snapshot: every finding of every gov repository in it, silences applied."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from governor_cli.adapters.cache import Cache
from governor_cli.adapters.settings import read_settings
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.workspace import roots_in
from governor_cli.core.document import read
from governor_cli.core.finding import Fault, Finding, Place, dotted
from governor_cli.core.json_text import JsonText, read_json
from governor_cli.core.report import Report, report
from governor_cli.core.silences import Silence
from governor_cli.workflows import catalogue
from governor_cli.workflows.repository.survey import Survey
from governor_cli.workflows.repository.surveying import Progress, survey

Silenced = dict[str, Sequence[Silence]]


class Choice(NamedTuple):
    """Which findings are wanted: by code or prefix of a code, and by path relative to the top."""

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    paths: Sequence[str] = ()

    def takes(self, finding: Finding) -> bool:
        """Whether a finding is wanted."""
        code = finding.code
        if self.select and not code.startswith(tuple(self.select)):
            return False
        if self.ignore and code.startswith(tuple(self.ignore)):
            return False
        return self.covers(finding.path)

    def covers(self, path: str) -> bool:
        """Whether a file was asked for: all are where none was named."""
        return not self.paths or any(_below(path, named) for named in self.paths)


def _below(path: str, folder: str) -> bool:
    return folder in {"", "."} or path == folder or path.startswith(folder.rstrip("/") + "/")


def judge(
    snapshot: Snapshot,
    cache: Cache,
    *,
    prefixes: Iterable[str] | None = None,
    choice: Choice | None = None,
    progress: Progress | None = None,
) -> Report:
    """The report on a snapshot; ``prefixes`` limits it to some of its gov repositories."""
    roots = roots_in(snapshot)
    findings: list[Finding] = []
    wanted = choice or Choice()
    documents = 0
    excluded: list[str] = []
    history = False
    for prefix in sorted(roots) if prefixes is None else prefixes:
        if prefix.startswith(tuple(excluded)):
            continue
        settings = read_settings(snapshot.read(prefix + "gov.toml"), prefix + "gov.toml")
        excluded += [prefix + folder for folder in settings.exclude]
        surveyed = survey(snapshot, prefix, settings, cache, roots=roots, progress=progress)
        found = surveyed.outline.documents
        documents += sum(wanted.covers(prefix + path) for path in found) if wanted.paths else len(found)
        findings += findings_of(surveyed)
        history = history or surveyed.history.is_consulted
    return report(snapshot.judged, documents, filter(wanted.takes, findings), history=history)


def only_new(now: Report, before: Iterable[Report]) -> Report:
    """The findings of ``now`` that stand in none of the reports ``before``."""
    known = {finding.identity for old in before for finding in old.findings}
    return now._replace(findings=tuple(one for one in now.findings if one.identity not in known))


def findings_of(surveyed: Survey) -> Iterator[Finding]:
    """All findings of one gov repository, silenced ones taken out, faulty silences added."""
    allowed: Silenced = dict(surveyed.outline.silences)
    used: set[tuple[str, Silence]] = set()
    found = [*_of_documents(surveyed), *_of_corpus(surveyed)]
    allowed |= {path: page.silences for path, page in surveyed.pages.items() if page.silences}
    speaking = {path: _by_line(silences) for path, silences in allowed.items()}
    for finding in found:
        silences = speaking.get(finding.path, {}).get((finding.code, finding.place.line), ())
        if silences:
            used.update((finding.path, one) for one in silences)
        else:
            yield _placed(surveyed, finding)
    yield from (_placed(surveyed, finding) for finding in _about_silences(allowed, used))


def _by_line(silences: Iterable[Silence]) -> dict[tuple[str, int], list[Silence]]:
    """Code and line -> the silences that speak for such a finding there; one without a reason never does."""
    found: dict[tuple[str, int], list[Silence]] = {}
    for one in silences:
        for line in one.covers if one.reason else ():
            found.setdefault((one.code, line), []).append(one)
    return found


def _placed(surveyed: Survey, finding: Finding) -> Finding:
    return finding._replace(path=surveyed.prefix + finding.path) if surveyed.prefix else finding


def _of_documents(surveyed: Survey) -> Iterator[Finding]:
    for path, told in surveyed.outline.told:
        place = Place(*told.place)
        yield Finding(path, place, told.code, told.severity, told.message, told.hint, told.subject)


def _of_corpus(surveyed: Survey) -> Iterator[Finding]:
    tasks: dict[str, JsonText] = {}
    for rule in catalogue.corpus_rules():
        for fault in rule.check(surveyed.corpus, surveyed.policy):
            yield Finding(
                fault.path,
                fault.place or _looked_up(surveyed, fault, tasks),
                fault.code,
                fault.severity or rule.severity,
                fault.message,
                fault.hint,
                fault.subject or dotted(fault.at),
            )


def _looked_up(surveyed: Survey, fault: Fault, tasks: dict[str, JsonText]) -> Place:
    """Where a fault stands; a file of tasks is read once for all of its faults."""
    path = surveyed.prefix + fault.path
    if surveyed.expected(fault.path) == "tasks":
        if path not in tasks:
            tasks[path] = read_json(path, surveyed.snapshot.read(path))
        return tasks[path].place(fault.at, fault.on)
    return read(path, surveyed.snapshot.read(path)).place(fault.at, fault.on)


def _about_silences(allowed: Silenced, used: set[tuple[str, Silence]]) -> Iterator[Finding]:
    rules = catalogue.all_rules() if allowed else {}
    for path, silences in allowed.items():
        for one in silences:
            place = Place(one.line, one.column, one.line, one.end_column)
            if one.code not in rules:
                told = ("SIL003", f"`{one.code}` is no rule", "Run `gov rules` to see their codes.")
            elif not one.reason:
                told = ("SIL002", f"the silence of {one.code} has no reason", "Say why after the code.")
            elif (path, one) not in used and rules[one.code].scope not in {"schedule", "history"}:
                told = ("SIL001", f"the silence of {one.code} silences nothing", "Remove the comment.")
            else:
                continue
            code, message, hint = told
            yield Finding(path, place, code, rules[code].severity, message, hint, one.code)
