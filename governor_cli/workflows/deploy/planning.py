"""What is to be recorded of a deployment: what was typed, checked, and filled up from what it corrects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from governor_cli.adapters.tags import commits_of, is_tag_name
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.forms import handle_or_role
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.suggest import hint_for
from governor_cli.practices.deployments.deployment import Deployment, Outcome
from governor_cli.practices.deployments.messages import Said
from governor_cli.practices.deployments.tag_names import tag_name
from governor_cli.workflows.acting import named
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.sources import Sources, deployments

LAST: Final = "last"
"""What --corrects takes for the latest deployment there."""


class Typed(NamedTuple):
    """What was typed; None is what follows from the rest."""

    revision: str | None = None
    environment: str | None = None
    outcome: Outcome | None = None
    unplanned: bool = False
    fixes: Sequence[str] = ()
    services: Sequence[str] = ()
    approved_by: str | None = None
    at: datetime | None = None
    corrects: str | None = None
    note: str = ""


class Plan(NamedTuple):
    """What is to be recorded."""

    environment: str
    at: datetime
    commit: str
    said: Said
    note: str = ""
    remarks: tuple[str, ...] = ()
    """What the person who records it should know."""


def plan(ground: Ground, typed: Typed, now: datetime) -> Plan:
    """Everything that a record says, checked. UsageError and GovError for what cannot be."""
    earlier = _corrected(ground, typed, now)
    environment = typed.environment or (earlier.environment if earlier else ground.environment)
    if not is_tag_name(ground.git, tag_name(environment, now)):
        raise UsageError(
            f"--environment `{environment}` cannot stand in the name of a tag",
            hint="Name it without spaces, as in `production` or `eu/production`.",
        )
    approved_by, remark = _approver(ground, typed.approved_by)
    services = tuple(dict.fromkeys(ground.service(one.strip()) for one in typed.services))
    fixes = tuple(dict.fromkeys(_incident(ground, one) for one in typed.fixes))
    said = Said(
        typed.outcome or (earlier.outcome if earlier else None) or "success",
        not typed.unplanned and (earlier is None or earlier.planned is not False),
        services or (earlier.services if earlier else ()),
        fixes or (earlier.fixes if earlier else ()),
        approved_by or (earlier.approved_by if earlier else ""),
        earlier.name if earlier else "",
    )
    at = typed.at or (earlier.at if earlier else now)
    return Plan(environment, at, _commit(ground, typed, earlier), said, typed.note, remark)


def _commit(ground: Ground, typed: Typed, earlier: Deployment | None) -> str:
    if typed.revision is None and earlier is not None and earlier.commit:
        return earlier.commit
    revision = "HEAD" if typed.revision is None else typed.revision
    found = commits_of(ground.git, [revision]) if revision and revision.isprintable() else {}
    if revision not in found:
        if typed.revision is None:
            raise GovError("there is no commit yet, so nothing can have gone out", hint="Name what went out.")
        raise GovError(f"there is no commit or tag `{revision}` here", hint="Fetch it, or correct its name.")
    return found[revision]


def _corrected(ground: Ground, typed: Typed, now: datetime) -> Deployment | None:
    if typed.corrects is None:
        return None
    known = deployments(ground, Sources(), now).deployments
    if typed.corrects == LAST:
        where = typed.environment or ground.environment
        there = [
            one
            for one in known
            if one.environment == where and (not typed.services or set(typed.services) & set(one.services))
        ]
        if not there:
            raise GovError(f"nothing is recorded of {where} that could be corrected")
        return there[-1]
    found = next((one for one in known if typed.corrects in (one.name, *one.earlier)), None)
    if found is None:
        names = [one.name for one in known]
        raise GovError(
            f"there is no deployment `{typed.corrects}`", hint=hint_for(typed.corrects, names[-5:])
        )
    return found


def _incident(ground: Ground, given: str) -> str:
    if ground.recording is not None:
        return ground.recording.incident(given)
    if INCIDENT_ID.fullmatch(given):
        return given
    raise GovError(
        f"there is no incident `{given}` here: this is no gov repository",
        hint="Give the id in full, such as INC-20261123-7F3K.",
    )


def _approver(ground: Ground, given: str | None) -> tuple[str, tuple[str, ...]]:
    if given is None:
        return "", ()
    if ground.recording is not None:
        actor = named(ground.recording, given, "--approved-by")
        return actor.who, (actor.note,) if actor.note else ()
    try:
        return handle_or_role(given.strip()), ()
    except ValueError as error:
        raise UsageError(f"--approved-by `{given}` {error}", hint="Give a handle such as @ada.") from None
