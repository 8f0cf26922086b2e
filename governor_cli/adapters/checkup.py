"""What `gov doctor` found last in this clone, kept below git's own folder for the weekly sync.

One entry for each gov repository in the clone. A damaged file says nothing, and one that cannot be
written is no error: the next examination writes another.
"""

import json
import os
from contextlib import suppress
from typing import Any, cast

from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.examination import Examination, Result, State
from governor_cli.core.instants import format_instant, parse_instant

_LARGEST = 1_000_000
_STATES: tuple[State, ...] = ("ok", "failed", "not_configured")


def last_checkup(workspace: Workspace) -> Examination | None:
    """The last examination of this gov repository in this clone; None where there was none."""
    try:
        return _restored(_kept(workspace)[workspace.prefix])
    except (KeyError, TypeError, ValueError):
        return None


def keep_checkup(workspace: Workspace, examination: Examination) -> bool:
    """Keep it in place of the one before; whether that could be written."""
    kept = {**_kept(workspace), workspace.prefix: _stored(examination)}
    file = _file(workspace)
    temporary = f"{file}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(temporary, "w", encoding="ascii") as opened:
            json.dump(kept, opened)
        os.replace(temporary, file)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        return False
    return True


def _file(workspace: Workspace) -> str:
    return os.path.join(workspace.git.located.common_dir, "gov", "doctor.json")


def _kept(workspace: Workspace) -> dict[str, Any]:
    """Prefix of a gov repository -> ``{at, probes: [{name, state, detail, seconds, hint}]}``."""
    try:
        with open(_file(workspace), "rb") as opened:
            told = json.loads(opened.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", told) if isinstance(told, dict) else {}


def _stored(examination: Examination) -> dict[str, Any]:
    probes = [{**one._asdict(), "seconds": round(one.seconds, 3)} for one in examination.probes]
    return {"at": format_instant(examination.at), "probes": probes}


def _restored(told: Any) -> Examination:
    """What ``_stored`` made; KeyError, TypeError or ValueError for anything else."""
    return Examination(parse_instant(told["at"]), tuple(map(_probe, told["probes"])))


def _probe(told: Any) -> Result:
    state, texts = told["state"], (told["name"], told["detail"], told["hint"])
    if state not in _STATES or not all(isinstance(text, str) for text in texts):
        raise ValueError
    return Result(texts[0], state, texts[1], float(told["seconds"]), texts[2])
