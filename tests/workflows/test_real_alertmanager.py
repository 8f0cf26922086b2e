"""Debian's Prometheus and Alertmanager, from a metric that turns bad to the report that follows it."""

import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest
from listeners import Asked, Said, listening
from operations import gov_repository
from repositories import Repo

from governor_cli.core.document import read
from governor_cli.kinds.incident.model import Incident
from governor_cli.workflows.repository.reading import record_of

_PROMETHEUS = shutil.which("prometheus")
_ALERTMANAGER = shutil.which("prometheus-alertmanager") or shutil.which("alertmanager")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (_PROMETHEUS and _ALERTMANAGER),
        reason="needs the Debian packages prometheus and prometheus-alertmanager",
    ),
]
_PATIENCE = 60
"""Seconds until the next message; it mostly takes one."""

_SCRAPING = """\
global: {{scrape_interval: 200ms, evaluation_interval: 200ms}}
scrape_configs:
  - job_name: shop
    static_configs: [{{targets: ["127.0.0.1:{shop}"]}}]
alerting:
  alertmanagers: [{{static_configs: [{{targets: ["127.0.0.1:{alertmanager}"]}}]}}]
rule_files: [rules.yml]
"""
_RULES = """\
groups:
  - name: shop
    rules:
      - alert: CheckoutBroken
        expr: broken == 1
        labels: {severity: critical, service: checkout}
        annotations: {summary: "Checkout is broken", description: "Carts of {{ $labels.shop }} are stuck"}
"""
_ROUTING = """\
route: {{receiver: gov, group_by: [alertname], group_wait: 200ms, group_interval: 500ms, repeat_interval: 1h}}
receivers:
  - name: gov
    webhook_configs: [{{url: "http://127.0.0.1:{shop}/hook", send_resolved: true}}]
"""


class Shop:
    """A service whose metrics Prometheus reads; it takes Alertmanager's webhook as well."""

    def __init__(self) -> None:
        self.broken = {"north": 0, "south": 0}
        self.messages: Queue[bytes] = Queue()

    def __call__(self, asked: Asked) -> Said:
        if asked.method == "POST":
            self.messages.put(asked.body)
            return Said()
        lines = [f'broken{{shop="{name}"}} {value}\n' for name, value in self.broken.items()]
        return Said(body="".join(lines).encode(), headers={"Content-Type": "text/plain; version=0.0.4"})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(*command: str | None, folder: Path) -> Iterator[None]:
    """A server for the length of a block, ended by its process id."""
    log = (folder / f"{Path(command[0] or '').name}.log").open("wb")
    with log, subprocess.Popen([one or "" for one in command], cwd=folder, stdout=log, stderr=log) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    found = Shop()
    with ExitStack() as stack:
        port = stack.enter_context(listening(found)).port
        own, other = _free_port(), _free_port()
        (tmp_path / "prometheus.yml").write_text(_SCRAPING.format(shop=port, alertmanager=other))
        (tmp_path / "rules.yml").write_text(_RULES)
        (tmp_path / "alertmanager.yml").write_text(_ROUTING.format(shop=port))
        stack.enter_context(
            _running(
                _ALERTMANAGER,
                "--config.file=alertmanager.yml",
                "--storage.path=alerts",
                "--cluster.listen-address=",
                f"--web.listen-address=127.0.0.1:{other}",
                folder=tmp_path,
            )
        )
        stack.enter_context(
            _running(
                _PROMETHEUS,
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=series",
                f"--web.listen-address=127.0.0.1:{own}",
                folder=tmp_path,
            )
        )
        yield found


def _until(shop: Shop, ops: Repo, reached: Callable[[Incident], bool]) -> Incident:
    """Give gov each message as it comes in, until the report is as it should be."""
    while True:
        try:
            body = shop.messages.get(timeout=_PATIENCE)
        except Empty:
            pytest.fail(f"no message for {_PATIENCE} s")
        done = ops.gov("incident", "draft", "--from-alertmanager", "-", stdin=body)
        assert done.code == 0, done.stderr
        path = done.stdout.splitlines()[0]
        record = record_of(read(path, (ops.top / path).read_bytes()))
        assert isinstance(record, Incident)
        if reached(record):
            return record


@pytest.mark.timeout(300)
def test_a_group_of_alerts_drafts_updates_and_resolves_one_report(shop: Shop, tmp_path: Path) -> None:
    ops = gov_repository(tmp_path / "repo")
    shop.broken["north"] = 1
    drafted = _until(shop, ops, lambda record: len(record.alerts[0].firing) == 1)
    assert (drafted.status, drafted.severity, drafted.title) == ("draft", None, "Checkout is broken")
    assert drafted.alerts[0].key == '{}:{alertname="CheckoutBroken"}'
    assert drafted.times.received is not None

    shop.broken["south"] = 1
    both = _until(shop, ops, lambda record: len(record.alerts[0].firing) == 2)
    assert both.id == drafted.id

    shop.broken["north"] = 0
    one = _until(shop, ops, lambda record: len(record.alerts[0].firing) == 1)
    assert one.status == "draft"

    shop.broken["south"] = 0
    over = _until(shop, ops, lambda record: not record.alerts[0].firing)
    assert (over.id, over.status) == (drafted.id, "resolved")
    assert over.times.resolved is not None
    assert ops.gov("check").code == 0
