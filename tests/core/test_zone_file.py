"""Compiled zones are read, their closing rules applied, in every form a rule may have."""

import struct
from datetime import UTC, datetime

import pytest

from governor_cli.core.zone_file import transitions


def zone_with(footer):
    """The smallest TZif file that has a rule."""
    header = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    block = struct.pack(">lBB", -21_600, 0, 0) + b"CST\0"
    return header + block + header + block + b"\n" + footer.encode() + b"\n"


def changes_in(footer, year):
    found = transitions(zone_with(footer), year)
    return [
        (datetime.fromtimestamp(start, UTC).isoformat(), offset)
        for start, offset in zip(found.starts[1:], found.offsets[1:], strict=True)
        if datetime.fromtimestamp(start, UTC).year == year
    ]


@pytest.mark.parametrize(
    ("footer", "expected"),
    [
        (
            "CST6CDT,M3.2.0,M11.1.0",
            [("2028-03-12T08:00:00+00:00", -18_000), ("2028-11-05T07:00:00+00:00", -21_600)],
        ),
        (
            "CST6CDT,J60/0,J300/25",
            [("2028-03-01T06:00:00+00:00", -18_000), ("2028-10-28T06:00:00+00:00", -21_600)],
        ),
        (
            "CST6CDT,59/0,299/-1",
            [("2028-02-29T06:00:00+00:00", -18_000), ("2028-10-26T04:00:00+00:00", -21_600)],
        ),
        (
            "<-02>2<-01:30>1:30,M4.5.6/1:15:30,M12.5.0",
            [
                ("2028-04-29T03:15:30+00:00", -5_400),
                ("2028-12-31T03:30:00+00:00", -7_200),
            ],
        ),
        ("CST6", []),
        ("", []),
        ("nonsense,,", []),
    ],
)
def test_the_closing_rule_gives_the_changes_of_a_year(footer, expected):
    assert changes_in(footer, 2028) == expected


def test_a_day_of_the_year_counts_from_one_without_the_leap_day_or_from_zero_with_it():
    assert changes_in("CST6CDT,J60/0,J300", 2027)[0][0] == "2027-03-01T06:00:00+00:00"
    assert changes_in("CST6CDT,59/0,299", 2027)[0][0] == "2027-03-01T06:00:00+00:00"


@pytest.mark.parametrize("data", [b"TZif1" + bytes(60), b"PNG" + bytes(80)])
def test_what_is_no_compiled_zone_is_refused(data):
    with pytest.raises(ValueError, match="not a compiled time zone"):
        transitions(data, 2030)
