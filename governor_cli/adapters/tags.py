"""Tags: all of them in one listing, and a new annotated one made."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from secrets import token_hex

from governor_cli.adapters.commits import PATIENCE, identity
from governor_cli.adapters.git import Git, GitError
from governor_cli.core.errors import GovError
from governor_cli.practices.deployments.tag import Tag

REFS = "refs/tags/"
_FIELDS = (
    "%(refname)",
    "%(objecttype)",
    "%(objectname)",
    "%(*objecttype)",
    "%(*objectname)",
    "%(creatordate:unix)",
    "%(committerdate:unix)",
    "%(*committerdate:unix)",
    "%(contents:trailers:only,unfold)",
)


def tags(git: Git, *below: str) -> list[Tag]:
    """Every tag, or those below some folders such as ``deploy/``, by name."""
    mark = f"\x1e{token_hex(8)}"  # no message can imitate it
    form = f"--format={mark}{'%00'.join(_FIELDS)}"
    listed = git.run("for-each-ref", form, *(f"{REFS}{one}" for one in below or ("",)))
    records = os.fsdecode(listed).split(mark)[1:]
    found = [record.removesuffix("\n").split("\0", len(_FIELDS) - 1) for record in records]
    deeper = commits_of(git, [one[0] for one in found if one[3] == "tag"])
    return [_tag(one, deeper) for one in found]


def names(git: Git) -> list[str]:
    """Every tag, by name alone."""
    listed = os.fsdecode(git.run("for-each-ref", "--format=%(refname)", REFS))
    return [ref[len(REFS) :] for ref in listed.splitlines()]


def latest(git: Git, beginning: str, most: int) -> list[tuple[str, str]]:
    """So many tags whose names begin so, the latest first, each with its day and subject.

    One listing: git itself leaves out the others, and orders the rest.
    """
    patterns = (f"{REFS}{beginning}*", f"{REFS}{beginning}*/**")  # no name has a letter that means another
    form = "--format=%(refname)%00%(creatordate:short) %(contents:subject)"
    listed = git.run("for-each-ref", "--sort=-creatordate", f"--count={most}", form, *patterns)
    pairs = (line.partition("\0") for line in os.fsdecode(listed).splitlines())
    return [(ref[len(REFS) :], told.strip()) for ref, _, told in pairs]


def _tag(fields: Sequence[str], deeper: dict[str, str]) -> Tag:
    ref, kind, target, inner_kind, inner, created, own_date, inner_date, trailers = fields
    is_annotated = kind == "tag"
    known = {"commit": inner, "tag": deeper.get(ref)} if is_annotated else {"": target}
    commit = known.get(inner_kind) if is_annotated or kind == "commit" else None
    tagged = _moment(created) if is_annotated else None
    committed = _moment(inner_date if is_annotated else own_date)
    return Tag(ref[len(REFS) :], commit, tagged, committed, trailers if is_annotated else "", is_annotated)


def _moment(seconds: str) -> datetime | None:
    """The instant of a date as Git gives it; None where there is none, or none that a calendar has."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def commits_of(git: Git, names: Sequence[str]) -> dict[str, str]:
    """Name -> commit, for tags, branches and commits however they are written; those that lead to one."""
    if not names:
        return {}
    questions = "".join(f"{name}^{{commit}}\n" for name in names)
    told = os.fsdecode(git.run("cat-file", "--batch-check", stdin=os.fsencode(questions))).splitlines()
    answers = (line.split(" ") for line in told)
    return {
        name: answer[0] for name, answer in zip(names, answers, strict=False) if answer[1:2] == ["commit"]
    }


def is_tag_name(git: Git, name: str) -> bool:
    """Whether git takes this name for a tag."""
    return not name.startswith("-") and git.ask("check-ref-format", f"{REFS}{name}") is not None


def make_tag(git: Git, name: str, commit: str, message: str, *, seconds: float = PATIENCE) -> None:
    """Make an annotated tag; it is signed where git is told to sign tags.

    Raises GovError: there is one of this name, nobody is known to git, or the signing refused or
    took longer than ``seconds``.
    """
    if identity(git) is None:
        raise GovError(
            "git does not know who you are",
            hint="Set user.name and user.email with `git config`, or GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL.",
        )
    command = ("tag", "--annotate", "--cleanup=whitespace", "-F", "-", "--", name, commit)
    ended = git.bounded(*command, stdin=message.encode("utf-8", "surrogateescape"), seconds=seconds)
    if not ended.in_time:
        raise GovError(
            f"the tag took longer than {seconds:g} seconds",
            hint="Look at how this clone signs tags, then record the deployment again.",
        )
    if ended.code:
        raise GitError("tag", ended.code, ended.stderr)
