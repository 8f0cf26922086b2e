"""Which tags are deployments: gov's own, those of a team's patterns; and which are not, and why.

A repository has tags that nobody made for this: moving ones (``v4`` beside ``v4.1.2``), release
candidates, tags of files, records that a later one corrects. Each that is left out is named.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.practices.deployments.corrections import age, corrected
from governor_cli.practices.deployments.deployment import PRODUCTION, Dated, Deployment
from governor_cli.practices.deployments.left_out import TIMELESS, LeftOut, Why, left_out
from governor_cli.practices.deployments.messages import Said, read_trailers
from governor_cli.practices.deployments.tag import Tag
from governor_cli.practices.deployments.tag_names import Named, Pattern, own


class Chosen(NamedTuple):
    """Deployments in the order of time, and the tags and records that are none of their own."""

    deployments: tuple[Deployment, ...]
    left_out: tuple[LeftOut, ...] = ()


class Rules(NamedTuple):
    """What else counts as a deployment here."""

    patterns: tuple[Pattern, ...] = ()
    environment: str = PRODUCTION
    """Where tags went whose pattern does not say it."""


def chosen(tags: Iterable[Tag], others: Sequence[Deployment], rules: Rules, now: datetime) -> Chosen:
    """The deployments that these tags and records are."""
    gone: list[LeftOut] = []
    tags = list(tags)
    names = {tag.name for tag in tags}
    recorded = [one for one in others if one.name not in names]  # a list of tags that is read again
    matched: list[Deployment] = []
    for tag in tags:
        by_gov = own(tag.name)
        named = by_gov or _matched(tag.name, rules)
        if named is None:
            continue
        at, dated = _moment(tag, named)
        why = _why_not(tag, named, at)
        if why or at is None:
            gone.append(LeftOut(why or "no_date", named.environment, None if why in TIMELESS else at))
        else:
            (recorded if by_gov else matched).append(_deployment(tag, named, at, dated))
    kept, earlier = corrected(recorded)
    firsts, repeated = _first_of_each(matched, kept)
    everything = sorted([*kept, *firsts], key=lambda one: (one.at, one.name))
    past = tuple(one for one in everything if one.at <= now)
    ahead = (left_out(one, "in_the_future") for one in everything if one.at > now)
    return Chosen(past, (*gone, *earlier, *repeated, *ahead))


def _matched(name: str, rules: Rules) -> Named | None:
    found = (pattern.read(name, rules.environment) for pattern in rules.patterns)
    return next((one for one in found if one is not None), None)


def _why_not(tag: Tag, named: Named, at: datetime | None) -> Why | None:
    if named.is_pre_release:
        return "pre_release"
    if tag.commit is None:
        return "no_commit"
    return "no_date" if at is None else None


def _moment(tag: Tag, named: Named) -> tuple[datetime | None, Dated]:
    """When it went out, and what says so."""
    if named.at is not None:
        return named.at, "name"
    return (tag.tagged, "tagger") if tag.tagged is not None else (tag.committed, "commit")


def _deployment(tag: Tag, named: Named, at: datetime, dated: Dated) -> Deployment:
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


def _first_of_each(
    matched: Iterable[Deployment], recorded: Iterable[Deployment]
) -> tuple[list[Deployment], list[LeftOut]]:
    """One deployment for each commit, place and service: the earliest; none that is recorded already."""
    taken = {(one.environment, one.commit) for one in recorded}
    seen: set[tuple[str, str | None, tuple[str, ...]]] = set()
    firsts: list[Deployment] = []
    repeated: list[LeftOut] = []
    for one in sorted(matched, key=lambda one: (one.at, age(one))):
        key = (one.environment, one.commit, one.services)
        if (one.environment, one.commit) in taken or key in seen:
            repeated.append(left_out(one, "same_commit"))
        else:
            seen.add(key)
            firsts.append(one)
    return firsts, repeated
