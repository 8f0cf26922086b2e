"""How DORA is asked for and answered."""

from typing import TYPE_CHECKING

from governor_cli.core.errors import UsageError
from governor_cli.ui.deployments import Given, ground_here, sources_given
from governor_cli.ui.session import current
from governor_cli.ui.stretch import stretch_given

if TYPE_CHECKING:
    from governor_cli.practices.dora.measures import Dimension


def show_dora(
    period: tuple[str | None, str | None],
    environment: str | None,
    service: str | None,
    by: list[str] | None,
    given: Given,
    format: str,  # noqa: A002 - it is the option's name
) -> int:
    """The five metrics of a period."""
    from governor_cli.views.dora import dora_data, dora_text
    from governor_cli.views.dora_export import dora_csv, dora_markdown
    from governor_cli.workflows.metrics.dora import Measuring, Wanted
    from governor_cli.workflows.said import checked_name

    session = current()
    ground = ground_here()
    now = session.now()
    since, until = stretch_given(*period, now, ground.zone)
    where = checked_name(environment, "--environment")
    wanted = Wanted(since, until, where, service, _dimensions(by))
    found = Measuring(ground, now, sources_given(given)).measured(wanted)
    if format in {"markdown", "csv"}:
        session.raw((dora_csv if format == "csv" else dora_markdown)(found.dora))
    else:
        session.answer("dora", dora_data(found.dora), lambda: dora_text(found.dora), format)
    for note in found.notes:
        session.note(note)
    return 0


def _dimensions(given: list[str] | None) -> "list[Dimension]":
    from governor_cli.core.suggest import hint_for
    from governor_cli.practices.dora.measures import DIMENSIONS

    wrong = next((one for one in given or () if one not in DIMENSIONS), None)
    if wrong is not None:
        raise UsageError(f"--by `{wrong}` is no way to group deployments", hint=hint_for(wrong, DIMENSIONS))
    return [one for one in DIMENSIONS if not given or one in given]
