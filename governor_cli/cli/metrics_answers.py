"""The verbs of `gov metrics` that answer: show, gate, verify, adopt, prune."""

from typing import Annotated, Literal

from governor_cli.ui.grammar import Argument, Option
from governor_cli.ui.options import Commit, DryRun, Environment, Format, Push, Since, Until

Server = Annotated[
    str | None,
    Option("--prometheus", metavar="URL", help="The server. [default: GOV_PROMETHEUS_URL, gov.toml]"),
]
Timeout = Annotated[
    str | None, Option("--timeout", metavar="DURATION", help="For all its answers. [default: 60s]")
]
OneService = Annotated[str | None, Option("--service", metavar="NAME", help="Only the metrics of a service.")]
SeriesFormat = Annotated[
    Literal["text", "json", "csv", "markdown"],
    Option("--format", "-f", help="For people, scripts, spreadsheets; or Markdown with charts."),
]


def show(
    name: Annotated[
        list[str] | None, Argument(metavar="[NAME]...", help="Measurements. [default: all]")
    ] = None,
    since: Since = None,
    until: Until = None,
    environment: Environment = None,
    service: OneService = None,
    format: SeriesFormat = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Show what was captured over time: courses, last values, and those against their targets."""
    from governor_cli.ui.metrics_answers import show_series

    return show_series(name or [], since, until, environment, service, format)


def gate(
    since: Annotated[
        str | None,
        Option(
            "--since",
            metavar="TIME",
            help="So long before --until or now: 90m; or a day, or an instant. [default: 60m]",
        ),
    ] = None,
    until: Until = None,
    environment: Environment = None,
    service: OneService = None,
    prometheus: Server = None,
    recorded: Annotated[
        bool, Option("--recorded", help="Judge captures alone, though a server is known.")
    ] = False,
    window: Annotated[
        str | None, Option("--window", metavar="DURATION", help="What $window means. [default: 5m]")
    ] = None,
    allow_no_data: Annotated[
        bool,
        Option("--allow-no-data", help="Let measurements without any data pass, where Prometheus answers."),
    ] = False,
    timeout: Timeout = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Judge every target over a stretch of time, for a release: exits 1 unless all of them pass.

    Every point counts: `< 1` for 60m means that none of them misses it. A measurement without data is
    no pass: exits 1, or 4 where Prometheus cannot be asked.
    """
    from governor_cli.ui.metrics_answers import judge_gate

    return judge_gate(
        (since, until),
        environment,
        service,
        (prometheus, timeout),
        recorded=recorded,
        window=window,
        allow_no_data=allow_no_data,
        format=format,
    )


def verify(
    day: Annotated[str | None, Argument(metavar="[DAY]", help="Captures of one day. [default: all]")] = None,
    since: Since = None,
    until: Until = None,
    environment: Environment = None,
    service: OneService = None,
    prometheus: Server = None,
    strict: Annotated[bool, Option("--strict", help="Fail what is not verifiable, too.")] = False,
    timeout: Timeout = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Prove captures: recompute what the repository holds, ask again what still exists, say why not.

    Exits 1 where something differs, 4 where Prometheus cannot be asked.
    """
    from governor_cli.ui.metrics_answers import verify_captures

    span = (day, since, until)
    return verify_captures(span, environment, service, (prometheus, timeout), strict=strict, format=format)


def adopt(
    file: Annotated[
        list[str] | None,
        Argument(metavar="[FILE]...", help="Notes. [default: all of the metrics folder]"),
    ] = None,
    environment: Environment = None,
    commit: Commit = False,
    push: Push = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Read the notes that a team has into captures; the notes stay as they are.

    The name says the day, and often where and around what: 2026-11-23_prod.md,
    20261123_predeploy_telemetry.txt. Exits 1 where nothing could be read from one of them.
    """
    from governor_cli.ui.metrics_adopt import adopt_notes
    from governor_cli.ui.recorded import asked_share

    return adopt_notes(file or [], environment, asked_share(commit, push), dry_run=dry_run, format=format)


def prune(
    before: Annotated[
        str | None,
        Option("--before", metavar="TIME", help="Older than: 12w, a day. [default: 12w]"),
    ] = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Say which captures could go: scheduled ones between the weekly ones. Nothing is removed."""
    from governor_cli.ui.metrics_answers import say_prunable

    return say_prunable(before, format)
