"""What the names of notes say: a day, an environment, before or after a deployment."""

from datetime import date

import pytest

from governor_cli.readers.note_names import NoteName, note_name

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("2026-11-23.md", NoteName(DAY, is_day=True)),
        ("2026-11-23_prod.md", NoteName(DAY, "production")),
        ("2026-11-23_staging.md", NoteName(DAY, "staging")),
        ("2026-11-23_eu-west.md", NoteName(DAY, "eu-west")),
        ("20261123_predeploy_telemetry.txt", NoteName(DAY, "", "deployment", "before")),
        ("20261123_postdeploy_telemetry.txt", NoteName(DAY, "", "deployment", "after")),
        ("20261123_prod_postdeploy.md", NoteName(DAY, "production", "deployment", "after")),
        ("20261123.md", NoteName(DAY)),
    ],
)
def test_a_name_says_what_it_says(name, known):
    assert note_name(name) == known


@pytest.mark.parametrize(
    "name", ["README.md", "2026-13-01_prod.md", "2026-11-23_prod.pdf", "prod.md", "2026-11-23_.md"]
)
def test_other_names_say_nothing(name):
    assert note_name(name) is None
