"""What git lists, as entries: index lines, tree lines, changes. Parsing alone, no processes.

Ten thousand entries take three milliseconds, so they stay plain tuples and fixed columns.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

Entry = tuple[str, str | None]
"""Mode as git writes it, and the object id; None where only reading the file can tell."""

READ_BOUND = 16 << 20
"""Bytes: twice the largest document. Longer content is cut one byte after it, so that one
enormous file is a finding and not the end of the machine's memory."""
FILE = "100644"
EXECUTABLE = "100755"


WORK_TREE = (
    ("ls-files", "-v", "-s", "-z"),
    ("ls-files", "-o", "-z", "--exclude-standard"),
    ("diff-files", "--raw", "-z", "--ignore-submodules=all"),
)
"""The questions that a work tree is listed by: the index, what it lacks, what differs from it on disk.

The last one keeps all processors busy, so whoever starts it waits to start another.
"""


class IndexListing(NamedTuple):
    """The index by path. ``absent`` are left out of a sparse checkout, ``trusted`` are assume-unchanged."""

    entries: dict[str, Entry]
    unmerged: list[str]
    absent: list[str]
    trusted: list[str]


def is_readable(entry: Entry) -> bool:
    """Whether an entry has content of its own: symbolic links and submodules do not."""
    return entry[0].startswith("100")


def names(output: bytes) -> list[str]:
    """NUL-terminated paths; bytes that are not UTF-8 survive as surrogates."""
    listed = output.decode("utf-8", "surrogateescape").split("\0")
    listed.pop()
    return listed


def read_index(output: bytes, width: int) -> IndexListing:
    """``ls-files -v -s -z``; ``width`` is the length of an object id."""
    lines = names(output)
    end, stage, start = 9 + width, 10 + width, 12 + width
    entries: dict[str, Entry] = {line[start:]: (line[2:8], line[9:end]) for line in lines}
    odd = [line for line in lines if line[0] != "H" or line[stage] != "0"]
    unmerged = list(dict.fromkeys(line[start:] for line in odd if line[stage] != "0"))
    for path in unmerged:
        del entries[path]
    merged = [line for line in odd if line[stage] == "0"]
    return IndexListing(
        entries,
        unmerged,
        absent=[line[start:] for line in merged if line[0] in "Ss"],
        trusted=[line[start:] for line in merged if line[0] == "h"],
    )


def read_tree(output: bytes, width: int, patterns: Sequence[str] = ()) -> dict[str, Entry]:
    """``ls-tree -r -z``: blobs, and the commits of submodules; only those that a pattern matches."""
    lines = names(output)
    blob, commit = 13 + width, 15 + width
    if patterns:
        wanted = matcher(patterns)
        lines = [line for line in lines if wanted(line[blob if line[7] == "b" else commit :])]
    return {
        line[blob if line[7] == "b" else commit :]: (
            line[:6],
            line[12 : blob - 1] if line[7] == "b" else line[14 : commit - 1],
        )
        for line in lines
    }


def read_changes(output: bytes) -> Iterator[tuple[str, str, str]]:
    """``diff-files --raw -z``: status letter, new mode, path."""
    fields = iter(names(output))
    for head, path in zip(fields, fields, strict=True):
        parts = head.split(" ")
        yield parts[4][:1], parts[1], path


def read_statuses(output: bytes) -> Iterator[tuple[str, str]]:
    """``--name-status -z`` without renames: status letter and path."""
    fields = iter(names(output))
    yield from zip(fields, fields, strict=True)


def is_temporary(path: str) -> bool:
    """Whether a path is what a write of gov that was killed may leave behind."""
    name = path.rpartition("/")[2]
    return name.startswith(".gov-") and name.endswith(".tmp")


def below(prefix: str, *suffixes: str) -> tuple[str, ...]:
    """Patterns for the files in a folder ("" or "ops/") that end in one of the suffixes."""
    literal = "".join(f"[{char}]" if char in "*?[" else char for char in prefix)
    return tuple(f"{literal}*{suffix}" for suffix in suffixes)


def matcher(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Git's own reading of plain path patterns, for the listings that git does not filter.

    A pattern is a path, a folder, or has ``*``, ``?`` and ``[]``, which match "/" too.
    """
    folders = tuple(pattern.rstrip("/") + "/" for pattern in patterns)
    suffixes = tuple(pattern[1:] for pattern in patterns if _is_suffix(pattern))
    others = [pattern for pattern in patterns if not _is_suffix(pattern)]
    if not others:  # ten times faster than an expression, and the usual case
        return lambda path: path.endswith(suffixes) or path.startswith(folders)
    import re
    from fnmatch import translate

    whole = re.compile("|".join(map(translate, others)))
    return lambda path: path.endswith(suffixes) or path.startswith(folders) or bool(whole.match(path))


def _is_suffix(pattern: str) -> bool:
    return pattern.startswith("*") and not set("*?[") & set(pattern[1:])


def as_input(lines: Iterable[str]) -> bytes:
    """Lines for git's stdin."""
    return "".join(f"{line}\n" for line in lines).encode()
