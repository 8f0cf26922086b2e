"""A checklist's list and its safe fixes: lines come back, ticks stay, every other byte is kept."""

from itertools import product
from pathlib import Path

import pytest

from governor_cli.contracts.subject import Subject
from governor_cli.core.document import read
from governor_cli.core.validation import validate
from governor_cli.kinds.checklist.body import lines, plain, strangers, task_list
from governor_cli.kinds.checklist.kind import KIND
from governor_cli.kinds.checklist.model import Checklist
from governor_cli.kinds.checklist.rules import RULES
from governor_cli.policy.model import Playbook

PLAYBOOK = Path(__file__).parents[2] / "cases" / "playbook.md"
ITEMS = {"report": "The report is complete", "lessons": "The channel has heard the lessons"}
FRONT = """\
kind: checklist
schema: 1
incident: INC-20261123-7F3K
status: open
opened: 2026-11-23T12:00:00Z  # by hand
items:
  report: The report is complete
  lessons: The channel has heard the lessons
"""


@pytest.fixture(scope="module")
def policy():
    record, _ = validate(Playbook, read("playbook.md", PLAYBOOK.read_bytes()).front)
    assert record is not None
    return record


@pytest.fixture
def subject_of(policy):
    def build(body: str, more: str = "", newline: str = "\n") -> Subject[Checklist]:
        document = read("c.md", f"---\n{FRONT}{more}---\n\n{body}".replace("\n", newline).encode())
        record, faults = validate(Checklist, document.front)
        assert not faults
        assert record is not None
        return Subject(document, record, policy)

    return build


def rule(code):
    return next(rule for rule in RULES if rule.code == code)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_missing_item_comes_back_unticked_after_the_last_box(subject_of, newline):
    subject = subject_of("- [x] The report is complete\n\nA remark.\n", newline=newline)
    fixed = rule("CHK001").fix(subject)
    box = f"- [ ] The channel has heard the lessons{newline}".encode()
    after = f"complete{newline}".encode()
    assert fixed == subject.document.data.replace(after + newline.encode(), after + box + newline.encode())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_missing_item_comes_back_before_the_item_it_was_promised_before(subject_of, newline):
    subject = subject_of("- [x] The channel has heard the lessons\n", newline=newline)
    fixed = rule("CHK001").fix(subject)
    kept = b"- [x] The channel"
    assert fixed == subject.document.data.replace(
        kept, b"- [ ] The report is complete" + newline.encode() + kept
    )


@pytest.mark.parametrize("kept", list(product((True, False), repeat=3))[1:])
def test_whatever_is_missing_the_list_is_as_it_was_promised_again(subject_of, kept):
    more = "  tasks: Follow-ups are logged\n"
    items = {**ITEMS, "tasks": "Follow-ups are logged"}
    whole = [f"- [ ] {text}\n  in the words of the playbook\n" for text in items.values()]
    subject = subject_of("".join(line for line, there in zip(whole, kept, strict=True) if there), more)
    fixed = rule("CHK001").fix(subject)
    boxes = [box.text for box in read("c.md", fixed).markdown.tasks]
    assert [text.partition(" in the words")[0] for text in boxes] == list(items.values())
    assert fixed.count(b"in the words of the playbook") == sum(kept)


def test_missing_items_come_back_where_no_box_is_left_and_no_line_ends(subject_of):
    subject = subject_of("Nothing here")
    fixed = rule("CHK001").fix(subject)
    assert fixed == subject.document.data + b"\n" + task_list(ITEMS).encode()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edited_text_is_restored_and_its_tick_stays(subject_of, newline):
    body = "* [x] The report is nearly complete\n- [ ] The channel has heard the lessons\n"
    subject = subject_of(body, newline=newline)
    fixed = rule("CHK002").fix(subject)
    assert fixed == subject.document.data.replace(b"nearly ", b"")


def test_evidence_ticks_its_box_and_nothing_else(subject_of):
    proof = 'evidence:\n  lessons: {url: "https://chat.example.com/1"}\n'
    subject = subject_of(task_list(ITEMS), proof)
    fixed = rule("CHK004").fix(subject)
    assert fixed == subject.document.data.replace(b"[ ] The channel", b"[x] The channel")


def test_case_spaces_and_a_full_stop_do_not_make_another_item(subject_of):
    subject = subject_of("- [ ]   the report IS complete.\n- [x] The channel has heard the lessons\n")
    assert [(line.id, line.ticked, line.edited) for line in lines(subject.document, ITEMS)] == [
        ("report", False, False),
        ("lessons", True, False),
    ]
    assert plain(" A  b. ") == "a b"


def test_a_box_that_resembles_no_item_is_a_stranger(subject_of):
    subject = subject_of(task_list(ITEMS) + "- [ ] Bake a cake\n- [ ] The report is complete\n")
    assert [box.text for box in strangers(subject.document, ITEMS)] == [
        "Bake a cake",
        "The report is complete",
    ]


def test_an_extract_names_the_evidence_that_other_files_bear_out(subject_of):
    proof = (
        'evidence:\n  report: {path: a/b.md, by: "@ana"}\nwaived:\n  lessons: {by: docs-lead, reason: told}\n'
    )
    subject = subject_of("- [x] The report is complete\n", proof)
    extract = KIND.extract(subject.record, subject.document)
    assert (extract.id, extract.facts["evidence"]) == ("INC-20261123-7F3K", {"report": {"path": "a/b.md"}})
    assert extract.facts["ticked"] == ["report"]
    assert {(one.what, one.name) for one in extract.references} == {
        ("incident", "INC-20261123-7F3K"),
        ("person", "ana"),
        ("role", "docs-lead"),
    }
