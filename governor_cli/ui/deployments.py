"""How deployments are recorded and listed, and where they are looked for."""

from typing import TYPE_CHECKING, Any

from governor_cli.core.errors import UsageError
from governor_cli.ui.incidents import recording_here
from governor_cli.ui.session import current
from governor_cli.ui.stretch import stretch_given

if TYPE_CHECKING:
    from datetime import datetime

    from governor_cli.workflows.deploy.ground import Ground
    from governor_cli.workflows.deploy.record import Recorded
    from governor_cli.workflows.deploy.sources import File, Sources

Given = tuple[list[str] | None, list[str] | None]
"""--tags and --deployments as typed."""
_STDIN = "-"


def ground_here() -> "Ground":
    """The gov repository; else any repository, which has tags but no incidents."""
    from governor_cli.adapters.git import Git
    from governor_cli.workflows.deploy.ground import Ground, NoGovRepositoryError

    try:
        recording = recording_here()
    except NoGovRepositoryError:
        return Ground(Git.around(current().start))
    return Ground(recording.workspace.git, recording)


def record_here(said: dict[str, Any], *, push: bool, dry_run: bool, format: str) -> int:  # noqa: A002 - option
    """Make the tag, answer, then push it where that is asked for or settled."""
    from governor_cli.views.deployments import deployment_data, recorded_text
    from governor_cli.workflows.deploy.planning import Typed, plan
    from governor_cli.workflows.deploy.record import record
    from governor_cli.workflows.said import checked_name

    session = current()
    ground = ground_here()
    now = session.now()
    at = _past(said.pop("at"), ground, now, "--at")
    environment = checked_name(said.pop("environment"), "--environment")
    planned = plan(ground, Typed(**said, at=at, environment=environment), now)
    for remark in planned.remarks:
        session.warn(remark)
    made = record(ground, planned, write=not dry_run)
    if dry_run:
        session.note(
            f"would make the tag {made.deployment.name}" if made.is_new else "it stands there already"
        )
        session.raw(made.message)
        return 0
    if not made.is_new:
        session.note("this deployment is recorded already")
    elif made.deployment.failed:
        name = made.deployment.name
        session.note(f"an incident that it caused says so: gov log TEXT -i ID --change {name}")

    def answer() -> None:
        if format == "json":
            session.answer("deployment", deployment_data(made.deployment), "", format)
            return
        session.path(made.deployment.name)
        session.out(recorded_text(made.deployment))

    _in_turn(answer, lambda: _share(ground, made, push=push), asked=push)
    return 0


def _in_turn(answer: Any, share: Any, *, asked: bool) -> None:
    from governor_cli.ui.recorded import in_turn

    in_turn(answer, share, "push" if asked else None)


def _share(ground: "Ground", made: "Recorded", *, push: bool) -> None:
    from governor_cli.ui.sharing import share_tag

    settled = ground.workspace.settings.share if ground.workspace else "file"
    if push or (settled == "push" and made.is_new):
        name = made.deployment.name
        share_tag(ground.git, name, f"tag {name}", "push" if push else None)


def list_here(
    period: tuple[str | None, str | None],
    environment: str | None,
    service: str | None,
    given: Given,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """The deployments that were asked for, the latest first."""
    from governor_cli.views.deployments import deployments_csv, deployments_data, deployments_text
    from governor_cli.workflows.deploy.list import Wanted, list_deployments
    from governor_cli.workflows.said import checked_name

    session = current()
    ground = ground_here()
    now = session.now()
    since, until = stretch_given(*period, now, ground.zone)
    wanted = Wanted(since, until, checked_name(environment, "--environment"), service)
    found = list_deployments(ground, wanted, sources_given(given), now)
    if format == "csv":
        session.raw(deployments_csv(found.deployments))
    else:
        told = (found.deployments, found.left_out)
        session.answer("deployments", deployments_data(*told), lambda: deployments_text(*told), format)
    if found.note:
        session.note(found.note)
    return 0


def sources_given(given: Given) -> "Sources":
    """Where else to look than at gov's own tags."""
    from governor_cli.workflows.deploy.sources import Sources

    patterns, files = given
    return Sources(patterns, None if files is None else [_file(one) for one in files])


def _file(name: str) -> "File":
    from governor_cli.adapters.given import read_given, read_stdin
    from governor_cli.readers.plain_json import LARGEST
    from governor_cli.workflows.deploy.sources import File

    hint = "Name a JSON file of deployments, or - for standard input."
    if name == _STDIN:
        return File("standard input", read_stdin(LARGEST, hint))
    return File(name, read_given(name, LARGEST, hint))


def _past(text: str | None, ground: "Ground", now: "datetime", option: str) -> "datetime | None":
    """A time of something that happened."""
    from governor_cli.core.when import read_when

    if text is None:
        return None
    try:
        return read_when(text, now, ground.zone, _mine(ground, text))
    except UsageError as error:
        raise UsageError(f"{option} {error.message}", hint=error.hint) from None


def _mine(ground: "Ground", text: str) -> Any:
    """The zone of whoever types, where that is needed."""
    if ground.recording is None or not text.strip().endswith("@me"):
        return None
    from governor_cli.workflows.acting import acting, zone_of

    return zone_of(ground.recording, acting(ground.recording, None))
