"""Record a deployment: an annotated tag that says what went out where and when, and how it ended.

A record is never changed: a better one names it, and takes its place wherever deployments are read.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from governor_cli.adapters.git import GitError
from governor_cli.adapters.tags import make_tag, tags
from governor_cli.core.errors import GovError
from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.deployments.messages import Said, message, read_trailers
from governor_cli.practices.deployments.tag import Tag
from governor_cli.practices.deployments.tag_names import tag_name
from governor_cli.workflows.deploy.ground import Ground
from governor_cli.workflows.deploy.planning import Plan

_ATTEMPTS: Final = 20
_IN_THE_WAY: Final = "'refs/tags/([^']+)' exists; cannot create"
_TAKEN: Final = r"already exists|File exists"


class Recorded(NamedTuple):
    """The tag of a deployment, and its message; ``is_new`` where it was not there before."""

    deployment: Deployment
    message: str
    is_new: bool


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
