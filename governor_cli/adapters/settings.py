"""gov.toml: it marks a gov repository, names its playbook and says how writes are shared."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

from governor_cli.adapters.toml_tree import SettingsError, parsed
from governor_cli.core.suggest import hint_for

if TYPE_CHECKING:
    from governor_cli.adapters.cache import Cache

FILE_NAME = "gov.toml"
DEFAULT_PLAYBOOK = "docs/operations/support-playbook.md"
Share = Literal["file", "commit", "push"]
FORGES = ("github", "gitlab", "gitea", "none")
_KNOWN = {
    "": ("playbook", "exclude", "record", "forge", "metrics", "deployments", "variables"),
    "record": ("share",),
    "metrics": ("prometheus",),
    "deployments": ("tags", "environment", "file"),
    "variables": ("slack", "teams", "pagerduty", "mail"),
    "forge": ("kind", "url", "token-variable", "branch", "labels", "reviewers"),
}


class ForgeSettings(NamedTuple):
    """Where changes are proposed, as far as the address of the remote does not say it; "" says nothing."""

    kind: str = ""
    url: str = ""
    """Where the forge's interface for programs begins."""
    token_variable: str = ""
    """The environment variable that holds the token; never the token itself."""
    branch: str = ""
    """The default branch."""
    labels: tuple[str, ...] = ()
    """What a review is labelled with when it is opened."""
    reviewers: tuple[str, ...] = ()
    """Who is asked to look at it, by their names at the forge; a team is ``owner/team``."""


class DeploymentSettings(NamedTuple):
    """Where deployments stand beside gov's own tags; "" says nothing."""

    tags: tuple[str, ...] = ()
    """Patterns of tags, such as ``v*`` or ``{service}@*``."""
    environment: str = ""
    """The one that is meant where nothing names another."""
    file: str = ""
    """A JSON file, relative to the folder of gov.toml."""


class Settings(NamedTuple):
    """What a team chose for one gov repository."""

    playbook: str = DEFAULT_PLAYBOOK
    """Relative to the folder of gov.toml."""
    share: Share = "file"
    """What happens after a command has written a file: nothing more, a commit, or a commit and a push."""
    prometheus: str = ""
    """The server that captures ask; "" where the environment or an option names it."""
    forge: ForgeSettings = ForgeSettings()
    deployments: DeploymentSettings = DeploymentSettings()
    variables: tuple[tuple[str, str], ...] = ()
    """Who is told -> the environment variable with its secret address or key, where a team has its own."""
    exclude: tuple[str, ...] = ()
    """Folders (ending in "/") in which nothing is an artifact: examples, fixtures, other people's files."""


def read_settings(data: bytes, path: str = FILE_NAME, cache: "Cache | None" = None) -> Settings:
    """Settings from the bytes of gov.toml; GovError names the line where it is known.

    With a cache TOML is read once: importing what reads it takes longer than reading.
    """
    text, tree = parsed(data, path, cache)
    tables = {name: _table(path, text, tree, name) for name in _KNOWN}
    for table, keys in tables.items():
        for key in keys:
            if key not in _KNOWN[table]:
                name = f"{table}.{key}" if table else key
                raise _wrong(path, text, key, f"unknown setting `{name}`", hint_for(key, _KNOWN[table]))
    return Settings(
        playbook=_safe_path(path, text, tree.get("playbook", DEFAULT_PLAYBOOK)),
        exclude=_folders(path, text, tree.get("exclude", [])),
        share=_share(path, text, tables["record"].get("share", "file")),
        prometheus=_prometheus(path, text, tables["metrics"].get("prometheus", "")),
        forge=_forge(path, text, tables["forge"]),
        deployments=_deployments(path, text, tables["deployments"]),
        variables=_variables(path, text, tables["variables"]),
    )


