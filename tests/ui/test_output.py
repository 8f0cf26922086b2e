"""Any character in any locale, and readers that go away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import Result, run
from walled import Guarded, command

from governor_cli.ui import output
from governor_cli.views.ink import bold

_ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


def test_controls_are_shown_and_marks_painted_or_gone() -> None:
    assert output.dressed(f"{bold('a')}\x1b[31m", colour=True) == "\x1b[1ma\x1b[0m\\x1b[31m"
    assert output.dressed(f"{bold('a')}\x1b[31m", colour=False) == "a\\x1b[31m"


def test_an_ascii_locale_gets_every_answer(guarded: Guarded) -> None:
    result = guarded("current().out('Zo\\xeb \\u65e5')\ncurrent().warn('\\u2014')", **_ASCII)
    assert result == Result("Zo\\xeb \\u65e5\n", "warning: \\u2014\n", 0)


@pytest.mark.parametrize("locale", [{}, _ASCII])
def test_a_path_that_is_no_utf_8_comes_out_as_its_bytes(guarded: Guarded, locale: dict[str, str]) -> None:
    assert guarded("current().path(os.fsdecode(b'caf\\xe9.md'))", **locale).stdout == "caf\udce9.md\n"


def test_a_reader_that_goes_away_ends_nothing_and_changes_no_code(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("for n in range(100_000): current().out(f'line {n}')\nreturn 1"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"line 0\n"
    process.stdout.close()
    assert process.wait() == 1
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()


def test_a_full_disk_is_an_error_not_a_bug(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("current().out('x')"), cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 3
    assert done.stderr.decode() == "error: the answer could not be written: no space left on device\n"


def test_what_cannot_be_said_on_stderr_keeps_neither_the_answer_nor_the_code(tmp_path: Path) -> None:
    body = "current().note('by the way')\ncurrent().out('x')\nraise GovError('no')"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command(body), cwd=tmp_path, stdout=subprocess.PIPE, stderr=full, check=False)
        neither = subprocess.run(
            command("current().out('x')"), cwd=tmp_path, stdout=full, stderr=full, check=False
        )
    assert (done.returncode, done.stdout) == (3, b"x\n")
    assert neither.returncode == 3


def test_who_says_nothing_needs_no_room(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        quiet = subprocess.run(command("pass"), cwd=tmp_path, stdout=full, stderr=full, check=False)
    assert quiet.returncode == 0


def test_a_closed_standard_output_is_no_bug(tmp_path: Path) -> None:
    line = 'exec "$@" >&-'
    done = subprocess.run(
        ["sh", "-c", line, "sh", *command("current().out('x')\nreturn 1")], cwd=tmp_path, check=False
    )
    assert done.returncode == 1


def test_what_was_drawn_is_wiped_before_anything_is_printed(guarded_on_terminal: Guarded) -> None:
    body = "from governor_cli.ui import output\noutput.draw(sys.stderr, 'half way')\nraise GovError('no')"
    result = guarded_on_terminal(body, NO_COLOR="1")
    assert result.stderr == "\r\x1b[Khalf way\r\x1b[Kerror: no\n"


@pytest.mark.parametrize("asked", ["--version", "--help", "rules"])
def test_what_is_asked_of_gov_itself_meets_any_stdout(tmp_path: Path, asked: str) -> None:
    program = [sys.executable, "-m", "governor_cli", asked]
    ends = {
        stdout: subprocess.run(
            ["sh", "-c", f'exec "$@" {stdout}', "sh", *program],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        for stdout in (">&-", ">/dev/full")
    }
    assert (ends[">&-"].returncode, ends[">&-"].stderr) == (0, b"")
    assert ends[">/dev/full"].returncode == 3
    assert ends[">/dev/full"].stderr == b"error: the answer could not be written: no space left on device\n"


@pytest.mark.parametrize("asked", ["--version", "--help", "check --help", "rules"])
def test_a_reader_that_has_gone_away_is_no_error(tmp_path: Path, asked: str) -> None:
    out, into = os.pipe()
    os.close(out)
    program = [sys.executable, "-m", "governor_cli", *asked.split()]
    done = subprocess.run(program, cwd=tmp_path, stdout=into, stderr=subprocess.PIPE, check=False)
    os.close(into)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_that_breaks_elsewhere_is_a_bug_even_below_typer(tmp_path: Path) -> None:
    body = """
        import typer
        app = typer.Typer()
        @app.command()
        def verb():
            raise BrokenPipeError("a socket")
        sys.argv[1:] = []
        return wall.parsed(app)
        """
    done = run(command(body), tmp_path, TMPDIR=str(tmp_path))
    assert done.code == 70, done.stderr
    assert "BrokenPipeError: a socket" in done.stderr
