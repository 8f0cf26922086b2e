"""Where artifacts stand and what they are called: a reader finds them by place and name."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from heapq import nsmallest
from posixpath import basename

from governor_cli.contracts.corpus import Corpus
from governor_cli.contracts.rule import rule
from governor_cli.core.finding import WHOLE_FILE, Fault
from governor_cli.policy.model import Playbook
from governor_cli.policy.places import places

_NAMED = 3  # how many other files a finding names


@rule("FIL001", "the name of a file agrees with what stands in it", scope="corpus")
def name_agrees(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """People and links find an artifact by its file name, programs by the id inside.

    When the two disagree, one of them leads to the wrong incident, day or week. Rename the
    file with ``git mv``, or mend the id.
    """
    del policy
    for path, pattern in corpus.misnamed.items():
        yield Fault(
            "FIL001",
            f"the file is called `{basename(path)}`, its front matter says `{pattern}`",
            "Rename the file with `git mv`, or correct the front matter.",
            at=("id",),
            path=path,
            subject="name",
        )


def fits(path: str, pattern: str) -> bool:
    """Whether a file has the name that its front matter asks for.

    ``fnmatchcase``, without an expression for the many patterns that have one star or none.
    """
    name = path[path.rfind("/") + 1 :]
    start, star, end = pattern.partition("*")
    if "[" in pattern or "?" in pattern or "*" in end:
        return fnmatchcase(name, pattern)
    if not star:
        return name == pattern
    return len(name) >= len(start) + len(end) and name.startswith(start) and name.endswith(end)


@rule("FIL002", "an artifact stands in the place of its kind", scope="corpus")
def right_place(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Commands look for each kind in the folder the playbook names under ``knowledge``.

    An artifact elsewhere is never listed, never due and never missed.
    """
    if policy is None:
        return
    homes = places(policy, corpus.playbook)
    for path, kind in corpus.strays.items():
        if kind in homes:
            yield Fault(
                "FIL002",
                f"`kind: {kind}` belongs in `{homes[kind]}`",
                f"Move the file to `{homes[kind]}` with `git mv`, or correct its kind.",
                at=("kind",),
                path=path,
            )


@rule("FIL003", "an id stands for one artifact", scope="corpus")
def unique_id(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Two files with one id: every link and every command picks one of them by chance.

    It usually comes from copying a file by hand. Give the copy an id of its own.
    """
    del policy
    for table in corpus.by_kind.values():
        if len(table.known) == len(table):
            continue
        by_id: dict[str, list[str]] = {}
        for path, name in zip(table.paths, table.ids, strict=True):
            by_id.setdefault(name, []).append(path)
        for name, paths in by_id.items():
            if name and len(paths) > 1:
                yield from (_shared(name, path, paths) for path in paths)


def _shared(name: str, path: str, paths: list[str]) -> Fault:
    others = _named([other for other in paths if other != path])
    return Fault(
        "FIL003",
        f"`{name}` is also {others}",
        "Keep the id in one of them; give the other its own.",
        at=("id",),
        path=path,
    )


def _named(paths: list[str]) -> str:
    """The first few: a copied folder would otherwise write every name of it beside every other."""
    shown = [f"`{path}`" for path in nsmallest(_NAMED, paths)]
    more = len(paths) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


@rule("FIL004", "an artifact is a file, not a symbolic link", scope="corpus")
def no_link(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A link can lead outside the repository, to text nobody reviewed.

    gov never follows one; store the file itself.
    """
    del policy
    for path in corpus.links:
        yield Fault(
            "FIL004",
            "a symbolic link stands where an artifact belongs; it is not read",
            "Replace the link with the file itself.",
            place=WHOLE_FILE,
            path=path,
            subject="link",
        )


@rule("FIL005", "gov.toml names a playbook that is there", scope="corpus")
def playbook_there(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Without its playbook gov knows no severities, channels, roles or places.

    Nothing that depends on them can be judged until it is back.
    """
    del policy
    if corpus.playbook not in corpus.files:
        yield Fault(
            "FIL005",
            f"the playbook `{corpus.playbook}` is not there",
            "Restore it with `git restore`, or name the right file in gov.toml.",
            place=WHOLE_FILE,
            path="gov.toml",
            subject="playbook",
        )


@rule("FIL008", "an artifact can be read", scope="corpus")
def readable(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """A file without permission to read it, a pipe or a folder in the place of an artifact.

    What is in it is unknown, and so is what other artifacts say of it.
    """
    del policy
    for path in corpus.unread:
        yield Fault(
            "FIL008",
            "the file cannot be read",
            "Put a plain file there, with permission to read it.",
            place=WHOLE_FILE,
            path=path,
            subject="unread",
        )


@rule("FIL007", "the roster is where the playbook says", scope="corpus", severity="info")
def roster_there(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """Without it nobody is on call, nobody is known, and no page reaches anybody.

    The folders of other artifacts may be missing: they come with the first file in them.
    """
    if policy is not None and policy.knowledge.roster not in corpus.files:
        yield Fault(
            "FIL007",
            f"the roster `{policy.knowledge.roster}` is not there",
            "Run `gov roster new` to begin one, or name the file it moved to.",
            at=("knowledge", "roster"),
            path=corpus.playbook,
        )


@rule("FIL006", "no artifact is left in conflict", scope="corpus")
def merged(corpus: Corpus, policy: Playbook | None) -> Iterator[Fault]:
    """The index holds several versions of this file; none of them is the one to judge."""
    del policy
    for path in corpus.unmerged:
        yield Fault(
            "FIL006",
            "a merge left this file in conflict",
            "Resolve the conflict, then `git add` the file.",
            place=WHOLE_FILE,
            path=path,
            subject="unmerged",
        )


RULES = (name_agrees, right_place, unique_id, no_link, playbook_there, roster_there, readable, merged)
