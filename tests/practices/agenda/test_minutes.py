"""Generated parts are written anew, and no byte that people wrote is ever lost."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from governor_cli.adapters import templates
from governor_cli.core.document import read
from governor_cli.practices.agenda.decision_cells import with_decision
from governor_cli.practices.agenda.minutes import Facts, decided, with_facts, with_part
from governor_cli.practices.agenda.part import Part, is_generated
from governor_cli.practices.agenda.text import line, table

FRONT = """\
---
kind: sync
schema: 1
week: 2026-W48
status: open
attendees: []  # who came
absent: []
incidents: []
---

"""
HEAD = ("Task", "What", "Decision")
NAMES = (
    "attendees",
    "actions",
    "incidents",
    "overdue",
    "coverage",
    "documentation",
    "checklists",
    "trends",
    "tooling",
)
PEOPLE = Facts(["@ada", "@bo"], [], ["INC-20261123-7F3K"])
quick = settings(deadline=None, max_examples=30)


def parts(word, decisions=()):
    """A part for each block of the template, with a table of actions and what was decided in it."""
    made = dict(decisions)
    rows = [
        with_decision(line((f"T-{number}", f"{word} {number}", "")), made.get(f"T-{number}", ""))
        for number in range(3)
    ]
    told = {name: f"{word} of {name}\n\n{table(('A', 'B'), [(word, name)])}" for name in NAMES}
    told["actions"] = "\n".join([*table(HEAD, [HEAD]).splitlines()[:2], *rows])
    about = {"attendees": "people=@ada,@bo"}
    return [Part(name, name.title(), about.get(name, f"at={word}"), text) for name, text in told.items()]


def agenda(document, facts=PEOPLE, word="first"):
    """The document with everything written anew, and the notes."""
    document = with_facts(document, facts)
    notes = []
    for part in parts(word, decided(document).items()):
        document, note = with_part(document, part)
        notes += [note] if note else []
    return document, notes


@pytest.fixture(scope="module")
def fresh():
    document, notes = agenda(read("2026-W48.md", (FRONT + templates.text("sync.md")).encode()))
    assert notes == []
    return document


def edited(document, old, new, count=1):
    assert old in document.text
    return read(document.path, document.text.replace(old, new, count).encode())


def test_a_new_agenda_has_every_part_where_its_question_stands(fresh):
    assert list(fresh.markdown.blocks) == [
        "attendees",
        "actions",
        "incidents",
        "overdue",
        "coverage",
        "documentation",
        "checklists",
        "trends",
        "tooling",
    ]
    assert fresh.front["attendees"] == ["@ada", "@bo"]
    assert 'attendees: ["@ada", "@bo"]  # who came\n' in fresh.text
    assert all(is_generated(block) for block in fresh.markdown.blocks.values())


def test_the_same_once_more_changes_no_byte(fresh):
    again, notes = agenda(fresh)
    assert (again.data, notes) == (fresh.data, [])


def test_another_week_of_facts_changes_the_generated_parts_alone(fresh):
    again, _ = agenda(fresh, word="second")
    assert "first" not in again.text
    assert again.text.replace("second", "first").splitlines()[12:14] == fresh.text.splitlines()[12:14]
    without = re.compile(r"(?s)<!-- gov:.*?<!-- /gov:\w+ -->")
    assert without.sub("", again.text) == without.sub("", fresh.text)


def test_who_came_is_for_people_to_say_once_they_have_said_it(fresh):
    moved = Facts(["@eve"], ["@ada"], [])
    assert agenda(fresh, moved)[0].front["attendees"] == ["@eve"]
    assert agenda(fresh, moved)[0].front["absent"] == ["@ada"]
    told = edited(fresh, '["@ada", "@bo"]', '["@ada"]')
    assert agenda(told, moved)[0].front["attendees"] == ["@ada"]


def test_an_incident_that_people_took_out_stays_out(fresh):
    shown, _ = with_part(
        fresh, Part("incidents", "Incidents", "since=x", "| INC-20261123-7F3K |", moves=True)
    )
    out = edited(shown, "incidents: [INC-20261123-7F3K]", "incidents: []")
    more = Facts(["@ada", "@bo"], [], ["INC-20261123-7F3K", "INC-20261124-0000"])
    assert with_facts(out, more).front["incidents"] == ["INC-20261124-0000"]


def test_a_part_that_somebody_edited_is_left_alone_until_it_is_emptied(fresh):
    touched = edited(fresh, "first of overdue", "first of overdue, ada takes it")
    again, notes = agenda(touched, word="second")
    assert "first of overdue, ada takes it" in again.text
    assert notes == ["`gov:overdue` was edited by hand and stays; empty it to have it anew"]
    emptied = re.sub(r"(?s)(<!-- gov:overdue .*?-->\n).*?(<!-- /gov:overdue)", r"\1\2", again.text)
    anew, notes = agenda(read("2026-W48.md", emptied.encode()), word="second")
    assert notes == []
    assert "second of overdue" in anew.text


def test_a_part_that_somebody_took_out_stays_out(fresh):
    without = re.sub(r"(?s)## Trends.*?(?=## Tooling)", "", fresh.text)
    again, notes = agenda(read("2026-W48.md", without.encode()))
    assert "gov:trends" not in again.text
    assert notes == ["`gov:trends` is not in the minutes any more, and stays out"]


def test_minutes_that_somebody_began_by_hand_get_the_parts_of_their_empty_sections():
    begun = f"{FRONT}## Incidents\n\n## Overdue\n\nAsk @ada.\n\n## Decisions\n"
    again, notes = agenda(read("2026-W48.md", begun.encode()))
    assert list(again.markdown.blocks) == ["incidents"]
    assert "## Overdue\n\nAsk @ada.\n" in again.text
    assert len(notes) == 8


def test_windows_line_endings_stay(fresh):
    windows = read("2026-W48.md", fresh.text.replace("\n", "\r\n").encode())
    again, notes = agenda(windows, word="second")
    assert notes == []
    assert again.text.count("\n") == again.text.count("\r\n")
    assert again.text.replace("\r\n", "\n") == agenda(fresh, word="second")[0].text


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=30)
LINES = st.lists(st.tuples(st.integers(0, 200), WORDS), max_size=5)
CELLS = st.dictionaries(st.sampled_from(["T-0", "T-1", "T-2"]), WORDS.map(str.strip).filter(bool), max_size=3)


@quick
@given(LINES, CELLS)
def test_whatever_people_write_anywhere_is_there_after_the_next_run_and_the_one_after(fresh, lines, cells):
    """Lines anywhere in the body, in the generated parts too, and decisions in the table of actions."""
    text = fresh.text
    for name, cell in cells.items():
        row = next(one for one in text.splitlines() if one.startswith(f"| {name} "))
        text = text.replace(row, with_decision(row, cell))
    rows = text.split("\n")
    for at, words in lines:
        rows.insert(fresh.body_line + at % (len(rows) - fresh.body_line), f"@ada: {words} :")
    written = read("2026-W48.md", "\n".join(rows).encode())
    assume(not written.markdown.faults)
    once, _ = agenda(written, word="second")
    again, _ = agenda(once, word="third")
    for _, words in lines:
        assert f"@ada: {words} :" in again.text
    outside = re.compile(r"(?s)<!-- gov:.*?<!-- /gov:\w+ -->")
    assert outside.sub("", again.text) == outside.sub("", written.text)
    if is_generated(written.markdown.blocks["actions"]):
        assert decided(again) == decided(written)
    same, _ = agenda(again, word="third")
    assert same.data == again.data
