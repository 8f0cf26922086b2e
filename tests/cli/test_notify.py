"""`gov notify`: told once, in order, by one of several runs, kept until somebody took it, without secrets."""

import json
import os
import signal
import subprocess
import sys
from threading import Event, Thread

import pytest
from announced import KEY, SECRETS, desk, in_turn, took
from listeners import Said
from noticed import a_notice
from programs import free_port, needed
from repositories import gov_program, run
from service_desk import taking_mail

from governor_cli.adapters.stored_notice import stored

NOWHERE = f"http://127.0.0.1:{free_port()}/s3cret-slack"
PAGER = "pagerduty"


@pytest.fixture
def ops(tmp_path):
    with desk(tmp_path / "ops") as found:
        yield found


def states(notices):
    return {one["channel"]: one["state"] for one in notices}


def everything(ops):
    """All bytes that gov keeps below git's own folder."""
    return b"".join(file.read_bytes() for file in ops.folder.rglob("*") if file.is_file())


# send


def test_the_channels_that_the_playbook_names_are_told(ops):
    done = ops.gov("notify", "send")
    assert done.code == 0, done.stderr
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:]] == [
        ["delivered", "#governor-ops"],
        ["delivered", "PagerDuty"],
    ]
    (said,) = ops.heard
    assert said.startswith("[P1] declared: Search &lt;answers&gt; &amp; slowly | P1: ")
    assert f"incident {ops.incident}" in said
    assert "next update by 10:32 UTC" in said
    assert ops.pagerduty.pages == [ops.incident]
    assert ops.pagerduty.wrong == []


def test_the_same_is_told_once_unless_somebody_wants_it_again(ops):
    ops.gov("notify", "send")
    again = ops.gov("notify", "send")
    assert again.code == 0
    assert again.stdout.count("delivered already, 10:02 UTC") == 2
    assert len(ops.heard) == 1
    assert ops.gov("notify", "send", "--again").code == 0
    assert len(ops.heard) == 2
    assert ops.pagerduty.pages == [ops.incident]


def test_each_step_tells_what_happened_and_the_pager_only_what_it_hears(ops):
    steps = [("ack",), ("up", "failing over"), ("mitigate",), ("resolve",)]
    for minute, step in enumerate(steps, 3):
        assert ops.gov(*step, GOV_NOW=f"2026-11-23T10:{minute:02}:00Z").code == 0
        assert ops.gov("notify", "send", GOV_NOW=f"2026-11-23T10:{minute:02}:30Z").code == 0
    assert [said.split(":")[0] for said in ops.heard] == [
        "[P1] acknowledged",
        "[P1] update",
        "[P1] mitigated",
        "[P1] resolved",
    ]
    assert "failing over" in ops.heard[1]
    assert ops.pagerduty.wrong == []


def test_two_updates_are_two_notices_and_one_update_is_one(ops):
    for text in ("failing over", "failing over"):
        ops.gov("up", text, GOV_NOW="2026-11-23T10:10:00Z")
    ops.gov("notify", "send")
    ops.gov("up", "failed over", GOV_NOW="2026-11-23T10:20:00Z")
    ops.gov("notify", "send")
    assert len(ops.heard) == 2


def test_every_medium_is_told_at_once_as_it_takes_it(ops, tmp_path):
    needed("openssl")
    path = "docs/operations/support-playbook.md"
    text = ops.repo.read(path)
    support = text.replace(
        'name: "#governor-support"\n    medium: slack', 'name: "#governor-support"\n    medium: teams'
    )
    ops.repo.write(
        path, support.replace("to: [governor-ops]", "to: [governor-ops, governor-support, service-desk]")
    )
    with taking_mail(tmp_path, login=("ops@example.com", "s3cret-mail")) as desk:
        login = "ops%40example.com:s3cret-mail"
        done = ops.gov(
            "notify",
            "send",
            GOV_SMTP_URL=f"smtp://{login}@127.0.0.1:{desk.port}",
            GOV_TEAMS_WEBHOOK_URL=f"{ops.slack.url}/workflows/s3cret-teams",
        )
    assert done.code == 0, done.stdout + done.stderr
    assert [mail["From"] for mail in desk.mails] == ["ops@example.com"]
    assert "Search <answers> & slowly" in desk.mails[0].get_content()
    paths = sorted(asked.path for asked in ops.slack.asked)
    assert paths == ["/services/s3cret-slack", "/workflows/s3cret-teams"]
    assert b"s3cret-mail" not in everything(ops)


