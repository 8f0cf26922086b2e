"""A report that no view finds easy."""

import pytest

from governor_cli.contracts.rule import Rule, rule
from governor_cli.contracts.view import Sources
from governor_cli.core.finding import Finding, Place
from governor_cli.core.report import Judged, Report, report

INCIDENT = "incident-reports/INC-20261123-7F3K-api.md"
ODD = 'inci dents/a,b:100%\n\x1b[31m<&">ü.md'

TEXT = """---
kind: incident
schema: 1
title: "日本語 \x1b[31m [red]\tnicht mehr"	# a tab before this
severity: P9
services: [api,
  web,
  dns]
---

## Summary

"""


@pytest.fixture
def awkward() -> Report:
    """Every severity, wide and long ranges, a path that needs quoting, a title that wants to be markup."""
    return report(
        Judged("revision", "v1.2"),
        12,
        [
            Finding(
                INCIDENT,
                Place(5, 11, 5, 13),
                "INC004",
                "error",
                "`P9` is no severity",
                "Did you mean `P0`?",
                "s",
            ),
            Finding(
                INCIDENT, Place(4, 9, 4, 12), "INC007", "warning", "the title \x1b[31mshouts\u202e", "", "t"
            ),
            Finding(
                INCIDENT, Place(6, 11, 8, 7), "REF002", "info", "nobody owns [these](x)", "Add an owner.", "v"
            ),
            Finding(
                INCIDENT, Place(1, 1, 1, 1), "FIL002", "error", "this is not its folder", "Move it.", "f"
            ),
            Finding(ODD, Place(1, 1, 1, 2), "DOC001", "error", "100% wrong\nreally", "Fix: it,\r\nnow.", "o"),
            Finding(ODD, Place(2, 1, 2, 2), "DOC001", "error", "100% wrong again", "", "o"),
        ],
    )


@pytest.fixture
def clean() -> Report:
    """Nothing to say."""
    return report(Judged("index"), 1, [])


@pytest.fixture
def sources() -> Sources:
    """The text of the incident; the odd file cannot be read."""
    return {INCIDENT: TEXT}.get


@rule("INC004", "the severity is one that the playbook names")
def severity_is_known(_subject: object) -> list[None]:
    """A severity nobody defined has no targets.

    Its clocks would never run.
    """
    return []


@pytest.fixture
def rules() -> dict[str, Rule]:
    """One rule of the several that spoke."""
    return {"INC004": severity_is_known}
