"""Golden transcript: an incident announced, an update offline, flushed, and its lessons as evidence.

Run with GOV_ACCEPT=1 to write what is said, then read the diff.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
from announced import NOWHERE, desk

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "incident-announced.txt"
LESSON = "Bound the cache before it bounds us."
STORY = (
    ("10:03", "gov notify send", 0),
    ("10:03", "gov notify send", 0),
    ("10:14", 'gov up "failing over to the replica"', 0),
    ("10:14", "gov notify send", 4),
    ("10:20", "gov notify list", 0),
    ("10:21", "gov notify flush", 0),
    ("10:40", "gov resolve", 0),
    ("10:41", "gov notify send --dry-run --to pagerduty", 0),
    ("10:41", "gov notify send", 0),
    ("10:50", "gov checklist new ID", 0),
    ("10:51", "gov notify send ID --what lessons", 0),
    ("10:52", "gov checklist done ID lessons", 0),
)
"""When, what is typed, and its exit code; ID is the incident."""


@pytest.fixture
def ops(tmp_path):
    with desk(tmp_path / "ops") as found:
        yield found


def same(ops, text):
    for host, name in ((ops.slack.url, "https://hooks.slack.com"), (str(ops.repo.top), "/ops")):
        text = text.replace(host, name)
    text = text.replace(ops.incident, "INC-20261123-7F3K").replace("127.0.0.1", "hooks.example.com")
    text = re.sub(r"-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b(?!-)", "-9XKQ-4T7B", text)
    return text.replace(ops.incident[-4:], "7F3K")


def test_an_incident_is_announced_offline_and_on_and_its_lessons_are_evidence(ops):
    lines = []
    for at, typed, code in STORY:
        if "lessons" in typed and "send" in typed:
            (path,) = ops.repo.top.glob("unified_workflow/test-project/incident-reports/*.md")
            text = path.read_text()
            path.write_text(text.replace("## Lessons Learned\n", f"## Lessons Learned\n\n{LESSON}\n", 1))
        offline = {"GOV_SLACK_WEBHOOK_URL": NOWHERE} if code else {}
        words = shlex.split(typed.replace("ID", ops.incident))[1:]
        done = ops.gov(*words, GOV_NOW=f"2026-11-23T{at}:00Z", **offline)
        assert done.code == code, done.stdout + done.stderr
        status = f"[{done.code}]\n" if done.code else ""
        lines.append(same(ops, f"$ {typed.replace('ID', ops.incident)}\n{done.stdout}{done.stderr}{status}"))
    assert LESSON in ops.heard[-1]
    assert ops.pagerduty.wrong == []
    assert ops.pagerduty.alerts == {ops.incident: "resolved"}
    assert ops.repo.gov("check").code == 0
    told = "\n".join(lines)
    if os.environ.get("GOV_ACCEPT"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")


def test_the_guide_shows_what_is_really_said():
    guide = (TESTS.parent / "docs" / "notify.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```", guide, re.DOTALL | re.MULTILINE)
    assert blocks
    assert [block for block in blocks if block not in GOLDEN.read_text(encoding="utf-8")] == []
