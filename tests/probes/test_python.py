"""Which Python and gov run here."""

import platform

from governor_cli import __version__
from governor_cli.probes.python import PROBE
from governor_cli.workflows.doctor.ground import Here


def test_the_versions_are_those_that_run(tmp_path):
    outcome = PROBE.check(Here(str(tmp_path), lambda: None))
    assert outcome.state == "ok"
    assert outcome.detail.startswith(f"Python {platform.python_version()}, gov {__version__}, time zones 20")
