"""Mail: behind TLS, in one thread an incident, and refused in words that hold no password."""

import pytest
from hypothesis import given
from noticed import INCIDENT, MESSAGE, MESSAGES, a_notice
from programs import free_port, needed
from service_desk import taking_mail

from governor_cli.contracts.notifier import Means
from governor_cli.core.errors import GovError, OutsideError
from governor_cli.notifiers.mail import NOTIFIER

NOTICE = a_notice(
    key=f"{INCIDENT}-update-service-desk-9XKQ-4T7B",
    medium="mail",
    channel="service-desk",
    name="ops@company.com",
)


def means(port, login="", sender="ada@example.com"):
    return Means({"SMTP": f"smtp://{login}127.0.0.1:{port}"}, "SMTP", sender)


@pytest.fixture
def desk(tmp_path):
    needed("openssl")
    with taking_mail(tmp_path) as server:
        yield server


def test_it_arrives_behind_tls_with_its_words_and_a_stable_id(desk):
    assert NOTIFIER.deliver(NOTICE, means(desk.port)).state == "delivered"
    (mail,) = desk.mails
    assert desk.behind_tls == [True]
    assert (mail["From"], mail["To"]) == ("ada@example.com", "ops@company.com")
    assert mail["Subject"] == "[P1] update: Search answers slowly"
    assert mail["Message-ID"] == f"<{INCIDENT.lower()}-update-service-desk-9xkq-4t7b@company.com>"
    assert mail["References"] == mail["In-Reply-To"] == f"<{INCIDENT.lower()}@company.com>"
    assert mail["Date"] == "Mon, 23 Nov 2026 10:31:00 +0000"
    body = mail.get_content()
    assert "failing over to the replica" in body
    assert "commander: @ana" in body
    assert "bridge: https://meet.example.com/a?b=1&c=2" in body


def test_any_letters_arrive_whole(desk):
    title, text = "Störung <Suche> — 検索 😀" + "x" * 300, "é\n.\n..dots\n" + "long " * 500
    assert NOTIFIER.deliver(
        NOTICE._replace(message=MESSAGE._replace(title=title, text=text)), means(desk.port)
    )
    (mail,) = desk.mails
    assert mail["Subject"].startswith("Störung <Suche> — 検索 😀")
    assert "\n.\n..dots\n" in mail.get_content().replace("\r\n", "\n")
    assert max(map(len, desk.raw[0].split(b"\r\n"))) <= 998


@pytest.mark.parametrize(("password", "state"), [("s3cret:/@", "delivered"), ("wrong-s3cret", "refused")])
def test_a_login_is_tried_behind_tls_and_its_refusal_does_not_repeat_it(tmp_path, password, state):
    from urllib.parse import quote

    needed("openssl")
    with taking_mail(tmp_path, login=("ops", "s3cret:/@")) as desk:
        receipt = NOTIFIER.deliver(NOTICE, means(desk.port, f"ops:{quote(password, safe='')}@"))
    assert (receipt.state, len(desk.mails)) == (state, state == "delivered")
    assert "s3cret" not in receipt.said


def test_a_password_that_cannot_be_said_is_told_and_not_repeated(tmp_path):
    needed("openssl")
    with taking_mail(tmp_path, login=("ops", "x")) as desk:
        receipt = NOTIFIER.deliver(NOTICE, means(desk.port, "ops:s3cr%C3%A9t@"))
    assert receipt.state == "refused"
    assert "letters it cannot take" in receipt.said


@pytest.mark.parametrize(
    ("attribute", "answer", "state"),
    [
        ("rcpt", "550 no such mailbox", "refused"),
        ("rcpt", "450 greylisted, come again", "later"),
        ("says", "552 too large", "refused"),
        ("says", "451 try later", "later"),
    ],
)
def test_the_code_says_whether_trying_again_helps(desk, attribute, answer, state):
    setattr(desk, attribute, answer)
    receipt = NOTIFIER.deliver(NOTICE, means(desk.port))
    assert receipt.state == state
    assert receipt.said.endswith(f"({answer[:3]})")
    assert answer[4:] in receipt.said


def test_a_farewell_that_goes_wrong_makes_no_second_mail(desk):
    desk.farewell = "500 no"
    assert NOTIFIER.deliver(NOTICE, means(desk.port)).state == "delivered"
    assert len(desk.mails) == 1


def test_nobody_there_is_the_outside_s_fault():
    with pytest.raises(OutsideError, match="cannot be reached"):
        NOTIFIER.deliver(NOTICE, means(free_port()))


@pytest.mark.parametrize(
    ("notice", "sender", "told"),
    [
        (NOTICE._replace(name="#ops"), "ada@example.com", "the channel's name is no mail"),
        (NOTICE, "", "GOV_MAIL_FROM is not set"),
        (NOTICE, "ada", "mail cannot come from `ada`"),
    ],
)
def test_without_two_addresses_nothing_is_sent(notice, sender, told):
    with pytest.raises(GovError, match=told):
        NOTIFIER.deliver(notice, means(free_port(), sender=sender))


@given(MESSAGES)
def test_no_title_adds_a_line_to_the_head(message):
    head, _, _ = NOTIFIER.shown(NOTICE._replace(message=message), means(25)).partition("\n\n")
    names = ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References"]
    content = ["Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
    assert [line.split(":")[0] for line in head.split("\n")] == names + content


def test_a_dry_run_shows_head_and_words_without_the_password():
    shown = NOTIFIER.shown(NOTICE, means(25, "ops:s3cret@"))
    assert shown.startswith(
        "From: ada@example.com\nTo: ops@company.com\nSubject: [P1] update: Search answers slowly\n"
    )
    assert "failing over to the replica" in shown
    assert "s3cret" not in shown + NOTIFIER.host(means(25, "ops:s3cret@"))
