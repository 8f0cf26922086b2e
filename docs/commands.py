"""Write docs/commands.md from the commands' own help.

usage: python docs/commands.py
"""

import os
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from typer.main import get_command

from governor_cli.cli.app import app, load
from governor_cli.cli.nouns import GROUPS, NOUNS

PAGE = Path(__file__).with_name("commands.md")
TOP = """\
# Commands

Written by `python docs/commands.py` from the commands' own help.

Results go to stdout, notes and errors to stderr; with an error stdout stays empty. Every command that
answers takes `--format json` (`-f json`): one envelope `{"schema_version": 1, "kind": ..., "data": ...}`
whose fields are never renamed.

| exit code | meaning |
| --- | --- |
| 0 | fine |
| 1 | a finding of severity error (with `--strict` a warning too), late, or not ready |
| 2 | usage, also a value outside a closed list |
| 3 | refused or impossible here: unknown id, no repository, conflict |
| 4 | the outside failed: remote, forge, probe |
| 70 | a bug: one line, the report in `.git/gov/crash/` |
| 130 | interrupted |
"""


def page() -> str:
    """The whole page."""
    parts = [TOP]
    for group in GROUPS:
        for name, noun in NOUNS.items():
            if noun.group == group:
                verbs = sorted(getattr(load(name), "commands", {}))
                parts.append(f"## gov {name}\n\n{noun.help[0].upper()}{noun.help[1:]}.\n")
                parts += [
                    f"```\n{help_of(name, *verb)}```\n" for verb in ([[verb] for verb in verbs] or [[]])
                ]
    return "\n".join(parts)


def help_of(*words: str) -> str:
    """What `gov WORDS --help` prints in a pipe of a hundred columns."""
    told = StringIO()
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with redirect_stdout(told):
            get_command(app).main([*words, "--help"], prog_name="gov", standalone_mode=False)
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)
    return "\n".join(line.rstrip() for line in told.getvalue().strip().splitlines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
