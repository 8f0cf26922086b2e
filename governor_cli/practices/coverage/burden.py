"""What a roster asks of each person: the duty ahead, and the pages of the reports behind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from governor_cli.contracts.extract import Extract
from governor_cli.practices.coverage.duty import Load


class Paged(NamedTuple):
    """Pages between two instants; ``unnamed`` are those whose row says nobody's handle."""

    since: datetime
    until: datetime
    people: Mapping[str, int]
    unnamed: int
    unread: int
    """Reports that cannot be read: what they tell is not counted."""


class Burden(NamedTuple):
    """What each person has over a stretch of time, those with most first, and how often each was paged."""

    start: datetime
    end: datetime
    loads: Sequence[Load]
    pages: Paged


def time_of_pages(start: datetime, end: datetime, now: datetime, *, asked: bool) -> tuple[datetime, datetime]:
    """What is past of a time that somebody asked about; of the coming time as much before now."""
    if asked and start < now:
        return start, min(end, now)
    length: timedelta = end - start
    return now - length, now


def paged(reports: Iterable[Extract], since: datetime, until: datetime) -> Paged:
    """Who was paged how often. An exercise pages nobody; a false alarm wakes people all the same."""
    first, last = since.timestamp(), until.timestamp()
    people: Counter[str] = Counter()
    unnamed = unread = 0
    for report in reports:
        unread += not report.facts
        if report.facts.get("exercise"):
            continue
        for at, handles in report.facts.get("pages", ()):
            if first <= at < last:
                people.update(handles)
                unnamed += not handles
    return Paged(since, until, people, unnamed, unread)
