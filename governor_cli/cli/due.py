"""`gov due`: everything late or soon late across the repository."""

from governor_cli.ui.options import At, Format


def command(at: At = None, format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Say what is late or soon late, the nearest first: clocks, updates, reports, checklists, tasks, reviews.

    Exits 1 while something is late. With a time to come: what will be late by then.
    """
    from governor_cli.ui.due import show_due

    return show_due(at, format)


def of_incidents(at: At = None, format: Format = "text") -> int:  # noqa: A002 - it is the option's name
    """Say what is late or soon late for incidents, the nearest first. Exits 1 while something is late."""
    from governor_cli.ui.due import show_due

    return show_due(at, format, incidents_only=True)
