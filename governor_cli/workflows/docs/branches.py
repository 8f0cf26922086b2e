"""The branches of documentation in a clone: found, told apart, and looked at one by one."""

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from governor_cli.adapters.branches import commit_at, is_ancestor, refs_below, remembered
from governor_cli.adapters.git import Git
from governor_cli.adapters.workspace import Workspace
from governor_cli.core.errors import GovError
from governor_cli.core.instants import parse_instant
from governor_cli.practices.documentation.owed import FOLDER, LEARNED_TRAILER, named, title

if TYPE_CHECKING:  # most clones have no branch of documentation, and every agenda asks for them
    from governor_cli.adapters.remotes import Base

_HEADS = "refs/heads/"


class Known(NamedTuple):
    """A branch of documentation as this clone knows it; ``ref`` is the remote's where there is no own."""

    name: str
    ref: str
    commit: str
    learned: str
    """RFC 3339, as its first commit or the configuration says."""
    memory: Mapping[str, str]

    @property
    def incident(self) -> str | None:
        """As the name says."""
        return named(self.name)[0]

    @property
    def topic(self) -> str:
        """As the name says."""
        return named(self.name)[1]

    @property
    def title(self) -> str:
        """The line under which it is proposed."""
        return title(self.topic, self.incident)

    @property
    def is_here(self) -> bool:
        """Whether this clone has it as a branch of its own."""
        return self.ref.startswith(_HEADS)

    @property
    def opening(self) -> str:
        """The command that gives it a work tree here."""
        return f"gov docs open {self.topic}" + (f" -i {self.incident}" if self.incident else "")

    @property
    def place(self) -> str:
        """``here``, or the remote that alone has it."""
        return "here" if self.is_here else self.ref.split("/")[2]


