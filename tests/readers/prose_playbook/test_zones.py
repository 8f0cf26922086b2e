import pytest
from parts import read_as

from governor_cli.core.fields import ZoneName
from governor_cli.readers.prose_playbook.zones import zone_in


@pytest.mark.parametrize(
    ("words", "name", "exact"),
    [
        ("Mon-Fri 9-17 CET", "CET", True),
        ("All times are UTC", "UTC", True),
        ("9am-5pm ET", "America/New_York", True),
        ("9am-5pm EST", "America/New_York", False),
        ("all times in Europe/Berlin", "Europe/Berlin", True),
        ("9 to 17 Berlin time", "Europe/Berlin", True),
        ("18:00 UK time", "Europe/London", True),
        ("10:00 IST", "Asia/Kolkata", False),
    ],
)
def test_zones_in_words_are_zones_of_tzdata(words, name, exact):
    assert zone_in(words) == (name, exact)
    assert read_as(ZoneName, name) == name


@pytest.mark.parametrize("words", ["Europe/Atlantis", "response time", "the PT-100 sensor", "METRIC", ""])
def test_what_is_no_zone_is_left_alone(words):
    assert zone_in(words) is None
