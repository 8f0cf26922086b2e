"""`gov metrics` as people run it: capture, show, gate, verify, adopt, prune, with no server at all."""

import json

import pytest
from listeners import Said, listening
from operations import GOOD, REPORT, gov_repository

METRICS = "artifacts/operations/metrics"
DAY = f"{METRICS}/2026-11-23.md"
NOW = {"GOV_NOW": "2026-11-23T12:00:00Z"}
HEALTH = {
    "environment": "production",
    "timestamp": "2026-11-23T11:00:00Z",
    "results": [{"name": "api", "target": "https://api.example.com", "ok": False, "http_status": 503}],
    "overall_ok": False,
}
METRIC = 'metrics: [{name: p95, query: "q[$window]", unit: ms, target: "<= 300", service: api}]'


@pytest.fixture
def ops(tmp_path):
    repo = gov_repository(tmp_path / "ops")
    playbook = "docs/operations/support-playbook.md"
    repo.write(playbook, repo.read(playbook).replace("metrics: []", METRIC))
    repo.write(REPORT, GOOD)
    repo.commit("start")
    return repo


def answer(done, code=0):
    assert done.code == code, done.stderr + done.stdout
    return json.loads(done.stdout)["data"]


def test_a_value_by_hand_is_written_rendered_and_checks_clean(ops):
    done = ops.gov("metrics", "capture", "--value", "p95=280ms", **NOW)
    assert (done.code, done.stdout.splitlines()[0]) == (0, DAY), done.stderr
    assert "| p95 | 280 ms | <= 300 | yes |" in ops.read(DAY)
    assert ops.gov("check").code == 0
    again = ops.gov("metrics", "capture", "--value", "p95=280ms", **NOW)
    assert (again.code, again.stderr) == (0, "this capture stands there already\n")


def test_a_capture_for_an_incident_names_it_and_knows_its_phase(ops):
    done = ops.gov("metrics", "capture", "--value", "p95=900", "-i", "7f3k", "-f", "json", **NOW)
    (capture,) = answer(done)["captures"]
    assert (capture["trigger"], capture["incident"]) == ("incident", "INC-20261123-7F3K")
    assert capture["phase"] in {"during", "after"}
    before = ops.gov(
        "metrics",
        "capture",
        "--value",
        "p95=90",
        "-i",
        "7F3K",
        "--at",
        "2026-11-22 10:00",
        "-f",
        "json",
        **NOW,
    )
    assert answer(before)["captures"][0]["phase"] == "before"
    assert ops.gov("metrics", "capture", "--value", "p95=1", "-i", "ZZZZ", **NOW).code == 3


def test_a_health_check_is_captured_at_its_own_time_and_verified_from_its_file(ops):
    ops.write("health.json", json.dumps(HEALTH))
    done = ops.gov("metrics", "capture", "--health", "health.json", **NOW)
    assert done.code == 0, done.stderr
    assert "2026-11-23T11:00:00Z" in done.stdout
    assert "| api | 0 up | = 1 | **no** HTTP 503 |" in ops.read(DAY)
    assert ops.gov("check").code == 0
    found = answer(ops.gov("metrics", "verify", "-f", "json", **NOW))["captures"][0]["findings"]
    assert {one["what"]: one["state"] for one in found} == {
        "digest": "verified",
        "commit": "verified",
        "api": "verified",
    }
    ops.write("health.json", json.dumps({**HEALTH, "results": []}))
    found = answer(ops.gov("metrics", "verify", "2026-11-23", "-f", "json", **NOW))["captures"][0]["findings"]
    assert (
        found[-1]["why"]
        == "the file it came from, `health.json`, has changed since, and this clone has no such version of it"
    )


def test_telemetry_from_stdin_becomes_measurements(ops):
    told = json.dumps({"commands": {"deploy": {"count": 3, "last_exit_code": 0}}, "migrations": {}})
    done = ops.gov("metrics", "capture", "--telemetry", "-", "-f", "json", stdin=told, **NOW)
    names = [one["name"] for one in answer(done)["captures"][0]["health"]]
    assert names == ["deploy.count", "deploy.last_exit_code"]