class Branches:
    """Every branch of documentation, asked of git once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.git: Git = workspace.git

    @cached_property
    def base(self) -> "Base":
        """The default branch; GovError where nothing tells which one it is."""
        from governor_cli.adapters.remotes import default_branch

        return default_branch(self.git, self.workspace.settings.forge.branch)

    @cached_property
    def trees(self) -> Mapping[str, str]:
        """Branch -> the folder in which it is checked out."""
        from governor_cli.adapters.worktrees import work_trees

        return {tree.branch: tree.path for tree in work_trees(self.git)}

    @cached_property
    def known(self) -> list[Known]:
        """The clone's own branches, then those that only a remote has, by name."""
        own = {ref: oid for ref, oid in self._refs.items() if ref.startswith(_HEADS)}
        memory = remembered(self.git) if own else {}
        found = [self._known(ref, oid, memory.get(ref.removeprefix(_HEADS), {})) for ref, oid in own.items()]
        names = {one.name for one in found if one}
        for ref, oid in self._at_remote.items():
            if ref.split("/", 3)[3] not in names:
                found.append(self._known(ref, oid, {}))
        return sorted((one for one in found if one), key=lambda one: (not one.is_here, one.name))

    @property
    def own(self) -> list[Known]:
        """The clone's own ones."""
        return [one for one in self.known if one.is_here]

    def is_pushed(self, name: str) -> bool:
        """Whether a remote has a branch of this name."""
        return any(ref.split("/", 3)[3] == name for ref in self._at_remote)

    @cached_property
    def _refs(self) -> dict[str, str]:
        return refs_below(self.git, f"{_HEADS}{FOLDER}/", f"refs/remotes/*/{FOLDER}/**")

    @property
    def _at_remote(self) -> dict[str, str]:
        return {ref: oid for ref, oid in self._refs.items() if not ref.startswith(_HEADS)}

    def _known(self, ref: str, commit: str, memory: Mapping[str, str]) -> Known | None:
        learned = memory.get("learned") or self._trailer(commit)
        try:
            parse_instant(learned)
        except ValueError:
            return None  # somebody's own branch that is called docs/...
        name = ref.removeprefix(_HEADS) if ref.startswith(_HEADS) else ref.split("/", 3)[3]
        return Known(name, ref, commit, learned, memory)

    def _trailer(self, commit: str) -> str:
        """When it was learned, by the first commit since the default branch that says so."""
        form = f"--format=%(trailers:key={LEARNED_TRAILER},valueonly)"
        since = [f"^{self.base.ref}"] if self._has_base else ["-n", "50"]
        told = self.git.ask("log", "--reverse", form, commit, *since, "--") or b""
        return next(
            (line.strip() for line in told.decode("utf-8", "replace").splitlines() if line.strip()), ""
        )

    @property
    def _has_base(self) -> bool:
        try:
            return bool(self.base)
        except GovError:
            return False

    # one of them

    def choose(self, given: str | None, here: str) -> Known:
        """The branch meant by its name, topic or incident; without one that of the folder, or the only one.

        GovError lists what there is.
        """
        own = self.own
        if given is not None:
            found = [one for one in own if given in {one.name, f"{FOLDER}/{one.name}", one.topic}]
            found = found or [one for one in own if one.incident and _is_incident(given, one.incident)]
        else:
            found = [one for one in own if self._holds(one, here)]
            found = found or [one for one in own if one.name in self.trees] or own
        if len(found) == 1:
            return found[0]
        away = next((one for one in self.known if given in {one.name, one.topic} and not one.is_here), None)
        raise _elsewhere(away) if away and not found else _unclear(given, own, found)

    def _holds(self, branch: Known, here: str) -> bool:
        tree = self.trees.get(branch.name)
        inside = os.path.realpath(here) + os.sep
        return tree is not None and inside.startswith(os.path.realpath(tree) + os.sep)

    def changes(self, branch: Known) -> list[str]:
        """What it changes since it left the default branch, relative to the top."""
        range_ = f"{self.base.ref}...{branch.commit}"
        told = self.git.ask("diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", range_, "--")
        return os.fsdecode(told or b"").split("\0")[:-1]

    def is_merged(self, branch: Known) -> bool:
        """Whether the default branch has it: by a merge, or by one commit made of it."""
        base = commit_at(self.git, self.base.ref)
        if base is None:
            return False
        if is_ancestor(self.git, branch.commit, base):
            return True
        return bool(self.changes(branch)) and (
            self._adds_nothing(branch, base) or self._is_told(branch, base)
        )

    def _adds_nothing(self, branch: Known, base: str) -> bool:
        try:
            from governor_cli.adapters.merging import merge_aside

            merged = merge_aside(self.git, base, branch.commit)
        except GovError:
            return False
        try:
            tree = self.git.run("rev-parse", f"{base}^{{tree}}").decode().strip()
            return merged.tree == tree and not merged.conflicts
        finally:
            merged.forget()

    def _is_told(self, branch: Known, base: str) -> bool:
        """A squash merge keeps the title of the proposal."""
        log = ("log", "-1", "--format=%H", "--fixed-strings", f"--grep={branch.title}")
        return bool(self.git.ask(*log, base, f"^{branch.commit}", "--"))


def _is_incident(given: str, incident: str) -> bool:
    wanted = given.strip().upper()
    return incident == wanted or incident.rpartition("-")[2] == wanted


def _elsewhere(one: Known) -> GovError:
    return GovError(f"{one.place} alone has `{one.name}`", hint=f"Bring it here with `{one.opening}`.")


def _unclear(given: str | None, own: list[Known], found: list[Known]) -> GovError:
    names = ", ".join(one.name for one in (found or own)[:10])
    if not own:
        return GovError("there is no documentation branch here", hint="Open one: `gov docs open TOPIC`.")
    if given is None:
        return GovError("there are several documentation branches", hint=f"Name one of {names}.")
    many = f"`{given}` is {len(found)} documentation branches"
    none = f"there is no documentation branch `{given}`"
    return GovError(many if found else none, hint=f"Name one of {names}.")


def uncommitted(tree: str, folder: str = "") -> Iterator[str]:
    """What is changed in a work tree and not committed, relative to its top."""
    git = Git.around(tree, hook=False)
    told = git.run(
        "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", folder or "."
    )
    return (entry[3:] for entry in os.fsdecode(told).split("\0")[:-1])
