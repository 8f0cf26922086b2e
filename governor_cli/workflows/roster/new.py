"""Start a roster: a skeleton that checks clean and covers nothing yet."""

from governor_cli.adapters import templates
from governor_cli.core.document import read
from governor_cli.core.edit import set_value
from governor_cli.core.errors import GovError
from governor_cli.workflows.repository.reading import Repository
from governor_cli.workflows.repository.writing import create_artifact


def new_roster(repository: Repository, *, write: bool = True) -> tuple[str, bytes]:
    """Write the roster where the playbook wants it, in the playbook's zone; its path and text."""
    path = repository.policy.knowledge.roster
    if repository.exists(path):
        raise GovError(f"there is a roster at `{path}` already", hint="Look at it with `gov roster show`.")
    skeleton = read(path, templates.text("roster.md").encode())
    data = set_value(skeleton, ("timezone",), repository.policy.timezone)
    if write:
        create_artifact(repository.workspace, path, data)
    return path, data
