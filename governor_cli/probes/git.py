"""Git itself: there, and recent enough."""

import os
import re

from governor_cli.adapters.discovery import scrubbed
from governor_cli.adapters.process import finish, launch
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, ok

_OLDEST = (2, 30)
_MERGING = (2, 38)
"""The first that merges without a work tree: what ``gov check --merge`` needs."""


def _check(ground: Ground) -> Outcome:
    told = finish(launch(("--version",), ground.folder, scrubbed(ground.environment)), ("version",))
    version = re.search(r"(\d+)\.(\d+)(?:\.\d+)*", os.fsdecode(told))
    if version is None:
        return failed("git does not tell its version", "Install git 2.38 or newer.")
    known = (int(version[1]), int(version[2]))
    if known < _OLDEST:
        return failed(f"git {version[0]} is too old", "Install git 2.38 or newer.")
    hint = "Install git 2.38 or newer for `gov check --merge`." if known < _MERGING else ""
    return ok(f"git {version[0]}", hint)


PROBE = Probe("git", "git is there, and recent enough", _check)
