"""Input that is no playbook at all: never a crash, bounded time, a complete and honest result."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook
from governor_cli.readers.prose_playbook import read_playbook

ROOT = Path(__file__).parents[2]
EXAMPLE = read("playbook.md", (ROOT / "cases" / "playbook.md").read_bytes()).front
PLAYBOOKS = [path.read_bytes().decode() for path in sorted((ROOT / "readers" / "playbooks").glob("*.md"))]

NOVEL = "It was a dark night. The captain looked at the sea, and for half an hour nobody spoke. " * 3000
WIDE = f"|{'a|' * 800}\n|{'-|' * 800}\n" + f"|{'within 5 minutes|' * 800}\n" * 5
LONG = "| Channel | Purpose | Hours |\n|---|---|---|\n" + "".join(
    f"| `#room-{n}` | talk {n} | 24/7 |\n" for n in range(5000)
)
DEEP = "".join(f"{'  ' * depth}- SEV{depth % 9}: respond within {depth} minutes\n" for depth in range(300))
NONSENSE = {
    "empty": "",
    "blank": "\n\n \t\n",
    "a heading": "# \n",
    "a novel": NOVEL,
    "a wide table": WIDE,
    "a long table": LONG,
    "a deep list": DEEP,
    "brackets": "[" * 300_000,
    "quotes": ">" * 20_000,
    "images": "![" * 150_000,
    "backticks": "`" * 50_000,
    "bold": "**a** " * 20_000,
    "numbers": "1 hour " * 30_000,
    "addresses": "a@b.example " * 10_000,
    "rooms": "#room " * 20_000,
    "bars": "|" * 20_000 + "\n" + "|-" * 10_000,
    "one line": "P1 within 5 minutes, " * 10_000,
    "control characters": "".join(map(chr, range(32))) * 200,
    "terminal escapes": "# \x1b[31mred\x1b[0m\n\n- [ ] \x1b]0;title\x07 report\n",
    "binary": random.Random(7).randbytes(40_000).decode("utf-8", "surrogateescape"),
    "binary as latin": random.Random(8).randbytes(40_000).decode("latin-1"),
    "unclosed front matter": "---\ntitle: x\n" + "- y\n" * 500,
    "only front matter": "---\ntitle: x\n---\n",
    "headings": "".join(f"{'#' * (1 + n % 6)} SEV{n % 7}\n" for n in range(3000)),
    "severities": "".join(f"- SEV{n % 10}: bad {n}, respond within {n} minutes\n" for n in range(3000)),
    "boxes": "- [ ] report\n" * 3000,
    "a circle": (
        "| Channel | Purpose | Hours |\n|-|-|-|\n| #a-b | escalate to #c-d | 24/7 |\n| #c-d | escalate "
        "to #a-b | 24/7 |\n"
    ),
    "paths out": (
        "Reports in `../../etc/`. Metrics in `/var/metrics/`. Roster in `~/roster.md`. "
        "[Run](../../../../x.md)"
    ),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_gives_a_complete_playbook(name):
    imported = read_playbook(NONSENSE[name], EXAMPLE)
    record, faults = validate(Playbook, imported.front)
    assert faults == []
    assert record is not None


def test_an_empty_text_is_the_example_with_everything_assumed():
    imported = read_playbook("", EXAMPLE)
    assert imported.taken == []
    assert imported.unplaced == []
    assert imported.front["severities"] == EXAMPLE["severities"]
    assert imported.front["escalation"] == EXAMPLE["escalation"]
    assert {"channels", "roles", "severities", "escalation", "checklist", "timezone"} <= set(
        imported.front["assumed"]
    )


def test_a_novel_promises_nothing():
    imported = read_playbook("# Moby\n\n" + NOVEL[:5000], EXAMPLE)
    assert [one.key for one in imported.taken] == ["title"]
    assert imported.unplaced


def test_a_text_beyond_the_bound_says_where_it_stopped():
    unplaced = read_playbook("# Long\n\n" + "word word word\n" * 40_000, EXAMPLE).unplaced
    assert unplaced[-1].why == "the text is too long, and was read up to here"
    assert unplaced[-1].line > 10_000


def test_paths_that_lead_out_of_the_repository_are_refused():
    imported = read_playbook(NONSENSE["paths out"], EXAMPLE)
    assert imported.front["knowledge"]["incident_reports"] == EXAMPLE["knowledge"]["incident_reports"]
    assert imported.front["runbooks"] == {}
    assert len(imported.unplaced) == 4


def test_the_example_itself_is_left_as_it_was():
    before = repr(EXAMPLE)
    for text in PLAYBOOKS:
        read_playbook(text, EXAMPLE)
    assert repr(EXAMPLE) == before


def test_an_empty_example_is_enough():
    record, faults = validate(Playbook, read_playbook(PLAYBOOKS[0], {}).front)
    assert faults == []
    assert record is not None


@pytest.mark.timeout(300)
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLAYBOOKS), st.randoms(use_true_random=False))
def test_a_playbook_with_its_lines_shuffled_lost_and_cut_is_still_read(text, rng):
    lines = text.split("\n")
    for _ in range(rng.randrange(1, 12)):
        at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
        what = rng.randrange(4)
        if what == 0:
            lines[at], lines[to] = lines[to], lines[at]
        elif what == 1:
            lines[at] = lines[at][: rng.randrange(len(lines[at]) + 1)]
        elif what == 2:
            lines[at] = lines[at] + lines[to]
        else:
            lines[at] = ""
    imported = read_playbook("\n".join(lines), EXAMPLE)
    record, faults = validate(Playbook, imported.front)
    assert faults == []
    assert record is not None


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="#*-|`[]() \n:P012SEVwithin minutes@.exampl/→,;24x7", max_size=400))
def test_any_text_is_read(text):
    _, faults = validate(Playbook, read_playbook(text, EXAMPLE).front)
    assert faults == []
