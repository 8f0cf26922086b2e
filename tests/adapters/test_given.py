"""Files named on the command line: pipes, devices, folders and what is not there."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from governor_cli.adapters.given import read_given
from governor_cli.core.errors import GovError


def test_a_file_is_read_up_to_one_byte_more_than_it_may_have(tmp_path: Path) -> None:
    file = tmp_path / "playbook.md"
    file.write_bytes(b"x" * 100)
    assert read_given(file, 100) == b"x" * 100
    assert len(read_given(file, 10)) == 11


def test_a_device_without_an_end_is_not_followed() -> None:
    assert len(read_given("/dev/zero", 1000)) == 1001


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert read_given(tmp_path / "pipe", 1000) == b""


def test_a_pipe_is_read_to_its_end_however_slowly_it_comes() -> None:
    out, into = os.pipe()

    def write() -> None:
        with os.fdopen(into, "wb", buffering=0) as file:
            file.writelines((b"# Play", b"book\n", b"x" * 200_000))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert read_given(f"/dev/fd/{out}", 1_000_000) == b"# Playbook\n" + b"x" * 200_000
    finally:
        os.close(out)
        writer.join()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "is a directory"), ("nowhere.md", "no such file or directory"), ("a\0b", "embedded null byte")],
)
def test_what_cannot_be_read_is_said_with_its_reason(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(GovError, match=f"cannot read .*: {reason}") as caught:
        read_given(f"{tmp_path}/{name}", 10, "Give a file.")
    assert caught.value.hint == "Give a file."


_SAYS = """
from governor_cli.adapters.given import read_stdin
from governor_cli.core.errors import GovError
try:
    print(len(read_stdin(10)))
except GovError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("stdin", "said"),
    [("<&-", "cannot read stdin: it is closed"), ("</dev/zero", "11")],
)
def test_stdin_may_be_closed_or_endless(stdin: str, said: str) -> None:
    shell = f'exec "$0" -c "$1" {stdin}'
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable, _SAYS], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said
