"""Which severity an event deserves, from what people know of it; unsure means the higher one.

What a severity is for stands in its `when`, in the team's own words. Each alternative in it is
read for the few signs that people can answer at night; whatever it does not say goes by rank.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from governor_cli.policy.model import Playbook, SeverityLevel

Users = Literal["one", "several", "all"]
SIGNS: Final[Mapping[str, str]] = {
    "outage": "is it down?",
    "data-loss": "is data lost or wrong?",
    "security": "may somebody have got in, or data have got out?",
    "degraded": "does something work badly, or not at all for some?",
    "request": "is it a request or a question, with nothing broken?",
}
"""What can be answered with a flag, and the question behind it."""
REACH: Final = ("one", "several", "all")
"""How many are affected, from few to many."""

_WORDS: Final = {
    "outage": r"outages?|(?:is|are|goes?|went|completely|production|services?|site|system|platform) down"
    r"|downtime|unavailable|unreachable|offline|not available|black-?out|stopped working",
    "data-loss": r"data(?: \w+){0,2} (?:loss|lost|corrupt\w*)|loss of(?: \w+)? data|lost data|corrupt\w*",
    "security": r"security|breach\w*|leak\w*|intru\w+|compromis\w+|exfiltrat\w+",
    "degraded": r"degrad\w+|slow\w*|impair\w*|badly|partial\w*|fails?|failing|faults?|broken|errors?|limited",
    "request": r"requests?|questions?|tickets?|cosmetic|minor|trivial|typos?",
}
_PATTERNS: Final = {sign: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for sign, words in _WORDS.items()}
_USERS: Final = {
    "all": re.compile(r"\b(?:all|every(?:body|one)?|most|entire|whole|any)\b", re.IGNORECASE),
    "several": re.compile(r"\b(?:several|multiple|many|some|groups?|subset)\b", re.IGNORECASE),
    "one": re.compile(r"\b(?:one|single|individual) \w+|\ba (?:user|customer|tenant)\b", re.IGNORECASE),
}
_ALTERNATIVES: Final = re.compile(r"[;,]|\bor\b", re.IGNORECASE)


class Answers(NamedTuple):
    """What is known: signs that hold, signs that do not, and how many are affected; None is not asked.

    ``unsure`` holds signs nobody can tell yet, and ``users`` where their number is not known.
    """

    yes: Collection[str] = ()
    no: Collection[str] = ()
    users: Users | None = None
    unsure: Collection[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered."""
        return not (self.yes or self.no or self.users or self.unsure)


class Assessment(NamedTuple):
    """The severity, and each reason for it as a sentence."""

    level: SeverityLevel
    because: tuple[str, ...]


class _Clause(NamedTuple):
    """One alternative of a `when`: the signs it names, and how many it affects."""

    signs: frozenset[str]
    users: str | None


def assess(policy: Playbook, answers: Answers) -> Assessment:
    """The most severe level that the answers, or what nobody is sure of, may fit; else the least severe."""
    found = list(_reasons(policy, answers))
    if not found:
        level = policy.severities[-1]
        return Assessment(level, (f"nothing that was answered asks for more than {level.id}: {level.when}",))
    best = min(rank for rank, _ in found)
    return Assessment(policy.severities[best], tuple(why for rank, why in found if rank == best))


def first_that_fits(policy: Playbook, told: Mapping[str, bool | None]) -> Assessment:
    """From answers to each `when` itself, the most severe first; None is unsure, and counts as yes."""
    for level in policy.severities:
        answer = told.get(level.id, False)
        if answer is not False:
            doubt = "nobody is sure it is not: " if answer is None else ""
            return Assessment(level, (f"{doubt}{level.when}",))
    level = policy.severities[-1]
    return Assessment(level, (f"it is none of the others: {level.when}",))


def _reasons(policy: Playbook, answers: Answers) -> Iterator[tuple[int, str]]:
    """(rank, why) for each level that fits by its words, then for what no level's words mention."""
    clauses = [_clauses(level) for level in policy.severities]
    for rank, (level, alternatives) in enumerate(zip(policy.severities, clauses, strict=True)):
        why = next((said for clause in alternatives if (said := _fits(clause, answers))), "")
        if why:
            yield rank, f"{why}: {level.id} is for {level.when}"
    named = {sign for alternatives in clauses for clause in alternatives for sign in clause.signs}
    for sign in (*answers.yes, *answers.unsure):
        if sign not in named and sign != "users":
            yield _by_rank(policy, sign), f"{_said(sign, answers)}, which the playbook does not name"
    counted = any(clause.users for alternatives in clauses for clause in alternatives)
    if not counted and not answers.yes and (answers.users or "users" in answers.unsure):
        yield _by_rank(policy, answers.users or "all"), _how_many(answers)


def _clauses(level: SeverityLevel) -> list[_Clause]:
    found: list[_Clause] = []
    for part in _ALTERNATIVES.split(level.when):
        signs = frozenset(sign for sign, pattern in _PATTERNS.items() if pattern.search(part))
        users = next((many for many, pattern in _USERS.items() if pattern.search(part)), None)
        if signs or users:
            found.append(_Clause(signs, users))
    return found


def _fits(clause: _Clause, answers: Answers) -> str:
    """Why the clause may hold: nothing contradicts it, and something speaks for it; "" where it does not."""
    if clause.signs & set(answers.no):
        return ""
    if clause.users and answers.users and REACH.index(answers.users) < REACH.index(clause.users):
        return ""
    speaks = [sign for sign in SIGNS if sign in clause.signs and sign in {*answers.yes, *answers.unsure}]
    reaches = clause.users is not None and (answers.users is not None or "users" in answers.unsure)
    widely = answers.users == "all" or "users" in answers.unsure
    everybody = widely and "outage" in clause.signs and "degraded" not in answers.yes
    if clause.signs and not speaks and answers.yes and not everybody:
        return ""  # something else was said than what it is about
    if not (speaks or reaches or everybody):
        return ""
    told = [_said(sign, answers) for sign in speaks]
    if reaches or everybody:
        told.append(_how_many(answers))
    return " and ".join(told)


def _said(sign: str, answers: Answers) -> str:
    word = sign.replace("-", " ")
    return f"{word} is not ruled out" if sign in answers.unsure else word


def _how_many(answers: Answers) -> str:
    return f"users affected: {answers.users}" if answers.users else "nobody knows how many users it affects"


def _by_rank(policy: Playbook, sign: str) -> int:
    """Where the playbook is silent: the worst that can happen is its first severity, a request its last."""
    last = len(policy.severities) - 1
    if sign in {"outage", "data-loss", "security", "all"}:
        return 0
    return last if sign in {"request", "one"} else min(1, last)
