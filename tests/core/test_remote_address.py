import pytest
from hypothesis import given
from hypothesis import strategies as st

from governor_cli.core.remote_address import remote_address


@pytest.mark.parametrize(
    ("url", "host", "path", "page"),
    [
        ("git@github.com:acme/ops.git", "github.com", "acme/ops", "https://github.com/acme/ops"),
        ("github.com:acme/ops", "github.com", "acme/ops", "https://github.com/acme/ops"),
        ("ssh://git@git.example.com:2222/a/b/c.git", "git.example.com", "a/b/c", "https://git.example.com/a/b/c"),
        ("https://ada:t0ken@Git.Example.com/acme/ops.git/", "git.example.com", "acme/ops",
         "https://git.example.com/acme/ops"),
        ("http://127.0.0.1:8/acme/o%20ps.git", "127.0.0.1", "acme/o ps", "http://127.0.0.1:8/acme/o%20ps"),
        ("ssh://git@[::1]:22/x.git", "::1", "x", "https://[::1]/x"),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart_without_its_secrets(url, host, path, page):
    found = remote_address(url)
    assert (found.host, found.path, found.page) == (host, path, page)


@pytest.mark.parametrize(
    "url", ["", "../ops.git", "/srv/ops.git", "file:///srv/x", "C:/ops", "https://[", "https://a:x/"]
)
def test_what_is_on_no_host_is_a_folder(url):
    assert remote_address(url) == ("", "", "")


def test_the_owner_may_be_a_group_within_a_group():
    assert remote_address("git@gitlab.com:acme/sre/ops.git").owner == "acme/sre"


@given(st.text(max_size=60))
def test_no_text_is_more_than_an_address(text):
    assert len(remote_address(text)) == 3
