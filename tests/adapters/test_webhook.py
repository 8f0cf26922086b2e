"""Webhooks: what counts as taken, what is tried again, and that no word of an address is repeated."""

from threading import Event
from time import monotonic

import pytest
from listeners import Said, listening
from programs import free_port

from governor_cli.adapters.webhook import SECONDS, tell
from governor_cli.core.errors import OutsideError


def told(answers, *, again=True, path="/services/T0AAAA/B0BBBB/s3cret-token"):
    """The receipt, and how often the server was asked."""
    left = list(answers)
    with listening(lambda _: left.pop(0) if len(left) > 1 else left[0]) as server:
        receipt = tell(f"{server.url}{path}", {"text": "hello"}, again=again)
        return receipt, len(server.asked)


def test_a_server_that_fails_twice_is_asked_three_times():
    receipt, asked = told([Said(500), Said(503), Said(200, b"ok")])
    assert (receipt.state, asked) == ("delivered", 3)


def test_one_that_goes_on_failing_is_left_for_later():
    receipt, asked = told([Said(500, b"rollup_error")])
    assert (receipt.state, receipt.said, asked) == ("later", "127.0.0.1 answers 500: rollup_error", 3)


def test_a_short_wait_is_waited_for():
    receipt, asked = told([Said(429, headers={"Retry-After": "0"}), Said(200, b"ok")])
    assert (receipt.state, asked) == ("delivered", 2)


def test_a_long_wait_is_told_and_not_waited_for():
    receipt, asked = told([Said(429, b"slow down", {"Retry-After": "120"})])
    assert (receipt.state, receipt.wait, asked) == ("later", 120.0, 1)


@pytest.mark.parametrize(
    "after", ["soon", "", "Wed, 21 Oct 2015 07:28:00 GMT", "9" * 5000, "Mon, 23 Nov 99999 10:00:00 GMT"]
)
def test_a_wait_that_cannot_be_read_or_is_over_is_none(after):
    receipt, _ = told([Said(429, b"slow down", {"Retry-After": after})])
    assert (receipt.state, receipt.wait) == ("later", 0.0)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 413])
def test_what_is_refused_is_not_tried_again(status):
    receipt, asked = told([Said(status, b"channel_is_archived")])
    assert (receipt.state, asked) == ("refused", 1)
    assert "channel_is_archived" in receipt.said


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (b'{"ok": false, "error": "channel_not_found"}', "refused"),
        (b'{"ok": false, "error": "ratelimited"}', "later"),
        (b" <!doctype html><title>Sign in to the train's network</title>", "later"),
        (b"\xef\xbb\xbf<!doctype html><title>Sign in, says a byte order mark</title>", "later"),
        (b"Webhook message delivery failed with error: endpoint returned HTTP error 429", "later"),
        (b"1", "delivered"),
        (b"", "delivered"),
    ],
)
def test_a_status_of_success_alone_is_no_proof(body, state):
    receipt, asked = told([Said(200, body)])
    assert (receipt.state, asked) == (state, 1)


@pytest.mark.parametrize(
    "echo", ["/services/T0AAAA/B0BBBB/s3cret-token", "the token s3cret-token is unknown", "T0AAAA/B0BBBB"]
)
def test_no_part_of_an_address_is_repeated(echo):
    receipt, _ = told([Said(404, echo.encode())])
    assert not any(part in receipt.said for part in ("s3cret", "T0AAAA", "B0BBBB"))
    assert "***" in receipt.said


def test_a_secret_in_a_query_is_one_too():
    receipt, _ = told(
        [Said(404, b"sig s%2Fcret-key is wrong, so is s/cret-key")], path="/w?sig=s%2Fcret-key&v=1"
    )
    assert "cret-key" not in receipt.said


@pytest.mark.slow
def test_who_says_nothing_is_left_in_time_and_asked_once():
    over = Event()

    def mute(_):
        over.wait(60)
        return Said(200, b"ok")

    with listening(mute) as server:
        begun = monotonic()
        with pytest.raises(OutsideError, match="did not answer in time"):
            tell(f"{server.url}/s3cret", {}, again=True)
        took = monotonic() - begun
        over.set()
        assert len(server.asked) == 1
    assert took < 2 * SECONDS


def test_what_may_not_arrive_twice_is_sent_once():
    receipt, asked = told([Said(503), Said(200, b"ok")], again=False)
    assert (receipt.state, asked) == ("later", 1)


@pytest.mark.parametrize(("lost", "times"), [(False, 1), (True, 3)])
def test_where_the_answer_was_lost_only_what_may_arrive_twice_is_sent_again(lost, times):
    with listening(lambda _: Said(hang_up=True)) as server:
        with pytest.raises(OutsideError, match="broke the connection off"):
            tell(f"{server.url}/s3cret", {}, again=True, lost=lost)
        assert len(server.asked) == times


def test_nobody_there_is_the_outside_s_fault():
    with pytest.raises(OutsideError, match=r"127\.0\.0\.1 cannot be reached"):
        tell(f"http://127.0.0.1:{free_port()}/s3cret", {}, again=True)
