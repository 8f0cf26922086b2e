"""What names of tags say: gov's own, the patterns that a team names, and what is no release yet."""

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

from governor_cli.core.errors import UsageError

FOLDER: Final = "deploy/"
_STAMP: Final = re.compile(r"([0-9]{8}T[0-9]{6}Z)(?:[-.+].*)?")
_FORM: Final = "%Y%m%dT%H%M%SZ"
_STARS: Final = 3
_PLACES: Final = ("environment", "service")
_PARTS: Final = re.compile(r"\{([^{}]*)\}|(\*)|(\?)|([^*?{}]+)|(.)")
_WORDS: Final = "alpha|beta|rc|pre|preview|prerelease|dev|snapshot|nightly|canary|unstable|milestone|next|ea"
_PRE_RELEASE: Final = re.compile(
    rf"(?i)[0-9](?:[-._+]?(?:{_WORDS}|cr)[-._]?[0-9]*|[ab][0-9]+)(?=$|[-._+])"
    rf"|(?:^|[-._/@])(?:{_WORDS})[-._0-9]*$"
)
"""``1.2.0-rc.1``, ``2.0b3``, ``1.2.0-SNAPSHOT``, ``nightly-2026-11-02``; not ``1.2.3-fix1``, ``1.2.3-1``."""


class Named(NamedTuple):
    """What a name alone says of a deployment; None and "" where it does not."""

    environment: str
    at: datetime | None = None
    service: str = ""
    is_pre_release: bool = False


def tag_name(environment: str, at: datetime, number: int = 1) -> str:
    """The tag of a deployment; a second one at the same moment has its number behind it."""
    again = f"-{number}" if number > 1 else ""
    return f"{FOLDER}{environment}/{at.astimezone(UTC).strftime(_FORM)}{again}"


def own(name: str) -> Named | None:
    """What a name such as ``deploy/production/20261102T100000Z`` says; None for any other name."""
    if not name.startswith(FOLDER):
        return None
    environment, _, last = name[len(FOLDER) :].rpartition("/")
    return Named(environment, _moment(last)) if environment else None


def _moment(text: str) -> datetime | None:
    match = _STAMP.fullmatch(text)
    try:
        return datetime.strptime(match[1], _FORM).replace(tzinfo=UTC) if match else None
    except ValueError:  # no such day or hour
        return None


class Pattern(NamedTuple):
    """A shape of names: ``v*``, ``{service}@*``, ``release/{environment}/*``."""

    text: str
    shape: re.Pattern[str]

    def read(self, name: str, environment: str) -> Named | None:
        """What a name says by this pattern; ``environment`` is what it means where it names none."""
        match = self.shape.fullmatch(name)
        if match is None:
            return None
        told = match.groupdict()
        where, service = told.get("environment") or "", told.get("service") or ""
        version = name[: match.start("service")] + name[match.end("service") :] if service else name
        return Named(where or environment, None, service, not where and is_pre_release(version))


def pattern(text: str) -> Pattern:
    """The pattern as typed; UsageError for one with a place that is not known."""
    given = text.strip().removeprefix("refs/tags/")
    if not given:
        raise UsageError("a pattern of tags is empty", hint="Write it as `v*` or `{service}@*`.")
    if given.count("*") > _STARS:
        hint = "Give several patterns instead: a name that fits none of them is tried in every way."
        raise UsageError(f"the pattern of tags `{given}` has more than {_STARS} `*`", hint=hint)
    shape = ""
    for place, star, one, plain, odd in _PARTS.findall(given):
        if place or odd:
            shape += _place(place or odd, given, shape)
        else:
            shape += ".*" if star else "." if one else re.escape(plain)
    return Pattern(given, re.compile(shape, re.DOTALL))


def _place(name: str, given: str, before: str) -> str:
    """A name between braces stands for what is to be read there, once."""
    if name not in _PLACES or f"(?P<{name}>" in before:
        hint = "Write `{environment}` and `{service}` once each, and `*` for anything, such as `{service}@*`."
        raise UsageError(f"the pattern of tags `{given}` cannot be read at `{name}`", hint=hint)
    return rf"(?P<{name}>[^/]+?)"


def is_pre_release(name: str) -> bool:
    """Whether a version is one that is tried before it is released."""
    return _PRE_RELEASE.search(name) is not None
