"""Reports at a glance: what their heads say, read once, and never an error."""

import pytest

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.workflows.incident.glance import Glimpse, glance

ID = "INC-20261123-7F3K"
PATH = f"reports/{ID}-x.md"
HEAD = """\
---
kind: incident
id: {id}
title: {title}
severity: P1
status: {status}
services: [api, 'search']
---
"""


def seen(repo, content, cache=None):
    repo.write(PATH, content)
    return glance(snapshots.worktree(Git.around(repo.top)), "", {ID: PATH}, cache)[0]


def head(status="declared", title="API outage"):
    return HEAD.format(id=ID, status=status, title=title)


def test_what_goes_on_is_read_as_yaml_has_it(repo):
    found = seen(repo, head(title="'it''s: \"down\"' # still"))
    assert found == Glimpse(ID, PATH, 'it\'s: "down"', "P1", "declared", ("api", "search"))
    assert found.is_open


@pytest.mark.parametrize("status", ["resolved", "closed", "cancelled"])
def test_what_is_over_is_not_open_and_keeps_its_title(repo, status):
    found = seen(repo, head(status, '"API outage"'))
    assert (found.title, found.status, found.is_open) == ("API outage", status, False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"no front matter\nstatus: declared",
        b"---\nstatus: [declared]\n---\n",
        b"---\ntitle: |\n  status: declared\nstatus: closed\n---\n",
        b"---\n---\nstatus: declared\n",
        b"---\n" + b"a: b\n" * 50_000 + b"status: declared\n---\n",
    ],
)
def test_what_cannot_be_told_is_not_open(repo, content):
    assert not seen(repo, content).is_open or content.startswith(b"no front")


def test_conflict_markers_elsewhere_do_not_hide_that_it_goes_on(repo):
    text = head().replace("severity: P1\n", "<<<<<<< a\nseverity: P0\n=======\nseverity: P1\n>>>>>>> b\n")
    assert seen(repo, text).is_open


def test_line_endings_and_a_mark_at_the_beginning_do_not_matter(repo):
    assert seen(repo, "\ufeff" + head().replace("\n", "\r\n")).is_open


def test_it_is_remembered_by_its_bytes_and_a_damaged_memory_is_none(repo):
    cache = Cache(repo.top / ".git")
    first = seen(repo, head(), cache)
    assert seen(repo, head(), cache) == first
    for stored in (repo.top / ".git/gov/cache").rglob("*"):
        if stored.is_file():
            stored.write_bytes(stored.read_bytes()[:40] + b"garbage")
    assert seen(repo, head(), cache) == first
    assert not seen(repo, head("closed"), cache).is_open


def test_a_report_that_is_gone_has_no_state(repo):
    found = glance(snapshots.worktree(Git.around(repo.top)), "", {ID: PATH})
    assert found == [Glimpse(ID, PATH)]
