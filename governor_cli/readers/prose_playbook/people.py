"""Roles in the front matter: who is on call, who is another name for whom, how each is reached."""

import re
from collections.abc import Mapping
from typing import Any

from governor_cli.readers.prose_playbook.account import Account, Part, last_assumed
from governor_cli.readers.prose_playbook.draft import Draft

_ON_CALL = re.compile(r"on-?call|pager|oncall")
_RESPONDS = re.compile(
    r"on-?call|pager|primary|secondary|backup|operator|responder|first-line|duty-(?:manager|officer|engineer)"
)
_SECOND = re.compile(r"secondary|backup|second|deputy|shadow")


class People:
    """The roles of a playbook in the making; every other part asks here for a role to name."""

    def __init__(self, draft: Draft, account: Account) -> None:
        self.draft = draft
        self.account = account
        self.borrowed = not draft.roles.ids
        self.ids = draft.roles.ids or [str(role.get("id")) for role in account.parts("roles")]
        self.chains: list[list[Part]] = [f.value for key, f in draft.facts.items() if key[0] == "escalation"]
        self.described = [
            one
            for one in self.ids
            if any(key[:2] == ("roles", one) and key[2] == "duties" for key in draft.facts)
        ]
        self.first = list(
            dict.fromkeys(
                role for chain in self.chains for step in chain[:1] for role in step.get("tell", [])
            )
        )
        self.primary = self._primary()
        self.same = (
            {} if self.borrowed else {one: self.primary for one in self.ids if self._is_another_name(one)}
        )

    def _primary(self) -> str:
        described = self.described or self.ids
        named = [one for one in described if "primary" in one]
        on_call = [one for one in described if _ON_CALL.search(one)]
        told = [one for one in described if one in self.first]
        return next(iter((*named, *on_call, *told, *self.first, *described)), "")

    def _is_another_name(self, one: str) -> bool:
        """Whether a role only the matrix knows, such as "PagerDuty on-call", is the primary's other name."""
        if (
            one == self.primary
            or one in self.described
            or not self.described
            or not _ON_CALL.search(one)
            or _SECOND.search(one)
        ):
            return False
        if ("roles", one, "duty") in self.draft.facts or ("roles", one, "reach") in self.draft.facts:
            return False
        return not any(self._in(chain, one) and self._in(chain, self.primary) for chain in self.chains)

    @staticmethod
    def _in(chain: list[Part], role: str) -> bool:
        return any(role in step.get("tell", []) for step in chain)

    def on_call(self, one: str) -> bool:
        """Whether a role must be reachable: it says so, it is told first, or its name says so."""
        stated = self.draft.facts.get(("roles", one, "duty"))
        if stated is not None:
            return bool(stated.value == "on-call")
        return (
            one in self.first
            or one == self.primary
            or one in self.same.values()
            or bool(_RESPONDS.search(one))
        )

    def of(self, one: str) -> str:
        """A role of the example, as this playbook has it: itself, or the primary."""
        return one if one in self.ids else self.primary

    @property
    def pager(self) -> str:
        """Who a pager reaches."""
        named = [one for one in self.ids if _ON_CALL.search(one) and not _SECOND.search(one)]
        return next(
            (one for one in named if one in self.same),
            self.primary if self.primary in named or not named else named[0],
        )

    def second(self, *, but: str) -> str | None:
        """The next to tell after a role."""
        others = [
            one for one in self.ids if one != but and self.same.get(one, one) != self.same.get(but, but)
        ]
        return next(
            (one for one in others if _SECOND.search(one)),
            next((one for one in others if self.on_call(one)), None),
        )


def roles(people: People) -> list[Part]:
    """Every role, in the order of the prose."""
    if people.borrowed:
        return [dict(role) for role in people.account.parts("roles")]
    return [_role(people, one, index) for index, one in enumerate(people.ids)]


def _role(people: People, one: str, index: int) -> Part:
    draft, account, at = people.draft, people.account, ("roles", index)
    part: Part = {"id": one, "name": draft.roles.names[one]}
    if fact := draft.facts.get(("roles", one, "name")):
        account.place(part, "name", fact, at)
    if one in people.same:
        account.assume(part, "same_as", people.same[one], at)
        return last_assumed(part)
    if not account.place(part, "duty", draft.facts.get(("roles", one, "duty")), at):
        part["duty"] = "on-call" if people.on_call(one) else "best-effort"
        if one not in people.first:
            account.doubt(part, "duty", at)
    _duties(people, one, part, index)
    _reach(people, one, part, index)
    return last_assumed(part)


def _duties(people: People, one: str, part: Part, index: int) -> None:
    facts = [fact for key, fact in people.draft.facts.items() if key[:3] == ("roles", one, "duties")]
    for number, fact in enumerate(facts):
        part.setdefault("duties", []).append(fact.value)
        people.account.taken.append(_taken(f"roles[{index}].duties[{number}]", fact))


def _taken(key: str, fact: Any) -> Any:
    from governor_cli.readers.prose_playbook.result import Taken

    return Taken(key, fact.line, fact.source)


def _reach(people: People, one: str, part: Part, index: int) -> None:
    """How somebody on call is reached; the example knows what the prose does not say."""
    account, at = people.account, ("roles", index)
    models = account.parts("roles")
    same = next((role for role in models if role.get("id") == one), None)
    if (
        not account.place(part, "reach", people.draft.facts.get(("roles", one, "reach")), at)
        and part["duty"] == "on-call"
    ):
        ways = _ways(people, same or _alike(models, first=one == people.primary))
        if ways:
            account.assume(part, "reach", ways, at)
    apart = [
        role for role in (same or {}).get("not_with", []) if role in people.ids and role not in people.same
    ]
    if apart and part["duty"] == "on-call":
        account.assume(part, "not_with", apart, at)


def _alike(models: list[Mapping[str, Any]], *, first: bool) -> Mapping[str, Any]:
    reached = [role for role in models if role.get("reach")]
    return reached[0 if first else -1] if reached else {}


def _ways(people: People, role: Mapping[str, Any]) -> list[str]:
    """The example's ways to reach somebody, in the media this playbook has."""
    media = {channel.medium for channel in people.draft.channels.channels.values()}
    pagerduty = "pagerduty" in people.draft.channels.ids
    ways = [
        "teams" if way == "slack" and "teams" in media and "slack" not in media else way
        for way in role.get("reach", [])
    ]
    return [way for way in ways if way != "pagerduty" or pagerduty or not media]
