"""Reports for readers who have no gov: plain Markdown, and issues of a cState page."""

from pathlib import Path

import pytest
import yaml
from operations import REPORTS, gov_repository
from repositories import Repo

from governor_cli.adapters.workspace import open_workspace
from governor_cli.workflows.incident.export import export_incident
from governor_cli.workflows.repository.recording import Recording

REPORT = """\
---
kind: incident
schema: 1
id: INC-20261123-7F3K
title: "Search: slow"
severity: P1
status: resolved
services: [search]
roles: {commander: "@ada"}
times:
  impact_started: 2026-11-23T09:50:00Z
  declared: 2026-11-23T10:02:00Z
  resolved: 2026-11-23T11:00:00Z
policy: 9f3c2e1d0c4b5a69788796a5b4c3d2e1f0011223
targets: {acknowledge: 15m, hours: "Mon-Sun 00:00-24:00", timezone: UTC}
---

## Summary

<!-- What happened? -->

Search was slow. See {{< figure src="x" >}}.

```
<!-- code stays -->


two blank lines stay
```

## Impact

<!-- Who could not do what? -->

## Timeline

| Time (UTC) | Who | What |
| --- | --- | --- |
| 2026-11-23 10:02:00Z | @ada | **declared** P1, Search: slow |
| 2026-11-23 10:20:00Z | @ada | a note among us |
| 2026-11-23 10:31:00Z | @ada | **update** failing over |
| 2026-11-23 11:00:00Z | @ada | **resolved** back to normal |

## Detection

<!-- How? -->
"""


@pytest.fixture
def ops(tmp_path: Path) -> Repo:
    repo = gov_repository(tmp_path / "repo")
    repo.write(f"{REPORTS}/INC-20261123-7F3K-search.md", REPORT)
    return repo


def _exported(ops: Repo, form: str) -> str:
    return export_incident(Recording(open_workspace(ops.top)), "7f3k", form).text  # type: ignore[arg-type]


def test_plain_markdown_has_no_comments_and_no_empty_sections(ops: Repo) -> None:
    text = _exported(ops, "markdown")
    assert text.startswith("# Search: slow\n\n- **Incident:** INC-20261123-7F3K\n- **Severity:** P1\n")
    assert "- **Impact started:** 2026-11-23T09:50:00Z" in text
    assert "What happened?" not in text
    assert "## Impact" not in text
    assert "## Detection" not in text
    assert "| 2026-11-23 10:20:00Z | @ada | a note among us |" in text


def test_code_in_plain_markdown_stays_as_it_is(ops: Repo) -> None:
    assert "```\n<!-- code stays -->\n\n\ntwo blank lines stay\n```\n" in _exported(ops, "markdown")


def test_an_issue_of_a_status_page_tells_the_public_part_latest_first(ops: Repo) -> None:
    front, body = _exported(ops, "cstate").split("---\n")[1:]
    values = yaml.safe_load(front)
    assert values["title"] == "Search: slow"
    assert (values["resolved"], values["severity"], values["affected"]) == (True, "disrupted", ["search"])
    assert values["section"] == "issue"
    assert values["date"].isoformat() == "2026-11-23T09:50:00+00:00"
    assert values["resolvedWhen"].isoformat() == "2026-11-23T11:00:00+00:00"
    assert body.index("*Resolved* - back to normal") < body.index("*Update* - failing over")
    assert '{{< track "2026-11-23T10:31:00Z" >}}' in body
    assert "a note among us" not in body
    assert "@ada" not in body


def test_text_of_people_is_no_shortcode_of_hugo(ops: Repo) -> None:
    assert "{{< figure" not in _exported(ops, "cstate")


def test_an_open_incident_is_not_resolved(ops: Repo) -> None:
    text = REPORT.replace("status: resolved", "status: declared").replace(
        "  resolved: 2026-11-23T11:00:00Z\n", ""
    )
    ops.write(f"{REPORTS}/INC-20261123-7F3K-search.md", text.replace("severity: P1", "severity: P0"))
    values = yaml.safe_load(_exported(ops, "cstate").split("---\n")[1])
    assert (values["resolved"], values["severity"], "resolvedWhen" in values) == (False, "down", False)


def test_a_milestone_without_words_leaves_no_dash_behind(ops: Repo) -> None:
    text = REPORT.replace("**resolved** back to normal |", "**resolved** |")
    ops.write(f"{REPORTS}/INC-20261123-7F3K-search.md", text)
    assert '*Resolved* {{< track "2026-11-23T11:00:00Z" >}}' in _exported(ops, "cstate")
