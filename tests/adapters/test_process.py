import os
import resource
import sys

import pytest

from governor_cli.adapters.process import (
    can_be_argument,
    finish,
    first_line,
    launch,
    run_bounded,
    without_secrets,
)
from governor_cli.core.errors import GovError


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("fatal: bad revision 'x'\n", "bad revision 'x'"),
        ("warning: LF will be replaced\nerror: it failed.\n", "it failed"),
        ("\n\nfrom a hook\nmore\n", "from a hook"),
        ("", ""),
    ],
)
def test_the_line_that_tells_is_taken_from_what_git_wrote(text, line):
    assert first_line(text) == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ada:token@example.com/x.git", "https://***@example.com/x.git"),
        ("'ssh://git@example.com/x' and 'http://t@h/'", "'ssh://***@example.com/x' and 'http://***@h/'"),
        ("ada@example.com said https://example.com/a@b", "ada@example.com said https://example.com/a@b"),
    ],
)
def test_a_login_in_an_address_is_taken_out(text, shown):
    assert without_secrets(text) == shown


@pytest.mark.parametrize(
    ("text", "possible"), [("ä\n-x", True), ("\udcff", True), ("\0", False), ("\ud800", False)]
)
def test_what_no_process_can_be_given_is_known_before(text, possible):
    assert can_be_argument(text) is possible
    if not possible:
        with pytest.raises(GovError):
            launch(["version", text], ".", os.environ)


def test_what_a_process_is_given_and_says_are_bytes(tmp_path):
    args = ["hash-object", "--stdin"]
    said = finish(launch(args, os.fspath(tmp_path), os.environ, feed=True), args, b"\xff\n\n")
    assert said == b"51d61d8046e607654b2d3b7e3138a215740ea861\n"


def bounded(command, seconds, folder):
    return run_bounded(["-c", f"alias.x=!{command}", "x"], os.fspath(folder), os.environ, seconds=seconds)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Python looks every 50 ms")
def test_the_end_of_a_process_is_awaited_and_not_looked_for_again_and_again(tmp_path):
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw
    assert bounded("sleep 0.4; echo done", 9, tmp_path) == (0, b"done\n", b"", True)
    assert resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw - before < 8


@pytest.mark.parametrize("allowed", [True, False])
def test_a_process_that_takes_too_long_is_ended_also_where_the_kernel_tells_nothing(
    tmp_path, monkeypatch, allowed
):
    if not allowed:
        monkeypatch.setattr(os, "pidfd_open", refused, raising=False)
    ended = bounded("echo begun; sleep 60", 0.2, tmp_path)
    assert (ended.in_time, ended.stdout) == (False, b"begun\n")
    assert bounded("exit 3", 9, tmp_path).code == 3


def refused(pid):
    raise PermissionError(1, "Operation not permitted")