def test_own_words_go_where_they_are_sent(ops):
    done = ops.gov("notify", "send", "--text", "database @ 98 %", "--to", "governor-ops")
    assert done.code == 0, done.stderr
    assert "[P1] Search" in ops.heard[0]
    assert "database @ 98 %" in ops.heard[0]


@pytest.mark.parametrize("text", ["", "  ", "\x1b[31mred", "x" * 20_000])
def test_words_that_are_none_or_steer_a_terminal_are_refused(ops, text):
    done = ops.gov("notify", "send", "--text", text)
    assert (done.code, done.stdout, ops.heard) == (2, "", [])


def test_a_severity_that_pages_nobody_has_no_page_to_send(ops):
    ops.gov("incident", "triage", ops.incident, "--severity", "P2", "--reason", "few users")
    done = ops.gov("notify", "send", "--what", "page")
    assert done.code == 3
    assert "no channel of the playbook hears of `page` for P2" in done.stderr


def test_an_upgrade_is_told_although_the_declaration_was(ops):
    ops.gov("notify", "send")
    ops.gov("incident", "triage", ops.incident, "--severity", "P0", GOV_NOW="2026-11-23T10:09:00Z")
    ops.gov("notify", "send")
    assert [said[:4] for said in ops.heard] == ["[P1]", "[P0]"]


@pytest.mark.parametrize(
    "what", ["acknowledged", "update", "mitigated", "resolved", "cancelled", "lessons", "text"]
)
def test_what_has_not_happened_is_not_told(ops, what):
    done = ops.gov("notify", "send", "--what", what)
    assert (done.code, done.stdout, ops.heard) == (3, "", [])
    assert "hint: " in done.stderr


def test_a_resolution_is_not_told_of_what_was_reopened(ops):
    ops.gov("resolve")
    ops.gov("incident", "reopen", ops.incident, "--reason", "it is back", GOV_NOW="2026-11-23T11:00:00Z")
    assert ops.gov("notify", "send", ops.incident, "--what", "resolved").code == 3
    assert ops.gov("notify", "send", ops.incident).code == 0
    assert ops.heard[-1].startswith("[P1] declared")


def test_a_dry_run_asks_nobody_writes_nothing_and_shows_no_secret(ops):
    done = ops.gov("notify", "send", "--dry-run")
    assert done.code == 0
    assert "#governor-ops (slack) by 127.0.0.1" in done.stdout
    assert '"routing_key": "***"' in done.stdout
    assert (ops.heard, ops.pagerduty.pages) == ([], [])
    assert not (ops.folder / "outbox").exists()
    assert not any(secret in done.stdout + done.stderr for secret in SECRETS)


def test_a_channel_of_its_own_needs_a_variable_of_its_own(ops):
    done = ops.gov("notify", "send", "--to", "governor-support")
    assert done.code == 4
    assert "GOV_SLACK_WEBHOOK_URL_GOVERNOR_SUPPORT is not set" in done.stderr
    assert ops.heard == []
    url = f"{ops.slack.url}/services/s3cret-support"
    assert ops.gov("notify", "flush", GOV_SLACK_WEBHOOK_URL_GOVERNOR_SUPPORT=url).code == 0
    assert ops.slack.asked[0].path.endswith("s3cret-support")


def test_variables_are_those_that_gov_toml_names(ops):
    ops.repo.write("gov.toml", ops.repo.read("gov.toml") + '[variables]\nslack = "OPS_WEBHOOK"\n')
    done = ops.gov("notify", "send", "--to", "governor-ops")
    assert "OPS_WEBHOOK is not set" in done.stderr
    assert ops.gov("notify", "flush", OPS_WEBHOOK=f"{ops.slack.url}/s3cret-slack").code == 0


def test_where_the_report_is_pushed_its_address_is_told(ops):
    ops.repo.commit("declared")
    ops.repo.git("remote", "add", "origin", "https://github.com/acme/ops.git")
    ops.repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    ops.repo.git("config", "branch.main.remote", "origin")
    ops.repo.git("config", "branch.main.merge", "refs/heads/main")
    ops.gov("notify", "send", "--to", "governor-ops")
    blocks = json.loads(ops.slack.asked[0].body)["blocks"]
    assert blocks[-1]["text"]["text"].startswith("<https://github.com/acme/ops/blob/main/unified_workflow/")


# --notify