def test_a_dry_run_shows_the_file_and_writes_nothing(ops):
    done = ops.gov("metrics", "capture", "--value", "p95=280", "--dry-run", **NOW)
    assert (done.code, done.stderr) == (0, f"would write {DAY}\n")
    assert "| p95 | 280 ms | <= 300 | yes |" in done.stdout
    assert not (ops.top / DAY).exists()
    ops.gov("metrics", "capture", "--value", "p95=280", **NOW)
    more = ops.gov("metrics", "capture", "--value", "p95=290", "--at", "11:00", "--dry-run", **NOW)
    assert "+  - at: 2026-11-23T11:00:00Z" in more.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        ((), 2, "there is nothing to capture from"),
        (("--value", "p95"), 2, "--value `p95` is no value"),
        (("--value", f"{'x' * 121}=1"), 2, "has a name of 121 characters; 120 are enough"),
        (("--value", "a=1", "--environment", "two\nlines"), 2, "--environment has a control character (\\n)"),
        (("--value", "p95=0.2s"), 2, "`p95` is in ms, not s"),
        (("--value", "a=1", "--value", "a=2"), 2, "given twice"),
        (("--value", "a=1", "--phase", "after"), 2, "a scheduled capture is not `after` anything"),
        (("--value", "a=1", "--trigger", "incident"), 2, "which incident"),
        (("--value", "a=1", "--at", "2026-11-24 10:00"), 2, "in the future"),
        (("--value", "a=1", "--environment", "  "), 2, "--environment is empty"),
        (("--value", "a=1", "--window", "0m"), 2, "--window `0m` is no time at all"),
        (("--prometheus", "ftp://x"), 2, "no http address"),
        (("--prometheus", "http://127.0.0.1:1", "--timeout", "soon"), 2, "--timeout `soon`"),
        (
            ("--prometheus", "http://127.0.0.1:1", "--service", "shop"),
            2,
            "no metric is of the service `shop`",
        ),
        (("--health", "missing.json"), 3, "missing.json: no such file"),
        (("--health", "gov.toml"), 3, "is no JSON"),
    ],
)
def test_what_cannot_be_captured_says_why_and_writes_nothing(ops, args, code, said):
    done = ops.gov("metrics", "capture", *args, **NOW)
    assert (done.code, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (ops.top / DAY).exists()


def test_a_health_check_from_the_future_or_from_elsewhere_is_refused(ops):
    ops.write("late.json", json.dumps({**HEALTH, "timestamp": "2026-11-23T12:30:00Z"}))
    done = ops.gov("metrics", "capture", "--health", "late.json", **NOW)
    assert (done.code, "measured in the future" in done.stderr) == (3, True)
    ops.write("health.json", json.dumps(HEALTH))
    done = ops.gov("metrics", "capture", "--health", "health.json", "--environment", "staging", **NOW)
    assert (done.code, "about production, not staging" in done.stderr) == (3, True)


def test_an_unreachable_server_is_recorded_and_the_exit_says_so(ops):
    done = ops.gov("metrics", "capture", "--prometheus", "http://127.0.0.1:1", **NOW)
    assert (done.code, done.stdout.splitlines()[0]) == (4, DAY)
    assert "| p95 | no data | <= 300 | 127.0.0.1 cannot be reached |" in ops.read(DAY)
    assert ops.gov("check").code == 0


def test_of_another_service_at_the_same_instant_nothing_is_lost_in_silence(ops):
    playbook = "docs/operations/support-playbook.md"
    more = METRIC.replace("}]", '}, {name: errors, query: "e", unit: "%", service: web}]')
    ops.write(playbook, ops.read(playbook).replace(METRIC, more))
    asked = ("metrics", "capture", "--prometheus", "http://127.0.0.1:1", "--service")
    assert ops.gov(*asked, "api", **NOW).code == 4
    before = ops.read(DAY)
    assert ops.gov(*asked, "api", **NOW).stderr.startswith("this capture stands there already")
    other = ops.gov(*asked, "web", **NOW)
    assert (other.code, other.stdout) == (3, "")
    assert "another capture from prometheus http://127.0.0.1:1" in other.stderr
    assert ops.gov(*asked, "api", "--trigger", "deployment", **NOW).code == 3
    assert ops.read(DAY) == before


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", " ", "a\u2028b"])
def test_a_name_that_a_file_cannot_hold_is_refused_before_anything_is_written(ops, name):
    done = ops.gov("metrics", "capture", "--value", f"{name}=1", **NOW)
    assert (done.code, done.stdout, (ops.top / DAY).exists()) == (2, "", False)
    assert "\x1b" not in done.stderr


def test_a_command_that_is_refused_has_written_none_of_its_captures(ops):
    ops.write("health.json", json.dumps(HEALTH))
    assert ops.gov("metrics", "capture", "--value", "p95=1", **NOW).code == 0
    before = ops.read(DAY)
    done = ops.gov("metrics", "capture", "--health", "health.json", "--value", "p95=2", **NOW)
    assert (done.code, done.stdout, ops.read(DAY)) == (3, "", before)


def test_a_broken_file_of_the_day_stops_the_capture_before_anything_is_asked(ops):
    ops.write(DAY, "---\nkind: metrics\n---\n")
    done = ops.gov("metrics", "capture", "--value", "p95=1", **NOW)
    assert (done.code, done.stdout) == (3, "")
    assert DAY in done.stderr
    assert ops.read(DAY) == "---\nkind: metrics\n---\n"


def test_a_gate_judges_the_captures_of_its_stretch(ops):
    ops.gov("metrics", "capture", "--value", "p95=280", "--at", "11:30", **NOW)
    assert answer(ops.gov("metrics", "gate", "--since", "60m", "-f", "json", **NOW))["state"] == "pass"
    ops.gov("metrics", "capture", "--value", "p95=900", "--at", "11:45", **NOW)
    failed = answer(ops.gov("metrics", "gate", "--since", "60m", "-f", "json", **NOW), 1)
    assert (failed["since"], failed["until"]) == ("2026-11-23T11:00:00Z", "2026-11-23T12:00:00Z")
    (gate,) = failed["gates"]
    assert (gate["state"], gate["n"], gate["missed"], gate["worst"]) == ("fail", 2, 1, 900.0)
    text = ops.gov("metrics", "gate", "--since", "60m", **NOW)
    assert "900 ms at 2026-11-23T11:45:00Z" in text.stdout
    earlier = answer(ops.gov("metrics", "gate", "--until", "11:40", "-f", "json", **NOW))
    assert (earlier["since"], earlier["until"]) == ("2026-11-23T10:40:00Z", "2026-11-23T11:40:00Z")
    assert (earlier["state"], earlier["gates"][0]["n"]) == ("pass", 1)
    hour = answer(ops.gov("metrics", "gate", "--since", "20m", "--until", "11:40", "-f", "json", **NOW))
    assert (hour["since"], hour["until"]) == ("2026-11-23T11:20:00Z", "2026-11-23T11:40:00Z")
    assert ops.gov("metrics", "gate", "--since", "11:45", "--until", "11:40", **NOW).code == 2
    assert ops.gov("metrics", "gate", "--since", "5m", "--until", "2026-11-23 12:01", **NOW).code == 2
    later = ops.gov("metrics", "gate", "--since", "5m", "-f", "json", **NOW)
    assert answer(later, 1)["gates"][0]["state"] == "no data"
    assert ops.gov("metrics", "gate", "--since", "5m", "--allow-no-data", **NOW).code == 0


@pytest.mark.parametrize(
    "said",
    [
        Said(401, b""),
        Said(503, b'{"status": "error", "errorType": "timeout", "error": "query timed out"}'),
    ],
)
def test_a_gate_never_passes_where_prometheus_cannot_be_asked(ops, said):
    ops.gov("metrics", "capture", "--value", "p95=280", "--at", "11:30", **NOW)
    with listening(lambda _: said) as server:
        where = ("--prometheus", server.url, "--timeout", "5s")
        assert ops.gov("metrics", "gate", *where, **NOW).code == 4
        assert ops.gov("metrics", "gate", "--allow-no-data", *where, **NOW).code == 4
        assert ops.gov("metrics", "gate", "--recorded", *where, **NOW).code == 0


def test_a_capture_that_a_failing_server_cannot_confirm_is_no_success(ops):
    one = b'{"status": "success", "data": {"resultType": "vector", "result": [{"value": [1, "280"]}]}}'
    said = [Said(200, one)]
    with listening(lambda _: said[0]) as server:
        where = ("--prometheus", server.url, "--timeout", "5s")
        assert ops.gov("metrics", "capture", *where, **NOW).code == 0
        assert ops.gov("metrics", "verify", *where, **NOW).code == 0
        said[0] = Said(401, b"who are you")
        done = ops.gov("metrics", "verify", *where, **NOW)
    assert done.code == 4
    assert "not verifiable  p95          280: answered 401: it asks for a login" in done.stdout


def test_a_gate_passes_no_stretch_with_a_file_that_cannot_be_read(ops):
    ops.gov("metrics", "capture", "--value", "p95=900", "--at", "2026-11-22 12:00", **NOW)
    ops.gov("metrics", "capture", "--value", "p95=280", "--at", "11:30", **NOW)
    assert ops.gov("metrics", "gate", "--since", "2d", **NOW).code == 1
    yesterday = DAY.replace("23.md", "22.md")
    ops.write(yesterday, ops.read(yesterday).replace("value: 900", "value: fast"))
    done = ops.gov("metrics", "gate", "--since", "2d", "--allow-no-data", **NOW)
    assert (done.code, done.stdout.split()[0:2]) == (1, ["no", "data"])
    assert f"{yesterday} cannot be read" in done.stderr
    assert ops.gov("metrics", "gate", "--since", "60m", **NOW).code == 0


def test_a_gate_says_that_it_judges_by_an_earlier_playbook(ops):
    ops.gov("metrics", "capture", "--value", "p95=280", "--at", "11:30", **NOW)
    playbook = "docs/operations/support-playbook.md"
    ops.write(playbook, ops.read(playbook).replace('"<= 300"', '"<= 0.2 s"'))
    assert "`metrics[0].target` has a unit of its own" in ops.gov("check", **NOW).stdout
    done = ops.gov("metrics", "gate", "--since", "60m", **NOW)
    assert (done.code, "<= 300" in done.stdout) == (0, True)
    assert f"`{playbook}` cannot be used" in done.stderr


@pytest.mark.parametrize("length", ["100y", "99999999w", "0m"])
def test_what_is_no_length_is_refused_as_one(ops, length):
    done = ops.gov("metrics", "prune", "--before", length, **NOW)
    assert (done.code, done.stdout) == (2, "")
    assert "hint: Write a length such as 60m or 12w, a day, or an instant." in done.stderr


def test_a_gate_without_any_target_cannot_judge(ops):
    playbook = "docs/operations/support-playbook.md"
    ops.write(playbook, ops.read(playbook).replace(METRIC, "metrics: []"))
    done = ops.gov("metrics", "gate", **NOW)
    assert (done.code, done.stdout) == (3, "")
    assert "no target to judge by" in done.stderr


def test_an_edit_by_hand_is_found_by_check_and_by_verify(ops):
    ops.gov("metrics", "capture", "--value", "p95=280", **NOW)
    ops.write(DAY, ops.read(DAY).replace("value: 280", "value: 80").replace("280 ms", "80 ms"))
    assert "MET003" in ops.gov("check").stdout
    (finding,) = [
        one
        for one in answer(ops.gov("metrics", "verify", "-f", "json", **NOW), 1)["captures"][0]["findings"]
        if one["state"] == "differs"
    ]
    assert finding["what"] == "digest"
    assert finding["recorded"] != finding["found"]


def test_a_capture_from_the_future_is_no_proof(ops):
    ops.gov("metrics", "capture", "--value", "p95=280", GOV_NOW="2027-11-23T12:00:00Z")
    found = answer(ops.gov("metrics", "verify", "-f", "json", **NOW), 1)["captures"][0]["findings"]
    (at,) = (one for one in found if one["what"] == "at")
    assert (at["recorded"], at["found"]) == (
        "2027-11-23T12:00:00Z",
        "not before 2026-11-23T12:00:00Z, which is now",
    )


def test_verify_asks_no_server_that_only_a_file_names(ops):
    ops.gov("metrics", "capture", "--prometheus", "http://127.0.0.1:1", **NOW)
    ops.write(
        DAY,
        ops.read(DAY)
        .replace("value: no data", "value: 7")
        .replace("error: 127.0.0.1 cannot be reached", "note: x"),
    )
    found = answer(ops.gov("metrics", "verify", "-f", "json", **NOW), 1)["captures"][0]["findings"]
    assert next(one["why"] for one in found if one["what"] == "p95").startswith("no Prometheus is named")
    elsewhere = ops.gov("metrics", "verify", "-f", "json", GOV_PROMETHEUS_URL="http://127.0.0.1:2", **NOW)
    found = answer(elsewhere, 1)["captures"][0]["findings"]
    assert "name that with --prometheus" in next(one["why"] for one in found if one["what"] == "p95")
    assert ops.gov("metrics", "verify", "--strict", **NOW).code == 1


def test_trends_are_shown_in_every_format(ops):
    for day, value in ((2, 280), (9, 310), (16, 240)):
        ops.gov("metrics", "capture", "--value", f"p95={value}", "--at", f"2026-11-{day:02} 10:00", **NOW)
    text = ops.gov("metrics", "show", "--since", "12w", **NOW)
    assert "▅█▁" in text.stdout
    assert [
        point["value"]
        for point in answer(ops.gov("metrics", "show", "-f", "json", **NOW))["series"][0]["points"]
    ] == [280, 310, 240]
    assert ops.gov("metrics", "show", "-f", "csv", **NOW).stdout.count("\n") == 4
    assert "<svg " in ops.gov("metrics", "show", "-f", "markdown", **NOW).stdout
    assert (
        answer(ops.gov("metrics", "show", "--since", "8d", "-f", "json", **NOW))["series"][0]["points"][0][
            "value"
        ]
        == 240
    )
    unknown = ops.gov("metrics", "show", "p59", **NOW)
    assert (unknown.code, "Did you mean `p95`?" in unknown.stderr) == (2, True)


def test_notes_are_adopted_once_and_stay_as_they_are(ops):
    note = "| Metric | Value | Target |\n| --- | --- | --- |\n| p95 | 280 ms | <= 300 ms |\n"
    ops.write(f"{METRICS}/2026-11-20_staging.md", note)
    ops.write(f"{METRICS}/20261119_predeploy_telemetry.txt", '{"commands": {"deploy": {"count": 3}}}')
    ops.write(f"{METRICS}/20261119_postdeploy_telemetry.txt", "up 1\n")
    ops.write(f"{METRICS}/2026-11-18.md", "\ufeff# Tuesday\r\n\r\nup: 1\r\n")
    ops.commit("notes")
    assert "4 notes beside the captures" in ops.gov("metrics", "show", **NOW).stderr
    done = ops.gov("metrics", "adopt", **NOW)
    assert done.code == 0, done.stderr + done.stdout
    assert ops.read(f"{METRICS}/2026-11-20_staging.md") == note
    day = (ops.top / f"{METRICS}/2026-11-18.md").read_bytes()
    assert day.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"# Tuesday\r\n\r\nup: 1\r\n" in day
    assert ops.gov("check").code == 0, ops.gov("check").stdout
    told = ops.read(f"{METRICS}/2026-11-19.md")
    assert told.index("phase: before") < told.index("phase: after")
    assert "environment: staging" in ops.read(f"{METRICS}/2026-11-20.md")
    before = ops.git("status", "--porcelain")
    again = ops.gov("metrics", "adopt", "-f", "json", **NOW)
    assert not any(one["changed"] for one in answer(again)["notes"])
    assert ops.git("status", "--porcelain") == before
    proof = answer(ops.gov("metrics", "verify", "-f", "json", **NOW))
    assert (proof["summary"]["differs"], proof["summary"]["not_verifiable"]) == (0, 0)


def test_a_note_that_cannot_be_read_stops_none_of_the_others(ops):
    ops.write(f"{METRICS}/2026-11-19_prod.md", b"\xff\xfe")
    ops.write(f"{METRICS}/2026-11-20_prod.md", "all is well\n")
    ops.write(f"{METRICS}/2026-11-21_prod.md", "up: 1\n")
    (ops.top / METRICS / "2026-11-18_prod.md").symlink_to("/etc/hosts")
    assert ops.gov("metrics", "show", **NOW).code == 0
    done = ops.gov("metrics", "adopt", **NOW)
    assert done.code == 1
    assert "is not UTF-8" in done.stderr
    assert "2026-11-18_prod.md is not a regular file" in done.stderr
    assert "nothing in it reads as a measurement" in done.stderr
    assert (ops.top / f"{METRICS}/2026-11-21.md").exists()
    for given, said in (
        ("README.md", "is not there"),
        ("gov.toml", "does not say which day"),
        ("/etc/hosts", "not in this repository"),
    ):
        refused = ops.gov("metrics", "adopt", given, **NOW)
        assert (refused.code, said in refused.stderr) == (3, True), refused.stderr


def test_prune_says_what_would_go_and_removes_nothing(ops):
    for day in (2, 3, 4):
        ops.gov("metrics", "capture", "--value", "p95=1", "--at", f"2026-11-{day:02} 10:00", **NOW)
        if day == 2:
            assert ops.gov("metrics", "prune", **NOW).stdout == "nothing would go: 1 capture stays\n"
    before = sorted(path.name for path in (ops.top / METRICS).iterdir())
    assert ops.gov("metrics", "prune", **NOW).stdout == "nothing would go: 3 captures stay\n"
    done = ops.gov("metrics", "prune", "--before", "7d", **NOW)
    assert (done.code, done.stderr) == (0, "nothing was removed\n")
    assert "2 captures would go, 1 capture would stay" in done.stdout
    found = answer(ops.gov("metrics", "prune", "--before", "7d", "-f", "json", **NOW))
    assert [one["at"][:10] for one in found["captures"]] == ["2026-11-03", "2026-11-04"]
    assert sorted(path.name for path in (ops.top / METRICS).iterdir()) == before


def test_a_capture_is_committed_alone_where_that_is_asked(ops):
    ops.write("other.txt", "x")
    done = ops.gov("metrics", "capture", "--value", "p95=1", "--commit", **NOW)
    assert done.code == 0, done.stderr
    assert ops.git("show", "--name-only", "--format=", "HEAD") == DAY


def test_a_capture_whose_push_was_asked_for_and_failed_answers_nothing_but_where_it_is(ops):
    done = ops.gov("metrics", "capture", "--value", "p95=1", "--push", **NOW)
    assert (done.code, done.stdout) == (3, "")
    assert f"error: the capture in {DAY} is saved in {DAY}, but not shared: there is no remote" in done.stderr
    assert "p95" in ops.read(DAY)


def test_hostile_text_is_shown_and_not_obeyed(ops):
    told = {**HEALTH, "environment": "prod\x1b[31m", "results": [{"name": "a | b <!-- \u202e", "ok": True}]}
    ops.write("health.json", json.dumps(told))
    done = ops.gov("metrics", "capture", "--health", "health.json", **NOW)
    assert done.code == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert ops.gov("check").code == 0, ops.gov("check").stdout


def test_of_one_service_the_captures_that_measured_something_of_it_are_verified(ops):
    ops.write("health.json", json.dumps(HEALTH))
    ops.gov("metrics", "capture", "--health", "health.json", **NOW)
    ops.gov("metrics", "capture", "--value", "p95=280", "--at", "11:30", **NOW)
    found = answer(ops.gov("metrics", "verify", "--service", "api", "-f", "json", **NOW))["captures"]
    assert [one["at"] for one in found] == ["2026-11-23T11:30:00Z"]
    assert len(answer(ops.gov("metrics", "verify", "-f", "json", **NOW))["captures"]) == 2
    assert ops.gov("metrics", "verify", "--service", "nobody", **NOW).code == 2
