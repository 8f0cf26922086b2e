"""Which tags are deployments: gov's own, those of a team's patterns; and which are not, and why.

A repository has tags that nobody made for this: moving ones (``v4`` beside ``v4.1.2``), release
candidates, tags of files, records that a later one corrects. Each that is left out is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from governor_cli.practices.deployments.deployment import PRODUCTION, Dated, Deployment
from governor_cli.practices.deployments.messages import Said, read_trailers
from governor_cli.practices.deployments.tag_names import Named, Pattern, own


class Tag(NamedTuple):
    """A tag as Git has it."""

    name: str
    """Without ``refs/tags/``."""
    commit: str | None
    """None for the tag of something else."""
    tagged: datetime | None
    """When somebody tagged it; None for a lightweight tag, and for a very old one."""
    committed: datetime | None
    trailers: str = ""
    is_annotated: bool = True


@dataclass(frozen=True)
class Chosen:
    """Deployments in the order of time, and how many tags or records are none, by why."""

    deployments: tuple[Deployment, ...]
    left_out: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Rules:
    """What else counts as a deployment here."""

    patterns: tuple[Pattern, ...] = ()
    environment: str = PRODUCTION
    """Where tags went whose pattern does not say it."""


def chosen(tags: Iterable[Tag], others: Sequence[Deployment], rules: Rules, now: datetime) -> Chosen:
    """The deployments that these tags and records are."""
    left_out: Counter[str] = Counter()
    recorded = list(others)
    matched: list[Deployment] = []
    for tag in tags:
        by_gov = own(tag.name)
        named = by_gov or _matched(tag.name, rules)
        if named is None:
            continue
        why = _why_not(tag, named)
        if why:
            left_out[why] += 1
        else:
            (recorded if by_gov else matched).append(_deployment(tag, named))
    kept = _corrected(recorded, left_out)
    kept += _first_of_each(matched, kept, left_out)
    past = [one for one in kept if one.at <= now]
    left_out["in_the_future"] += len(kept) - len(past)
    told = {why: count for why, count in left_out.items() if count}
    return Chosen(tuple(sorted(past, key=lambda one: (one.at, one.name))), told)


def _matched(name: str, rules: Rules) -> Named | None:
    found = (pattern.read(name, rules.environment) for pattern in rules.patterns)
    return next((one for one in found if one is not None), None)


def _why_not(tag: Tag, named: Named) -> str:
    if named.is_pre_release:
        return "pre_release"
    if tag.commit is None:
        return "no_commit"
    return "" if named.at or tag.tagged or tag.committed else "no_date"


def _deployment(tag: Tag, named: Named) -> Deployment:
    at, dated = _moment(tag, named)
    said = read_trailers(tag.trailers) if tag.is_annotated else Said()
    services = said.services or ((named.service,) if named.service else ())
    return Deployment(
        tag.name,
        at,
        named.environment,
        tag.commit,
        services,
        said.outcome,
        said.planned,
        said.fixes,
        said.approved_by,
        said.corrects,
        dated=dated,
        source="annotated" if tag.is_annotated else "lightweight",
    )


def _moment(tag: Tag, named: Named) -> tuple[datetime, Dated]:
    """When it went out, and what says so; one of the three is there."""
    told: tuple[tuple[datetime | None, Dated], ...] = (
        (named.at, "name"),
        (tag.tagged, "tagger"),
        (tag.committed, "commit"),
    )
    return next((at, dated) for at, dated in told if at is not None)


def _corrected(recorded: Sequence[Deployment], left_out: Counter[str]) -> list[Deployment]:
    """Each deployment as it was corrected last, in the time of its first record.

    A name of what is not there corrects nothing, and names in a circle do not either.
    """
    known = {one.name: one for one in recorded}
    same: dict[str, list[list[Deployment]]] = {}
    for one in recorded:
        chain = _chain(one, known)
        same.setdefault(chain[-1].name, []).append(chain)
    left_out["corrected"] += len(recorded) - len(same)
    kept: list[Deployment] = []
    for chains in same.values():
        best = max(chains, key=lambda chain: (len(chain), _age(chain[0])))
        others = (chain[0].name for chain in chains if chain is not best)
        kept.append(replace(best[0], at=best[-1].at, earlier=tuple(others)))
    return kept


def _chain(one: Deployment, known: Mapping[str, Deployment]) -> list[Deployment]:
    """A record, the one that it corrects, and so on to the first."""
    chain, seen = [one], {one.name}
    while one.corrects in known and one.corrects not in seen:
        one = known[one.corrects]
        seen.add(one.name)
        chain.append(one)
    return chain


def _age(one: Deployment) -> tuple[int, str]:
    """``...-10`` comes after ``...-2``."""
    return len(one.name), one.name


def _first_of_each(
    matched: Iterable[Deployment], recorded: Iterable[Deployment], left_out: Counter[str]
) -> Iterator[Deployment]:
    """One deployment for each commit, place and service: the earliest; none that is recorded already."""
    taken = {(one.environment, one.commit) for one in recorded}
    seen: set[tuple[str, str | None, tuple[str, ...]]] = set()
    for one in sorted(matched, key=lambda one: (one.at, _age(one))):
        key = (one.environment, one.commit, one.services)
        if (one.environment, one.commit) in taken or key in seen:
            left_out["same_commit"] += 1
        else:
            seen.add(key)
            yield one
