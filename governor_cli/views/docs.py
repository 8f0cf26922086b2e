"""Documentation branches for people and for scripts: where to edit, what is late, what was proposed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from governor_cli.contracts.forge import Delivery, Proposal
from governor_cli.core.instants import format_instant
from governor_cli.practices.documentation.owed import Clock, DocsBranch, Owed
from governor_cli.views.columns import table
from governor_cli.views.ink import bold, dim, ink
from governor_cli.views.moments import distance, moment

_COLOURS: Mapping[Clock, str] = {"running": "green", "at_risk": "yellow", "breached": "red", "met": "green"}
_CLOCKS: Mapping[Clock, str] = {"running": "due", "at_risk": "due soon", "breached": "late", "met": "in time"}


def opened_data(
    branch: str, worktree: str, incident: str | None, learned: datetime, due: datetime
) -> dict[str, Any]:
    """What scripts get of a branch that was just opened."""
    return {
        "branch": branch,
        "worktree": worktree,
        "incident": incident,
        "learned": format_instant(learned),
        "due": format_instant(due),
    }


def opened_text(branch: str, folder: str, base: str, due: datetime, now: datetime) -> str:
    """Where to edit, by when, and what comes next."""
    return (
        f"{bold(branch)} from {base}\n"
        f"edit     {folder}\n"
        f"due      {moment(due)} ({distance(due, now)})\n"
        f"then     gov docs submit {branch}\n"
    )


def status_data(branches: Sequence[DocsBranch], owed: Sequence[Owed], now: datetime) -> dict[str, Any]:
    """Every branch; under ``owed`` the incidents that no branch, commit or checklist answers."""
    return {
        "branches": [
            {
                "branch": one.name,
                "topic": one.topic,
                "incident": one.incident,
                "learned": format_instant(one.learned),
                "due": format_instant(one.due),
                "state": one.state,
                "pull_request": one.pull_request or None,
                "clock": one.clock(now),
                "changes": list(one.changes),
                "uncommitted": one.uncommitted,
                "worktree": one.worktree or None,
            }
            for one in branches
        ],
        "owed": [
            {
                "incident": one.incident,
                "title": one.title,
                "learned": format_instant(one.learned),
                "due": format_instant(one.due),
                "clock": one.clock(now),
                "owner": one.owner,
            }
            for one in owed
        ],
    }


def status_text(branches: Sequence[DocsBranch], owed: Sequence[Owed], now: datetime) -> str:
    """A line a branch; below them the incidents whose clock runs with nothing proposed."""
    if not branches and not owed:
        return "no documentation branch is open, and no incident waits for one\n"
    return "\n".join((*_branches(branches, now), *_owed(owed, now))) + "\n"


def _branches(branches: Sequence[DocsBranch], now: datetime) -> Iterator[str]:
    if branches:
        rows = [(one.name, one.state, _when(one.clock(now), one.due, now), _where(one)) for one in branches]
        yield table(rows, ("branch", "state", "clock", "where"))


def _owed(owed: Sequence[Owed], now: datetime) -> Iterator[str]:
    if owed:
        yield bold("nothing proposed yet")
        yield table((one.incident, one.title, _when(one.clock(now), one.due, now), one.owner) for one in owed)


def _when(clock: Clock, due: datetime, now: datetime) -> str:
    words = _CLOCKS[clock] if clock == "met" else f"{_CLOCKS[clock]} {distance(due, now)}"
    if clock == "breached":
        words = f"late, was due {distance(due, now)}"
    return ink(_COLOURS[clock], words)


def _where(one: DocsBranch) -> str:
    """The review, else the folder in which it is edited."""
    return one.pull_request or one.worktree or (dim("at the remote") if one.pushed else dim("no work tree"))


def submitted_data(branch: str, url: str, by_hand: str, text: str, *, merged: bool) -> dict[str, Any]:
    """How far a branch came."""
    return {
        "branch": branch,
        "state": "merged" if merged else "proposed" if url else "pushed",
        "pull_request": url or None,
        "open_by_hand": by_hand or None,
        "request": text or None,
    }


def submitted_text(branch: str, url: str, by_hand: str, text: str, *, merged: bool) -> str:
    """The address of the review alone on the first line, where there is one."""
    if merged:
        return f"{branch} is merged; nothing is left to propose\n"
    if url:
        return f"{url}\n"
    if by_hand:
        return (
            f"{branch} is pushed; open its review here:\n{by_hand}\n"
            f"then     gov docs submit {branch} --pull-request URL\n"
        )
    return (
        f"{branch} is pushed; send this to whoever merges:\n\n{text}\n" if text else f"{branch} is pushed\n"
    )


def plan_data(proposal: Proposal, remote: str, delivery: Delivery, api: str, variable: str) -> dict[str, Any]:
    """What would be sent, and to where; of a token only where it comes from."""
    return {
        "branch": proposal.branch,
        "base": proposal.base,
        "remote": remote,
        "ref": delivery.target,
        "options": list(delivery.options),
        "api": api or None,
        "token_variable": variable or None,
        "title": proposal.title,
        "body": proposal.body,
        "labels": list(proposal.wishes.labels),
        "reviewers": list(proposal.wishes.reviewers),
    }


def plan_text(proposal: Proposal, remote: str, delivery: Delivery, api: str, variable: str) -> str:
    """The same for people."""
    rows = [("push to", f"{remote} {delivery.target}"), *(("option", option) for option in delivery.options)]
    if api:
        rows.append(("ask", f"{api} (token in {variable})"))
        rows += [("label", label) for label in proposal.wishes.labels]
        rows += [("reviewer", name) for name in proposal.wishes.reviewers]
    return f"{table(rows)}\n\n{bold(proposal.title)}\n\n{proposal.body}"


def abandoned_data(branch: str, kept: str, pull_request: str) -> dict[str, Any]:
    """Where everything is kept."""
    return {"branch": branch, "kept": kept, "pull_request": pull_request or None}


def abandoned_text(branch: str, kept: str) -> str:
    """What is gone, and where it still is."""
    return f"{branch} is abandoned; everything in it is kept under {kept}\n"
