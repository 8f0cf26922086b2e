"""Which runbooks help: those of the services that are named, then those whose words a title shares."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from governor_cli.policy.model import Playbook

_WORD: Final = re.compile(r"[a-z0-9]+")
_SILENT: Final = frozenset(
    {"a", "an", "and", "are", "at", "be", "by", "can", "cannot", "does", "for", "from", "has", "have", "in"}
    | {"into", "is", "it", "its", "not", "no", "of", "on", "or", "our", "out", "so", "that", "the", "their"}
    | {"them", "there", "they", "this", "to", "too", "up", "was", "we", "when", "which", "with"}
    | {"runbook", "runbooks", "guide", "docs", "operations", "md"}
)
"""Words that are in every title, or in every runbook."""
_SHORTEST_STEM: Final = 4


class Runbook(NamedTuple):
    """A runbook by the name the playbook has for it, and where it stands."""

    name: str
    path: str


def named_runbooks(policy: Playbook) -> dict[str, str | None]:
    """Name -> path: the playbook's own, then those of its services; None for one nobody has written."""
    own = {service.id: service.runbook for service in policy.services if service.runbook}
    return policy.runbooks | {name: path for name, path in own.items() if name not in policy.runbooks}


def matching(
    policy: Playbook, services: Sequence[str], title: str, headings: Mapping[str, str]
) -> list[Runbook]:
    """The best first, each once; ``headings`` is path -> the headings of that runbook, as far as known."""
    found = list(_of_services(policy, services))
    known = [Runbook(name, path) for name, path in named_runbooks(policy).items() if path]
    wanted = _stems(title)
    scored = [(len(wanted & _about(one, headings.get(one.path, ""))), one) for one in known]
    found += [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score]
    return list({one.path: one for one in found}.values())


def _of_services(policy: Playbook, services: Sequence[str]) -> Iterator[Runbook]:
    for name in services:
        service = policy.service(name)
        if service is not None and service.runbook:
            yield Runbook(name, service.runbook)
        elif path := policy.runbooks.get(name):
            yield Runbook(name, path)


def _about(one: Runbook, headings: str) -> set[str]:
    return _stems(f"{one.name} {PurePosixPath(one.path).stem} {headings}")


def _stems(text: str) -> set[str]:
    """Words without their endings, so that `deploying` finds the runbook on deployments."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in _SILENT)
    return {word if len(word) < _SHORTEST_STEM else _stem(word) for word in words}


def _stem(word: str) -> str:
    word = f"{word.removesuffix('ies')}y" if word.endswith("ies") else word
    for ending in ("ments", "ment", "ations", "ation", "ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
