"""The parts of an address that let somebody in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.secret_parts import secret_parts


@pytest.mark.parametrize(
    ("secret", "parts"),
    [
        ("R0R0R0", {"R0R0R0"}),
        (
            "https://hooks.example.com/services/T0AAAA/x9Tok3n",
            {"/services/T0AAAA/x9Tok3n", "T0AAAA", "x9Tok3n"},
        ),
        (
            "https://example.com/workflows/trigger?sig=a%2FbcdE",
            {"sig=a%2FbcdE", "sig=a/bcdE", "a%2FbcdE", "a/bcdE"},
        ),
        ("smtp://ada:pw@mail.example.com", {"pw"}),
        ("http://[", {"http://["}),
    ],
)
def test_they_are_the_password_the_path_and_what_may_be_a_token(secret, parts):
    found = secret_parts(secret)
    assert parts | {secret} == set(found) - {"/workflows/trigger"}
    assert [*map(len, found)] == sorted(map(len, found), reverse=True)


@given(st.text())
def test_any_text_has_itself_and_nothing_is_empty(text):
    found = secret_parts(text)
    assert "" not in found
    assert not text or text in found
