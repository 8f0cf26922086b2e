"""The tree of gov.toml: bounded, read by Python's own reader, and kept between runs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from governor_cli.core.digest import quick
from governor_cli.core.errors import GovError

if TYPE_CHECKING:
    from governor_cli.adapters.cache import Cache

LARGEST = 65_536
LONGEST_LINE = 2_000
"""Bytes. Python reads a key of thousands of parts (`a.a.a.a...`) in the square of their number."""


class SettingsError(GovError):
    """The settings are there and cannot be used."""


def parsed(data: bytes, path: str, cache: "Cache | None") -> tuple[str, Mapping[str, Any]]:
    """The text of the file and what TOML makes of it; SettingsError where it is none."""
    if len(data) > LARGEST:
        raise SettingsError(f"{path}: larger than {LARGEST} bytes", hint="Keep settings alone in this file.")
    for number, line in enumerate(data.split(b"\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise SettingsError(
                f"{path}:{number}: the line is longer than {LONGEST_LINE} bytes",
                hint="Write a list with one entry a line.",
            )
    try:
        text = data.decode("utf-8-sig")
        return text, _tree(text) if cache is None else _kept_tree(text, cache)
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8") from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise SettingsError(f"{path}: not TOML: {reason[:1].lower()}{reason[1:]}") from None


def _tree(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _kept_tree(text: str, cache: "Cache") -> dict[str, Any]:
    key = f"toml-{quick(text.encode())}"
    known: dict[str, Any] | None = cache.value(key)
    if known is None:
        known = _tree(text)
        cache.keep_value(key, known)  # a date is nothing that can be kept, nor any setting
    return known
