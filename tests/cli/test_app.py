"""The command line as a whole, as real processes."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from repositories import Repo, Result, gov_program, run
from terminal import run_on_terminal

from governor_cli.cli.app import load
from governor_cli.cli.nouns import NOUNS

HEAVY = {"rich.console", "pydantic", "yaml", "git"}


def gov(folder: Path, *args: str, **environment: str) -> Result:
    return run([gov_program(), *args], folder, **environment)


_THEN_LIST_MODULES = """
import sys
sys.argv[0] = "gov"
from governor_cli.__main__ import main
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def imported(folder: Path, *args: str, **environment: str) -> set[str]:
    """The modules that a run of gov imports."""
    done = run([sys.executable, "-c", _THEN_LIST_MODULES, *args], folder, **environment)
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("args", [(), ("--help",), ("-h",)])
def test_a_bare_gov_and_its_help_show_the_overview(tmp_path: Path, args: tuple[str, ...]) -> None:
    result = gov(tmp_path, *args)
    assert result.code == 0
    assert result.stderr == ""
    assert "\x1b" not in result.stdout
    assert all(f"  {noun} " in result.stdout for noun in NOUNS)


def test_the_overview_has_bold_headings_on_a_terminal_only_where_colour_is_welcome(tmp_path: Path) -> None:
    assert "\x1b[1mOperate\x1b[0m" in run_on_terminal([gov_program()], tmp_path).stdout
    assert "\x1b" not in run_on_terminal([gov_program()], tmp_path, NO_COLOR="1").stdout


@pytest.mark.parametrize("args", [("--version",), ("-C", ".", "--version")])
def test_the_version_is_one_line(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert gov(tmp_path, *args) == Result("gov 0.1.0\n", "", 0)


def test_an_unknown_command_is_a_usage_error_with_what_was_meant(tmp_path: Path) -> None:
    result = gov(tmp_path, "incidnt", "list")
    assert result.code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "error: there is no command `gov incidnt`",
        "hint: Did you mean `gov incident`? Run `gov --help` for all commands.",
    ]


def test_an_unknown_option_is_a_usage_error(tmp_path: Path) -> None:
    result = gov(tmp_path, "--formt", "json")
    assert (result.code, result.stdout) == (2, "")
    assert result.stderr == "error: there is no option --formt\nhint: Did you mean `--format`?\n"


def test_dash_c_works_there_and_refuses_what_is_no_folder(repo: Repo, tmp_path: Path) -> None:
    here, there = gov(repo.top, "check"), gov(tmp_path, "-C", "repo", "check")
    assert here == there
    empty = gov(tmp_path, "-C", "", "check")
    assert (empty.code, empty.stdout, empty.stderr.splitlines()[0]) == (3, "", "error: -C names no folder")
    result = gov(tmp_path, "-C", "absent", "check")
    assert result == Result(
        "", "error: absent: no such file or directory\nhint: Give -C an existing folder.\n", 3
    )


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_help_without_boxes_or_colours(tmp_path: Path, noun: str) -> None:
    result = gov(tmp_path, noun, "--help")
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: gov {noun} ")
    assert not set(result.stdout) & set("╭─│\x1b")


@pytest.mark.parametrize(
    "word", ["\udcff", "\x1b[2J", "", "-", "--", "-ß", "🎉", "x" * 20_000, "--x=" + "y" * 20_000]
)
def test_no_word_on_the_command_line_breaks_it(tmp_path: Path, word: str) -> None:
    result = gov(tmp_path, word, "x")
    assert (result.code, result.stdout) == (2, "")
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 600


def test_a_current_folder_that_is_gone_is_said_plainly(tmp_path: Path) -> None:
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" check'
    result = run(["sh", "-c", script, gov_program()], tmp_path)
    assert result.code == 3
    assert result.stderr.startswith("error: the current folder does not exist any more\n")


class TestImports:
    """What a command does not need, it does not import."""

    def test_the_version_needs_nothing_heavy(self, tmp_path: Path) -> None:
        modules = imported(tmp_path, "--version")
        assert not modules & {"typer", "rich", "pydantic", "pydantic_core", "yaml", "pathlib"}

    @pytest.mark.parametrize("args", [(), ("--help",), ("-h",)])
    def test_the_overview_imports_no_noun_and_neither_rich_nor_typer(
        self, tmp_path: Path, args: tuple[str, ...]
    ) -> None:
        modules = imported(tmp_path, *args)
        assert not modules & (HEAVY | {"typer"})
        assert not modules & {f"governor_cli.cli.{noun.module}" for noun in NOUNS.values()}

    def test_plain_words_need_no_typer(self, tmp_path: Path) -> None:
        assert "typer" not in imported(tmp_path, "rules")

    def test_a_noun_imports_its_own_module_alone(self, tmp_path: Path) -> None:
        modules = imported(tmp_path, "check", "--help")
        nouns = {f"governor_cli.cli.{noun.module}" for noun in NOUNS.values()}
        assert modules & nouns == {"governor_cli.cli.check"}
        assert not modules & HEAVY


