"""A roster as it is written, for people and for scripts: who, how to reach them, which hours."""

from collections.abc import Mapping
from typing import Any

from governor_cli.core.instants import format_duration
from governor_cli.kinds.roster.body import coverage_rows
from governor_cli.kinds.roster.model import CONTACTS, Roster
from governor_cli.kinds.roster.resolve import written_out
from governor_cli.practices.contacts import revealed
from governor_cli.views import ink
from governor_cli.views.columns import table


def roster_data(roster: Roster, path: str, private: Mapping[str, Any]) -> dict[str, Any]:
    """The roster with rotations written out; handles without @, private values where they are known."""
    return {
        "path": path,
        "timezone": roster.timezone,
        "reviewed": None if roster.reviewed is None else roster.reviewed.isoformat(),
        "people": [
            {
                "handle": handle,
                "name": person.name,
                "timezone": person.timezone or roster.timezone,
                "reach": {way: revealed(way, person.contact(way) or "", private) for way in person.contacts},
            }
            for handle, person in roster.people.items()
        ],
        "rotations": [
            {
                "id": full.id,
                "role": full.role,
                "hours": full.hours,
                "timezone": full.timezone or roster.timezone,
                "turn": None if full.turn is None else str(full.turn),
                "handoff": None if full.handoff is None else str(full.handoff),
                "from": None if full.from_ is None else full.from_.isoformat(),
                "offset": full.offset or 0,
                "people": full.people or [],
                "changes": [
                    {"from": change.from_.isoformat(), "people": change.people} for change in full.changes
                ],
            }
            for rotation in roster.rotations
            if (full := written_out(rotation, roster)) is not None
        ],
        "static": [{"role": one.role, "people": one.people, "hours": one.hours} for one in roster.static],
        "time_off": len(roster.time_off),
        "overrides": len(roster.overrides),
        "limits": {
            "horizon": format_duration(roster.limits.horizon),
            "min_rest": format_duration(roster.limits.min_rest),
            "max_consecutive_days": roster.limits.max_consecutive_days,
            "max_share": roster.limits.max_share,
        },
    }


def roster_text(roster: Roster, path: str, private: Mapping[str, Any]) -> str:
    """People, then rotations and static roles."""
    ways = [way for way in CONTACTS if any(person.contact(way) for person in roster.people.values())]
    people = [
        [
            ink.bold(f"@{handle}"),
            person.name,
            person.timezone or roster.timezone,
            *(revealed(way, person.contact(way) or "", private) for way in ways),
        ]
        for handle, person in roster.people.items()
    ]
    head, rows = coverage_rows(roster)
    reviewed = f", reviewed {roster.reviewed}" if roster.reviewed else ""
    parts = [
        ink.dim(f"{path}, times in {roster.timezone}{reviewed}"),
        table(people, ["handle", "name", "time zone", *ways]) if people else "nobody yet",
        table(rows, [title.lower() for title in head]) if rows else "nothing is covered yet",
    ]
    return "\n\n".join(parts)
