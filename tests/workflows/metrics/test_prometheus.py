"""Prometheus as a client meets it on bad days: each gives an error in bounded time, never an exception."""

import json
import socket
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from time import monotonic
from urllib.parse import parse_qs, urlsplit

import pytest
from listeners import Said, listening

from governor_cli.core.errors import UsageError
from governor_cli.workflows.metrics.prometheus import Prometheus, checked_address, source_of, step_of

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def success(value="1", kind="vector"):
    result = [{"metric": {}, "value": [AT.timestamp(), value]}] if kind == "vector" else []
    return Said(
        body=json.dumps({"status": "success", "data": {"resultType": kind, "result": result}}).encode()
    )


def asked(server, *queries, seconds=20.0):
    return Prometheus(server.url, seconds).instants(list(queries) or ["up"], AT)


def question(request):
    text = request.body.decode() if request.method == "POST" else urlsplit(request.path).query
    return {key: values[0] for key, values in parse_qs(text).items()}


def test_each_query_is_asked_for_the_instant_and_answered_in_order():
    with listening(lambda request: success(str(len(question(request)["query"])))) as server:
        found = asked(server, "a", "bb", "ccc", "dddd", "eeeee")
    assert [one.value for one in found] == ["1", "2", "3", "4", "5"]
    assert {question(one)["time"] for one in server.asked[1:]} == {str(int(AT.timestamp()))}
    assert all(urlsplit(one.path).path == "/api/v1/query" for one in server.asked)


def test_a_long_query_is_posted():
    with listening(lambda _: success()) as server:
        assert asked(server, "sum(" + "x" * 9000 + ")")[0].value == "1"
    assert (server.asked[-1].method, len(question(server.asked[-1])["query"])) == ("POST", 9005)


def test_one_query_that_is_refused_stops_no_other():
    refused = Said(400, b'{"status":"error","errorType":"bad_data","error":"unclosed"}')
    with listening(lambda request: refused if question(request)["query"] == "rate(" else success()) as server:
        found = asked(server, "rate(", "up")
    assert "refused the query (400)" in found[0].error
    assert found[1].value == "1"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(500, b"<html>oops</html>"), "answered 500"),
        (Said(200, b"<html>welcome</html>"), "no JSON"),
        (Said(200, b"{}"), "not Prometheus's"),
        (Said(200, b"[" * 50_000), "nested too deeply"),
        (
            Said(302, headers={"Location": "http://elsewhere.example.com/api/v1/query"}),
            "sends one on to elsewhere",
        ),
        (Said(hang_up=True), "broke the connection off"),
        (Said(401, b"who are you"), "answered 401"),
    ],
)
def test_a_server_that_answers_nonsense_gives_errors(said, why):
    with listening(lambda _: said) as server:
        (found,) = asked(server)
    assert why in found.error
    assert found.value == ""


def test_a_server_that_is_not_there_is_asked_once_and_not_for_every_query():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    began = monotonic()
    found = Prometheus(address).instants([f"q{n}" for n in range(50)], AT)
    assert {one.error for one in found} == {"127.0.0.1 cannot be reached"}
    assert all(one.is_unreached for one in found)
    assert monotonic() - began < 10


def test_a_slow_server_costs_no_more_than_its_limit():
    over = Event()

    def slowly(_request):
        over.wait(30)
        return success()

    with listening(slowly) as server:
        began = monotonic()
        found = asked(server, *(f"q{n}" for n in range(20)), seconds=2.0)
        took = monotonic() - began
        over.set()
    assert took < 8
    assert all(one.is_unreached for one in found)
    assert "did not answer in time" in found[0].error


def test_a_slow_query_takes_nothing_from_the_others():
    over = Event()

    def answering(request):
        if question(request)["query"] == "slow":
            over.wait(30)
        return success()

    with listening(answering) as server:
        found = asked(server, "slow", *(f"q{n}" for n in range(20)), seconds=4.0)
        over.set()
    assert found[0].error
    assert [one.value for one in found[1:]] == ["1"] * 20


@contextmanager
def flooding():
    """A server that answers with bytes for ever; how many it got rid of is in the list."""
    sent = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    total = 0
                    try:
                        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
                        while total < 1 << 30:
                            connection.sendall(b"1," * 32_768)
                            total += 65_536
                    except OSError:
                        pass
                    sent.append(total)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", sent
        server.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def test_a_gigabyte_is_not_read_to_its_end():
    with flooding() as (address, sent):
        (found,) = Prometheus(address).instants(["up"], AT)
    assert "answers with more than 8 MiB" in found.error
    assert max(sent) < 64 << 20


def test_a_million_series_are_no_number():
    series = b'{"metric":{"a":"b"},"value":[1,"1"]}'
    body = b'{"status":"success","data":{"resultType":"vector","result":[' + series + b"]}}"
    many = body.replace(series, b",".join([series] * 1_000_000))
    some = body.replace(series, b",".join([series] * 100_000))
    with listening(
        lambda request: Said(body=many if question(request)["query"] == "many" else some)
    ) as server:
        found = asked(server, "many", "some")
    assert "more than 8 MiB" in found[0].error
    assert "100000 series, not one" in found[1].error


def test_credentials_travel_in_a_header_and_into_no_message_or_file(monkeypatch):
    with listening(lambda _: Said(403, b"wrong hunter2")) as server:
        address = server.url.replace("http://", "http://ada:hunter2@")
        (found,) = Prometheus(address).instants(["up"], AT)
        assert server.asked[0].headers["authorization"] == "Basic YWRhOmh1bnRlcjI="
        monkeypatch.setenv("GOV_PROMETHEUS_TOKEN", "t0ken")
        Prometheus(address).instants(["up"], AT)
        assert server.asked[-1].headers["authorization"] == "Bearer t0ken"
    assert "hunter2" not in found.error
    assert (
        source_of("https://ada:hunter2@prom.example.com/p/?x=1") == "prometheus https://prom.example.com/p/"
    )
    with pytest.raises(UsageError) as refused:
        checked_address("ftp://ada:hunter2@prom", "--prometheus")
    assert "hunter2" not in refused.value.message


def test_a_range_is_asked_closely_but_not_in_more_points_than_prometheus_gives():
    with listening(lambda _: success(kind="matrix")) as server:
        Prometheus(server.url).ranges(["up"], AT - timedelta(hours=1), AT)
    told = question(server.asked[-1])
    assert (int(told["end"]) - int(told["start"]), told["step"]) == (3600, "3s")
    assert [step_of(timedelta(days=days)) for days in (1, 7, 84)] == [60, 420, 5040]
    assert step_of(timedelta(seconds=5)) == 1


def test_the_end_of_a_range_is_a_point_of_it():
    with listening(lambda _: success(kind="matrix")) as server:
        Prometheus(server.url).ranges(["up"], AT - timedelta(seconds=5001), AT)
    told = question(server.asked[-1])
    assert (told["end"], told["step"]) == (str(int(AT.timestamp())), "4s")
    assert int(told["end"]) - int(told["start"]) == 5000
