"""HTTP within bounds, against real servers on loopback."""

import socket
from contextlib import contextmanager, suppress
from threading import Event, Thread

import pytest
from listeners import Said, listening

from governor_cli.adapters.http import LARGEST, Call, checked, redacted, send
from governor_cli.core.errors import GovError, OutsideError

TOKEN = "ghp_verysecret"
PRIVATE = {"Authorization": f"Bearer {TOKEN}"}


def in_turn(*answers):
    """The answers one after the other, the last for ever."""
    left = list(answers)
    return lambda _asked: left.pop(0) if len(left) > 1 else left[0]


def test_an_answer_has_status_headers_and_body():
    with listening(lambda _: Said(201, b'{"a": 1}', {"X-Kind": "yes"})) as server:
        answer = send(Call("POST", server.url + "/x", {"X-A": "b"}, b"body"))
    assert (answer.status, answer.ok, answer.json(), answer.headers["x-kind"]) == (201, True, {"a": 1}, "yes")
    assert (server.asked[0].method, server.asked[0].path, server.asked[0].body) == ("POST", "/x", b"body")


def test_a_server_that_fails_twice_and_then_answers_has_answered():
    with listening(in_turn(Said(502), Said(503), Said(200, b"done"))) as server:
        assert send(Call("POST", server.url, body=b"{}")).body == b"done"
    assert len(server.asked) == 3


def test_a_server_that_always_fails_is_asked_four_times_and_its_answer_given():
    with listening(lambda _: Said(500)) as server:
        assert send(Call("GET", server.url)).status == 500
    assert len(server.asked) == 4


def test_what_must_not_be_done_twice_is_not_asked_twice():
    with listening(lambda _: Said(502)) as server:
        assert send(Call("POST", server.url, repeatable=False)).status == 502
    assert len(server.asked) == 1


def test_a_demand_to_wait_is_honoured():
    with listening(in_turn(Said(429, headers={"Retry-After": "1"}), Said(200))) as server:
        assert send(Call("GET", server.url)).status == 200
    assert len(server.asked) == 2


def test_a_demand_to_wait_for_too_long_is_given_back_as_it_is():
    with listening(lambda _: Said(429, headers={"Retry-After": "3600"})) as server:
        answer = send(Call("GET", server.url))
    assert (answer.status, answer.headers["retry-after"], len(server.asked)) == (429, "3600", 1)


def test_a_demand_that_nobody_can_read_asks_for_nothing():
    with listening(in_turn(Said(503, headers={"Retry-After": "soon"}), Said(200))) as server:
        assert send(Call("GET", server.url)).status == 200


def test_a_broken_connection_is_tried_again_and_then_told():
    with (
        listening(lambda _: Said(hang_up=True)) as server,
        pytest.raises(OutsideError, match="broke the conn"),
    ):
        send(Call("GET", server.url))
    assert len(server.asked) == 4


def test_nobody_there_is_told_without_the_secret():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/{TOKEN}"
    with pytest.raises(OutsideError, match=r"127\.0\.0\.1 cannot be reached") as error:
        send(Call("GET", url, PRIVATE, secrets=(TOKEN,)))
    assert TOKEN not in f"{error.value.message}{error.value.hint}"


def test_silence_ends_in_time():
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(OutsideError, match="did not answer in time"):
            send(Call("GET", url, seconds=0.05))


def test_an_answer_without_end_is_cut_off():
    with listening(lambda _: Said(200, b"x" * (LARGEST + 1))) as server:  # noqa: SIM117
        with pytest.raises(OutsideError, match="more than 8 MiB"):
            send(Call("GET", server.url))


def test_a_redirect_within_the_host_is_followed_with_the_credentials():
    moved = Said(307, headers={"Location": "/there"})
    with listening(lambda asked: Said(200, b"here") if asked.path == "/there" else moved) as server:
        assert send(Call("POST", server.url, PRIVATE, b"body")).body == b"here"
    assert server.asked[1].headers["authorization"] == f"Bearer {TOKEN}"
    assert server.asked[1].body == b"body"


