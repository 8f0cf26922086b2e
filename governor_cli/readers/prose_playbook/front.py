"""The complete front matter of a playbook from the facts found, and the example for what is missing."""

import re
from collections.abc import Mapping
from typing import Any

from governor_cli.readers.prose_playbook import aftermath
from governor_cli.readers.prose_playbook.account import (
    Account,
    Part,
    last_assumed,
    part_of,
    parts_of,
    spelled,
)
from governor_cli.readers.prose_playbook.draft import Draft
from governor_cli.readers.prose_playbook.levels import Levels
from governor_cli.readers.prose_playbook.people import People, roles
from governor_cli.readers.prose_playbook.places import Places
from governor_cli.readers.prose_playbook.result import Assumed, Taken, Unplaced

_QUOTED = re.compile(r"[\"“']([^\"”']{2,60})[\"”']")
_NOTHING_SAID = ("channels", "roles", "severities", "escalation", "checklist")


def front_of(draft: Draft, title: tuple[str, int], example: Mapping[str, Any]) -> tuple[Part, Account]:
    """The front matter and the account of it."""
    account = Account(draft, example)
    people = People(draft, account)
    places = Places(draft, account, people)
    levels = Levels(draft, account, people, places)
    top: Part = {"kind": "playbook", "schema": "1"}
    _title(top, title, account)
    _platform(top, draft, account)
    _timezone(top, draft, account)
    top["hours"] = {}
    top["channels"] = places.list
    top["roles"] = roles(people)
    top["services"], top["metrics"] = [], []
    top["severities"] = levels.list
    top["updates"] = aftermath.updates(draft, account, places)
    _acknowledge(top, draft, account, places)
    top["escalation"] = levels.escalation()
    top["knowledge"] = aftermath.knowledge(draft, account)
    top["runbooks"] = aftermath.runbooks(draft, account)
    top["checklist"] = aftermath.checklist(draft, account, places)
    top["after_resolve"] = aftermath.after_resolve(draft, account, levels)
    top["sync"] = aftermath.sync(draft, account, people)
    top["hours"] = places.windows([str(part["hours"]) for part in (*places.list, *levels.list)])
    silent = (
        places.borrowed,
        people.borrowed,
        levels.borrowed,
        levels.borrowed and people.borrowed,
        not draft.items,
    )
    for key, borrowed in zip(_NOTHING_SAID, silent, strict=True):
        if borrowed and top[key]:
            top.setdefault("assumed", []).append(key)
            account.assumed.append(Assumed(key, _listed(top[key])))
    return last_assumed(top), account


def _listed(value: Any) -> str:
    names = [str(one.get("id")) for one in parts_of(value)] or list(part_of(value))
    return spelled(names)


def _title(top: Part, title: tuple[str, int], account: Account) -> None:
    words = " ".join(title[0].split())[:200]
    if words:
        top["title"] = words
        account.taken.append(Taken("title", title[1], words))
    else:
        account.assume(top, "title", str(account.model("title") or "Support Playbook"), ())


def _platform(top: Part, draft: Draft, account: Account) -> None:
    """What the pager calls the platform: PagerDuty "Governor Platform"."""
    for channel in draft.channels.channels.values():
        quoted = _QUOTED.search(channel.name)
        fact = draft.facts.get(("channels", channel.id, "name"))
        if quoted and fact and channel.medium == "pager":
            top["platform"] = quoted[1]
            account.taken.append(Taken("platform", fact.line, fact.source))
            return


def _timezone(top: Part, draft: Draft, account: Account) -> None:
    if not draft.zones:
        account.assume(top, "timezone", str(account.model("timezone") or "UTC"), ())
        return
    name, exact, clause = min(draft.zones, key=lambda zone: zone[2].line)
    top["timezone"] = name
    account.taken.append(Taken("timezone", clause.line, clause.said))
    if not exact:
        account.doubt(top, "timezone", ())
    for other, _, where in draft.zones:
        if other != name:
            why = f"a playbook has one zone, and {name} is it by line {clause.line}"
            draft.unplaced.append(Unplaced(where.line, where.said, why))


def _acknowledge(top: Part, draft: Draft, account: Account, places: Places) -> None:
    fact = draft.facts.get(("acknowledge_within",))
    if not account.place(top, "acknowledge_within", fact, ()):
        from governor_cli.readers.prose_playbook.levels import seconds

        promised = [
            str(c["triage_within"])
            for c in places.list
            if c.get("triage_within") and not c.get("acknowledge_within")
        ]
        default = str(account.model("acknowledge_within") or "15m")
        account.assume(top, "acknowledge_within", min([default, *promised], key=seconds), ())