class TestCompletion:
    """What the tab key does."""

    def variables(self, shell: str, words: str) -> dict[str, str]:
        """What the shells' own scripts put into the environment."""
        return {
            "_GOV_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        }

    def complete(self, folder: Path, shell: str, words: str) -> Result:
        return gov(folder, **self.variables(shell, words))

    def test_bash_gets_the_nouns_that_fit(self, tmp_path: Path) -> None:
        expected = [noun for noun in NOUNS if noun.startswith("in")]
        assert self.complete(tmp_path, "bash", "gov in").stdout.split() == expected

    @pytest.mark.parametrize("shell", ["zsh", "fish"])
    def test_zsh_and_fish_get_the_help_lines_too(self, tmp_path: Path, shell: str) -> None:
        text = self.complete(tmp_path, shell, "gov che").stdout
        assert "checklist" in text
        assert NOUNS["checklist"].help in text

    def test_an_option_of_a_noun_is_completed(self, tmp_path: Path) -> None:
        assert self.complete(tmp_path, "bash", "gov check --sta").stdout.split() == ["--staged"]

    def test_the_values_of_a_closed_list_are_completed(self, tmp_path: Path) -> None:
        assert self.complete(tmp_path, "bash", "gov check --format s").stdout.split() == ["sarif"]

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_completing_a_noun_imports_no_noun_and_nothing_heavy(self, tmp_path: Path, shell: str) -> None:
        modules = imported(tmp_path, **self.variables(shell, "gov in"))
        assert "typer" in modules
        assert not modules & HEAVY
        assert not modules & {f"governor_cli.cli.{noun.module}" for noun in NOUNS.values()}

    def test_the_script_can_be_shown_for_a_shell(self, tmp_path: Path) -> None:
        result = gov(tmp_path, _GOV_COMPLETE="source_bash")
        assert result.code == 0
        assert "_GOV_COMPLETE=complete_bash" in result.stdout


def test_the_module_runs_as_well_as_the_script(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "governor_cli", "incidnt"]
    assert run(command, tmp_path) == gov(tmp_path, "incidnt")
    assert os.fspath(tmp_path) not in gov(tmp_path, "incidnt").stderr


def commands(command: Any, path: str) -> list[tuple[str, Any]]:
    """A command and everything under it."""
    below = getattr(command, "commands", {})
    return [
        (path, command),
        *(found for name, one in below.items() for found in commands(one, f"{path} {name}")),
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_command_and_option_explains_itself(noun: str) -> None:
    for path, command in commands(load(noun), f"gov {noun}"):
        assert command.help, f"{path} has no docstring"
        for parameter in command.params:
            assert parameter.help, f"{path}: {parameter.name} has no help"


@pytest.mark.parametrize("noun", NOUNS)
def test_an_option_means_the_same_everywhere(noun: str) -> None:
    short = {"-f": "format", "-i": "incident", "-C": "directory", "-h": "help"}
    for path, command in commands(load(noun), f"gov {noun}"):
        for parameter in command.params:
            for option in {*parameter.opts} & {*short}:
                assert parameter.name == short[option], f"{path} {option}"


_TAKEN = ("json", "yaml", "tomllib", "subprocess", "typing", "typer", "pydantic", "hashlib", "zoneinfo")


@pytest.mark.parametrize("path", [".", ":/nonexistent", "./", "../ops"])
def test_no_module_of_a_repository_is_imported(tmp_path: Path, path: str) -> None:
    """An empty part of PYTHONPATH, as `$PYTHONPATH:/opt/lib` often begins with, means the current folder."""
    repo = Repo.new(tmp_path / "ops")
    assert gov(repo.top, "init").code == 0
    for module in _TAKEN:
        repo.write(f"{module}.py", "raise RuntimeError('this is a module of the repository')\n")
    repo.git("add", ".")
    for command in (["check"], ["hook", "run"], ["incident", "list"], ["roster", "who"]):
        done = gov(repo.top, *command, PYTHONPATH=path)
        assert (done.code, "of the repository" in done.stderr) == (0, False), command


LEAVING = """
import atexit, sys, threading
sys.argv = ["gov", "rules"]
from governor_cli.__main__ import run
"""
ASKED = "atexit.register(print, 'the end')\n"
IN_A_THREAD = """
after = lambda: (threading.main_thread().join(), print("the end"))
threading.Thread(target=after).start()
"""


@pytest.mark.parametrize("before", [ASKED, IN_A_THREAD])
def test_what_is_awaited_at_the_end_still_happens(tmp_path: Path, before: str) -> None:
    done = run([sys.executable, "-c", f"{LEAVING}{before}run()"], tmp_path)
    assert done.code == 0
    assert done.stdout.endswith("the end\n")


def test_the_process_leaves_with_the_code_and_the_whole_answer(tmp_path: Path) -> None:
    whole = gov(tmp_path, "rules").stdout
    assert len(whole) > 10_000
    assert run([sys.executable, "-c", f"{LEAVING}run()"], tmp_path).stdout == whole
    assert run([sys.executable, "-m", "governor_cli", "explain", "NOPE"], tmp_path).code == 2
    assert run([sys.executable, "-m", "governor_cli", "roster", "who"], tmp_path).code == 3