def test_a_record_is_followed_by_its_notice_where_that_is_asked_for(ops):
    done = ops.gov("p1", "Cache is cold", "cache", "--notify", GOV_NOW="2026-11-23T10:05:00Z")
    assert done.code == 0
    assert done.stderr.endswith('told #governor-ops (slack), PagerDuty "Governor Platform" (pager)\n')
    ops.gov("up", "warming it", "--notify", GOV_NOW="2026-11-23T10:10:00Z")
    ops.gov("resolve", "--notify", GOV_NOW="2026-11-23T10:20:00Z")
    assert [said.split(":")[0] for said in ops.heard] == ["[P1] declared", "[P1] update", "[P1] resolved"]
    assert set(ops.pagerduty.alerts.values()) == {"resolved"}
    again = ops.gov("notify", "send", GOV_NOW="2026-11-23T10:21:00Z")  # though another one is open
    assert again.stdout.count("delivered already") == 2


@pytest.mark.parametrize("step", [("p1", "Cache is cold", "cache"), ("up", "warming it"), ("resolve",)])
def test_a_notice_that_fails_changes_neither_record_nor_exit_code(ops, step):
    (ops.folder / "outbox").write_text("a file where the folder belongs")
    plain = ops.gov(*step, "--dry-run")
    done = ops.gov(*step, "--notify", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    assert (plain.code, done.code) == (0, 0)
    assert "warning: nobody was told: the notice cannot be kept" in done.stderr
    (ops.folder / "outbox").unlink()
    waits = ops.gov("up", "still", "--notify", "-i", ops.incident, GOV_SLACK_WEBHOOK_URL=NOWHERE)
    if step != ("resolve",):
        assert waits.code == 0
        assert "1 notice waits" in waits.stderr


def test_a_push_that_was_asked_for_and_fails_keeps_nobody_from_being_told(ops):
    done = ops.gov("up", "failing over", "--push", "--notify")
    assert done.code in {3, 4}
    assert len(ops.heard) == 1


def test_a_dry_run_of_a_record_shows_the_notice_too(ops):
    done = ops.gov("up", "failing over", "--notify", "--dry-run")
    assert done.code == 0
    assert "#governor-ops (slack) by 127.0.0.1" in done.stdout
    assert "failing over" in done.stdout.partition("#governor-ops (slack)")[2]
    assert ops.heard == []


def test_where_the_report_has_not_arrived_no_address_is_told(ops):
    ops.repo.git("remote", "add", "origin", "https://github.com/acme/ops.git")
    ops.repo.git("update-ref", "refs/remotes/origin/main", "HEAD")
    ops.gov("notify", "send", "--to", "governor-ops")
    assert b"github.com" not in ops.slack.asked[0].body


# what waits


def test_offline_everything_waits_and_a_flush_delivers_it_in_order(ops):
    offline = {"GOV_SLACK_WEBHOOK_URL": NOWHERE}
    done = ops.gov("notify", "send", "--to", "governor-ops", **offline)
    assert done.code == 4
    assert "warning: #governor-ops (slack) was not told: 127.0.0.1 cannot be reached" in done.stderr
    assert "run `gov notify flush`" in done.stderr
    ops.gov("up", "one", GOV_NOW="2026-11-23T10:10:00Z")
    assert ops.gov("notify", "send", **offline).code == 4
    assert ops.gov("notify", "flush").code == 0
    assert [said.split(":")[0] for said in ops.heard] == ["[P1] declared", "[P1] update"]
    assert ops.gov("notify", "flush").stdout == "nothing waits\n"


def test_what_waited_for_a_channel_is_told_before_what_comes_after_it_whatever_the_clock_says(ops):
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    done = ops.gov("notify", "send", "--text", "now", "--to", "governor-ops", GOV_NOW="2026-11-22T09:00:00Z")
    assert done.code == 0
    assert "delivered 1 of 1 that had waited for the same channels" in done.stderr
    assert [" now " in said for said in ops.heard] == [False, True]


def test_nobody_is_paged_for_what_is_over_before_the_pager_heard_of_it(ops):
    away = {"GOV_PAGERDUTY_URL": f"http://127.0.0.1:{free_port()}"}
    ops.gov("notify", "send", "--to", PAGER, **away)
    ops.gov("ack")
    ops.gov("notify", "send", "--to", PAGER, **away)
    ops.gov("resolve")
    assert ops.gov("notify", "send", "--to", PAGER).code == 0
    assert ops.pagerduty.pages == []
    assert ops.told("notify", "list")[-1]["what"] == "resolved"


def test_a_chat_reads_the_whole_story_also_of_what_is_over(ops):
    offline = {"GOV_SLACK_WEBHOOK_URL": NOWHERE}
    for step in (None, "ack", "resolve"):
        if step:
            ops.gov(step)
        ops.gov("notify", "send", "--to", "governor-ops", **offline)
    assert ops.gov("notify", "flush").code == 0
    said = [text.split(":")[0] for text in ops.heard]
    assert said == ["[P1] declared", "[P1] acknowledged", "[P1] resolved"]


def test_the_list_tells_age_tries_and_the_last_answer(ops):
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    done = ops.gov("notify", "list", GOV_NOW="2026-11-23T10:14:00Z")
    row = done.stdout.splitlines()[1]
    assert done.code == 0
    assert row.startswith(f"waiting  {ops.incident}-declared-governor-ops-")
    assert row.endswith("12m ago  1      127.0.0.1 cannot be reached")


def test_a_bare_gov_says_that_a_channel_still_waits(ops):
    assert "for a channel" not in ops.gov().stderr
    ops.gov("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    assert "warning: 1 notice waits for a channel: `gov notify list` says why" in ops.gov().stderr
    ops.gov("notify", "flush")
    assert "for a channel" not in ops.gov().stderr


def test_what_is_dropped_is_told_to_nobody(ops):
    (one,) = ops.told("notify", "send", "--to", "governor-ops", GOV_SLACK_WEBHOOK_URL=NOWHERE)
    done = ops.gov("notify", "drop", one["id"][-4:].lower())
    assert (done.code, done.stdout) == (0, f"{one['id']}\n")
    assert ops.gov("notify", "flush").stdout == "nothing waits\n"
    assert ops.heard == []
    assert ops.gov("notify", "drop", one["id"]).code == 3


def test_what_is_refused_is_told_waits_and_blocks_nothing_behind_it(tmp_path):
    with desk(tmp_path / "ops", in_turn(Said(400, b"invalid_blocks"), Said(200, b"ok"))) as ops:
        first = ops.gov("notify", "send", "--to", "governor-ops")
        assert first.code == 4
        assert "#governor-ops (slack) refused it: 127.0.0.1 answers 400: invalid_blocks" in first.stderr
        assert len(ops.heard) == 1
        ops.gov("up", "one")
        assert states(ops.told("notify", "send")) == {"governor-ops": "delivered"}


def test_a_notice_that_goes_on_being_refused_makes_no_failure_of_those_behind_it(tmp_path):
    def refuse_declared(asked):
        return Said(400, b"invalid_blocks") if b"declared:" in asked.body else Said(200, b"ok")

    with desk(tmp_path / "ops", refuse_declared) as ops:
        assert ops.gov("notify", "send", "--to", "governor-ops").code == 4
        ops.gov("up", "one")
        done = ops.gov("notify", "send")
        assert done.code == 0
        assert "delivered 0 of 1 that had waited" in done.stderr
        assert ops.gov("notify", "flush").code == 4


def test_many_that_are_refused_keep_none_behind_them_out(tmp_path):
    def refuse_numbers(asked):
        return Said(400, b"invalid_blocks") if b" bad " in asked.body else Said(200, b"ok")

    with desk(tmp_path / "ops", refuse_numbers) as ops:
        for number in range(5):
            ops.gov("notify", "send", "--to", "governor-ops", "--text", f"bad {number}")
        assert ops.gov("notify", "send", "--to", "governor-ops", "--text", "good").code == 0
        assert [one["state"] for one in ops.told("notify", "list")] == ["refused"] * 5 + ["delivered"]


def test_a_channel_that_refuses_everything_is_not_asked_ten_thousand_times(tmp_path):
    with desk(tmp_path / "ops", lambda _: Said(404, b"no_service")) as ops:
        for number in range(6):
            ops.gov("notify", "send", "--to", "governor-ops", "--text", str(number), GOV_SLACK_WEBHOOK_URL="")
        assert ops.gov("notify", "flush").code == 4
        assert len(ops.heard) == 3


def test_a_server_that_fails_twice_and_then_answers_was_told_once(tmp_path):
    with desk(tmp_path / "ops", in_turn(Said(503), Said(500), Said(200, b"ok"))) as ops:
        assert states(ops.told("notify", "send", "--to", "governor-ops")) == {"governor-ops": "delivered"}
        assert len(ops.heard) == 3
        assert ops.told("notify", "list")[0]["tries"] == 1


def test_who_asks_to_wait_is_not_asked_before(tmp_path):
    slow = in_turn(Said(429, b"slow down", {"Retry-After": "90"}), Said(200, b"ok"))
    with desk(tmp_path / "ops", slow) as ops:
        (one,) = ops.told("notify", "send", "--to", "governor-ops")
        assert (one["state"], one["later"]) == ("waiting", "2026-11-23T10:03:30Z")
        assert ops.gov("notify", "flush", GOV_NOW="2026-11-23T10:03:00Z").code == 4
        assert len(ops.heard) == 1
        assert ops.gov("notify", "flush", GOV_NOW="2026-11-23T10:03:31Z").code == 0


def test_a_clock_that_was_set_back_by_a_day_keeps_nothing_waiting(tmp_path):
    slow = in_turn(Said(429, b"slow down", {"Retry-After": "90"}), Said(200, b"ok"))
    with desk(tmp_path / "ops", slow) as ops:
        ops.gov("notify", "send", "--to", "governor-ops")
        assert ops.gov("notify", "flush", GOV_NOW="2026-11-22T10:00:00Z").code == 0


@pytest.mark.parametrize("body", [b'{"ok": false, "error": "no"}', b"<html>Please log in</html>"])
def test_a_status_of_success_is_not_taken_for_a_delivery(tmp_path, body):
    with desk(tmp_path / "ops", lambda _: Said(200, body)) as ops:
        assert ops.gov("notify", "send", "--to", "governor-ops").code == 4
        assert ops.told("notify", "list")[0]["state"] in {"waiting", "refused"}


# two at once, and ends in the middle


def test_of_two_flushes_at_once_each_notice_is_sent_by_one(tmp_path):
    with desk(tmp_path / "ops") as ops:
        for number in range(12):
            ops.gov(
                "notify", "send", "--to", "governor-ops", "--text", f"n{number:02}", GOV_SLACK_WEBHOOK_URL=""
            )
        codes = []
        threads = [Thread(target=lambda: codes.append(ops.gov("notify", "flush").code)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert codes == [0, 0, 0]
        assert [said.split(" | ")[1] for said in ops.heard] == [f"n{number:02}" for number in range(12)]


def test_of_two_who_announce_the_same_at_once_both_hear_that_it_was_told_and_the_channel_hears_it_once(ops):
    codes = []
    threads = [Thread(target=lambda: codes.append(ops.gov("notify", "send"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [done.code for done in codes] == [0] * 4, [done.stderr for done in codes]
    assert len(ops.heard) == 1


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_in_the_middle_of_a_send_loses_nothing(tmp_path, end):
    arrived, go_on = Event(), Event()

    def hold(asked):
        arrived.set()
        go_on.wait(30)
        return took(asked)

    with desk(tmp_path / "ops", hold) as ops:
        command = [gov_program(), "notify", "send", "--to", "governor-ops"]
        environment = {**os.environ, **ops.variables}
        process = subprocess.Popen(command, cwd=ops.repo.top, env=environment, stdout=-3, stderr=-3)
        assert arrived.wait(60)
        process.send_signal(end)
        assert process.wait(30) == (130 if end == signal.SIGINT else -signal.SIGKILL)
        go_on.set()
        assert states(ops.told("notify", "list")) == {"governor-ops": "waiting"}
        assert ops.gov("notify", "flush").code == 0
        assert len(ops.heard) == 2  # at least once: nobody knows whether the first arrived


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
        kept = everything(ops)
        assert b"-declared-governor-ops-" in kept
        assert not any(secret.encode() in kept for secret in (*SECRETS, "AB" * 16))


# test


def test_a_test_says_where_it_arrived_and_pages_nobody(ops):
    done = ops.gov("notify", "test")
    assert done.code == 0, done.stdout
    rows = [line.split("  ")[0] for line in done.stdout.splitlines()[1:5]]
    assert rows == ["delivered", "not configured", "not configured", "delivered"]
    assert "This is a test" in ops.heard[0]
    assert (ops.pagerduty.pages, ops.pagerduty.wrong) == ([], [])
    assert not (ops.folder / "outbox").exists()


def test_a_channel_that_is_named_and_not_set_up_fails_its_test(ops):
    done = ops.gov("notify", "test", "service-desk")
    assert done.code == 4
    assert "GOV_SMTP_URL is not set" in done.stdout


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
    assert ops.gov("notify", "flush").code == 0
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
