"""How a bare `gov` answers: inside a gov repository what it stands at, elsewhere the overview."""

from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.core.errors import GovError
from governor_cli.ui.session import current


def show_front() -> bool:
    """Show how things stand; False where this is no gov repository that can be read."""
    session = current()
    try:
        session.workspace()
    except NoRepositoryError:
        return False
    except GovError as error:
        session.warn(error.message)
        return False
    from governor_cli.ui.incidents import recording_here
    from governor_cli.views.front import front_text
    from governor_cli.workflows.front import front

    try:
        found = front(recording_here(), session.now())
    except GovError as error:
        session.warn(error.message)
        return False
    session.out(front_text(found))
    for note in found.notes:
        session.warn(note)
    return True
