"""Boxes of the minutes: which are actions, what they ask for, and which are tasks already."""

import pytest

from governor_cli.core.document import read
from governor_cli.practices.agenda.boxes import boxes, mark

ROLES = ["primary-operator", "release-manager"]


def read_boxes(*lines, section="Actions"):
    text = f"---\nkind: sync\n---\n\n## {section}\n\n" + "\n".join(lines) + "\n"
    return list(boxes(read("2026-W48.md", text.encode()), ROLES))


@pytest.mark.parametrize(
    ("line", "owner", "due", "title"),
    [
        ("- [ ] @ada write the runbook by 2026-12-04", "@ada", "2026-12-04", "write the runbook"),
        ("- [ ] write the runbook (@ada, due 2026-12-04)", "@ada", "2026-12-04", "write the runbook"),
        (
            "* [ ] @primary-operator: call the vendor until 2026-12-04.",
            "primary-operator",
            "2026-12-04",
            "call the vendor",
        ),
        (
            "1. [ ] primary-operator calls the vendor on 2026-12-04",
            "primary-operator",
            "2026-12-04",
            "calls the vendor",
        ),
        ("- [ ] 2026-12-04 @ada-k_2 look at `a | b`", "@ada-k_2", "2026-12-04", "look at `a | b`"),
        (
            "- [ ] @ada ask @bo about the alert of 2026-11-20 by 2026-12-04",
            "@ada",
            "2026-12-04",
            "ask @bo about the alert of 2026-11-20",
        ),
        ("- [ ] @ada 2026-12-04", "@ada", "2026-12-04", "@ada 2026-12-04"),
        (
            "- [ ] @ada by: 2026-12-04, not later: test the pager",
            "@ada",
            "2026-12-04",
            "not later: test the pager",
        ),
    ],
)
def test_owner_day_and_what_is_to_be_done(line, owner, due, title):
    (box,) = read_boxes(line)
    assert (box.action.owner, box.action.due, box.title) == (owner, due, title)
    assert not box.lacks


@pytest.mark.parametrize(
    ("line", "lacks"),
    [
        ("- [ ] write the runbook by 2026-12-04", "no owner"),
        ("- [ ] @ada write the runbook", "no date"),
        ("- [ ] write the runbook", "no owner and no date"),
        ("- [ ] @ada write the runbook by 2026-02-30", "no day 2026-02-30"),
    ],
)
def test_what_keeps_a_box_from_being_a_task(line, lacks):
    (box,) = read_boxes(line)
    assert box.lacks == lacks
    outside = read_boxes(line, section="Decisions")
    assert [box.lacks for box in outside] in ([], ["no day 2026-02-30"])


def test_ticked_and_empty_boxes_comments_and_code_are_no_actions():
    lines = (
        "- [x] @ada done by 2026-12-04",
        "- [ ]",
        "<!-- - [ ] @ada a by 2026-12-04 -->",
        "```",
        "- [ ] @ada a by 2026-12-04",
        "```",
    )
    assert read_boxes(*lines) == []


@pytest.mark.parametrize("name", ["T-7F3K", "T-7F3K2A", "1234567", "master:12"])
def test_a_box_with_its_task_is_known_by_the_mark_behind_it(name):
    (box,) = read_boxes(f"- [ ] @ada write the runbook by 2026-12-04 {mark(name)} ")
    assert (box.task, box.title) == (name, "write the runbook")


def test_words_in_brackets_are_no_mark():
    (box,) = read_boxes("- [ ] @ada write to them by 2026-12-04 (task force)")
    assert (box.task, box.title) == ("", "write to them (task force)")


def test_an_incident_in_the_text_is_what_the_task_is_about():
    (box,) = read_boxes("- [ ] @ada alert on the pool (INC-20261123-7F3K) by 2026-12-04")
    assert box.incident == "INC-20261123-7F3K"
