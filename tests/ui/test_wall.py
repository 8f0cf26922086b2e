"""Everything that goes wrong ends in one line and an exit code."""

import signal
import sys
from pathlib import Path

import pytest
from repositories import Repo, Result, run
from walled import Guarded


@pytest.mark.parametrize(("returned", "code"), [("None", 0), ("0", 0), ("1", 1), ("4", 4)])
def test_the_works_own_code_is_the_exit_code(guarded: Guarded, returned: str, code: int) -> None:
    assert guarded(f"return {returned}") == Result("", "", code)


@pytest.mark.parametrize(
    ("error", "code"), [("GovError", 3), ("UsageError", 2), ("NotReadyError", 1), ("OutsideError", 4)]
)
def test_a_refusal_is_an_error_and_a_hint(guarded: Guarded, error: str, code: int) -> None:
    result = guarded(f"raise {error}('no incident is open', hint='Declare one.')")
    assert result == Result("", "error: no incident is open\nhint: Declare one.\n", code)


def test_a_refusal_shows_control_characters(guarded: Guarded) -> None:
    assert guarded("raise GovError('no file a\\x1b[2J')").stderr == "error: no file a\\x1b[2J\n"


def test_a_refusal_repeats_no_more_of_a_value_than_tells_which_was_meant(guarded: Guarded) -> None:
    """Somebody pastes a log where a name belongs: the hint must still be on the screen."""
    cut = "x" * 60 + "... (10000 characters)"
    told = guarded("raise GovError('no role `' + 'x' * 10_000 + '` here', hint='Allowed: a.')").stderr
    assert told == f"error: no role `{cut}` here\nhint: Allowed: a.\n"
    assert guarded("raise GovError('cannot read ' + 'x' * 10_000)").stderr == f"error: cannot read {cut}\n"
    path = "folder/" * 40 + "report.md"
    assert guarded(f"raise GovError({path!r} + ':6:1: is wrong')").stderr == f"error: {path}:6:1: is wrong\n"


def test_an_interruption_is_silent(guarded: Guarded) -> None:
    assert guarded("raise KeyboardInterrupt") == Result("", "", 130)


def test_a_real_interrupt_signal_ends_with_130(guarded: Guarded) -> None:
    heard = "import signal, time; signal.signal(signal.SIGINT, signal.default_int_handler); "
    assert guarded(f"{heard}os.kill(os.getpid(), {int(signal.SIGINT)}); time.sleep(9)").code == 130


def test_an_interruption_while_a_class_is_made_is_one(guarded: Guarded) -> None:
    """Python 3.11 raises another error from it: so it does while a module is imported."""
    result = guarded("""\
        class Late:
            def __set_name__(self, owner, name):
                raise KeyboardInterrupt

        class Made:
            late = Late()
    """)
    assert result == Result("", "", 130)


def test_an_interruption_that_pydantic_swallows_is_one(guarded: Guarded) -> None:
    result = guarded("""\
        from pydantic_core import SchemaError
        raise SchemaError('Field "week":\\n  SchemaError: a validator:\\n  KeyboardInterrupt: ')
    """)
    assert result == Result("", "", 130)


def test_a_file_the_machine_refuses_is_no_bug(guarded: Guarded) -> None:
    assert guarded("open('absent.md')") == Result("", "error: absent.md: no such file or directory\n", 3)


@pytest.mark.parametrize("size", [1 << 20, 16], ids=["in large pieces", "in small ones"])
def test_too_little_memory_is_no_bug(guarded: Guarded, size: int) -> None:
    """Nothing more can be imported then: neither a traceback nor an exit code of findings comes of it."""
    pytest.importorskip("resource", reason="memory cannot be bounded here")
    bound = "import resource; resource.setrlimit(resource.RLIMIT_AS, (256 << 20,) * 2)"
    result = guarded(f"{bound}; held = []; [held.append(bytearray({size})) for _ in iter(int, 1)]")
    assert result.stderr == "error: there is not enough memory\nhint: Run it where more is free or allowed.\n"
    assert result.code == 3


class TestBugs:
    """What nobody foresaw."""

    def test_a_bug_is_one_line_and_a_report(self, guarded: Guarded) -> None:
        result = guarded("raise ValueError('odd\\nsecond line')")
        error, hint = result.stderr.splitlines()
        assert result.code == 70
        assert error == "error: gov hit a bug: ValueError: odd"
        report = Path(hint.removeprefix("hint: Please report it with ").removesuffix("."))
        assert "ValueError: odd" in report.read_text(encoding="utf-8")

    def test_the_traceback_appears_only_when_asked_for(self, guarded: Guarded) -> None:
        assert "Traceback" not in guarded("raise ValueError('odd')").stderr
        assert "Traceback" in guarded("raise ValueError('odd')", GOV_DEBUG="1").stderr

    def test_in_a_repository_the_report_stays_in_its_git_folder(self, repo: Repo, guarded: Guarded) -> None:
        result = guarded(f"os.chdir({str(repo.top)!r})\nraise ValueError('odd')")
        (report,) = (repo.top / ".git" / "gov" / "crash").iterdir()
        assert str(report) in result.stderr
        assert repo.git("status", "--porcelain") == ""

    def test_a_secret_of_the_environment_is_nowhere(self, guarded: Guarded) -> None:
        result = guarded(
            "raise ValueError('posting to ' + os.environ['GOV_SLACK_WEBHOOK_URL'])",
            GOV_SLACK_WEBHOOK_URL="https://hooks.example.com/s3cr3t",
            GOV_DEBUG="1",
        )
        report = Path(result.stderr.rsplit("with ", 1)[1].strip().removesuffix("."))
        assert "s3cr3t" not in result.stderr
        assert "s3cr3t" not in report.read_text(encoding="utf-8")
        assert "<GOV_SLACK_WEBHOOK_URL>" in result.stderr

    def test_endless_recursion_is_a_bug_like_any_other(self, guarded: Guarded) -> None:
        result = guarded("f = lambda: f()\nf()")
        assert result.code == 70
        assert "RecursionError" in result.stderr


def test_the_wall_costs_the_hook_next_to_nothing(tmp_path: Path) -> None:
    script = "import sys; old = set(sys.modules); import governor_cli.ui.wall; print(*set(sys.modules) - old)"
    new = set(run([sys.executable, "-c", script], tmp_path).stdout.split())
    assert "governor_cli.ui.session" in new
    assert not new & {"pathlib", "datetime", "json", "subprocess", "inspect", "typer", "rich", "pydantic"}
