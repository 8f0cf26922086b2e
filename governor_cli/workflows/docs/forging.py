"""Which forge a remote is, and what may be shown there to be let in."""

import os
import re
from urllib.parse import urlsplit

from governor_cli.adapters.remotes import url_of
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.forge import Forge, Home
from governor_cli.core.errors import GovError
from governor_cli.core.remote_address import RemoteAddress, remote_address
from governor_cli.workflows import catalogue

_OF_GITHUB = ("GITHUB_TOKEN", "GH_TOKEN")
"""Variables that hold a token for github.com, unless this runs in the Actions of another host."""
_GITHUB_API = "api.github.com"


def forge_of(workspace: Workspace, remote: str) -> tuple[Forge, Home]:
    """The forge behind a remote, by gov.toml or else by its address.

    GovError where gov.toml names an address to which the remote's token must not go: a clone
    brings that file along, and nobody has to trust it with a token.
    """
    address = remote_address(url_of(workspace.git, remote))
    forge = _named(workspace.settings.forge.kind, address)
    api = _api(workspace.settings.forge.url, forge, address)
    variable, token = _token(workspace.settings.forge.token_variable, forge, address) if api else ("", "")
    return forge, Home(address, api, token, variable)


def _named(kind: str, address: RemoteAddress) -> Forge:
    if kind and address.host:
        return catalogue.forge(kind)
    known = (catalogue.forge(name) for name in catalogue.FORGES)
    fitting = (forge for forge in known if address.host and re.fullmatch(forge.hosts, address.host))
    return next(fitting, catalogue.forge("none"))


def _api(url: str, forge: Forge, address: RemoteAddress) -> str:
    if forge.api is None:
        return ""
    host = urlsplit(url).hostname
    if host and host not in {address.host, f"api.{address.host}", _GITHUB_API}:
        raise GovError(
            f"gov.toml would send a token to {host}, which is not where the remote is ({address.host})",
            hint="Correct `url` under [forge] in gov.toml.",
        )
    return url or forge.api(address)


def _token(named: str, forge: Forge, address: RemoteAddress) -> tuple[str, str]:
    """The variable and what it holds; the first variable where none holds anything."""
    allowed = [name for name in ([named] if named else forge.variables) if _may_see(name, address)]
    held = [(name, os.environ.get(name, "").strip()) for name in allowed]
    empty = (named or next(iter(forge.variables), ""), "")
    return next((one for one in held if one[1]), empty)


def _may_see(name: str, address: RemoteAddress) -> bool:
    """A token for github.com is shown to github.com, or to the host whose Actions run this."""
    own = urlsplit(os.environ.get("GITHUB_SERVER_URL") or "https://github.com").hostname
    return name not in _OF_GITHUB or address.host == own
