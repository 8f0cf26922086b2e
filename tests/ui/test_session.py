"""One place prints, and knows who listens."""

import json
from pathlib import Path

from repositories import Repo, Result
from walled import Guarded

from governor_cli.core.errors import UsageError
from governor_cli.ui import session

TITLE = "'\\x1b[31mred\\x1b[0m [bold]x[/bold]'"
INKED = "from governor_cli.views.ink import ink\ncurrent().out(ink('red', 'bad') + ' ' + " + TITLE + ")"


def test_an_answer_is_text_for_people(guarded: Guarded) -> None:
    assert guarded("current().answer('x', {'a': 1}, 'a is 1')") == Result("a is 1\n", "", 0)


def test_an_answer_is_one_envelope_for_scripts_and_makes_no_text(guarded: Guarded) -> None:
    result = guarded("current().answer('x', {'a': 1}, lambda: 1 / 0, 'json')")
    assert json.loads(result.stdout) == {"schema_version": 1, "kind": "x", "data": {"a": 1}}
    assert result.code == 0


def test_a_pipe_gets_no_colours_and_no_commands_from_a_title(guarded: Guarded) -> None:
    assert guarded(INKED).stdout == "bad \\x1b[31mred\\x1b[0m [bold]x[/bold]\n"


def test_a_terminal_gets_gov_s_colours_and_still_no_commands_from_a_title(
    guarded_on_terminal: Guarded,
) -> None:
    assert guarded_on_terminal(INKED).stdout == "\x1b[1;31mbad\x1b[0m \\x1b[31mred\\x1b[0m [bold]x[/bold]\n"


def test_no_color_and_a_dumb_terminal_are_respected(guarded_on_terminal: Guarded) -> None:
    assert "\x1b" not in guarded_on_terminal(INKED, NO_COLOR="1").stdout
    assert "\x1b" not in guarded_on_terminal(INKED, TERM="dumb").stdout


def test_notes_and_warnings_never_reach_standard_output(guarded: Guarded) -> None:
    assert guarded("current().note('n')\ncurrent().warn('w')") == Result("", "n\nwarning: w\n", 0)


def test_printing_imports_no_rich_no_typer_and_no_pydantic(guarded: Guarded) -> None:
    heavy = "print(sorted({'rich', 'typer', 'pydantic'} & set(sys.modules)))"
    assert guarded(f"{INKED}\ncurrent().answer('x', {{}}, '', 'json')\n{heavy}").stdout.endswith("\n[]\n")


def test_the_width_is_the_terminals_and_endless_in_a_pipe(
    guarded: Guarded, guarded_on_terminal: Guarded
) -> None:
    assert int(guarded("current().out(str(current().width))").stdout) > 100_000
    assert guarded_on_terminal("current().out(str(current().width))", COLUMNS="72").stdout == "72\n"


def test_the_clock_is_gov_now(guarded: Guarded) -> None:
    result = guarded("current().out(current().now().isoformat())", GOV_NOW="2026-11-23T10:02:00Z")
    assert result.stdout == "2026-11-23T10:02:00+00:00\n"


def test_the_workspace_is_opened_once(repo: Repo, guarded: Guarded) -> None:
    repo.write("gov.toml", "")
    body = f"os.chdir({str(repo.top)!r})\ncurrent().out(str(current().workspace() is current().workspace()))"
    assert guarded(body).stdout == "True\n"


class TestQuestions:
    """Asked on stderr, and only where somebody is there."""

    def test_a_person_is_asked_and_answers(self, guarded_on_terminal: Guarded) -> None:
        result = guarded_on_terminal("current().out('> ' + current().ask('Severity?'))", typed=b"P1\n")
        assert result == Result("> P1\n", "Severity? ", 0)

    def test_an_empty_line_takes_the_default(self, guarded_on_terminal: Guarded) -> None:
        result = guarded_on_terminal("current().out(current().ask('Severity?', default='P2'))", typed=b"\n")
        assert result == Result("P2\n", "Severity? [P2] ", 0)

    def test_without_a_default_the_question_is_asked_again(self, guarded_on_terminal: Guarded) -> None:
        result = guarded_on_terminal("current().out(current().ask('Severity?'))", typed=b"\nP1\n")
        assert result == Result("P1\n", "Severity? Severity? ", 0)

    def test_the_end_of_input_is_a_usage_error(self, guarded_on_terminal: Guarded) -> None:
        result = guarded_on_terminal(
            "current().ask('Severity?', option='--severity')", typed=b"\x04", NO_COLOR="1"
        )
        assert result.code == 2
        assert result.stderr.endswith("error: the question was not answered\nhint: Give --severity.\n")

    def test_with_nobody_there_the_option_is_named(self, guarded: Guarded) -> None:
        result = guarded("current().ask('Severity?', option='--severity')")
        assert result == Result(
            "", "error: there is nobody to answer: Severity?\nhint: Give --severity.\n", 2
        )

    def test_yes_must_be_said(self, guarded_on_terminal: Guarded, guarded: Guarded) -> None:
        body = "current().out(str(current().confirm('Run git init here?')))"
        assert guarded_on_terminal(body, typed=b"y\n") == Result("True\n", "Run git init here? [y/N] ", 0)
        assert guarded_on_terminal(body, typed=b"\n").stdout == "False\n"
        assert guarded(body).stdout == "False\n"


def test_a_fresh_session_starts_where_it_is_told() -> None:
    begun = session.begin(Path("elsewhere"))
    assert session.current() is begun
    assert begun.start == Path("elsewhere")
    session.begin()


def test_usage_errors_have_their_own_code() -> None:
    assert UsageError("x").exit_code == 2
