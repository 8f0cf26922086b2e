"""Digests are those of hashlib, wherever they come from."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core import digest


@given(st.binary())
def test_the_digits_are_those_of_hashlib(data):
    assert digest.sha1(data) == hashlib.sha1(data).hexdigest()
    assert digest.sha256(data) == hashlib.sha256(data).hexdigest()
    assert digest.quick(data) == hashlib.blake2b(data).hexdigest()[:64]


@pytest.mark.parametrize("name", ["sha1", "sha256", "blake2b"])
def test_a_python_without_its_own_modules_asks_hashlib(name, monkeypatch):
    monkeypatch.setitem(digest._OWN, name, ("no_such_module",))
    digest._algorithm.cache_clear()
    try:
        assert digest._digits(name, b"a") == hashlib.new(name, b"a").hexdigest()
    finally:
        digest._algorithm.cache_clear()
