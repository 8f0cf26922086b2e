"""The policy for people at a terminal, and as data for scripts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any, cast

from governor_cli.core.finding import dotted
from governor_cli.core.instants import format_duration
from governor_cli.core.record import Part, values_of
from governor_cli.policy.assumptions import assumptions
from governor_cli.policy.model import Assumable, Channel, Playbook, Role, SeverityLevel, Step
from governor_cli.views.columns import table
from governor_cli.views.escape import one_line
from governor_cli.views.ink import bold, dim, ink

Cells = Sequence[str]


def playbook_data(playbook: Playbook, path: str, blob: str, judged: tuple[str, str]) -> dict[str, Any]:
    """For the envelope of kind ``playbook``: the policy with durations as text, and what is assumed in it."""
    kind, rev = judged
    return {
        "path": path,
        "blob": blob,
        "snapshot": {"kind": kind, "rev": rev},
        "assumed": [dotted((*at, key)) for at, _, key in assumptions(playbook)],
        **_plain(playbook),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Part):
        kept = values_of(value).items()
        return {key: _plain(inner) for key, inner in kept if key not in {"assumed", "kind", "schema_"}}
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in cast("list[object]", value)]
    return format_duration(value) if isinstance(value, timedelta) else value


def playbook_text(playbook: Playbook, path: str, blob: str, where: str) -> str:
    """Severities first, then whom to call, where to write, and what is due afterwards."""
    count = sum(1 for _ in assumptions(playbook))
    parts = [
        "\n".join(_title(playbook, f"{path} in {where}, blob {blob[:12]}")),
        _section("Severities", _severities(playbook)),
        _section("Escalation", _escalation(playbook)),
        _section("Channels", (_channel(playbook, channel) for channel in playbook.channels)),
        _section("Roles", (_role(playbook, role) for role in playbook.roles)),
        _section("Hours", _hours(playbook)),
        _section("After an incident", _after(playbook)),
        _section("Where things are kept", _kept(playbook)),
        _assumed_note(count),
    ]
    return "\n\n".join(part for part in parts if part)


def _title(playbook: Playbook, source: str) -> Iterator[str]:
    platform = f", {one_line(playbook.platform)}" if playbook.platform else ""
    yield bold(one_line(playbook.title + platform))
    yield dim(one_line(source))


def _section(title: str, rows: Iterable[Cells]) -> str:
    lines = table(list(rows)).splitlines()
    return "\n".join([bold(title), *(f"  {line}" for line in lines)]) if lines else ""


def _assumed_note(count: int) -> str:
    if not count:
        return ""
    values = "value is" if count == 1 else "values are"
    return f"{ink('yellow', '?')} {count} {values} only assumed; `gov playbook check` lists them"


def _severities(playbook: Playbook) -> Iterator[Cells]:
    for level in playbook.severities:
        yield (bold(level.id), level.when, ", ".join(_targets(level)), _marked(level, "hours", level.hours))


def _targets(level: SeverityLevel) -> Iterator[str]:
    if level.page_within is not None:
        yield _marked(
            level,
            "page_within",
            "page at once" if not level.page_within else f"page in {_span(level.page_within)}",
        )
    if level.respond_within is not None:
        yield _marked(level, "respond_within", f"respond in {_span(level.respond_within)}")
    if level.update_every is not None:
        yield _marked(level, "update_every", f"update every {_span(level.update_every)}")


def _escalation(playbook: Playbook) -> Iterator[Cells]:
    for severity, steps in playbook.escalation.items():
        yield (bold(severity), "; ".join(_step(playbook, step, first=n == 0) for n, step in enumerate(steps)))


def _step(playbook: Playbook, step: Step, *, first: bool) -> str:
    verb, names = ("inform", step.inform) if step.inform else ("tell", step.tell)
    text = f"{verb} {_roles(playbook, names)}"
    if step.after is not None:
        text += f" after {_marked(step, 'after', _span(step.after))}"
    if step.within is not None:
        text += f" within {_marked(step, 'within', _span(step.within))}"
    return text if first else f"then {text}" if verb == "tell" else text


def _channel(playbook: Playbook, channel: Channel) -> Cells:
    promises = [
        f"{word} in {_span(span)}"
        for word, span in (("acknowledge", channel.acknowledge_within), ("triage", channel.triage_within))
        if span is not None
    ]
    return (
        bold(channel.name),
        channel.medium,
        _marked(channel, "hours", channel.hours),
        _marked(channel, "staffed_by", _roles(playbook, channel.staffed_by)),
        ", ".join(promises),
    )


def _role(playbook: Playbook, role: Role) -> Cells:
    is_name = role.same_as is not None
    duty = f"is the {_roles(playbook, [role.same_as])}" if role.same_as else role.duty or ""
    reach = f"by {', '.join(role.reach)}" if role.reach else ""
    apart = f"never the {_roles(playbook, role.not_with)}" if role.not_with else ""
    return (
        bold(role.name),
        dim(role.id),
        _marked(role, "same_as" if is_name else "duty", duty),
        _marked(role, "reach", reach),
        _marked(role, "not_with", apart),
    )


def _hours(playbook: Playbook) -> Iterator[Cells]:
    for name, window in playbook.hours.items():
        closed = f"without holidays of {', '.join(window.closed)}" if window.closed else ""
        yield (bold(name), f"{_marked(window, 'every', window.every)} {playbook.timezone}", closed)


def _after(playbook: Playbook) -> Iterator[Cells]:
    for item in playbook.checklist:
        where = f" in {_channel_name(playbook, item.channel)}" if item.channel else ""
        yield (item.text, dim(f"{item.evidence}{where}"))
    after = playbook.after_resolve
    yield ("Report complete", _marked(after, "report", f"in {_span(after.report)}"))
    yield ("Checklist closed", _marked(after, "checklist", f"in {_span(after.checklist)}"))
    tasks = ", ".join(f"{severity} {_span(span)}" for severity, span in after.tasks.items())
    yield ("Tasks done", _marked(after, "tasks", f"in {tasks}"))


def _kept(playbook: Playbook) -> Iterator[Cells]:
    kept = playbook.knowledge
    for key in ("incident_reports", "metrics", "roster", "checklists", "syncs", "docs", "tasks"):
        yield (key.replace("_", " "), _marked(kept, key, getattr(kept, key)))
    for name, path in playbook.runbooks.items():
        yield (f"runbook: {name}", path or dim("not written yet"))


def _marked(part: Assumable, key: str, text: str) -> str:
    """A question mark behind what is only assumed."""
    return f"{one_line(text)}{ink('yellow', '?')}" if text and key in part.assumed else text


def _roles(playbook: Playbook, ids: Iterable[str]) -> str:
    roles = ((playbook.role(name), name) for name in ids)
    return ", ".join(role.name if role else name for role, name in roles)


def _channel_name(playbook: Playbook, channel_id: str) -> str:
    channel = playbook.channel(channel_id)
    return channel.name if channel else channel_id


def _span(duration: timedelta | None) -> str:
    return "" if duration is None else format_duration(duration)
