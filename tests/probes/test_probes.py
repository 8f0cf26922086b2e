"""The catalogue of probes."""

from pathlib import Path

import pytest

import governor_cli.probes
from governor_cli.contracts.probe import Probe
from governor_cli.workflows import catalogue


def test_the_catalogue_is_the_folder():
    modules = {file.stem for file in Path(governor_cli.probes.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(catalogue.PROBES) == modules
    assert len(catalogue.PROBES) == len(modules)


@pytest.mark.parametrize("name", catalogue.PROBES)
def test_a_module_exports_one_probe_of_its_name_with_a_limit(name):
    probe = catalogue.probe(name)
    assert isinstance(probe, Probe)
    assert probe.name == name
    assert 0 < probe.seconds <= 10
    assert probe.about
    assert probe.about[-1] != "."
