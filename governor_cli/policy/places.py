"""Where each kind of artifact stands, by the playbook's ``knowledge``."""

import re
from collections.abc import Callable
from typing import Final

from governor_cli.policy.model import Playbook

_NOTE: Final = r"\d{4}-?\d\d-?\d\d[_-][^/]*"


def places(policy: Playbook, playbook: str) -> dict[str, str]:
    """Kind -> the folder (ending in ``/``) or the one file of that kind.

    Paths are relative to the root of the gov repository; ``playbook`` is the path of the
    playbook itself, which only gov.toml knows.
    """
    knowledge = policy.knowledge
    folders = {
        "incident": knowledge.incident_reports,
        "checklist": knowledge.checklists,
        "metrics": knowledge.metrics,
        "sync": knowledge.syncs,
    }
    found = {kind: folder.rstrip("/") + "/" for kind, folder in folders.items()}
    return {"playbook": playbook, "roster": knowledge.roster, "tasks": knowledge.tasks, **found}


def kind_expected_at(path: str, places: dict[str, str]) -> str | None:
    """The kind that belongs at this path: the deepest place that holds it, None outside all."""
    best, best_length = None, -1
    for kind, place in places.items():
        holds = path.startswith(place) if place.endswith("/") else path == place
        if holds and len(place) > best_length:
            best, best_length = kind, len(place)
    return best


def expectation(places: dict[str, str]) -> Callable[[str], str | None]:
    """``kind_expected_at`` for many paths: each folder is looked at once.

    A note beside the metrics, such as ``2026-11-23_prod.md``, is nobody's artifact.
    """
    files = {place: kind for kind, place in places.items() if not place.endswith("/")}
    folders: dict[str, str | None] = {}

    def expected(path: str) -> str | None:
        if path in files:
            return files[path]
        folder = path[: path.rfind("/") + 1]
        if folder not in folders:
            folders[folder] = kind_expected_at(folder, places)
        kind = folders[folder]
        return None if kind == "metrics" and re.fullmatch(_NOTE, path[len(folder) :]) else kind

    return expected
