"""`gov metrics`: capture what was measured, gate a release on it, prove it later.

Verbs with a subject of their own have their own modules, and are put on this app here.
"""

from typing import Annotated, Literal

from governor_cli.cli.metrics_answers import OneService, Server, Timeout
from governor_cli.ui.grammar import Commands, Option
from governor_cli.ui.options import At, Commit, DryRun, Environment, Format, OfIncident, Push

app = Commands()


@app.command("capture")
def capture(
    prometheus: Server = None,
    health: Annotated[
        list[str] | None, Option("--health", metavar="FILE", help="A health check's result, as JSON.")
    ] = None,
    telemetry: Annotated[
        list[str] | None, Option("--telemetry", metavar="FILE", help="Command telemetry, as JSON.")
    ] = None,
    value: Annotated[
        list[str] | None, Option("--value", metavar="NAME=NUMBER", help="A value by hand: p95=280ms.")
    ] = None,
    environment: Environment = None,
    service: OneService = None,
    trigger: Annotated[
        Literal["scheduled", "deployment", "incident"] | None,
        Option("--trigger", help="What asked for it. [default: scheduled, or the incident]"),
    ] = None,
    incident: OfIncident = None,
    phase: Annotated[
        Literal["before", "during", "after"] | None,
        Option("--phase", help="Of the deployment or incident. [default: as the report tells]"),
    ] = None,
    window: Annotated[
        str | None, Option("--window", metavar="DURATION", help="What $window means. [default: 5m]")
    ] = None,
    at: At = None,
    timeout: Timeout = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Measure now and keep it in the file of the day: from Prometheus, files, or values by hand.

    What cannot be measured is recorded as `no data`, never as 0. Exits 4 when nothing was measured.
    """
    from governor_cli.ui.metrics import capture_here
    from governor_cli.ui.recorded import asked_share

    sources = {
        "prometheus": prometheus,
        "health": health or [],
        "telemetry": telemetry or [],
        "values": value or [],
        "timeout": timeout,
    }
    asked = {
        "at": at,
        "environment": environment,
        "trigger": trigger,
        "incident": incident,
        "phase": phase,
        "window": window,
        "service": service,
    }
    return capture_here(sources, asked, how=asked_share(commit, push), dry_run=dry_run, format=format)


app.from_module("governor_cli.cli.metrics_answers", "show", "gate", "verify", "adopt", "prune")
app.from_module("governor_cli.cli.metrics_incidents", "incidents")
app.from_module("governor_cli.cli.metrics_dora", "dora")
