"""The entry point: what must be quick is answered before Typer is imported."""

import atexit
import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

_SELDOM = (100_000, 50, 100)
"""How many objects are made before Python looks for circles among them: gov makes few circles and
ends soon, and looking for them took more time than reading ten thousand verdicts."""


def main() -> int:
    """Run gov with the arguments of this process; the exit code."""
    gc.set_threshold(*_SELDOM)
    if "PYTHONPATH" in os.environ:
        _import_nothing_from_here()
    from governor_cli.ui import wall

    if sys.argv[1:] == ["--version"]:
        return wall.guard(_version)
    if sys.argv[1:2] == ["check"]:
        return wall.guard(_check)
    if sys.argv[1:2] == ["due"]:
        return wall.guard(_due)
    if sys.argv[1:] == ["hook", "run"]:
        return wall.guard(_hook)
    return wall.guard(_command_line)


def run() -> "NoReturn":
    """Run gov, and leave.

    Python would take all modules apart before it ends, which takes 17 ms after a command that edits a
    report. Where nobody asked to be told of the end and nothing else is running, the process stops.
    """
    code = main()
    if _is_awaited():
        sys.exit(code)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):  # full, closed, or never there: Python's own way then
        sys.exit(code)
    os._exit(code)


def _is_awaited() -> bool:
    """Whether something is to happen at the end of the process, or goes on in another thread."""
    threading = sys.modules.get("threading")
    asked = atexit._ncallbacks()  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # there is no public way
    return asked > 0 or (threading is not None and threading.active_count() > 1)


def _import_nothing_from_here() -> None:
    """Take back relative parts of PYTHONPATH, such as the empty one of ``:/opt/lib``.

    They mean the folder we happen to be in, and a repository must not put its json.py in our way.
    """
    for part in os.environ["PYTHONPATH"].split(os.pathsep):
        if not part.startswith(os.sep):
            try:
                sys.path.remove(os.path.abspath(part))  # noqa: PTH100 - pathlib is half of a hook's start
            except (OSError, ValueError):
                continue  # it is not there, or the folder we are in is gone


def _version() -> int:
    from governor_cli import __version__
    from governor_cli.ui.session import current

    current().raw(f"gov {__version__}")
    return 0


def _check() -> int:
    """The answer of the last check where it still holds, else the work."""
    from governor_cli.ui import remembered

    code = remembered.answered(sys.argv[1:])
    return _command_line() if code is None else code


def _due() -> int:
    """What was promised by when follows from the repository: found once, it is judged by the clock anew."""
    from governor_cli.ui import remembered_due

    code = remembered_due.answered(sys.argv[1:])
    return _command_line() if code is None else code


def _hook() -> int:
    """Nothing to do for most commits of a team, so nothing is imported for them."""
    from governor_cli.adapters.staged import concerns_gov, staged

    found = staged()
    if not concerns_gov(found):
        return 0
    from governor_cli.ui.hooked import judge_commit

    return judge_commit(found[0] if found else ())


def _command_line() -> int:
    """Plain words are read without Typer, which is left help, completion and every complaint."""
    if "_GOV_COMPLETE" not in os.environ:
        from governor_cli.cli.dispatch import answered

        code = answered(sys.argv[1:])
        if code is not None:
            return code
    return _by_typer()


def _by_typer() -> int:
    os.environ["TYPER_USE_RICH"] = "0"  # help without boxes, and 60 ms less
    if "_GOV_COMPLETE" in os.environ:
        sys.modules["rich"] = None  # type: ignore[assignment]  # or Typer imports it to look for markup in help lines
    from governor_cli.cli.app import app
    from governor_cli.ui import wall

    return wall.parsed(app)


if __name__ == "__main__":
    run()
