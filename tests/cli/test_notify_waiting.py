"""What waits for a channel: delivered in order by one of several runs, and kept until somebody took it."""

import os
import signal
import subprocess
from threading import Event, Thread

import pytest
from announced import NOWHERE, desk, in_turn, states, took
from listeners import Said
from repositories import gov_program

PAGER = "pagerduty"


@pytest.fixture
def ops(tmp_path):
    with desk(tmp_path / "ops") as found:
        yield found


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
    away = {"GOV_PAGERDUTY_URL": NOWHERE}
    ops.gov("notify", "send", "--to", PAGER, **away)
    ops.gov("ack")
    ops.gov("notify", "send", "--to", PAGER, **away)
    ops.gov("resolve")
    assert ops.gov("notify", "send", "--to", PAGER).code == 0
    assert ops.pagerduty.pages == []
    assert ops.told("notify", "list")[-1]["what"] == "resolved"


@pytest.mark.parametrize("end", [("resolve",), ("incident", "cancel", "--as", "false-alarm")])
def test_nobody_is_paged_by_a_flush_for_what_ended_without_a_word_to_the_pager(ops, end):
    ops.gov("notify", "send", "--to", PAGER, GOV_PAGERDUTY_URL=NOWHERE)
    assert ops.gov(*end, *([ops.incident] if end[0] == "incident" else [])).code == 0
    assert ops.gov("notify", "flush").code == 0
    assert (ops.pagerduty.pages, ops.told("notify", "list")) == ([], [])


def test_a_page_is_sent_where_no_report_says_that_its_incident_is_over(ops):
    ops.gov("notify", "send", "--to", PAGER, GOV_PAGERDUTY_URL=NOWHERE)
    ops.gov("ack")
    ops.gov("resolve")
    ops.repo.git("clean", "-fdq")
    ops.gov("notify", "flush")
    assert ops.pagerduty.pages == [ops.incident]


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
        flushed = ops.gov("notify", "flush", GOV_NOW="2026-11-23T10:03:00Z")
        assert (flushed.code, len(ops.heard)) == (4, 1)
        assert "slow down; not asked before 10:03 UTC" in flushed.stdout
        assert ops.gov("notify", "flush", GOV_NOW="2026-11-23T10:03:31Z").code == 0


def test_who_asks_for_an_hour_is_asked_again_after_a_quarter_of_one(tmp_path):
    with desk(tmp_path / "ops", lambda _: Said(429, headers={"Retry-After": "3600"})) as ops:
        ops.gov("notify", "send", "--to", "governor-ops")
        for at, asked in (("10:16:59", 1), ("10:17:01", 2)):
            assert ops.gov("notify", "flush", GOV_NOW=f"2026-11-23T{at}Z").code == 4
            assert len(ops.heard) == asked


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
        process = subprocess.Popen(
            command, cwd=ops.repo.top, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert arrived.wait(60)
        process.send_signal(end)
        _, said = process.communicate(timeout=30)
        assert process.returncode == (130 if end == signal.SIGINT else -signal.SIGKILL)
        assert (b"what was not told yet waits" in said) == (end == signal.SIGINT)
        go_on.set()
        assert states(ops.told("notify", "list")) == {"governor-ops": "waiting"}
        assert ops.gov("notify", "flush").code == 0
        assert len(ops.heard) == 2  # at least once: nobody knows whether the first arrived
