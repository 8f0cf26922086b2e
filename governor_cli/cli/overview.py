"""What ``gov --help`` and a bare ``gov`` show: the nouns by the moment they are needed in."""

from governor_cli.cli.nouns import GROUPS, NOUNS
from governor_cli.views.ink import bold, dim

_FIRST = 13

_OPTIONS = {
    "-C DIR": "run as if started in DIR",
    "-f json": "how things stand, for scripts (a command's own -f follows it)",
    "--version": "show the version",
    "-h, --help": "show this page; also after every command",
}
_COMPLETION = {
    "--install-completion": "complete words with the tab key in your shell",
    "--show-completion": "print what that would install",
}


def text() -> str:
    """The page, with ink."""
    parts = [
        "Incidents, rosters, checklists and metrics as reviewed files in Git.",
        f"{bold('Usage:')} gov [-C DIR] COMMAND [ARGS] ...",
    ]
    for group in GROUPS:
        rows = {name: noun.help for name, noun in NOUNS.items() if noun.group == group}
        parts.append(_section(group, rows, _FIRST))
    parts.extend((_section("Options", _OPTIONS, _FIRST), _section("Shell", _COMPLETION, 22)))
    parts.append(dim("`gov COMMAND --help` tells what a command takes, `gov demo` shows all of it."))
    return "\n\n".join(parts)


def _section(title: str, rows: dict[str, str], first: int) -> str:
    lines = [f"  {name:<{first}}{help_line}" for name, help_line in rows.items()]
    return "\n".join([bold(title), *lines])
