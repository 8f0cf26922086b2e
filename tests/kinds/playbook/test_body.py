"""The tables of a playbook's body follow from its front matter."""

from pathlib import Path

import pytest

from governor_cli.core.document import Document, read
from governor_cli.core.markdown_edit import replace_block
from governor_cli.core.validation import validate
from governor_cli.kinds.playbook.body import blocks
from governor_cli.policy.model import Playbook

CASE = (Path(__file__).parents[2] / "cases" / "playbook.md").read_text()
HOSTILE = '"a | b ` <!-- /gov:channels --> \\\\ ~~~ # <b>"'


def written(text: str, path: str = "docs/operations/support-playbook.md") -> tuple[Playbook, Document]:
    document = read(path, text.encode())
    playbook, faults = validate(Playbook, document.front)
    assert faults == []
    assert playbook is not None
    return playbook, document


def block(name: str, *changes: tuple[str, str], path: str = "docs/operations/support-playbook.md") -> str:
    text = CASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return blocks(*written(text, path))[name]


def test_the_case_shows_what_its_front_matter_says():
    playbook, document = written(CASE)
    texts = blocks(playbook, document)
    shown = document.markdown.blocks
    assert {name: shown[name].text.strip() for name in shown} == {name: texts[name] for name in shown}
    assert set(texts) - set(shown) <= {"deadlines"}


def test_a_channel_says_when_it_is_staffed_by_whom_and_what_it_promises():
    row = block("channels").splitlines()[3]
    assert row.startswith("| `#governor-support` | Questions and requests from users and stakeholders |")
    assert "16/5 = Mon-Fri 06:00-22:00 (assumed)" in row
    assert "acknowledged in 15m; triaged in 30m; escalates to `#governor-ops`" in row


def test_a_confirmed_value_loses_its_mark():
    assert "after 15m (assumed)" in block("escalation")
    assert "after 15m |" in block("escalation", ("after: 15m, assumed: [after]", "after: 15m"))


def test_steps_after_the_second_stand_in_the_same_cell():
    more = (
        "- {tell: [release-manager], after: 15m, assumed: [after]}",
        "- {tell: [sre-liaison], after: 5m}\n    - {tell: [release-manager], after: 10m}",
    )
    row = block("escalation", more).splitlines()[2]
    assert row == (
        "| **P0** | PagerDuty on-call | SRE Liaison, after 5m; Release Manager, after 10m "
        "| CTO and Head of Product, within 30m (assumed) |"
    )


def test_a_page_due_in_no_time_is_due_at_once():
    assert "| at once |" in block("severities").splitlines()[2]
    assert "| 5m |" in block("severities", ("page_within: 0m", "page_within: 5m")).splitlines()[2]


def test_severities_with_one_rhythm_share_a_line():
    assert block("updates").splitlines()[2:] == ["- P0 and P1: every 30m", "- P2: every 1h"]


def test_without_any_rhythm_only_the_sentence_is_left():
    quiet = block("updates", ("update_every: 30m, ", ""), ("update_every: 60m, ", ""))
    assert (
        quiet == "Posted by communications or commander in `#governor-ops`, until the incident is resolved."
    )


def test_links_to_runbooks_start_from_the_folder_of_the_playbook():
    assert "(troubleshooting.md)" in block("runbooks")
    assert "(docs/operations/troubleshooting.md)" in block("runbooks", path="playbook.md")
    assert "(../docs/operations/troubleshooting.md)" in block("runbooks", path="policy/playbook.md")
    assert "(<two words.md>)" in block(
        "runbooks", ("operations/troubleshooting.md", "operations/two words.md")
    )
    assert "**incident-response**: not written yet" in block("runbooks")


def test_evidence_names_its_channel():
    assert "(a notice in `#governor-ops`)" in block("checklist")


def test_holidays_are_named_beside_the_hours():
    closed = block(
        "channels",
        ('24/5: {every: "Mon-Fri 00:00-24:00"}', '24/5: {every: "Mon-Fri 00:00-24:00", closed: [DE-BE]}'),
    )
    assert "24/5 = Mon-Fri 00:00-24:00, closed on holidays of DE-BE" in closed


def test_unknown_names_are_shown_as_they_are():
    assert "| nobody |" in block(
        "escalation", ("P1:\n    - {tell: [primary-operator]}", "P1:\n    - {tell: [nobody]}")
    )
    assert "| never |" in block("severities", ("hours: 16/5, report: short", "hours: never, report: short"))


@pytest.mark.parametrize(
    "value",
    [
        "title: Support Playbook",
        "Critical incidents",
        "production is down or critical data is lost",
        "Where operators work together on deployments and incidents",
        "The incident report is complete and in the repository",
        "is kept posted on support requests",
        "name: Primary Operator",
        'name: "#governor-ops"',
        "troubleshooting: docs",
    ],
)
def test_no_text_of_the_front_matter_breaks_out_of_its_block(value):
    key, _, rest = value.rpartition(": ")
    hostile = f"{key}: {HOSTILE}" if key else HOSTILE
    if rest == "docs":
        hostile = f"{HOSTILE}: docs"
    front, body = CASE.split("\n---\n", 1)
    playbook, document = written(front.replace(value, hostile, 1) + "\n---\n" + body)
    names = list(document.markdown.blocks)
    for name in names:
        document = read(document.path, replace_block(document, name, blocks(playbook, document)[name]))
    assert list(document.markdown.blocks) == names
    assert document.markdown.faults == ()
    assert {name: document.markdown.blocks[name].text.strip() for name in names} == {
        name: text for name, text in blocks(playbook, document).items() if name in names
    }
    widths = {
        len(row.cells)
        for table in document.markdown.tables
        for row in table.rows
        if "gov:" not in table.section.title
    }
    assert widths <= {2, 4, 6}
