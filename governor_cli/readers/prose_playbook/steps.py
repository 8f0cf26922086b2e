"""One step of an escalation: the roles it tells or informs, and the time it waits."""

import re
from typing import Any

from governor_cli.readers.prose_playbook.channel_names import is_channel
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.quantities import Quantity, durations
from governor_cli.readers.prose_playbook.role_names import is_title, split_names
from governor_cli.readers.prose_playbook.sentences import Prose

INFORM = (
    r"inform\w*|notif\w*|stakeholders?|keep\b|kept|in the loop|cc\b|aware\w*|fyi|also|additional\w*|"
    r"visib\w*|watch\w*|updates? to|communicat\w*|posted|tell too|audience|others?\b|let know|"
    r"heads[-\s]up|executives?|leadership|management"
)


INFORMING = re.compile(rf"\b(?:{INFORM})", re.IGNORECASE)


Step = dict[str, Any]


def without_lengths(text: str) -> str:
    """The words of a step without the times in it."""
    for length in reversed(durations(text)):
        text = text[: length.start] + text[length.end :]
    return re.sub(
        r"\(\W*(?:(?:after|within|in|if no (?:answer|response|ack)\w*)\W*)*\)|\b(?:after|within)\b\W*$",
        "",
        text,
        flags=re.IGNORECASE,
    ).strip(" ,;")


def step_of(names: list[str], length: Quantity | None, *, informs: bool) -> Step:
    """A step that tells or informs some roles; a time of nothing is no time to wait."""
    step: Step = {"inform" if informs else "tell": names}
    if length is not None and length.seconds:
        step["within" if informs else "after"] = length.text
    return step


def roles_in(draft: Draft, text: str, cell: Prose | None = None) -> list[str]:
    """The roles that a list of names means; those nobody described are learnt."""
    found: list[str] = []
    for name in split_names(text):
        known = draft.roles.find(name)
        if not known and is_channel(name) and not is_title(name):
            if re.search(r"#|@", name):
                if cell is not None and cell.clauses:
                    draft.refuse(cell.clauses[0], f"`{name}` is a channel, and an escalation tells roles")
                continue
            name = f"{name} on-call"  # noqa: PLW2901 -- a pager reaches whoever is on call
            known = draft.roles.find(name)
        if name.startswith("@"):
            name = name.lstrip("@")  # noqa: PLW2901
        found += known or ([draft.roles.add(name)] if re.search(r"[A-Za-z]", name) else [])
    return list(dict.fromkeys(found))
