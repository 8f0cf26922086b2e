"""The table of commands and the modules are one."""

from importlib import import_module
from pathlib import Path
from runpy import run_path

import pytest

import governor_cli.cli
from governor_cli.cli.nouns import GROUPS, NOUNS

DOCS = Path(__file__).parents[2] / "docs"
FRAME = {"__init__", "app", "dispatch", "nouns", "overview"}


def test_every_module_stands_in_the_table_or_is_a_part_of_one_and_every_entry_has_its_module() -> None:
    modules = {file.stem for file in Path(governor_cli.cli.__file__).parent.glob("*.py")} - FRAME
    named = {noun.module for noun in NOUNS.values()}
    parts = {module for module in modules - named if module.partition("_")[0] in named}
    assert named | parts == modules


@pytest.mark.parametrize("name", [name for name, noun in NOUNS.items() if noun.verb])
def test_a_verb_at_the_top_is_a_verb_of_its_noun(name: str) -> None:
    assert NOUNS[name].verb in import_module(f"governor_cli.cli.{NOUNS[name].module}").app.verbs


@pytest.mark.parametrize("name", NOUNS)
def test_a_module_exports_a_noun_or_a_verb(name: str) -> None:
    module = import_module(f"governor_cli.cli.{NOUNS[name].module}")
    assert hasattr(module, "app") != hasattr(module, "command")


@pytest.mark.parametrize("name", NOUNS)
def test_a_help_line_fits_a_narrow_terminal(name: str) -> None:
    assert len(NOUNS[name].help) <= 60
    assert not NOUNS[name].help.endswith(".")


def test_every_group_has_a_noun_and_every_noun_a_group() -> None:
    assert {noun.group for noun in NOUNS.values()} == set(GROUPS)


def test_the_command_reference_is_what_the_commands_say() -> None:
    written = (DOCS / "commands.md").read_text()
    assert written == run_path(str(DOCS / "commands.py"))["page"](), "run: python docs/commands.py"
