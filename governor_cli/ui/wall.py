"""The error wall: whatever goes wrong below becomes one line on stderr and an exit code."""

import errno
import os
import sys

from governor_cli.core.errors import GovError, UsageError
from governor_cli.ui import output, session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

FINE, BUG, INTERRUPTED = 0, 70, 130
_NO_MEMORY = b"error: there is not enough memory\nhint: Run it where more is free or allowed.\n"


def run(app: "typer.Typer") -> int:
    """The whole command line, and its exit code."""
    return guard(lambda: parsed(app))


def guard(work: "Callable[[], int | None]") -> int:
    """The work's exit code (None is 0), or that of what stopped it."""
    try:
        return _guarded(work)
    except MemoryError as error:
        error.__traceback__ = None  # it holds whatever took the memory
        return _starved()


def _starved() -> int:
    """There is no memory left to put words together, perhaps those about another error."""
    try:
        os.write(2, _NO_MEMORY)
    except OSError:  # nor is there anybody to tell
        return GovError.exit_code
    return GovError.exit_code


def _guarded(work: "Callable[[], int | None]") -> int:
    output.prepare()
    session.begin()
    try:
        code = work() or FINE
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else FINE
    except GovError as error:
        code = _failed(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except EOFError:
        code = _failed(UsageError("the question was not answered"))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - this is the wall
        code = _failed_otherwise(error)
    return _flushed(code)


def parsed(app: "typer.Typer") -> int:
    """Parse this process's arguments and run what they name, without the wall."""
    from typer.main import get_command

    streams = sys.stdout, sys.stderr
    try:
        result = get_command(app).main(prog_name="gov", standalone_mode=False)
    except SystemExit as stop:  # Typer's end where help meets a closed pipe: 1, and streams of its own
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        sys.stdout, sys.stderr = streams
        if not any(output.is_abandoned(stream) for stream in streams):
            raise stop.__context__ from None
        return FINE
    return result if isinstance(result, int) else FINE


def _failed(error: GovError) -> int:
    session.current().fail(error.message, error.hint)
    return error.exit_code


def _failed_otherwise(error: Exception) -> int:
    """Typer's own complaints, what the machine refused, and bugs."""
    if _is_interruption(error):
        return INTERRUPTED
    if "typer" in sys.modules:
        from governor_cli.ui.usage import translated

        complaint = translated(error)
        if complaint is not None:
            return _failed(complaint)
    refusal = _refused_by_the_machine(error) if isinstance(error, OSError) else None
    return _failed(refusal) if refusal else _bug(error)


def _is_interruption(error: Exception) -> bool:
    """Python 3.11 wraps one while a class is made, pydantic tells of it where it builds a validator."""
    return isinstance(error.__cause__, KeyboardInterrupt) or str(error).endswith("KeyboardInterrupt: ")


def _refused_by_the_machine(error: OSError) -> GovError | None:
    """A file that cannot be used, or a folder that somebody removed under our feet."""
    if error.filename is not None:
        return GovError(f"{error.filename!s}: {(error.strerror or 'cannot be used').lower()}")
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return GovError(f"the answer could not be written: {(error.strerror or '').lower()}")
    try:
        os.getcwd()  # noqa: PTH109 - the wall imports no pathlib
    except OSError:
        return GovError("the current folder does not exist any more", hint="Change to one that does.")
    return None


def _bug(error: Exception) -> int:
    from governor_cli.ui.crash import keep_report, redacted

    if os.environ.get("GOV_DEBUG") == "1":
        import traceback

        session.current().note(redacted("".join(traceback.format_exception(error)), os.environ))
    kept = keep_report(error)
    hint = f"Please report it with {kept}." if kept else "Please report what GOV_DEBUG=1 prints."
    said = redacted(str(error), os.environ).partition("\n")[0][:200]
    session.current().fail(f"gov hit a bug: {type(error).__name__}: {said}".rstrip(": "), hint)
    return BUG


def _flushed(code: int) -> int:
    """What Typer left on its way out; a reader that has gone away is no error."""
    for stream in (sys.stdout, sys.stderr):
        try:
            output.write(stream, "")
        except (GovError, ValueError):
            code = code or GovError.exit_code
    return code
