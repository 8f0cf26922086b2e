"""What is late on an agenda, each thing in one place."""

from datetime import UTC, datetime, timedelta

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.extract import Extract
from governor_cli.practices.agenda.outstanding import checklists, documentation, overdue
from governor_cli.practices.promised import Item

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
ID = "INC-20261123-7F3K"


def item(what, hours, owner="ada", subject=ID):
    state = "breached" if hours > 0 else "running"
    return Item(what, subject, NOW - timedelta(hours=hours), state, owner, "Slow search")


def checklist(**facts):
    known = {
        "status": "open",
        "items": {"report": "a", "tasks": "b", "docs": "c"},
        "ticked": [],
        "evidence": {},
        "waived": [],
    }
    return Corpus({"a.md": Extract("checklist", ID, known | facts)})


def test_what_has_a_section_of_its_own_is_not_told_twice(policy):
    items = [item(what, 3) for what in ("task", "documentation", "checklist", "report")]
    assert overdue(items, policy, NOW).splitlines()[2:] == [
        f"| report | {ID} | Slow search | 2026-11-25 06:00 | 3h | @ada |"
    ]
    assert overdue([item("report", -3)], policy, NOW) == "Nothing is overdue."


def test_what_could_not_be_looked_at_is_not_taken_for_well(policy):
    told = overdue(
        [], policy, NOW, ["a.md cannot be read: run `gov check`", "documentation is not judged: why"]
    )
    assert told == "- a.md cannot be read: run `gov check`\n- documentation is not judged: why"
    assert "| report |" in overdue([item("report", 3)], policy, NOW, ["a.md cannot be read"])


def test_an_owner_is_a_role_of_the_playbook_a_person_or_nobody(policy):
    for owner, shown in (("primary-operator", "primary-operator"), ("bo", "@bo"), ("", "nobody")):
        assert overdue([item("report", 3, owner)], policy, NOW).endswith(f"| {shown} |")


def test_documentation_tells_what_is_late_and_counts_what_is_not(policy):
    items = [item("documentation", 30), item("documentation", -3), item("report", 9)]
    told = documentation(items, policy, NOW)
    assert f"| {ID} | Slow search | 2026-11-24 03:00 | 30h | @ada |" in told
    assert told.endswith("1 more has time left.")
    assert documentation([], policy, NOW) == "No documentation is late."


def test_a_checklist_waits_for_what_is_neither_proved_and_ticked_nor_waived(policy):
    corpus = checklist(ticked=["report", "tasks"], evidence={"report": {"path": "a"}}, waived=["docs"])
    told = checklists(corpus, policy, [item("checklist", 49)], NOW)
    assert told.splitlines()[2:] == [f"| {ID} | tasks | 2026-11-23 08:00, 2d1h late | @ada |"]


def test_a_checklist_that_nobody_began_is_told_and_a_closed_one_is_not(policy):
    begun = checklists(Corpus({}), policy, [item("checklist", -1)], NOW)
    assert begun.splitlines()[2:] == [f"| {ID} | somebody to begin it | 2026-11-25 10:00 | @ada |"]
    assert checklists(checklist(status="closed"), policy, [], NOW) == "No checklist is open."


def test_a_checklist_without_items_is_judged_by_the_playbook(policy):
    told = checklists(checklist(items={}), policy, [], NOW)
    assert ", ".join(one.id for one in policy.checklist) in told
    whole = checklist(items={"report": "a"}, waived=["report"])
    assert "| nothing: close it |" in checklists(whole, policy, [], NOW)
