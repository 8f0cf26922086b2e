"""Every deployment that a repository knows of: gov's tags, those of a team's patterns, JSON files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from governor_cli.adapters.files import inside
from governor_cli.adapters.given import read_given
from governor_cli.adapters.settings import FILE_NAME
from governor_cli.adapters.tags import commits_of, tags
from governor_cli.core.errors import GovError, UsageError
from governor_cli.practices.deployments.choosing import Chosen, Rules, chosen
from governor_cli.practices.deployments.deployment import Deployment
from governor_cli.practices.deployments.tag import Tag
from governor_cli.practices.deployments.tag_names import Pattern, pattern
from governor_cli.readers.deployments import read_deployments
from governor_cli.readers.plain_json import LARGEST
from governor_cli.workflows.deploy.ground import Ground


class File(NamedTuple):
    """A JSON file of deployments: what it is called, and its bytes."""

    name: str
    data: bytes


class Sources(NamedTuple):
    """Where else to look than at gov's own tags; None is what gov.toml says."""

    patterns: Sequence[str] | None = None
    files: Sequence[File] | None = None


class Known(NamedTuple):
    """The deployments in the order of time, and what stands beside them."""

    chosen: Chosen
    tags: Mapping[str, str]
    """Every tag with its commit, deployment or not."""

    @property
    def deployments(self) -> Sequence[Deployment]:
        """In the order of time."""
        return self.chosen.deployments


def deployments(ground: Ground, sources: Sources, now: datetime) -> Known:
    """All of them up to now; UsageError for a pattern that cannot be read, GovError for such a file."""
    settings = ground.settings
    shapes = _shapes(settings.tags) if sources.patterns is None else tuple(map(pattern, sources.patterns))
    rules = Rules(shapes, ground.environment)
    listed = tags(ground.git)
    files = _settled(ground) if sources.files is None else sources.files
    found = chosen(listed, _from_files(ground, files), rules, now)
    return Known(found, _with_commits(listed))


def _shapes(named: Sequence[str]) -> tuple[Pattern, ...]:
    """The patterns that gov.toml names."""
    try:
        return tuple(map(pattern, named))
    except UsageError as error:
        raise GovError(f"{FILE_NAME}: {error.message}", hint=error.hint) from None


def _settled(ground: Ground) -> list[File]:
    """The file that gov.toml names."""
    name = ground.settings.file
    if not name or ground.workspace is None:
        return []
    hint = f"Correct `file` under [deployments] in {FILE_NAME}."
    return [File(name, read_given(inside(ground.workspace.root, name), LARGEST, hint))]


def _from_files(ground: Ground, files: Sequence[File]) -> list[Deployment]:
    """Their entries with commits in full; one that is not in this repository is not known."""
    told = [one for file in files for one in _apart(file, files, ground.environment)]
    commits = commits_of(ground.git, list(dict.fromkeys(one.commit for one in told if one.commit)))
    return [one._replace(commit=commits.get(one.commit or "")) for one in told]


def _apart(file: File, files: Sequence[File], environment: str) -> list[Deployment]:
    """The entries of a file; where there are several, two of one id are two: each counts for itself."""
    told = read_deployments(file.data, file.name, environment)
    return told if len(files) == 1 else [one._replace(name=f"{file.name}:{one.name}") for one in told]


def nothing_found(known: Known) -> str:
    """Why there is nothing to show."""
    if known.deployments:
        return f"none of the {len(known.deployments)} deployments is one of these"
    left = Counter(one.why for one in known.chosen.left_out)
    if left:
        told = ", ".join(f"{count} {why.replace('_', ' ')}" for why, count in sorted(left.items()))
        return f"there is no deployment that counts: {told}"
    count = len(known.tags)
    tags = f"; of {count} tags those of a pattern count with --tags, such as --tags 'v*'" if count else ""
    return f"there is no deployment: `gov deploy record` writes one down{tags}"


def _with_commits(listed: Sequence[Tag]) -> dict[str, str]:
    return {one.name: one.commit for one in listed if one.commit is not None}
