"""What a service exports of a schedule, by what it begins with: iCalendar, or PagerDuty's own JSON."""

from governor_cli.readers.icalendar.calendar import Calendar, is_calendar, read_calendar
from governor_cli.readers.pagerduty_schedule import is_schedule, read_schedule


def is_exported(data: bytes) -> bool:
    """Whether bytes are an export of one of these forms, and no table that people keep."""
    return is_calendar(data) or is_schedule(data)


def read_exported(data: bytes) -> Calendar:
    """Its events; GovError where it cannot be read as what it begins as."""
    return read_schedule(data) if is_schedule(data) else read_calendar(data)
