"""A noun alone, a misspelt verb, and help that is readable anywhere."""

import pytest
import typer

from governor_cli.core.errors import UsageError
from governor_cli.ui.verbs import Verb, Verbs

app = typer.Typer(cls=Verbs, rich_markup_mode=None, add_completion=False, help="Incidents.")


@app.command(cls=Verb)
def resolve(title: str) -> int:
    """Resolve it."""
    return len(title)


@app.command(cls=Verb)
def close() -> None:
    """Close it."""


def run(*args: str) -> object:
    """The command's return value."""
    return typer.main.get_command(app).main(list(args), prog_name="gov incident", standalone_mode=False)


def test_a_verb_runs() -> None:
    assert run("resolve", "abc") == 3


def test_a_noun_alone_lists_its_verbs() -> None:
    with pytest.raises(UsageError) as error:
        run()
    assert error.value.message == "`gov incident` needs a verb"
    assert error.value.hint == "Use one of: resolve, close."


def test_a_misspelt_verb_is_recognised() -> None:
    with pytest.raises(UsageError) as error:
        run("resovle")
    assert error.value.message == "there is no command `gov incident resovle`"
    assert error.value.hint.startswith("Did you mean `gov incident resolve`?")


def test_a_word_like_no_verb_gets_the_way_to_all() -> None:
    with pytest.raises(UsageError) as error:
        run("zzz")
    assert error.value.hint == "Run `gov incident --help` for all commands."


@pytest.mark.parametrize("args", [("--help",), ("resolve", "--help")])
def test_help_is_plain_text_in_a_pipe(args: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    run(*args)
    text = capsys.readouterr().out
    assert text.isascii()
    assert "\x1b" not in text
    assert text.startswith("Usage: gov incident")
