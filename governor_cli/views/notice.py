"""What a channel is told about an incident: what happened, how it stands, who leads, when it hears more."""

from collections.abc import Iterator, Sequence
from typing import Final

from governor_cli.contracts.notice import Alarm, Message
from governor_cli.kinds.incident.model import Incident
from governor_cli.practices.incident.occasions import ACTIONS, Occasion, pager_severity
from governor_cli.practices.incident.picture import Picture
from governor_cli.views.channel_line import promise, standing
from governor_cli.views.escape import one_line, visible
from governor_cli.views.moments import moment

_HEADLINE: Final = {"text": "", "lessons": "lessons learned"}
_SAYS: Final = {
    "acknowledged": "Somebody has seen it and takes it.",
    "mitigated": "The impact has ended; the cause may still be there.",
    "page": "Somebody is needed now: please acknowledge.",
}
_OUTCOMES: Final = {
    "fixed": "It is over.",
    "handed-over": "It is over here, and was handed over.",
    "false-alarm": "It was a false alarm.",
    "duplicate": "It is the same as another one.",
}


def message_of(picture: Picture, occasion: Occasion, links: Sequence[tuple[str, str]] = ()) -> Message:
    """The message for an occasion; ``links`` are what is known beside those of the report."""
    return Message(
        _title(picture, occasion),
        "\n".join(visible(part).replace("\t", " ") for part in _text(picture, occasion)),
        tuple((name, one_line(value)) for name, value in _facts(picture)),
        (*links, *_links(picture)),
        _alarm(picture, occasion) if occasion.what in ACTIONS else None,
    )


def _title(picture: Picture, occasion: Occasion) -> str:
    record = picture.record
    word = _HEADLINE.get(occasion.what, occasion.what)
    exercise = "[exercise] " if record.exercise else ""
    told = f"{word}: {record.title}" if word else record.title
    level = record.severity or ("draft" if record.status == "draft" else "no severity")
    return one_line(f"{exercise}[{level}] {told}")


def _text(picture: Picture, occasion: Occasion) -> Iterator[str]:
    record = picture.record
    level = picture.policy.severity(record.severity or "")
    if occasion.what == "declared" and level is not None:
        yield f"{level.id}: {level.when}"
    elif occasion.what in {"resolved", "cancelled"}:
        yield _outcome(record)
    elif occasion.what in _SAYS:
        yield _SAYS[occasion.what]
    said = _beside_outcome(record, occasion.said) if occasion.what == "cancelled" else occasion.said
    if said:
        yield said


def _outcome(record: Incident) -> str:
    if record.duplicate_of:
        return f"It is the same as {record.duplicate_of}."
    return _OUTCOMES.get(record.outcome or "", "It is over.")


def _beside_outcome(record: Incident, said: str) -> str:
    """The row of a cancellation begins with its outcome, which has a sentence of its own here."""
    told = f"duplicate of {record.duplicate_of}" if record.duplicate_of else record.outcome or ""
    return said.removeprefix(told).lstrip(": \n")


def _facts(picture: Picture) -> Iterator[tuple[str, str]]:
    record = picture.record
    yield "state", standing(picture)
    if record.services:
        yield "services", ", ".join(record.services)
    if record.environment:
        yield "environment", record.environment
    commander = record.roles.get("commander") or ("nobody yet" if record.is_open else "")
    if commander:
        yield "commander", commander
    promised = promise(picture)
    if promised:
        yield promised
    yield "incident", record.id
    yield "report", picture.path
    yield "as of", moment(picture.at)


def _links(picture: Picture) -> Iterator[tuple[str, str]]:
    """Those of the report; an address with a login in it stays at home."""
    told = picture.record.links
    for name in ("bridge", "chat", "dashboard", "ticket", "page"):
        url: str | None = getattr(told, name)
        if url and "@" not in url:
            yield name, url


def _alarm(picture: Picture, occasion: Occasion) -> Alarm:
    record, policy = picture.record, picture.policy
    source = ", ".join(record.services) or record.environment or policy.platform or policy.title
    return Alarm(ACTIONS[occasion.what], pager_severity(policy, record.severity or ""), one_line(source))
