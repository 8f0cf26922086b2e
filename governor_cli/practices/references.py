"""References that resolve: every name in an artifact is defined somewhere."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Reference
from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault, Loc, Place
from governor_cli.core.suggest import hint_for
from governor_cli.policy.model import Playbook

_OVER = frozenset({"closed", "cancelled"})
"""What is past stays as it was: a person who left, a channel that was renamed since."""


@lru_cache(maxsize=2)  # seven rules ask one after the other
def _mentioned(corpus: Corpus) -> Mapping[str, frozenset[str]]:
    """What -> the names that any document mentions, alive or over."""
    told: dict[str, set[str]] = {}
    for table in corpus.by_kind.values():
        for reference in table.mentioned:
            told.setdefault(reference.what, set()).add(reference.name)
    return {what: frozenset(names) for what, names in told.items()}


def _naming(corpus: Corpus, what: str, names: Collection[str]) -> Iterator[tuple[str, Reference]]:
    """The references to these names, of documents that are not over yet; incidents are named for good."""
    for table in corpus.by_kind.values():
        if any(one.what == what and one.name in names for one in table.mentioned):
            for number, status in enumerate(table.column("status")):
                if status not in _OVER or what == "incident":
                    some = (one for one in table.references(number) if one.what == what and one.name in names)
                    yield from ((table.paths[number], one) for one in some)


def _unresolved(corpus: Corpus, what: str, known: Collection[str]) -> Iterator[tuple[str, Fault]]:
    unknown = _mentioned(corpus).get(what, frozenset()).difference(known)
    if not unknown:
        return
    for path, reference in _naming(corpus, what, unknown):
        place = Place(*reference.place) if reference.place else None
        subject = reference.name if place else ""
        hint = hint_for(reference.name, known)
        fault = Fault("", "", hint, at=reference.at, place=place, subject=subject, path=path)
        yield reference.name, fault


def _faults(
    code: str, corpus: Corpus, what: str, known: Collection[str], message: Callable[[str], str]
) -> Iterator[Fault]:
    for name, fault in _unresolved(corpus, what, known):
        yield fault._replace(code=code, message=message(name))


@rule("REF001", "every person stands in the roster", scope="corpus")
def known_person(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A handle that the roster does not know cannot be paged, mailed or thanked.

    Closed and cancelled artifacts keep the names they had.
    """
    del policy
    if "roster" not in corpus.unreadable:
        yield from _faults(
            "REF001", corpus, "person", corpus.people, lambda name: f"`@{name}` is not in the roster"
        )


@rule("REF002", "every role stands in the playbook", scope="corpus")
def known_role(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A role that the playbook does not define has no duties, no hours and nobody behind it."""
    if policy is not None:
        known = [role.id for role in policy.roles]
        yield from _faults(
            "REF002", corpus, "role", known, lambda name: f"`{name}` is no role of the playbook"
        )


@rule("REF003", "every service is one that the playbook lists", scope="corpus")
def known_service(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Once the playbook lists services, measures and runbooks are found by them.

    While its list is empty any name will do.
    """
    if policy is not None and policy.services:
        known = [service.id for service in policy.services]
        yield from _faults(
            "REF003", corpus, "service", known, lambda name: f"`{name}` is no service of the playbook"
        )


@rule("REF004", "every incident that is named exists", scope="corpus")
def known_incident(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A checklist, snapshot or duplicate that names a missing incident proves nothing."""
    del policy
    if "incident" not in corpus.unreadable:
        known = corpus.of_kind("incident").known
        yield from _faults("REF004", corpus, "incident", known, lambda name: f"there is no incident `{name}`")


@rule("REF005", "every channel stands in the playbook", scope="corpus")
def known_channel(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """The channel decides how soon somebody must acknowledge."""
    if policy is not None:
        known = [channel.id for channel in policy.channels]
        yield from _faults(
            "REF005", corpus, "channel", known, lambda name: f"`{name}` is no channel of the playbook"
        )


@rule("REF006", "every severity stands in the playbook", scope="corpus")
def known_severity(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """The severity decides whom to page and how soon; an unknown one decides nothing."""
    if policy is not None:
        known = [severity.id for severity in policy.severities]
        yield from _faults(
            "REF006", corpus, "severity", known, lambda name: f"`{name}` is no severity of the playbook"
        )


@rule("REF007", "every runbook that the playbook names is there", scope="corpus")
def known_runbook(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A link to a missing runbook is found out at the worst moment.

    Write it, name the file it moved to, or set it to null while it is still to come.
    """
    if policy is None:
        return
    named: list[tuple[Loc, str, str | None]] = [
        (("runbooks", name), name, path) for name, path in policy.runbooks.items()
    ]
    for index, service in enumerate(policy.services):
        named.append((("services", index, "runbook"), "runbook", service.runbook))
    for at, key, path in named:
        if path is not None and path not in corpus.files:
            hint = f"Write it, or set `{key}: null` until somebody does."
            yield Fault("REF007", f"the runbook `{path}` is not there", hint, at=at, path=corpus.playbook)


RULES: tuple[Rule, ...] = (
    known_person,
    known_role,
    known_service,
    known_incident,
    known_channel,
    known_severity,
    known_runbook,
)
