"""The facts found so far: each with its line, resolved at the end so that the first place wins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from governor_cli.readers.prose_playbook.channel_names import ADDRESS, ROOM, ChannelNames
from governor_cli.readers.prose_playbook.entries import Group
from governor_cli.readers.prose_playbook.quantities import cadences, durations
from governor_cli.readers.prose_playbook.result import Piece, Unplaced
from governor_cli.readers.prose_playbook.role_names import RoleNames
from governor_cli.readers.prose_playbook.sentences import Clause
from governor_cli.readers.prose_playbook.severity_names import SeverityNames
from governor_cli.readers.prose_playbook.windows import read_hours

Key = tuple[str, ...]
"""Where a fact belongs: ``("severities", "P1", "respond_within")``, list entries by their id."""

Beside = tuple[int, tuple[str, ...]]
"""A line and the headings above it: what sentences beside each other share."""

LONGEST_TEXT = 400


class Span(NamedTuple):
    """A part of a clause's text."""

    start: int
    end: int


class Fact(NamedTuple):
    """A value and where it was read; ``exact`` is False where the words left something open."""

    value: Any
    line: int
    source: str
    exact: bool


class Claim(NamedTuple):
    """A fact that wants a place; what was said of everything yields to what was said of one."""

    general: bool
    line: int
    key: Key
    fact: Fact
    clause: Clause | None


@dataclass(eq=False)
class Draft:
    """What the readers of each topic add to."""

    severities: SeverityNames = field(default_factory=SeverityNames)
    roles: RoleNames = field(default_factory=RoleNames)
    channels: ChannelNames = field(default_factory=ChannelNames)
    groups: list[Group] = field(default_factory=list[Group])
    items: list[str] = field(default_factory=list[str])
    runbooks: list[str] = field(default_factory=list[str])
    zones: list[tuple[str, bool, Clause]] = field(default_factory=list[tuple[str, bool, Clause]])
    defined: dict[str, str] = field(default_factory=dict[str, str])
    definitions: dict[str, Clause] = field(default_factory=dict[str, Clause])
    stated: set[str] = field(default_factory=set[str])
    windows: dict[str, str] = field(default_factory=dict[str, str])
    pieces: list[Piece] = field(default_factory=list[Piece])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    claims: list[Claim] = field(default_factory=list[Claim])
    facts: dict[Key, Fact] = field(default_factory=dict[Key, Fact])
    spent: dict[Clause, list[Span]] = field(default_factory=dict[Clause, list[Span]])
    beside: dict[Beside, list[Clause]] = field(default_factory=dict[Beside, list[Clause]])

    def take(
        self,
        key: Key,
        value: Any,
        clause: Clause,
        part: Any = None,
        *,
        exact: bool = True,
        general: bool = False,
    ) -> None:
        """Claim a place for a value that ``part`` of the clause says, or all of it."""
        fact = Fact(value, clause.line, clause.said, exact)
        self.claims.append(Claim(general, clause.line, key, fact, clause))
        self.spend(clause, part)

    def spend(self, clause: Clause, part: Any = None) -> None:
        """Say that a clause, or a part of it, has found its place."""
        whole = Span(0, len(clause.text))
        self.spent.setdefault(clause, []).append(whole if part is None else Span(part.start, part.end))

    def refuse(self, clause: Clause, why: str) -> None:
        """Say that a clause has no place, and why."""
        self.spend(clause)
        self.unplaced.append(Unplaced(clause.line, clause.said, why))

    def settle(self) -> None:
        """Give each place to the first that claimed it; the others are unplaced.

        What is said of all in general is heard where any of them takes it.
        """
        unheard: dict[tuple[int, str, str], Unplaced | None] = {}
        for claim in sorted(self.claims, key=lambda claim: (claim.general, claim.line)):
            first = self.facts.setdefault(claim.key, claim.fact)
            said = (claim.line, claim.fact.source, _shown(claim.fact.value))
            if first.value == claim.fact.value:
                unheard[said] = None
                continue
            why = f"{'.'.join(claim.key)} is {_shown(first.value)} by line {first.line}"
            lost = Unplaced(claim.line, claim.fact.source, why)
            if claim.general:
                unheard.setdefault(said, lost)
            else:
                self.unplaced.append(lost)
        self.unplaced += [lost for lost in unheard.values() if lost is not None]
        self.claims.clear()

    def of(self, *prefix: str) -> dict[str, Fact]:
        """The facts right below a key, by their last part."""
        size = len(prefix)
        return {
            key[size]: fact
            for key, fact in self.facts.items()
            if key[:size] == prefix and len(key) == size + 1
        }

    def leftovers(self, clauses: Iterable[Clause]) -> Iterator[Unplaced]:
        """The clauses that look like facts and that nobody took, or took only in part."""
        for clause in clauses:
            spans = self.spent.get(clause, [])
            if not spans and self._looks_like_a_fact(clause):
                yield Unplaced(clause.line, clause.said, "")
            elif spans and (rest := _untaken(clause, spans)):
                yield Unplaced(clause.line, clause.said, f"`{rest}` has no place")

    def _looks_like_a_fact(self, clause: Clause) -> bool:
        """A path, a link, a length of time, hours, or a channel that nobody described."""
        text = clause.text
        known = {channel.name for channel in self.channels.channels.values()}
        if any(("/" in code or "." in code) and " " not in code for code in set(clause.code) - known):
            return True
        if any(not link.address.startswith("#") for link in clause.links):
            return True
        named = {match[0] for match in (*ADDRESS.finditer(text), *ROOM.finditer(text))}
        if named - known:
            return True
        return bool(durations(text) or cadences(text) or read_hours(text))


def _untaken(clause: Clause, spans: list[Span]) -> str:
    for one in (*durations(clause.text), *cadences(clause.text)):
        if all(one.end <= span.start or one.start >= span.end for span in spans):
            return clause.text[one.start : one.end]
    return ""


def _shown(value: Any) -> str:
    return ", ".join(map(str, cast("list[object]", value))) if isinstance(value, list) else str(value)
