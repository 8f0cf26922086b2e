"""`gov notify` in bad times: secrets that come back, and things that are gone, damaged or not writable."""

import sys

import pytest
from announced import KEY, NOWHERE, SECRETS, desk
from listeners import Said
from noticed import a_notice
from repositories import run

from governor_cli.adapters.stored_notice import stored

PAGER = "pagerduty"


@pytest.fixture
def ops(tmp_path):
    with desk(tmp_path / "ops") as found:
        yield found


# secrets


def test_no_secret_is_kept_or_told_whatever_the_other_side_repeats(tmp_path):
    def repeat(asked):
        return Said(404, b"unknown: " + asked.path.encode() + asked.body[:0])

    with desk(tmp_path / "ops", repeat) as ops:
        told = [
            ops.gov("notify", "send", GOV_PAGERDUTY_ROUTING_KEY="AB" * 16),
            ops.gov("notify", "send", "-f", "json", "--again"),
            ops.gov("notify", "test"),
            ops.gov("notify", "list", "-f", "json"),
            ops.gov("notify", "flush", GOV_PAGERDUTY_ROUTING_KEY=f"{KEY}x"),
            ops.gov("notify", "flush", GOV_SLACK_WEBHOOK_URL="https://[s3cret-slack"),
            ops.gov("notify", "flush", GOV_SLACK_WEBHOOK_URL="http://hooks.example.com/s3cret-slack"),
        ]
        said = "".join(one.stdout + one.stderr for one in told)
        assert not any(secret in said for secret in (*SECRETS, "AB" * 16))
        kept = ops.kept
        assert b"-declared-governor-ops-" in kept
        assert not any(secret.encode() in kept for secret in (*SECRETS, "AB" * 16))


# what nobody expects


def test_a_report_that_is_gone_does_not_keep_its_notices_from_being_sent(ops):
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    ops.repo.git("clean", "-fdq")
    assert ops.gov("notify", "send", ops.incident).code == 3
    assert ops.gov("notify", "flush").code == 0
    assert len(ops.heard) == 1


def test_a_playbook_that_changed_meanwhile_changes_no_address(ops):
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    path = "docs/operations/support-playbook.md"
    ops.repo.write(path, "no playbook at all")
    assert ops.gov("notify", "list").code == 0
    assert ops.gov("notify", "flush").code == 0
    assert len(ops.heard) == 1


def test_a_damaged_file_is_listed_and_stands_in_nobody_s_way(ops):
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    (ops.folder / "outbox" / "torn.json").write_text('{"version": 1, "key"')
    flushed = ops.gov("notify", "flush")
    assert (flushed.code, len(ops.heard)) == (0, 1)
    assert "the outbox has a file that is no notice" in flushed.stderr
    done = ops.gov("notify", "list")
    assert "damaged\ntorn\n" in done.stdout
    assert ops.gov("notify", "drop", "torn").code == 0


def test_where_nothing_can_be_kept_nothing_is_sent_and_it_says_so(ops):
    (ops.folder / "outbox").write_text("a file where the folder belongs")
    done = ops.gov("notify", "send")
    assert (done.code, done.stdout, ops.heard) == (3, "", [])
    assert "the notice cannot be kept" in done.stderr
    assert "--dry-run" in done.stderr


def test_a_flush_that_cannot_note_anything_sends_nothing_and_says_so(ops):
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    lock = ops.folder / "outbox" / "governor-ops.lock"
    lock.unlink()
    lock.mkdir()
    done = ops.gov("notify", "flush")
    assert (done.code, ops.heard) == (4, [])
    assert "cannot write" in done.stderr


def test_of_many_notices_people_read_some_and_programs_all(ops):
    for number in range(60):
        told = a_notice(key=f"{ops.incident}-text-governor-ops-{number:04}-AAAA", number=number)
        (ops.folder / "outbox").mkdir(exist_ok=True)
        (ops.folder / "outbox" / f"{told.key}.json").write_bytes(stored(told))
    for verb in ("list", "flush"):
        text = ops.gov("notify", verb, GOV_SLACK_WEBHOOK_URL="")
        assert text.stdout.endswith("and 10 more\n")
        assert len(ops.told("notify", verb, GOV_SLACK_WEBHOOK_URL="")) == 60


@pytest.mark.parametrize(
    "words", [["--version"], ["check"], ["log", "x"], ["doctor", "--help"], ["notify", "--help"]]
)
def test_whoever_tells_nobody_imports_no_notifier(ops, words):
    command = [sys.executable, "-X", "importtime", "-m", "governor_cli", *words]
    done = run(command, ops.repo.top, **ops.variables)
    assert "governor_cli" in done.stderr
    told = [
        name
        for name in ("notifiers", "workflows.notify", "outbox ", "urllib3", "smtplib")
        if name in done.stderr
    ]
    assert told == []


def test_outside_a_repository_it_is_refused(ops, tmp_path):
    done = ops.repo.gov("notify", "list", cwd=tmp_path)
    assert (done.code, done.stdout) == (3, "")
