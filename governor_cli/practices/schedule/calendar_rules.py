"""Rules about an exported calendar, which is no artifact: what keeps it from proving a promise."""

from collections.abc import Iterator, Sequence

from governor_cli.contracts.rule import Rule, rule
from governor_cli.core.finding import Fault


@rule("COV014", "every event of a calendar can be read", severity="warning", scope="schedule")
def events_can_be_read(told: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """An event that cannot be read covers nothing.

    The usual causes: a zone by a name that tzdata does not know, a rule that repeats by months
    or years, an end before the begin, a file that was cut off. Export single events in UTC, or
    with the names of zones such as Europe/Berlin. The finding stands at the line that says it.
    """
    for message, hint in told:
        yield Fault(
            "COV014", message, hint or "Export the event with a zone of tzdata and without such a rule."
        )


@rule("COV015", "a calendar reaches into the time that is judged", scope="schedule")
def calendar_reaches(told: Sequence[tuple[int, str]]) -> Iterator[Fault]:
    """A calendar that has ended proves nothing about the coming weeks.

    Most services export a few months only: export it again, or judge an earlier time with
    ``--from``.
    """
    for _, message in told:
        yield Fault("COV015", message, "Export the calendar again, or give --from an earlier time.")


RULES: tuple[Rule, ...] = (events_can_be_read, calendar_reaches)
