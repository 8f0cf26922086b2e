"""How a file is written, seen from what stands in it."""

import pytest

from governor_cli.core.json_style import style_of
from governor_cli.core.json_text import read_json

FOUR = """{
    "t": [
        {
            "a": [
                1
            ]
        }
    ]
}"""


@pytest.mark.parametrize(
    ("text", "unit", "colon", "comma", "expands"),
    [
        ("[]", "  ", ": ", ", ", True),
        ('[{"a": 1}]', "  ", ": ", ", ", False),
        ('[{"a":1,"b":2}]', "  ", ":", ",", False),
        ('[\n\t{\n\t\t"a" : [1]\n\t}\n]', "\t", " : ", ", ", False),
        (FOUR, "    ", ": ", ", ", True),
        ('[\n{"a": [1,2]}\n]', "  ", ": ", ",", False),
    ],
)
def test_a_style_is_what_the_last_entries_show(text, unit, colon, comma, expands):
    style = style_of(read_json("t", text.encode()))
    assert (style.unit, style.colon, style.comma, style.expands) == (unit, colon, comma, expands)


def test_values_are_written_in_it():
    style = style_of(read_json("t", b'[\r\n  {\r\n    "a": []\r\n  }\r\n]'))
    assert style.written({"b": [1, {}], "c": "é"}, "  ") == (
        '{\r\n    "b": [\r\n      1,\r\n      {}\r\n    ],\r\n    "c": "é"\r\n  }'
    )
    assert style.written({"b": [1], "c": None}, None) == '{"b": [1], "c": null}'
