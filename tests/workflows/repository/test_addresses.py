import pytest

from governor_cli.core.errors import UsageError
from governor_cli.workflows.repository.addresses import address_given, is_meant_as_address


def test_an_address_is_kept_as_it_is():
    address = "https://chat.example.com/archives/C024/p1?thread=a@b#x"
    assert address_given(address) == address
    assert is_meant_as_address(address)
    assert not is_meant_as_address("docs/a.md")


@pytest.mark.parametrize("text", ["http://", "ftp://chat.example.com/a", "https://a b", "", "javascript:1"])
def test_what_is_no_address_is_refused_with_its_option(text):
    with pytest.raises(UsageError) as caught:
        address_given(text, "--ref")
    assert caught.value.message == f"--ref `{text}` is not a web address"


@pytest.mark.parametrize("login", ["ada:hunter2", "ghp_secret", "a:b@c"])
def test_a_login_is_neither_kept_nor_repeated(login):
    with pytest.raises(UsageError) as caught:
        address_given(f"https://{login}@git.example.com/pull/1")
    assert caught.value.message == "`https://***@git.example.com/pull/1` holds a login"
