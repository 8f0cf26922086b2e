"""The message of a deployment tag: a subject, a note, and trailers that say how it went."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from governor_cli.practices.deployments.deployment import WORDS, Outcome, folded

_YES = frozenset({"yes", "true", "planned"})
_NO = frozenset({"no", "false", "unplanned"})


class Said(NamedTuple):
    """What the trailers of a tag say; None and "" where they do not."""

    outcome: Outcome | None = None
    planned: bool | None = None
    services: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    approved_by: str = ""
    corrects: str = ""


def message(environment: str, said: Said, note: str = "") -> str:
    """The whole message of a tag; the note stands before the trailers and cannot pass for one."""
    parts = [_subject(environment, said), *([note.strip()] if note.strip() else [])]
    return "\n\n".join([*parts, "\n".join(_trailers(said))]) + "\n"


def _subject(environment: str, said: Said) -> str:
    what = f"Deploy {', '.join(said.services)}" if said.services else "Deploy"
    return f"{what} to {environment}"


def _trailers(said: Said) -> Iterator[str]:
    yield f"Outcome: {said.outcome or 'success'}"
    yield f"Planned: {'no' if said.planned is False else 'yes'}"
    yield from (f"Service: {one}" for one in said.services)
    yield from (f"Fixes-Incident: {one}" for one in said.fixes)
    if said.approved_by:
        yield f"Approved-by: {said.approved_by}"
    if said.corrects:
        yield f"Corrects: {said.corrects}"


def read_trailers(text: str) -> Said:
    """What trailers say, one a line; of a key that may stand once the last counts, as in Git."""
    told: dict[str, list[str]] = {}
    for line in text.splitlines():
        key, colon, value = line.partition(":")
        if colon and value.strip():
            told.setdefault(key.strip().casefold(), []).append(value.strip())
    return Said(
        WORDS.get(folded(_last(told.get("outcome")))),
        _planned(_last(told.get("planned"))),
        _each_once(told.get("service")),
        _each_once(told.get("fixes-incident")),
        _last(told.get("approved-by")),
        _last(told.get("corrects")),
    )


def _planned(text: str) -> bool | None:
    said = text.casefold()
    return True if said in _YES else False if said in _NO else None


def _last(values: Sequence[str] | None) -> str:
    return values[-1] if values else ""


def _each_once(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values or ()))
