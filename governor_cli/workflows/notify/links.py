"""Where people read a report in a browser, as far as this clone knows without asking anybody."""

from contextlib import suppress
from urllib.parse import quote

from governor_cli.adapters.pushing import destination
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.workflows.docs.forging import forge_of

_BRANCH = "refs/heads/"


def report_at_forge(workspace: Workspace, path: str) -> list[tuple[str, str]]:
    """The report on the branch that this one is pushed to; nothing where it has not arrived there."""
    with suppress(GovError):
        to = destination(workspace.git)
        branch = to.target.removeprefix(_BRANCH)
        arrived = workspace.git.ask(
            "rev-parse", "--verify", "--quiet", f"refs/remotes/{to.remote}/{branch}:{path}"
        )
        forge, home = forge_of(workspace, to.remote)
        if arrived is not None and forge.file and home.address.page:
            at = forge.file.format(branch=quote(branch), path=quote(path))
            return [("report", f"{home.address.page}/{at}")]
    return []
