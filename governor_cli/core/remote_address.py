"""The address of a Git remote in parts: on which host, under which path, with no secret left in it."""

import re
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urlsplit

_SCP: Final = re.compile(r"(?:[^@/:\s]+@)?(\[[^\]]+\]|[^@/:\s]{2,}):(?!//)(.+)")
"""``git@host:owner/name.git``; one letter before the colon would be a drive."""
_WEB: Final = ("http", "https")


class RemoteAddress(NamedTuple):
    """``host`` is empty for a folder on this machine; ``path`` has no slash around it and no ``.git``."""

    host: str
    path: str
    web: str
    """Where people look at the repository: scheme, host and port without user or password."""

    @property
    def owner(self) -> str:
        """Whose repository it is."""
        return self.path.rpartition("/")[0]

    @property
    def page(self) -> str:
        """The address of the repository for people; empty where there is none."""
        return f"{self.web}/{quote(self.path)}" if self.web else ""


def remote_address(url: str) -> RemoteAddress:
    """Take an address apart; what is no address of a host is a folder. Never raises."""
    if "://" not in url:
        match = _SCP.fullmatch(url)
        return _address(match[1], match[2], f"https://{match[1]}") if match else RemoteAddress("", "", "")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return RemoteAddress("", "", "")
    if not host or parts.scheme == "file":
        return RemoteAddress("", "", "")
    shown = f"[{host}]" if ":" in host else host
    if parts.scheme in _WEB and port:
        shown = f"{shown}:{port}"
    return _address(host, parts.path, f"{parts.scheme if parts.scheme in _WEB else 'https'}://{shown}")


def _address(host: str, path: str, web: str) -> RemoteAddress:
    plain = unquote(path).strip("/").removesuffix(".git").rstrip("/")
    return RemoteAddress(host.strip("[]").lower(), plain, web.lower())