def _table(path: str, text: str, tree: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = tree.get(name, {}) if name else tree
    if not isinstance(table, dict):
        raise _wrong(path, text, name, f"`{name}` is a table: write `[{name}]`")
    return cast("Mapping[str, Any]", table)


_SPELT = "capital letters, digits and _"
_FORGE_VALUES = {
    "url": (
        r"https?://[^\s/?#@]+(?:/[^\s?#]*)?",
        "an address without user, such as https://git.example.com/api/v3",
    ),
    "token-variable": (
        r"[A-Z][A-Z0-9_]*",
        f"the name of an environment variable: {_SPELT}, with TOKEN in it, such as GITHUB_TOKEN",
    ),
    "branch": (r"[^\s~^:?*\[\\-][^\s~^:?*\[\\]*", "a branch, such as main"),
}
"""Setting -> what its value looks like, in general and by example."""
_FORGE_LISTS = {
    "labels": (r"(?! )[^\x00-\x1f\x7f,]{1,50}(?<! )", 'such as ["documentation"], each without a comma'),
    "reviewers": (
        r"@?[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*",
        'of names at the forge, such as ["ada", "acme/operators"]',
    ),
}
"""Setting -> what each entry of its list looks like, in general and by example."""
_MARKS = "WEBHOOK, TOKEN, KEY, SECRET or SMTP"
_VARIABLE = "(?=.*(?:WEBHOOK|TOKEN|KEY|SECRET|SMTP))[A-Z][A-Z0-9_]*"
"""A name by which a crash report knows that the value is a secret."""


def _prometheus(path: str, text: str, value: object) -> str:
    pattern, _ = _FORGE_VALUES["url"]
    if isinstance(value, str) and (not value or re.fullmatch(pattern, value)):
        return value.rstrip("/")
    hint = "Write an address without user, such as https://prometheus.example.com."
    raise _wrong(path, text, "prometheus", "`prometheus` is not an address without user", hint)


def _forge(path: str, text: str, table: Mapping[str, Any]) -> ForgeSettings:
    kind = table.get("kind", "")
    if kind and kind not in FORGES:
        raise _wrong(path, text, "kind", f"`kind` cannot be {kind!r}", hint_for(str(kind), FORGES))
    for key, (pattern, example) in _FORGE_VALUES.items():
        value = table.get(key, "")
        fits = isinstance(value, str) and (not value or re.fullmatch(pattern, value))
        if not fits or (key == "token-variable" and value and "TOKEN" not in value):
            shown = "that" if key == "token-variable" else repr(value)  # it may be the token itself
            raise _wrong(path, text, key, f"`{key}` cannot be {shown}", f"Write {example}.")
    labels, reviewers = (_names(path, text, table, key) for key in ("labels", "reviewers"))
    return ForgeSettings(
        kind,
        table.get("url", "").rstrip("/"),
        table.get("token-variable", ""),
        table.get("branch", ""),
        labels,
        tuple(name.removeprefix("@") for name in reviewers),
    )


def _names(path: str, text: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    pattern, example = _FORGE_LISTS[key]
    value = table.get(key, [])
    if isinstance(value, list):
        names = cast("list[object]", value)
        if all(isinstance(name, str) and re.fullmatch(pattern, name) for name in names):
            return tuple(dict.fromkeys(cast("list[str]", names)))
    raise _wrong(path, text, key, f"`{key}` cannot be {value!r}", f"Write a list {example}.")


def _deployments(path: str, text: str, table: Mapping[str, Any]) -> DeploymentSettings:
    tags = table.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(one, str) for one in cast("list[object]", tags)):
        raise _wrong(path, text, "tags", '`tags` is a list of patterns, such as ["v*"]')
    environment = table.get("environment", "")
    if not isinstance(environment, str) or not environment.isprintable():
        hint = "Write a name such as production."
        raise _wrong(path, text, "environment", f"`environment` cannot be {environment!r}", hint)
    file = table.get("file", "")
    known = _safe_path(path, text, file, "file") if file else ""
    return DeploymentSettings(tuple(cast("list[str]", tags)), environment, known)


def _variables(path: str, text: str, table: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    for key, value in table.items():
        if not isinstance(value, str) or not re.fullmatch(_VARIABLE, value):
            hint = f"Write the name of an environment variable: {_SPELT}, with {_MARKS} in it."
            raise _wrong(path, text, key, f"`{key}` cannot be that", hint)  # it may be the secret itself
    return tuple(table.items())


def _share(path: str, text: str, value: object) -> Share:
    for share in get_args(Share):
        if value == share:
            return cast("Share", share)
    raise _wrong(path, text, "share", f"`share` cannot be {value!r}", hint_for(str(value), get_args(Share)))


def _folders(path: str, text: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(path, text, "exclude", '`exclude` is a list of folders, such as ["examples"]')
    folders = cast("list[object]", value)
    given = [folder.rstrip("/") if isinstance(folder, str) else folder for folder in folders]
    return tuple(f"{_safe_path(path, text, folder, 'exclude')}/" for folder in given)


def _safe_path(path: str, text: str, value: object, key: str = "playbook") -> str:
    what = "folder" if key == "exclude" else "file"
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, text, key, f"`{key}` is not the path of a {what}")
    parts = value.split("/")
    if value.startswith("/") or "\\" in value or "\0" in value or {"", ".", "..", ".git"} & set(parts):
        raise _wrong(
            path,
            text,
            key,
            f"`{key}` is not a path inside the repository: {value!r}",
            "Write it relative to gov.toml, such as docs/operations/support-playbook.md.",
        )
    if key == "playbook" and not value.endswith(".md"):  # the hook looks at nothing else
        hint = f"Name a file that ends in .md, such as {DEFAULT_PLAYBOOK}."
        raise _wrong(path, text, key, f"`playbook` is no Markdown file: {value!r}", hint)
    return value


def _wrong(path: str, text: str, key: str, message: str, hint: str = "") -> SettingsError:
    match = re.search(rf"^[ \t]*(?:\[[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*[\]=.]", text, re.MULTILINE)
    line = f"{text.count(chr(10), 0, match.start()) + 1}:" if match else ""
    return SettingsError(f"{path}:{line} {message}", hint=hint)