def test_a_redirect_to_another_host_is_refused_and_the_other_host_asked_nothing():
    with listening(lambda _: Said(200)) as other:
        away = Said(302, headers={"Location": f"{other.url}/steal"})
        with listening(lambda _: away) as server, pytest.raises(OutsideError, match="sends one on"):
            send(Call("GET", server.url, PRIVATE))
    assert other.asked == []


def test_a_redirect_in_a_circle_ends():
    circle = Said(302, headers={"Location": "/"})
    with listening(lambda _: circle) as server, pytest.raises(OutsideError, match="from place to place"):
        send(Call("GET", server.url))


def test_what_is_no_json_is_said_to_be_none():
    with listening(lambda _: Said(200, b"<html>")) as server, pytest.raises(OutsideError, match="no JSON"):
        send(Call("GET", server.url)).json()


@pytest.mark.parametrize("url", ["", "ftp://a/b", "https://", "https://[", "http://a b/", "https://a:x/"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(GovError, match="no http address"):
        checked(url, private=False)


def test_a_secret_travels_over_https_alone_except_within_this_machine():
    with pytest.raises(GovError, match="in the clear"):
        send(Call("GET", "http://example.com/", PRIVATE))
    assert checked("http://127.0.0.1:9/", private=True)
    assert checked("http://example.com/", private=False)


@pytest.mark.parametrize("token", ["ghp_very\nsecret", "ghp_very\u20acsecret", "ghp_very\x00secret"])
def test_a_token_that_no_header_can_carry_is_refused_and_not_shown(token):
    with listening(lambda _: Said(200)) as server, pytest.raises(GovError, match="plain char") as refused:
        send(Call("GET", server.url, {"Authorization": f"Bearer {token}"}))
    assert (server.asked, refused.value.exit_code) == ([], 3)
    assert "secret" not in f"{refused.value.message}{refused.value.hint}"


def test_secrets_and_passwords_in_addresses_are_hidden():
    told = redacted(f"https://u:pw@example.com {TOKEN}", [TOKEN, ""])
    assert told == "https://***@example.com ***"


def test_a_proxy_is_used_where_the_environment_names_one(monkeypatch):
    with listening(lambda asked: Said(200, asked.path.encode())) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        assert send(Call("GET", "http://example.com/x")).body == b"http://example.com/x"


@pytest.mark.parametrize(
    "proxy", ["socks5://u:secret@127.0.0.1:1080", "http://u:secret@[half", "http://h:secret"]
)
def test_a_proxy_that_is_none_is_told_and_its_password_is_not(monkeypatch, proxy):
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(GovError, match="the proxy that the environment names is none") as raised:
        send(Call("GET", "https://example.com/x"))
    assert "secret" not in f"{raised.value} {raised.value.hint}"


@contextmanager
def dripping(head):
    """A server that says ``head``, then one byte after the other for as long as anybody listens."""
    over = Event()

    def served(listener):
        while not over.is_set():
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller, suppress(OSError):
                caller.sendall(head)
                while not over.wait(0.02):
                    caller.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=served, args=(listener,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_a_head_that_comes_byte_by_byte_ends_in_time():
    with dripping(b"HTTP/1.1 200 OK\r\nX: ") as url, pytest.raises(OutsideError, match="answer in time"):
        send(Call("GET", url, seconds=0.1, attempts=1))


@pytest.mark.parametrize(
    "head",
    ["Content-Length: 99999999", "Transfer-Encoding: chunked", "Connection: close"],
    ids=lambda x: x[:3],
)
def test_a_body_that_comes_byte_by_byte_ends_in_time(head):
    with (
        dripping(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode()) as url,
        pytest.raises(OutsideError, match="does not come to the end"),
    ):
        send(Call("GET", url, seconds=0.1, attempts=1))
