"""An assessment for people at night and for scripts: how bad, by when, whom to page, where to post."""

from typing import Any

from governor_cli.core.instants import format_duration
from governor_cli.kinds.incident.extract import targets_of
from governor_cli.views import ink
from governor_cli.views.columns import table
from governor_cli.views.paging import contacts

_PROMISES = ("page", "acknowledge", "triage", "respond", "update", "documentation")


def assessment_data(found: Any) -> dict[str, Any]:
    """``{severity, because, targets, page, channels, runbooks}``; handles without @."""
    return {
        "severity": found.level.id,
        "because": list(found.assessment.because),
        "targets": targets_of(found.targets),
        "page": [
            {"handle": person.handle, "roles": list(found.page.roles), "reach": dict(person.reach)}
            for person in found.page.people
        ],
        "channels": [
            {"id": channel.id, "name": channel.name, "medium": channel.medium} for channel in found.channels
        ],
        "runbooks": [{"name": one.name, "path": one.path} for one in found.runbooks],
        "title": found.event.title or None,
        "services": list(found.event.services),
    }


def assessment_text(found: Any) -> str:
    """The severity first; then what to do about it, in the order of doing."""
    level = found.level
    parts = [
        f"{ink.bold(level.id)}  {level.when}\n"
        + "\n".join(f"because {why}" for why in found.assessment.because),
        _page(found),
        f"{ink.bold('post in')}\n{table((one.name, one.medium) for one in found.channels)}"
        if found.channels
        else "",
        f"{ink.bold('promised')}\n{_targets(found)}",
        _runbooks(found),
        f"{ink.bold('next')}\n{_declaring(found)}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _page(found: Any) -> str:
    if not found.page.roles:
        return ""
    word = "page now" if found.level.page_within is not None else "tell"
    return f"{ink.bold(word)}: {', '.join(found.page.roles)}\n{contacts(found.page.people)}"


def _targets(found: Any) -> str:
    known = ((name, getattr(found.targets, name)) for name in _PROMISES)
    rows = [(name, _within(name, length)) for name, length in known if length is not None]
    return table([*rows, ("counted in", f"{found.targets.hours} {found.targets.timezone}")])


def _within(name: str, length: Any) -> str:
    if not length:
        return "at once"
    return f"{'every' if name == 'update' else 'within'} {format_duration(length)}"


def _runbooks(found: Any) -> str:
    rows = [(one.name, one.path) for one in found.runbooks]
    return f"{ink.bold('runbooks')}\n{table(rows)}" if rows else ""


def _declaring(found: Any) -> str:
    """What to type to declare it."""
    from shlex import quote

    title = quote(found.event.title) if found.event.title else '"WHAT IS WRONG"'
    return " ".join(["gov declare", found.level.id, title, *map(quote, found.event.services)])
