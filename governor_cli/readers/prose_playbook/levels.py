"""Severities and their escalation in the front matter."""

import re
from collections.abc import Mapping
from typing import Any

from governor_cli.readers.prose_playbook.account import Account, Part, last_assumed, parts_of
from governor_cli.readers.prose_playbook.draft import LONGEST_TEXT, Draft, Fact
from governor_cli.readers.prose_playbook.people import People
from governor_cli.readers.prose_playbook.places import Places
from governor_cli.readers.prose_playbook.result import Taken, Unplaced

_LETTERS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


class Levels:
    """The severities of a playbook in the making, most severe first."""

    def __init__(self, draft: Draft, account: Account, people: People, places: Places) -> None:
        self.draft, self.account, self.people, self.places = draft, account, people, places
        self.borrowed = not draft.severities.ids
        models = account.parts("severities")
        self.ids = draft.severities.ids or [str(model.get("id")) for model in models]
        self.models = {one: self._model(models, index) for index, one in enumerate(self.ids)}
        paging = any(key[0] == "severities" and key[2:] == ("page_within",) for key in draft.facts)
        updates = any(key[0] == "severities" and key[2:] == ("update_every",) for key in draft.facts)
        self.silent = {"page_within": not paging, "update_every": not updates}
        self.list = (
            [dict(model) for model in models]
            if self.borrowed
            else [self._level(one, index) for index, one in enumerate(self.ids)]
        )

    def _model(self, models: list[Mapping[str, Any]], index: int) -> Mapping[str, Any]:
        """The example's severity of the same rank: first is like first, and last like last."""
        if not models or len(models) == len(self.ids):
            return models[index] if models else {}
        last = len(self.ids) - 1
        return (
            models[0]
            if index == 0
            else models[-1]
            if index == last or index >= len(models)
            else models[index]
        )

    def _level(self, one: str, index: int) -> Part:
        at, model = ("severities", index), self.models[one]
        part: Part = {"id": one}
        self._when(one, part, index)
        page, respond = (
            self.draft.facts.get(("severities", one, key)) for key in ("page_within", "respond_within")
        )
        if (
            not self.account.place(part, "page_within", page, at)
            and self.silent["page_within"]
            and index == 0
        ):
            self.account.assume(part, "page_within", "0m", at)
        acknowledge = self.draft.facts.get(("acknowledge", one))
        if respond and acknowledge:
            why = "the time to acknowledge is one for all severities"
            self.draft.unplaced.append(Unplaced(acknowledge.line, acknowledge.source, why))
        respond = respond or acknowledge
        if not self.account.place(part, "respond_within", respond, at) and "page_within" not in part:
            self.account.assume(
                part, "respond_within", self._no_tighter("respond_within", model, index, "4h"), at
            )
        update = self.draft.facts.get(("severities", one, "update_every"))
        if (
            not self.account.place(part, "update_every", update, at)
            and self.silent["update_every"]
            and model.get("update_every")
        ):
            self.account.assume(
                part, "update_every", self._no_tighter("update_every", model, index, "60m"), at
            )
        self._hours(one, part, index)
        self._rest(one, part, index)
        return last_assumed(part)

    def _no_tighter(self, key: str, model: Mapping[str, Any], index: int, otherwise: str) -> str:
        """The example's time, unless a more severe level has a longer one."""
        stated = [self.draft.facts.get(("severities", above, key)) for above in self.ids[:index]]
        times = [str(fact.value) for fact in stated if fact is not None]
        return max([str(model.get(key) or otherwise), *times], key=seconds)

    def _when(self, one: str, part: Part, index: int) -> None:
        said = [
            (key, fact) for key, fact in self.draft.facts.items() if key[:3] == ("severities", one, "when")
        ]
        said += [
            (key, fact)
            for key, fact in self.draft.facts.items()
            if key[:3] == ("severities", one, "examples")
        ]
        alias = self.draft.facts.get(("severities", one, "alias"))
        at = ("severities", index)
        if not said:
            if not self.account.place(part, "when", alias, at):
                self.account.assume(
                    part, "when", str(self.models[one].get("when") or f"an incident of severity {one}"), at
                )
            return
        first = said[0][1]
        words = [str(fact.value) for _, fact in said if abs(fact.line - first.line) <= 8]
        self.draft.unplaced += [
            Unplaced(fact.line, fact.source, f"{one} is described by line {first.line}")
            for _, fact in said
            if abs(fact.line - first.line) > 8
        ]
        text = "; ".join(dict.fromkeys(words))[:LONGEST_TEXT].rstrip("; ")
        self.account.place(part, "when", Fact(text, first.line, first.source, exact=True), at)

    def _hours(self, one: str, part: Part, index: int) -> None:
        at = ("severities", index)
        if self.account.place(part, "hours", self.draft.facts.get(("severities", one, "hours")), at):
            return
        listed = self.places.hours_of(one)
        if listed is not None:
            part["hours"] = listed
            return
        urgent = "page_within" in part
        self.account.assume(part, "hours", self.places.always() if urgent else self.places.everyday(), at)

    def _rest(self, one: str, part: Part, index: int) -> None:
        model = self.models[one]
        at = ("severities", index)
        same = self.ids == [str(known.get("id")) for known in self.account.parts("severities")]
        if "page_within" in part and same and model.get("pager_severity"):
            self.account.assume(part, "pager_severity", model["pager_severity"], at)
        if (
            not self.account.place(part, "report", self.draft.facts.get(("severities", one, "report")), at)
            and same
            and model.get("report")
        ):
            self.account.assume(part, "report", model["report"], at)

    def escalation(self) -> dict[str, list[Part]]:
        """The steps of every severity."""
        return {one: self._steps(one, index) for index, one in enumerate(self.ids)}

    def _steps(self, one: str, index: int) -> list[Part]:
        fact = self.draft.facts.get(("escalation", one))
        if fact is None or not fact.value:
            return self._assumed_steps(one)
        self.account.taken.append(Taken(f"escalation.{one}", fact.line, fact.source))
        return [self._step(one, dict(step), number, index, fact) for number, step in enumerate(fact.value)]

    def _step(self, one: str, step: Part, number: int, index: int, fact: Fact) -> Part:
        at = ("escalation", one, number)
        if "inform" in step:
            if "within" not in step:
                self.account.assume(step, "within", self._span(one, index, "inform", "within"), at)
        elif number == 0:
            if (span := step.pop("after", None)) is not None:
                self.draft.unplaced.append(
                    Unplaced(
                        fact.line, fact.source, f"the first step waits for no other, `{span}` has no place"
                    )
                )
        elif "after" not in step:
            wait = self.draft.facts.get(("wait", one))
            if not self.account.place(step, "after", wait, at):
                self.account.assume(step, "after", self._span(one, index, "tell", "after"), at)
        return last_assumed(step)

    def _span(self, one: str, index: int, verb: str, key: str) -> str:
        """How long the example waits in a step of this kind."""
        model = self.account.part("escalation").get(self.models[one].get("id", one))
        spans = [str(step[key]) for step in parts_of(model) if verb in step and key in step]
        return spans[0] if spans else ("15m" if key == "after" else "30m") if index == 0 else "4h"

    def _assumed_steps(self, one: str) -> list[Part]:
        """A chain for a severity that the prose gives none: the primary, then the second."""
        example = self.account.part("escalation").get(one)
        if self.people.borrowed and example:
            return [dict(step) for step in parts_of(example)]
        index = self.ids.index(one)
        first: Part = {}
        self.account.assume(first, "tell", [self.people.primary], ("escalation", one, 0))
        second = self.people.second(but=self.people.primary)
        if second is None:
            return [first]
        step: Part = {}
        self.account.assume(step, "tell", [second], ("escalation", one, 1))
        self.account.assume(step, "after", self._span(one, index, "tell", "after"), ("escalation", one, 1))
        return [first, last_assumed(step)]


def seconds(duration: str) -> int:
    """How long a duration of front matter is."""
    return sum(int(number) * _LETTERS[letter] for number, letter in re.findall(r"(\d+)([smhdw])", duration))
