"""Validation: a front matter tree into a record, or every fault in it at once, in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from governor_cli.core import scalar
from governor_cli.core.finding import Fault, Loc, dotted
from governor_cli.core.suggest import hint_for
from governor_cli.core.validation_words import worded
from governor_cli.core.whereabouts import Whereabouts, keys_at, locate

R = TypeVar("R", bound=BaseModel)

UNKNOWN_KEY: Final = "KEY001"
MISSING_KEY: Final = "KEY002"


def validate(model: type[R], front: Mapping[str, Any]) -> tuple[R | None, list[Fault]]:
    """The record, and its faults; the record is None when something else than unknown keys is wrong."""
    try:
        return model.model_validate(front), []
    except ValidationError as error:
        faults = _faults(model, front, error)
    if any(fault.code != UNKNOWN_KEY for fault in faults):
        return None, faults
    try:
        return model.model_validate(front, extra="ignore"), faults
    except ValidationError as error:
        # A model's own check runs only once its keys are right, so it may speak now for the first time.
        return None, faults + _faults(model, front, error)


def _faults(model: type[BaseModel], front: Mapping[str, Any], error: ValidationError) -> list[Fault]:
    faults = [_fault(model, at, details) for at, details in _located(error, front)]
    return list(dict.fromkeys(faults))


def _located(error: ValidationError, front: Mapping[str, Any]) -> Iterator[tuple[Whereabouts, ErrorDetails]]:
    """Each error with its path in the tree; for a value that fits no variant, the nearest variant's."""
    found = [
        (locate(details["loc"], front, details["input"], missing=details["type"] == "missing"), details)
        for details in error.errors(include_url=False)
    ]
    nearest = _nearest_variants([at for at, _ in found])
    return ((at, details) for at, details in found if at.variant in {None, nearest.get(at.fork)})


def _nearest_variants(found: list[Whereabouts]) -> dict[Loc, str | None]:
    """For each value that fits no variant: the variant whose errors lie deepest, the first of equals."""
    depths: dict[Loc, dict[str | None, int]] = {}
    for at in found:
        variants = depths.setdefault(at.fork, {})
        if at.variant is not None:
            variants[at.variant] = max(variants.get(at.variant, 0), len(at.path))
    return {fork: max(variants, key=variants.__getitem__) for fork, variants in depths.items() if variants}


def _fault(model: type[BaseModel], at: Whereabouts, details: ErrorDetails) -> Fault:
    kind = details["type"]
    if kind == "extra_forbidden":
        hint = hint_for(str(at.path[-1]), keys_at(model, at.path[:-1]))
        message = f"`{dotted(at.path)}` is not a key that gov knows"
        return Fault(UNKNOWN_KEY, message, hint, at.path, on="key", severity="warning")
    if kind == "missing":
        return Fault(MISSING_KEY, f"`{dotted(at.path)}` is missing", f"Add the key `{at.path[-1]}`.", at.path)
    code, message, hint, further = worded(details)
    path = at.path + further
    if kind != scalar.PROBLEM and path:
        message = f"{'the key ' if at.on == 'key' else ''}`{dotted(path)}` {message}"
    return Fault(code, message, hint, path, on=at.on)
