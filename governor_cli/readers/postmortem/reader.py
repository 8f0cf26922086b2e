"""Reading a postmortem as a whole: its title, what holds for all of it, its timeline, its day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Final

from governor_cli.readers.postmortem import front as foreign
from governor_cli.readers.postmortem.body import Plan, body_of
from governor_cli.readers.postmortem.columns import headed
from governor_cli.readers.postmortem.days import days_in, the_day_in
from governor_cli.readers.postmortem.facts import (
    Facts,
    gather,
    labels_in_front,
    labels_in_text,
    names_in_front,
)
from governor_cli.readers.postmortem.moments import Context
from governor_cli.readers.postmortem.result import Postmortem, Unread, Vocabulary
from governor_cli.readers.postmortem.rows import Timeline
from governor_cli.readers.postmortem.sections import (
    SUMMARY,
    TIMELINE,
    Heading,
    headings,
    other_timelines,
    section_name,
    span_below,
)
from governor_cli.readers.postmortem.source import Source
from governor_cli.readers.postmortem.structure import LONGEST, Block, blocks
from governor_cli.readers.postmortem.timeline import TimelineReader
from governor_cli.readers.postmortem.words import title_of
from governor_cli.readers.postmortem.zones import Zone, stated_zones

_SEARCHED: Final = 3000
"""Lines in which days and zones are looked for: whoever tells them does so above a log of that length."""
_NOTHING_KNOWN: Final = Vocabulary()


def read_postmortem(source: Source, vocabulary: Vocabulary = _NOTHING_KNOWN, name: str = "") -> Postmortem:
    """Read a source. ``name`` is that of its file: it dates and titles a text that does neither.

    Never raises; whatever looks like a fact and is not certain stands in ``unread``.
    """
    return _Reader(source, vocabulary, name).run()


class _Reader:
    """Lines count from 0 here; those of ``unread`` from 1, in the file."""

    def __init__(self, source: Source, vocabulary: Vocabulary, name: str) -> None:
        self.vocabulary = vocabulary
        self.name = name
        self.unread: list[Unread] = []
        self.front, text, self.above = foreign.split(source.text)
        self.lines = text.rstrip("\n").split("\n")
        self.searched = self.lines[:_SEARCHED]
        self.blocks: list[Block] = blocks(text) if len(text) <= LONGEST else []
        self.headings: list[Heading] = headings(self.blocks)
        if source.encoding:
            self.tell(-self.above, source.encoding, "is how the text was decoded: it is not UTF-8")
        if self.front.broken:
            self.tell(-self.above, self.front.language, "front matter that cannot be read is kept as text")
        if len(text) > LONGEST:
            self.tell(0, f"{len(text)} characters", "are too many for their structure to be read")

    def tell(self, line: int, text: str, why: str) -> None:
        """Something stays unread, and is listed."""
        self.unread.append(Unread(line + self.above + 1, text, why))

    def run(self) -> Postmortem:
        facts = self.facts()
        timeline, at = self.timeline(facts)
        self.unread += facts.unread
        if timeline is not None:
            for one in timeline.unread:
                self.tell(*one)
        plan = Plan(self.lines, timeline=timeline, table_at=at)
        self.place_headings(plan)
        made = Postmortem(
            self.title,
            body_of(plan, self.front),
            self.day(facts, timeline),
            facts.times,
            self.severity(facts),
            self.services(),
            next(iter(names_in_front(self.front, "environment")), None),
            facts.is_over or "resolved" in facts.times,
            sum(1 for row in timeline.rows if row.at) if timeline else 0,
        )
        made.unread = sorted(dict.fromkeys(self.unread), key=lambda one: one.line)
        return made

    # what the whole text says

    @cached_property
    def title(self) -> str:
        """As the front matter, the heading above all others, or else the first words say."""
        told = self.front.values.get("title", self.front.values.get("Title"))
        if isinstance(told, str) and title_of(told):
            return title_of(told)
        if self.headings and self.headings[0].level == 1 and title_of(self.headings[0].title):
            return title_of(self.headings[0].title)
        if self.headings and not section_name(self.headings[0].title) and title_of(self.headings[0].title):
            return title_of(self.headings[0].title)
        for block in self.blocks:
            words = title_of(block.text.partition("\n")[0]) if block.shape == "paragraph" else ""
            if any(character.isalnum() for character in words):
                self.tell(block.first, words, "stands for the title that is missing")
                return words
        words = title_of(self.name.replace("-", " ").replace("_", " ")) or "untitled"
        self.tell(-self.above, words, "stands for the title that is missing")
        return words

    @cached_property
    def context(self) -> Context:
        """What holds for every time: the one zone that the text states, the one day in its title."""
        zones: dict[Zone, None] = {}
        for line in self.searched:
            zones |= dict.fromkeys(stated_zones(line))
        days = frozenset(day for line in self.searched for day in days_in(line))
        first = self.headings[0].title if self.headings and self.headings[0].level == 1 else ""
        day = the_day_in(self.title) or the_day_in(first)
        return Context(day, next(iter(zones)) if len(zones) == 1 else None, days=days)

    def facts(self) -> Facts:
        first, last = self.timeline_span
        outside = [block for block in self.blocks if not first <= block.first < last]
        told = [*labels_in_front(self.front), *labels_in_text(self.lines, outside, self.above)]
        return gather(told, self.context)

    # the timeline

    @cached_property
    def has_sections(self) -> bool:
        """Whether there is any heading but a title."""
        return any(heading.level > 1 for heading in self.headings)

    @cached_property
    def timeline_span(self) -> tuple[int, int]:
        """The lines below the timeline's heading; an empty span where there is none."""
        return span_below(self.headings, TIMELINE, len(self.lines))

    def timeline(self, facts: Facts) -> tuple[Timeline | None, int]:
        """The rows, and before which line their table belongs; None where there is no timeline."""
        first, last = self.timeline_span
        inside = [block for block in self.blocks if first <= block.first < last]
        day = next(iter(facts.incident_days)) if len(facts.incident_days) == 1 else None
        context = replace(self.context, day=self.context.day or day)
        reader = TimelineReader(self.lines, frozenset(self.vocabulary.people), context)
        if last:
            reader.heading(next(one.title for one in self.headings if one.name == TIMELINE))
        elif not self.has_sections:
            tables = (block for block in self.blocks if block.shape == "table" and headed(block.header))
            inside = list(tables)[:1]
        self.tell_of_other_timelines()
        reader.read(inside)
        if last and inside and not reader.found.rows and not reader.found.unread:
            self.tell_of_no_time(first)
        if reader.found.headings:
            return reader.found, first
        starts = [span[0] for span in reader.found.spans]
        starts += [block.first for block in inside if block.shape == "table"]
        if not starts and not last:
            return None, 0
        return reader.found, min(starts, default=last)

    def tell_of_no_time(self, below: int) -> None:
        heading = next(one for one in self.headings if one.block.last == below)
        self.tell(heading.block.first, heading.title, "has no time that is certain, and stays as it is")

    def tell_of_other_timelines(self) -> None:
        for heading, why in other_timelines(self.headings, self.timeline_span) if self.has_sections else ():
            self.tell(heading.block.first, heading.title, f"{why}, and stays as it is")

    def place_headings(self, plan: Plan) -> None:
        """Sections under gov's names at gov's level; one of each name."""
        seen: set[str] = set()
        for heading in self.headings:
            span, line = (heading.block.first, heading.block.last), heading.line
            title = (heading.name or heading.title).casefold()
            if title in seen and heading.level > 1:
                words = " ".join(heading.block.text.split())
                line = f"{'#' * heading.level} {words} (line {span[0] + self.above + 1})"
            seen.add(title)
            if line is not None:
                plan.replaced[span] = line
        if plan.timeline is not None and not self.has_sections:
            plan.before[plan.table_at] = [f"## {TIMELINE}", ""]
        if not any(heading.name == SUMMARY for heading in self.headings):
            self.add_summary(plan)

    def add_summary(self, plan: Plan) -> None:
        """What stands above all sections is a summary, where none is called so."""
        has_title = bool(self.headings) and self.headings[0].level == 1
        start = self.headings[0].block.last if has_title else 0
        while start < len(self.lines) and not self.lines[start].strip():
            start += 1
        sections = self.headings[1:] if has_title else self.headings
        ends = [heading.block.first for heading in sections[:1]]
        if plan.timeline is not None and not self.has_sections:
            ends.append(plan.table_at)
        if start < min(ends, default=len(self.lines)):
            plan.before[start] = [f"## {SUMMARY}", ""]

    # what the report says

    def day(self, facts: Facts, timeline: Timeline | None) -> date | None:
        """The earliest certain day of the best witness there is."""
        rows = [row.at.date() for row in timeline.rows if row.at] if timeline else []
        witnesses: Sequence[Sequence[date]] = (
            [*(at.date() for at in facts.times.values()), *rows],
            facts.days,
            [day for title in (self.title, *(one.title for one in self.headings)) for day in days_in(title)],
            facts.published,
            [day for line in self.searched for day in days_in(line)],
            list(days_in(self.name.replace("_", " ").replace("T", " "))),
            list(days_in(self.name[:10])),
        )
        found = next((min(days) for days in witnesses if days), None)
        if found is None:
            self.tell(-self.above, "id", "has 19700101 in the place of a day: none is certain")
        return found

    def severity(self, facts: Facts) -> str | None:
        """The one that the text tells, if the playbook has it under the same name."""
        known = {level.casefold(): level for level in self.vocabulary.severities}
        told = {label.value.casefold() for label in facts.severities}
        if len(told) == 1 and told <= known.keys():
            return known[told.pop()]
        for label in facts.severities:
            strange = label.value.casefold() not in known
            why = "is no severity of the playbook" if strange else "contradicts another severity"
            self.unread.append(Unread(label.line, f"{label.label}: {label.value}", why))
        return None

    def services(self) -> list[str]:
        """Those that the front matter names, where the playbook knows them or knows none at all."""
        keys = ("services", "service", "affected")
        known = self.vocabulary.services
        told = names_in_front(self.front, *keys)
        for name in told:
            if known and name not in known:
                key = next(key for key in keys if key in self.front.values)
                self.unread.append(Unread(self.front.line_of(key), name, "is no service of the playbook"))
        return [name for name in told if not known or name in known]
