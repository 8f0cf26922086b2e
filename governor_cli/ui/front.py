"""How a bare `gov` answers: inside a gov repository what it stands at, elsewhere the overview."""

from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.core.errors import GovError
from governor_cli.ui.output import UnwritableError
from governor_cli.ui.session import current


def show_front(format: str) -> bool:  # noqa: A002 - it is the option's name
    """Show how things stand; False where this is no gov repository that can be read.

    The overview is then there for people; a script gets the error that stood in the way.
    """
    if format == "json":
        _show(format)
        return True
    try:
        _show(format)
    except NoRepositoryError:
        return False
    except UnwritableError:
        raise
    except GovError as error:
        current().warn(error.message)
        return False
    return True


def _show(format: str) -> None:  # noqa: A002 - it is the option's name
    session = current()
    session.workspace()
    from governor_cli.ui.incidents import recording_here
    from governor_cli.views.front import front_data, front_text
    from governor_cli.workflows.front import front

    found = front(recording_here(), session.now())
    session.answer("front", front_data(found), lambda: front_text(found), format)
    for note in found.notes:
        session.warn(note)
