"""What an output format of a report offers."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from governor_cli.contracts.rule import Rule
from governor_cli.core.report import Report

Sources = Callable[[str], str | None]
"""(path of a finding) -> the text that was judged, without its byte order mark; None where there is none."""

Rules = Mapping[str, Rule]
"""Every rule that may have spoken, by code."""


class View(NamedTuple):
    """One way to write a report; ``views/<name>.py`` exports it as VIEW."""

    name: str
    render: Callable[[Report, Sources, Rules], str]
    for_people: bool = False
    """A person reads it: control characters are shown, and ink is painted on a terminal."""
