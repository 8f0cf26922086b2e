"""Debian's Prometheus with node-exporter and pushgateway: captured, gated, verified, then gone."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import time
from urllib.parse import quote
from uuid import uuid4

import pytest
from operations import gov_repository
from programs import eventually, fetched, needed, serving
from repositories import Repo

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

_SCRAPING = """\
global: {{scrape_interval: 200ms, evaluation_interval: 200ms}}
scrape_configs:
  - job_name: node
    static_configs: [{{targets: ["{node}"]}}]
  - job_name: pushed
    honor_labels: true
    static_configs: [{{targets: ["{push}"]}}]
"""
_METRICS = """\
metrics:
  - {name: memory, query: node_memory_MemTotal_bytes, unit: bytes, target: "> 0"}
  - {name: error_rate, query: 'max_over_time(error_rate{job="JOB",environment="$environment"}[$window])', unit: "%", target: "< 1"}
  - {name: every_cpu, query: node_cpu_seconds_total}
  - {name: broken, query: "rate("}
  - {name: nothing, query: no_such_series, target: "= 0"}
"""  # noqa: E501 - a playbook has long lines
METRICS = "artifacts/operations/metrics"


@dataclass
class Tools:
    """The running tools, by their addresses; ``job`` is this test's own."""

    prometheus: str
    pushgateway: str
    stop: Callable[[], None]
    job: str = field(default_factory=lambda: f"shop-{uuid4().hex}")

    def value(self, query: str) -> str | None:
        """What a capture would find now: instants are whole seconds."""
        body = fetched(f"{self.prometheus}/api/v1/query?query={quote(query)}&time={int(time())}")
        result = json.loads(body)["data"]["result"] if body else []
        return result[0]["value"][1] if result else None

    def push(self, value: float) -> None:
        """Tell an error rate, and wait until Prometheus knows it."""
        body = f"# TYPE error_rate gauge\nerror_rate {value}\n".encode()
        url = f"{self.pushgateway}/metrics/job/{self.job}/environment/production"
        eventually(lambda: fetched(url, body, "PUT") is not None, "a push that is taken")
        query = f'error_rate{{job="{self.job}"}}'
        eventually(lambda: self.value(query) == f"{value:g}", f"{value} in Prometheus")


@pytest.fixture
def tools(tmp_path: Path):
    needed("prometheus", "prometheus-node-exporter", "prometheus-pushgateway")
    listen = "--web.listen-address=127.0.0.1:{port}"
    with (
        serving(tmp_path, "/", "prometheus-node-exporter", listen) as (node, _),
        serving(tmp_path, "/-/ready", "prometheus-pushgateway", "--persistence.file=", listen) as (push, _),
    ):
        scraped = {"node": node.removeprefix("http://"), "push": push.removeprefix("http://")}
        (tmp_path / "prometheus.yml").write_text(_SCRAPING.format(**scraped))
        told = ("--config.file=prometheus.yml", f"--storage.tsdb.path={tmp_path / 'tsdb'}", listen)
        with serving(tmp_path, "/-/ready", "prometheus", *told) as (address, prometheus):

            def stop() -> None:
                prometheus.terminate()
                prometheus.wait(timeout=20)

            known = Tools(address, push, stop)
            logs = [tmp_path / "prometheus.log"]
            eventually(lambda: known.value("node_memory_MemTotal_bytes"), "a scrape of node-exporter", logs)
            yield known


@pytest.fixture
def ops(tmp_path: Path, tools: Tools) -> Repo:
    repo = gov_repository(tmp_path / "ops")
    playbook = "docs/operations/support-playbook.md"
    repo.write(playbook, repo.read(playbook).replace("metrics: []\n", _METRICS.replace("JOB", tools.job)))
    repo.commit("start")
    return repo


def answered(done, code=0):
    assert done.code == code, done.stderr + done.stdout
    return json.loads(done.stdout)["data"]


def test_real_series_are_captured_gated_verified_and_no_more_once_the_server_is_gone(ops, tools):
    tools.push(0.4)
    where = {"GOV_PROMETHEUS_URL": tools.prometheus}
    captured = answered(ops.gov("metrics", "capture", "-f", "json", **where))["captures"][0]
    health = {one["name"]: one for one in captured["health"]}
    assert health["memory"]["value"] > 1e6
    assert (health["memory"]["ok"], health["memory"]["unit"]) == (True, "bytes")
    assert (health["error_rate"]["measured"], health["error_rate"]["ok"]) == ("0.4", True)
    assert 'environment="production"}[5m]' in health["error_rate"]["query"]
    assert (health["nothing"]["measured"], health["nothing"]["ok"]) == ("no data", None)
    assert health["nothing"]["error"] == "the query found nothing"
    assert "series, not one" in health["every_cpu"]["error"]
    assert "refused the query (400): bad_data" in health["broken"]["error"]
    assert ops.gov("check").code == 0, ops.gov("check").stdout
    ops.commit("captured")

    gate = answered(ops.gov("metrics", "gate", "--since", "60m", "-f", "json", **where), 1)
    states = {one["name"]: one["state"] for one in gate["gates"]}
    assert states == {"memory": "pass", "error_rate": "pass", "nothing": "no data"}
    allowed = ops.gov("metrics", "gate", "--since", "60m", "--allow-no-data", "-f", "json", **where)
    assert answered(allowed)["state"] == "no data"

    tools.push(2.5)
    gate = answered(ops.gov("metrics", "gate", "--since", "60m", "-f", "json", **where), 1)
    failed = next(one for one in gate["gates"] if one["name"] == "error_rate")
    assert (gate["state"], failed["state"], failed["worst"]) == ("fail", "fail", 2.5)

    proof = answered(ops.gov("metrics", "verify", "-f", "json", **where))
    found = {one["what"]: one["state"] for one in proof["captures"][0]["findings"]}
    assert proof["summary"]["differs"] == 0, proof
    for what in ("digest", "commit", "definitions", "memory", "error_rate", "nothing"):
        assert found[what] == "verified", what

    path = f"{METRICS}/{captured['at'][:10]}.md"
    honest = ops.read(path)
    ops.write(path, honest.replace('value: "0.4"', 'value: "0.1"'))
    forged = answered(ops.gov("metrics", "verify", "-f", "json", **where), 1)["captures"][0]["findings"]
    both = {one["what"]: (one["recorded"], one["found"]) for one in forged if one["state"] == "differs"}
    assert both["error_rate"] == ("0.1", "0.4")
    assert "digest" in both
    ops.write(path, honest)

    tools.stop()
    gone = answered(ops.gov("metrics", "verify", "-f", "json", **where), 4)["captures"][0]["findings"]
    why = {one["what"]: one["why"] for one in gone if one["state"] == "not verifiable"}
    assert why["memory"] == "127.0.0.1 cannot be reached"
    assert answered(ops.gov("metrics", "gate", "-f", "json", **where), 4)["state"] == "no data"
    assert ops.gov("metrics", "capture", "--at", captured["at"], **where).code == 0  # it stands there already
    assert ops.read(path) == honest
    assert ops.gov("metrics", "capture", "--environment", "staging", **where).code == 4
    assert "127.0.0.1 cannot be reached" in ops.read(path)
    assert ops.gov("check").code == 0
