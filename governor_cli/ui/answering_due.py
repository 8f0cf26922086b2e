"""How what is late is answered, from promises found now or before."""

from collections.abc import Iterable, Sequence

from governor_cli.ui.session import current

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from governor_cli.practices.promised import Promise


def answer_due(
    promises: "Iterable[Promise]",
    troubles: Sequence[str],
    at: "datetime",
    mine: "ZoneInfo | None",
    format_: str,
) -> int:
    """What is late or soon late at an instant; 1 while something is late."""
    from governor_cli.practices.promised import standing
    from governor_cli.views.due import due_data, due_text

    session = current()
    items = standing(promises, at)
    session.answer("due", due_data(items, at), lambda: due_text(items, at, mine), format_)
    for trouble in troubles:
        session.warn(trouble)
    return int(any(item.is_late for item in items))
