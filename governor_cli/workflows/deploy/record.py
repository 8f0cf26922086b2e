"""Record a deployment: an annotated tag that says what went out where and when, and how it ended.

A record is never changed: a better one names it, and takes its place wherever deployments are read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from governor_cli.adapters.git import GitError
from governor_cli.adapters.tags import commits_of, is_tag_name, make_tag, tags
from governor_cli.core.errors import GovError, UsageError
from governor_cli.core.forms import handle_or_role
from governor_cli.core.ids import INCIDENT_ID
from governor_cli.core.suggest import hint_for
from governor_cli.practices.deployments.deployment import Deployment, Outcome
from governor_cli.practices.deployments.messages import Said, message, read_trailers
from governor_cli.practices.deployments.tag import Tag
from governor_cli.practices.deployments.tag_names import tag_name
from governor_cli.workflows.acting import named
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.sources import Sources, deployments

LAST: Final = "last"
"""What --corrects takes for the latest deployment there."""
_ATTEMPTS: Final = 20
_IN_THE_WAY: Final = "'refs/tags/([^']+)' exists; cannot create"
_TAKEN: Final = r"already exists|File exists"


@dataclass(frozen=True, slots=True)
class Typed:
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be recorded."""

    environment: str
    at: datetime
    commit: str
    said: Said
    note: str = ""
    remarks: tuple[str, ...] = ()
    """What the person who records it should know."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The tag of a deployment, and its message; ``is_new`` where it was not there before."""

    deployment: Deployment
    message: str
    is_new: bool


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


def record(ground: Ground, planned: Plan, *, write: bool = True) -> Recorded:
    """Make the tag. Where this very record is there already, nothing is made."""
    for _ in range(_ATTEMPTS):
        there = tags(ground.git, f"{tag_name(planned.environment, planned.at)}*")
        same = next((one for one in there if _says(one, planned)), None)
        if same is not None:
            return Recorded(_deployment(planned, same.name, read_trailers(same.trailers)), "", is_new=False)
        said = planned.said._replace(corrects=planned.said.corrects or _replaced(there, planned))
        name, text = _free(there, planned), message(planned.environment, said, planned.note)
        if not write or _made(ground, name, planned.commit, text):
            return Recorded(_deployment(planned, name, said), text, is_new=True)
    raise GovError("others record deployments of this very second", hint="Record it again.")


def _free(there: Sequence[Tag], planned: Plan) -> str:
    taken = {one.name for one in there}
    names = (tag_name(planned.environment, planned.at, number) for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _made(ground: Ground, name: str, commit: str, text: str) -> bool:
    """Whether the tag is made; not where somebody has made one of this name meanwhile."""
    try:
        make_tag(ground.git, name, commit, text)
    except GitError as error:
        if in_the_way := re.search(_IN_THE_WAY, error.stderr):
            raise GovError(
                f"the tag {in_the_way[1]} stands where {name} belongs: git keeps names like files in folders",
                hint="Name another environment, or give that tag another name.",
            ) from None
        if re.search(_TAKEN, error.stderr):
            return False
        raise
    return True


def _says(tag: Tag, planned: Plan) -> bool:
    said = read_trailers(tag.trailers)
    return tag.commit == planned.commit and said._replace(corrects="") == planned.said._replace(corrects="")


def _replaced(there: Sequence[Tag], planned: Plan) -> str:
    """The record of this same deployment that says something else of it: the latest."""
    same = [
        one
        for one in there
        if one.commit == planned.commit and read_trailers(one.trailers).services == planned.said.services
    ]
    return max((one.name for one in same), key=lambda name: (len(name), name), default="")


def _deployment(planned: Plan, name: str, said: Said) -> Deployment:
    return Deployment(
        name,
        planned.at,
        planned.environment,
        planned.commit,
        said.services,
        said.outcome,
        said.planned,
        said.fixes,
        said.approved_by,
        said.corrects,
    )


def _commit(ground: Ground, typed: Typed, earlier: Deployment | None) -> str:
    if typed.revision is None and earlier is not None and earlier.commit:
        return earlier.commit
    revision = typed.revision or "HEAD"
    found = commits_of(ground.git, [revision]) if revision.isprintable() else {}
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
