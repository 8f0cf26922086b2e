"""How the text of one scalar is read: a function each, which gives the value or says what is wrong."""

from typing import Final

from governor_cli.core import ids
from governor_cli.core.patterns import compiled

DURATION: Final = r"^(?=.)([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$"
LOCAL_TIME: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"
COUNT: Final = "^[0-9]{1,12}$"
NUMBER: Final = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
BLOB_ID: Final = "^([0-9a-f]{40}|[0-9a-f]{64})$"
INCIDENT_ID: Final = f"^{ids.INCIDENT_ID.pattern}$"
SLUG: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
PERSON: Final = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
HANDLE: Final = "^@[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
PHONE: Final = r"^\+[1-9][0-9]{6,14}$"
"""The patterns, in the dialect that JSON Schema and Python share."""

_LONGEST_SLUG = 64
_LONGEST_EMAIL = 254
_EMAIL: Final = r"[^\s@\"(),:;<>\[\\\]]+@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]"
_URL: Final = (
    r"(?i)https?://(?:[^\s/?#@\\]+@)?(?:[^\s/?#@:\\\[\]]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?(?:[/?#]\S*)?"
)
_LAST_PORT = 65_535


def line(text: str) -> str:
    """Text on one line."""
    if not text or text.isspace():
        raise ValueError("is empty")
    if text.isprintable():  # whatever ends a line is not
        return text
    if len(text.splitlines()) > 1 or text[-1] in "\n\r":
        raise ValueError("has more than one line")
    return text


def paragraph(text: str) -> str:
    """Text."""
    if not text or text.isspace():
        raise ValueError("is empty")
    return text


def count(text: str) -> int:
    """A whole number from 0."""
    if not compiled(COUNT).fullmatch(text):
        raise ValueError("is not a whole number")
    return int(text)


def number(text: str) -> float:
    """A decimal number; infinity and NaN are no measurements."""
    if not compiled(NUMBER).fullmatch(text):
        raise ValueError("is not a number")
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        raise ValueError("is too large")
    return value


def flag(text: str) -> bool:
    """Exactly true or false: what YAML 1.1 and 1.2 agree on."""
    if text == "true":
        return True
    if text == "false":
        return False
    raise ValueError("is neither true nor false")


def blob_id(text: str) -> str:
    """The id of a Git object, SHA-1 or SHA-256, in full."""
    if not compiled(BLOB_ID).fullmatch(text):
        raise ValueError("is not a full object id")
    return text


def incident_id(text: str) -> str:
    """An incident's id in full."""
    if not compiled(INCIDENT_ID).fullmatch(text):
        raise ValueError("is not the id of an incident")
    return text


def slug(text: str) -> str:
    """An id people can type."""
    if not compiled(SLUG).fullmatch(text):
        raise ValueError("is not an id")
    if len(text) > _LONGEST_SLUG:
        raise ValueError(f"is longer than {_LONGEST_SLUG} characters")
    return text


def handle(text: str) -> str:
    """A person with the @, given back without it."""
    if not text.startswith("@"):
        raise ValueError("is not a handle")
    return person_id(text)


def person_id(text: str) -> str:
    """A person with or without the @, given back without it."""
    name = text.removeprefix("@")
    if not compiled(PERSON).fullmatch(name):
        raise ValueError("is not a handle")
    return name


def handle_or_role(text: str) -> str:
    """A person with the @, or the id of a role; as written."""
    if text.startswith("@"):
        return f"@{person_id(text)}"
    if not compiled(SLUG).fullmatch(text):
        raise ValueError("is neither a handle nor a role")
    return slug(text)


def zone_name(text: str) -> str:
    """A zone of tzdata."""
    from governor_cli.core.wall_clock import known_zone

    return known_zone(text)


def url(text: str) -> str:
    """An http or https address."""
    match = compiled(_URL).fullmatch(text)
    if match is None or (match[1] and int(match[1]) > _LAST_PORT):
        raise ValueError("is not a web address")
    if not text.isprintable():
        raise ValueError("has a character that does not belong in an address")
    return text


def relative_path(text: str) -> str:
    """A path that stays inside the repository; no leading ./, one trailing / at most."""
    line(text)
    if "\0" in text:
        raise ValueError("has a NUL character")
    if "\\" in text:
        raise ValueError("has a backslash")
    if text.startswith(("/", "~")) or text[1:2] == ":":
        raise ValueError("is not relative to the repository")
    parts = text.removesuffix("/").split("/")
    if ".." in parts:
        raise ValueError("leads out of its folder")
    if any(part in {"", "."} for part in parts):
        raise ValueError("has an empty part")
    if any(_is_git_folder(part) for part in parts):
        raise ValueError("leads into .git")
    return text


def email(text: str) -> str:
    """The look of an e-mail address."""
    if len(text) > _LONGEST_EMAIL or not compiled(_EMAIL).fullmatch(text):
        raise ValueError("is not an e-mail address")
    return text


def phone(text: str) -> str:
    """E.164, and nothing between the digits."""
    if not compiled(PHONE).fullmatch(text):
        raise ValueError("is not a phone number")
    return text


def _is_git_folder(part: str) -> bool:
    """The spellings under which some file system opens .git."""
    # macOS drops invisible characters, Windows dots and spaces at the end.
    name = "".join(filter(str.isprintable, part)).rstrip(". ").casefold()
    return name in {".git", "git~1"} or name.startswith((".git:", ".git "))
