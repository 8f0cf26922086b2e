"""Channels and hours in the front matter."""

import re

from governor_cli.readers.prose_playbook.account import Account, Part, last_assumed, part_of
from governor_cli.readers.prose_playbook.draft import Draft, Fact
from governor_cli.readers.prose_playbook.people import People
from governor_cli.readers.prose_playbook.result import Unplaced

_ALWAYS = "Mon-Sun 00:00-24:00"
_COORDINATION = re.compile(
    r"coordinat|incident|collaborat|war[\s-]?room|operators?|responders?|major|outage", re.IGNORECASE
)
_SUPPORT = re.compile(r"support|request|question|user|customer|stakeholder|ticket|help|intake", re.IGNORECASE)


class Places:
    """The channels of a playbook in the making, and the windows that they and the severities use."""

    def __init__(self, draft: Draft, account: Account, people: People) -> None:
        self.draft = draft
        self.account = account
        self.people = people
        self.borrowed = not draft.channels.ids
        self.used: list[str] = []
        self.list: list[Part] = (
            self._borrowed()
            if self.borrowed
            else [self._channel(one, index) for index, one in enumerate(draft.channels.ids)]
        )

    def _borrowed(self) -> list[Part]:
        copies = [dict(channel) for channel in self.account.parts("channels")]
        known = set(self.draft.severities.ids)
        for channel in copies:
            channel["staffed_by"] = list(
                dict.fromkeys(self.people.of(str(role)) for role in channel.get("staffed_by", []))
            )
            if known and not known.issuperset(channel.get("severities", [])):
                channel.pop("severities", None)
            self.used.append(str(channel.get("hours")))
        return copies

    def _channel(self, one: str, index: int) -> Part:
        facts, at = self.draft.of("channels", one), ("channels", index)
        part: Part = {"id": one}
        for key in ("name", "medium"):
            self.account.place(part, key, facts.get(key), at)
        if not self.account.place(part, "hours", facts.get("hours"), at):
            self.account.assume(part, "hours", self._hours(one, part), at)
        self.used.append(part["hours"])
        self._staff(one, part, index)
        for key in (
            "acknowledge_within",
            "triage_within",
            "escalates_to",
            "severities",
            "purpose",
            "notes",
            "pins",
        ):
            if key != "escalates_to" or self._leads_on(one):
                self.account.place(part, key, facts.get(key), at)
        return last_assumed(part)

    def _leads_on(self, one: str) -> bool:
        """Whether following ``escalates_to`` from here comes to an end."""
        seen, at = {one}, one
        while (fact := self.draft.facts.get(("channels", at, "escalates_to"))) is not None:
            at = str(fact.value)
            if at in seen:
                own = self.draft.facts["channels", one, "escalates_to"]
                why = "channels that escalate in a circle reach nobody"
                self.draft.unplaced.append(Unplaced(own.line, own.source, why))
                return False
            seen.add(at)
        return True

    def _hours(self, one: str, part: Part) -> str:
        """The hours of a channel that names none: a pager's always, a room's as the rooms beside it."""
        windows = [
            fact.value
            for key, fact in self.draft.facts.items()
            if key[0] == "channels" and key[2:] == ("hours",)
        ]
        same = next((c for c in self.account.parts("channels") if c.get("id") == one), None)
        if part.get("medium") == "pager" or not windows:
            return self.always()
        if same and same.get("hours") in windows:
            return str(same["hours"])
        return str(max(windows, key=windows.count))

    def always(self) -> str:
        """The name of the window that is always open."""
        return next((name for name, every in self.draft.windows.items() if every == _ALWAYS), "24/7")

    def _staff(self, one: str, part: Part, index: int) -> None:
        at = ("channels", index)
        if self.account.place(part, "staffed_by", self.draft.facts.get(("channels", one, "staffed_by")), at):
            return
        facts = self.draft.of("channels", one)
        pages = self.draft.facts.get(("pages", one))
        if part.get("medium") == "pager":
            part["staffed_by"] = [self.people.pager] if self.people.pager else []
            if pages is None or not re.search(r"on-?call", str(pages.value), re.IGNORECASE):
                self.account.doubt(part, "staffed_by", at)
            return
        spoken = " ".join(str(fact.value) for key, fact in facts.items() if key in {"purpose", "notes"})
        named = [role for role in self.draft.roles.mentioned(spoken) if self.people.on_call(role)]
        self.account.assume(part, "staffed_by", named or [self.people.primary], at)

    def hours_of(self, severity: str) -> str | None:
        """The hours of the channel that is for a severity, a pager before others."""
        found = [channel for channel in self.list if severity in channel.get("severities", [])]
        found.sort(key=lambda channel: channel.get("medium") != "pager")
        return str(found[0]["hours"]) if found else None

    def everyday(self) -> str:
        """The hours of the channel where requests come in."""
        talk = [channel for channel in self.list if channel.get("medium") != "pager"] or self.list
        support = [c for c in talk if _SUPPORT.search(f"{c['id']} {c.get('purpose', '')}")] or talk
        shortest = [c for c in support if str(c["hours"]) != self.always()] or support
        return str(shortest[0]["hours"]) if shortest else self.always()

    def coordination(self) -> list[str]:
        """The room where the people who work on an incident talk."""
        quiet = [c for c in self.list if c.get("medium") != "pager"] or self.list
        rooms = [c for c in quiet if c.get("medium") != "mail"] or quiet
        fit = [
            c for c in rooms if _COORDINATION.search(f"{c['id']} {c.get('purpose', '')} {c.get('notes', '')}")
        ]
        return [str((fit or rooms)[0]["id"])] if rooms else []

    def windows(self, used: list[str]) -> dict[str, Part]:
        """The named hours that anything uses, and those that the prose defines."""
        found: dict[str, Part] = {}
        models = self.account.part("hours")
        names = list(dict.fromkeys([*self.draft.windows, *self.draft.definitions, *used]))
        for name in names:
            part: Part = {}
            fact = self.draft.facts.get(("hours", name, "every"))
            model = part_of(models.get(name))
            defined = self.draft.definitions.get(name)
            if defined is not None:
                fact = Fact(self.draft.defined[name], defined.line, defined.said, exact=True)
                self.draft.spend(defined)
            if not self.account.place(part, "every", fact, ("hours", name)):
                part = dict(model) or {"every": _ALWAYS}
            found[name] = last_assumed(part)
        return found or {"24/7": {"every": _ALWAYS}}
