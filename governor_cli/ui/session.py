"""The one place that prints: what a command answers, notes and asks, and where it was started."""

import sys

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui import output

TYPE_CHECKING = (
    False  # the hook runs on every commit: typing, pathlib and datetime would be half of its start
)
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from governor_cli.adapters.workspace import Workspace


class Session:
    """One run of gov. Answers go to stdout; notes, warnings and questions to stderr."""

    def __init__(self, start: "Path | None" = None) -> None:
        self._start = start
        self._workspace: Workspace | None = None
        self.has_broken_settings = False
        """Whether the committed settings stand in for those on disk; a warning says so."""

    # where

    @property
    def start(self) -> "Path":
        """The folder in which the command works: the current one, after ``-C DIR``."""
        from pathlib import Path

        return self._start or Path()

    @property
    def folder(self) -> str:
        """The same, for whoever needs no more than its name."""
        return "." if self._start is None else str(self._start)

    def workspace(self) -> "Workspace":
        """The gov repository around ``start``, opened once."""
        if self._workspace is None:
            from governor_cli.adapters.workspace import open_workspace

            self._workspace = open_workspace(self._start or ".")
        return self._workspace

    def workspace_to_record(self) -> "Workspace":
        """The same, with the committed settings where those on disk are broken: recording comes first."""
        from governor_cli.adapters.toml_tree import SettingsError
        from governor_cli.adapters.workspace import open_workspace

        try:
            return self.workspace()
        except SettingsError as broken:
            try:
                self._workspace = open_workspace(self._start or ".", committed=True)
            except GovError:
                raise broken from None
            self.has_broken_settings = True
            self.warn(f"{broken.message}; the committed settings are used")
            return self._workspace

    @property
    def opened(self) -> "Workspace | None":
        """The gov repository, if this command needed it."""
        return self._workspace

    def now(self) -> "datetime":
        """The present instant, UTC; ``GOV_NOW`` where it is set."""
        from governor_cli.adapters import clock

        return clock.now()

    # who listens

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the answer as it is written."""
        return output.is_terminal(sys.stdout)

    @property
    def is_interactive(self) -> bool:
        """Whether somebody is there to answer a question."""
        return output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)

    @property
    def width(self) -> int:
        """Columns for people; in a pipe nothing is ever broken or cut."""
        if not self.is_terminal:
            return 1_000_000
        import shutil

        return max(40, shutil.get_terminal_size().columns)

    # answers, on stdout

    def answer(
        self,
        kind: str,
        data: "Mapping[str, Any]",
        human: "str | Callable[[], str]",
        format: str = "text",  # noqa: A002 - it is the option's name
    ) -> None:
        """The result of a command, for people or (``format="json"``) in the envelope for scripts."""
        if format == "json":
            from governor_cli.views.envelope import envelope

            self.raw(envelope(kind, data))
        else:
            self.out(human if isinstance(human, str) else human())

    def out(self, text: str) -> str:
        """Text of a view, its control characters shown, its ink painted on a terminal only.

        Gives back what was printed.
        """
        printed = output.dressed(_ended(text), colour=output.has_colour(sys.stdout)) if text else ""
        output.write(sys.stdout, printed)
        return printed

    def raw(self, text: str) -> str:
        """Text for another program, exactly as it is: JSON, SARIF, a file on its way to a pipe."""
        output.write(sys.stdout, _ended(text))
        return _ended(text)

    def path(self, path: "Path | str") -> None:
        """The path of a written file, alone on its line, for ``$(...)``."""
        (self.out if self.is_terminal else self.raw)(f"{path}\n")

    # notes, on stderr

    def note(self, text: str) -> None:
        """Something worth knowing that is not the answer."""
        output.write(sys.stderr, output.dressed(_ended(text), colour=output.has_colour(sys.stderr)))

    def warn(self, text: str) -> None:
        """Something that may need a hand."""
        from governor_cli.views.ink import ink

        self.note(f"{ink('yellow', 'warning:')} {output.bounded(text)}")

    def fail(self, message: str, hint: str = "") -> None:
        """Why a command ends without an answer, and what to do next."""
        from governor_cli.views.ink import ink

        told = f"{ink('red', 'error:')} {output.bounded(message)}"
        self.note(f"{told}\n{ink('cyan', 'hint:')} {output.bounded(hint)}" if hint else told)

    # questions, on stderr, so that an answer in a pipe stays clean

    def ask(self, question: str, *, default: str | None = None, option: str = "") -> str:
        """A line from the person there; with nobody there the default, else an error naming the option."""
        if not self.is_interactive:
            if default is not None:
                return default
            raise UsageError(
                f"there is nobody to answer: {question}",
                hint=f"Give {option}." if option else "Run it in a terminal.",
            )
        shown = f" [{default}]" if default else ""
        answer = _typed(f"{question}{shown} ", option) or default
        return answer or self.ask(question, option=option)

    def confirm(self, question: str, *, default: bool = False, option: str = "") -> bool:
        """Yes or no; with nobody there the default."""
        if not self.is_interactive:
            return default
        answer = _typed(f"{question} [{'Y/n' if default else 'y/N'}] ", option).lower()
        return answer.startswith("y") if answer else default


def _typed(prompt: str, option: str) -> str:
    """One line, asked for on stderr; UsageError at the end of input."""
    output.write(sys.stderr, output.dressed(prompt, colour=False))
    line = sys.stdin.readline()
    if not line:
        output.write(sys.stderr, "\n")
        raise UsageError("the question was not answered", hint=f"Give {option}." if option else "")
    return line.strip()


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


_session = Session()


def current() -> Session:
    """The session of this run."""
    return _session


def begin(start: "Path | None" = None) -> Session:
    """A fresh session, for the wall and for tests that call a command in their own process."""
    global _session  # noqa: PLW0603 - one process is one session
    _session = Session(start)
    return _session
