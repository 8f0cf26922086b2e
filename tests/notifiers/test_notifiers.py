"""The catalogue of notifiers."""

from pathlib import Path

import pytest

import governor_cli.notifiers
from governor_cli.adapters.settings import _KNOWN
from governor_cli.contracts.notifier import Notifier
from governor_cli.policy.model import MEDIA
from governor_cli.workflows import catalogue


def test_the_catalogue_is_the_folder_and_every_medium_of_a_channel():
    modules = {file.stem for file in Path(governor_cli.notifiers.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(catalogue.NOTIFIERS) == modules == set(MEDIA)
    assert len(catalogue.NOTIFIERS) == len(modules)


@pytest.mark.parametrize("medium", catalogue.NOTIFIERS)
def test_a_module_exports_one_notifier_whose_secret_has_the_variable_that_doctor_looks_at(medium):
    notifier = catalogue.notifier(medium)
    assert isinstance(notifier, Notifier)
    assert notifier.medium == medium
    assert notifier.part in _KNOWN["variables"]
    assert notifier.variable.startswith("GOV_")
