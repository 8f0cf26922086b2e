"""What is remembered of a document for the rules and commands that look at other files.

A hundred thousand records are a gigabyte; their extracts fit in the cache and in memory.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from governor_cli.core.finding import Loc


class Reference(NamedTuple):
    """A name that another file must define.

    ``what`` is one of: person, role, service, incident, channel, severity, hours, rotation, task.
    A handle stands without its @.
    """

    what: str
    name: str
    at: Loc
    place: tuple[int, int, int, int] | None = None
    """For a name in the body: line, column, end line and end column in the file."""


class Extract(NamedTuple):
    """The facts of one document, made of what JSON can hold.

    ``id`` is what other files call it (an incident's id, a checklist's incident, a day);
    ``facts`` are small and named by the kind that writes them.
    """

    kind: str
    id: str
    facts: Mapping[str, Any]
    references: tuple[Reference, ...] = ()
