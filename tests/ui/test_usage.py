"""Typer's complaints in gov's own words."""

from typing import Annotated

import pytest
import typer

from governor_cli.core.errors import UsageError
from governor_cli.ui.options import Format
from governor_cli.ui.usage import translated

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def new(
    title: str,
    count: Annotated[int, typer.Option("--count", "-n")] = 1,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> None:
    """Take one of everything."""


@app.command()
def ask() -> None:
    """Give up."""
    raise typer.Abort


def complaint(*args: str) -> UsageError:
    """What gov says about these arguments."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever Typer raises is the subject
        typer.main.get_command(app).main(list(args), prog_name="gov incident", standalone_mode=False)
    found = translated(caught.value)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("new",), "missing argument 'title'"),
        (("new", "a", "b"), "got unexpected extra argument(s) (b)"),
        (("new", "a", "--count", "x"), "--count: 'x' is not a whole number"),
        (("new", "a", "--format", "xml"), "--format: 'xml' is not one of 'text', 'json'"),
        (("new", "a", "--count"), "option '--count' requires an argument"),
    ],
)
def test_the_message_is_lower_case_and_has_no_full_stop(args: tuple[str, ...], message: str) -> None:
    assert complaint(*args).message == message


def test_the_hint_names_the_help_of_that_very_command() -> None:
    assert complaint("new").hint == "Run `gov incident new --help` to see what it takes."


def test_a_text_without_its_quotes_is_recognised() -> None:
    hint = "Put a text of several words in quotes. Run `gov incident new --help` to see what it takes."
    assert complaint("new", "API", "is", "down").hint == hint


def test_a_misspelt_option_is_recognised() -> None:
    error = complaint("new", "a", "--formt", "json")
    assert error.message == "there is no option --formt"
    assert error.hint == "Did you mean `--format`?"


def test_an_option_like_nothing_else_is_refused_plainly() -> None:
    assert complaint("new", "a", "--zzz").message == "no such option: --zzz"


def test_a_control_character_in_an_argument_reaches_nobody() -> None:
    assert "\x1b" not in complaint("new", "a", "\x1b[2J").message


def test_giving_up_is_a_usage_error() -> None:
    assert complaint("ask").message == "the question was not answered"


def test_every_other_exception_is_not_its_business() -> None:
    assert translated(ValueError("x")) is None
