"""The forms of value that front matter knows: text, names, times, numbers, paths, contacts."""

from datetime import date, datetime, timedelta
from typing import Annotated, Final

from governor_cli.core import forms, instants
from governor_cli.core.scalar import Form, choice, wrong

__all__ = [
    "BlobId",
    "Count",
    "Day",
    "Duration",
    "Email",
    "Flag",
    "Handle",
    "HandleOrRole",
    "Hours",
    "IncidentId",
    "Instant",
    "LocalTime",
    "Number",
    "Paragraph",
    "PersonId",
    "Phone",
    "RelativePath",
    "Slug",
    "Text",
    "Url",
    "ZoneName",
    "choice",
    "wrong",
]

_ANY_SCALAR: Final = ["string", "number", "boolean"]
"""To a YAML reader that resolves, a title such as ``2024`` is a number; to gov it is text."""

Text = Annotated[str, Form(forms.line, "Write it on one line.", {"type": _ANY_SCALAR, "minLength": 1})]
"""One line, not empty."""

Paragraph = Annotated[str, Form(forms.paragraph, "Write some text.", {"type": _ANY_SCALAR, "minLength": 1})]
"""One line or several, not empty."""

Instant = Annotated[
    datetime,
    Form(
        instants.parse_instant,
        "Write it as RFC 3339 with an offset, such as 2026-11-23T10:02:00Z.",
        {"type": "string", "format": "date-time"},
        passes=datetime,
    ),
]
"""A datetime in UTC."""

Day = Annotated[
    date,
    Form(instants.parse_day, "Write it as 2026-11-23.", {"type": "string", "format": "date"}, passes=date),
]
LocalTime = Annotated[
    datetime,
    Form(
        instants.parse_local,
        "Write a day, or a day with a time such as 2026-07-03T14:00; the zone stands beside it.",
        {"type": "string", "pattern": forms.LOCAL_TIME},
        passes=datetime,
    ),
]
"""A datetime without zone: a day is its midnight."""

Duration = Annotated[
    timedelta,
    Form(
        instants.parse_duration,
        "Write a number and a unit, such as 15m, 4h or 7d.",
        {"type": "string", "pattern": forms.DURATION},
        passes=timedelta,
    ),
]
Count = Annotated[
    int,
    Form(
        forms.count,
        "Write a whole number, such as 3.",
        {"type": ["integer", "string"], "minimum": 0, "pattern": forms.COUNT},
        passes=int,
    ),
]
"""A whole number from 0."""

Number = Annotated[
    float,
    Form(
        forms.number,
        "Write a number, such as 99.5.",
        {"type": ["number", "string"], "pattern": forms.NUMBER},
        passes=float,
    ),
]
Flag = Annotated[
    bool,
    Form(forms.flag, "Write true or false.", {"enum": [True, False, "true", "false"]}, passes=bool),
]
BlobId = Annotated[
    str,
    Form(
        forms.blob_id,
        "Write the object id in full: 40 or 64 of 0-9 and a-f.",
        {"type": ["string", "number"], "pattern": forms.BLOB_ID},
    ),
]
IncidentId = Annotated[
    str,
    Form(
        forms.incident_id,
        "Write it as INC-20261123-7F3K.",
        {"type": "string", "pattern": forms.INCIDENT_ID},
    ),
]
Slug = Annotated[
    str,
    Form(
        forms.slug,
        "Write lower-case letters, digits and single hyphens, such as primary-operator.",
        {"type": ["string", "integer"], "pattern": forms.SLUG},
    ),
]
"""The id of a role, channel, service, rotation or checklist item."""

Handle = Annotated[
    str,
    Form(
        forms.handle,
        'Write it in quotes with the @, such as "@ada".',
        {"type": "string", "pattern": forms.HANDLE},
    ),
]
"""``"@ada"``, kept as ``ada``."""

PersonId = Annotated[
    str,
    Form(
        forms.person_id,
        "Write the roster's name of the person, such as ada.",
        {"type": "string", "pattern": forms.PERSON},
    ),
]
"""``ada`` or ``"@ada"``, kept as ``ada``: inside the roster, where everybody is a person."""

HandleOrRole = Annotated[
    str,
    Form(
        forms.handle_or_role,
        'Write a handle such as "@ada", or a role such as primary-operator.',
        {"type": "string", "pattern": f"{forms.HANDLE}|{forms.SLUG}"},
    ),
]
"""``@ada`` with its @, or a role's id without one."""

ZoneName = Annotated[
    str,
    Form(forms.zone_name, "Write a name such as Europe/Berlin or UTC.", {"type": "string"}),
]
"""The name of a zone that tzdata knows."""

Hours = Annotated[
    str,
    Form(forms.line, "Write hours such as Mon-Fri 06:00-22:00.", {"type": "string", "minLength": 1}),
]
"""Hours of a week, as text: ``policy/hours.py`` reads their grammar and the names in it."""

Url = Annotated[
    str,
    Form(forms.url, "Write the whole address, beginning with https://.", {"type": "string", "format": "uri"}),
]
RelativePath = Annotated[
    str,
    Form(
        forms.relative_path,
        "Write a path inside the repository, such as docs/operations.",
        {"type": _ANY_SCALAR, "minLength": 1},
    ),
]
"""Relative to the root of the gov repository, with /, never out of it and never into .git."""

Email = Annotated[
    str,
    Form(forms.email, "Write an address such as ada@example.com.", {"type": "string", "format": "email"}),
]
Phone = Annotated[
    str,
    Form(
        forms.phone,
        "Write it with + and the country code, such as +4930901820.",
        {"type": ["string", "integer"], "pattern": forms.PHONE},
    ),
]
"""E.164. Whether the number can exist is judged where the numbering plans are at hand."""
