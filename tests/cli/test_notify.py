"""`gov notify send`, `--notify` and `gov notify test`: who is told what, once, and what is not told."""

import json

import pytest
from announced import NOWHERE, SECRETS, desk
from programs import needed
from service_desk import taking_mail

PAGER = "pagerduty"


@pytest.fixture
def ops(tmp_path):
    with desk(tmp_path / "ops") as found:
        yield found


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
    assert b"s3cret-mail" not in ops.kept


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


@pytest.mark.parametrize(
    "end", [("resolve",), ("incident", "cancel", "--as", "false-alarm")], ids=["resolved", "cancelled"]
)
@pytest.mark.parametrize("what", ["declared", "acknowledged"])
def test_a_pager_calls_nobody_for_what_is_over_although_chats_hear_how_it_began(ops, end, what):
    ops.gov("ack")
    assert ops.gov(*end, *([ops.incident] if end[0] == "incident" else [])).code == 0
    assert ops.gov("notify", "send", ops.incident, "--what", what).code == 0
    assert [said.split(":")[0] for said in ops.heard] == [f"[P1] {what}"]
    done = ops.gov("notify", "send", ops.incident, "--what", what, "--to", PAGER)
    assert (done.code, done.stdout) == (3, "")
    assert "no pager is told" in done.stderr
    assert (ops.pagerduty.pages, ops.pagerduty.alerts) == ([], {})


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


def test_where_no_incident_is_meant_the_hint_is_one_that_the_command_takes(ops):
    ops.repo.git("clean", "-fdq")
    (ops.folder / "in-use").unlink()
    done = ops.gov("notify", "send")
    assert (done.code, ops.heard) == (3, [])
    assert "hint: Name one with its id, or declare one" in done.stderr


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
