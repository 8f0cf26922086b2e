"""Python and what gov is made of: which versions run here."""

import sys
from importlib.util import find_spec

from governor_cli import __version__
from governor_cli.contracts.probe import Ground, Outcome, Probe, ok
from governor_cli.core.wall_clock import tzdata_version

_SLOW = "Install a PyYAML that is built with libyaml: without it reading documents takes ten times as long."


def _check(ground: Ground) -> Outcome:
    del ground
    version = ".".join(map(str, sys.version_info[:3]))
    told = f"Python {version}, gov {__version__}, time zones {tzdata_version()}"
    return ok(told, "" if find_spec("yaml._yaml") else _SLOW)


PROBE = Probe("python", "which Python, gov and time zones run here", _check)
