"""The one clock: GOV_NOW where it is set, else the machine's."""

import os
from datetime import UTC, datetime

from governor_cli.core.errors import UsageError


def now() -> datetime:
    """The time in UTC, in whole seconds, since that is what records keep.

    Raises UsageError when GOV_NOW is not an instant.
    """
    given = os.environ.get("GOV_NOW", "").strip()
    if not given:
        return datetime.now(UTC).replace(microsecond=0)
    from governor_cli.core.instants import parse_instant  # a replay alone pays for the parser

    try:
        return parse_instant(given).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"GOV_NOW: {error}", hint="Write GOV_NOW as 2026-11-23T10:00:00Z.") from None


def machine_time() -> datetime:
    """What this machine takes for now, in UTC, whatever GOV_NOW says: to compare it with other machines'."""
    return datetime.now(UTC)
