"""Walk through what a checklist lacks: show it, run the command that gets there, look again."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import UsageError
from governor_cli.ui.session import current

if TYPE_CHECKING:
    from governor_cli.practices.evidence.checklist_item import ItemState
    from governor_cli.practices.evidence.remedies import Word
    from governor_cli.workflows.checklist.state import Checklists


def walk(given: str) -> None:
    """Go through the open items of a checklist with the person at the terminal."""
    session = current()
    if not (session.is_interactive and session.is_terminal):
        raise UsageError("there is nobody to walk with", hint="Run it in a terminal, or leave --walk out.")
    state = _fresh().open(given)
    for name in [one.item.id for one in state.open_items]:
        one = _as_it_is(given, name)
        if not one.judgement.holds:
            _offer(one)
            _tell(_as_it_is(given, name))


def _fresh() -> "Checklists":
    """The checklists as the files are now: the commands in between write them."""
    from governor_cli.workflows.checklist.state import Checklists
    from governor_cli.workflows.repository.recording import Recording

    return Checklists(Recording(current().workspace()))


def _as_it_is(given: str, name: str) -> "ItemState":
    """One item, looked at anew: the last command may have proved it, or more than that."""
    return next(one for one in _fresh().open(given).items if one.item.id == name)


def _offer(one: "ItemState") -> None:
    from governor_cli.adapters.program import run
    from governor_cli.views.checklist import missing_text

    session = current()
    session.note(missing_text(one))
    if not one.remedy.command or not session.confirm(f"Run `{one.command}`?", default=True):
        return
    words = [_filled(word) for word in one.remedy.command[1:]]
    run(words, session.start)


def _filled(word: "Word") -> str:
    if isinstance(word, str):
        return word
    return current().ask(word.question, default=word.default or None)


def _tell(one: "ItemState") -> None:
    proved = one.done or one.judgement.holds
    current().note(f"`{one.item.id}` " + ("can be proved now" if proved else "stays open"))
