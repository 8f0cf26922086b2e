"""How the health of the tooling is asked for and answered."""

from typing import Final

from governor_cli.ui.session import current

_OUTSIDE: Final = 4


def show_health(*, send: bool, format: str) -> int:  # noqa: A002 - it is the option's name
    """Ask every probe, keep what they found for the weekly sync, and tell it; 4 where one failed."""
    from governor_cli.adapters.checkup import keep_checkup
    from governor_cli.views.doctor import doctor_data, doctor_text
    from governor_cli.workflows.doctor.examining import examine
    from governor_cli.workflows.doctor.ground import Here

    session = current()
    here = Here(str(session.start), session.now, sends=send)
    examination = examine(here)
    if here.opened is not None:
        keep_checkup(here.opened, examination)
    session.answer("doctor", doctor_data(examination), lambda: doctor_text(examination), format)
    return _OUTSIDE if examination.failed else 0
