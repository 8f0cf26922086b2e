"""Adopt postmortems that somebody else wrote: a report each, which checks, with every word of its source."""

import os
import stat
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, NamedTuple

from governor_cli.core.blob import blob_ids
from governor_cli.core.document import sniff
from governor_cli.core.errors import GovError
from governor_cli.core.forms import relative_path
from governor_cli.core.ids import ALPHABET, SUFFIX, incident_id, slug
from governor_cli.readers.postmortem import (
    NotTextError,
    Postmortem,
    Unread,
    Vocabulary,
    decoded,
    read_postmortem,
)
from governor_cli.readers.postmortem.source import LARGEST
from governor_cli.workflows import catalogue
from governor_cli.workflows.check.soundness import errors_of
from governor_cli.workflows.incident.adopted import attempts, report_of, times_of
from governor_cli.workflows.repository.recording import Recording
from governor_cli.workflows.repository.writing import create_artifact

NO_DAY: Final = date(1970, 1, 1)
"""Stands in the id of a report whose source names no certain day."""
_BITS: Final = 5


class Adoption(NamedTuple):
    """What became of one source: ``path`` and ``id`` are those of its report, where it has one."""

    source: str
    state: Literal["adopted", "unchanged", "refused"]
    id: str = ""
    path: str = ""
    """Relative to the root of the gov repository."""
    title: str = ""
    data: bytes = b""
    times: Mapping[str, str] = {}
    rows: int = 0
    unread: Sequence[Unread] = ()
    why: str = ""
    """What a person should know about a source that was not adopted now."""


class Adopting:
    """One run over several sources: what one of them becomes, the next one already knows."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        workspace = recording.workspace
        self.top = os.path.realpath(workspace.top)
        self.root = os.path.realpath(workspace.root)
        self.ids = set(recording.reports)

    def adopt(self, given: str, start: Path, *, write: bool = True) -> Adoption:
        """Adopt one file; a source that cannot be one is refused, and says why."""
        try:
            data = _bytes_of(start / given)
            source = decoded(data)
        except NotTextError as error:
            return Adoption(given, "refused", why=str(error))
        own = sniff(data)
        if own == "incident":
            return Adoption(given, "unchanged", why="is a report of gov already")
        if own in catalogue.KINDS:
            return Adoption(given, "refused", why=f"is no postmortem but a {own} of gov")
        inside = self._inside(start / given)
        blob = self._blob(inside, data)
        name = Path(given).stem
        read = read_postmortem(source, self.vocabulary, name)
        known = self._known(inside, blob, data)
        if known is not None:
            return known._replace(source=given, unread=read.unread, times=times_of(read), rows=read.rows)
        made = self._report(read, _adopted_from(inside, self.root, given), blob)
        if made is None:
            return Adoption(given, "refused", why="cannot be written as a report that checks")
        if write:
            create_artifact(self.recording.workspace, made.path, made.data)
        self.ids.add(made.id)
        self.by_blob[blob] = (made.path, made.id)
        return made._replace(source=given)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the playbook and the roster know."""
        policy, roster = self.recording.policy, self.recording.roster
        return Vocabulary(
            [level.id for level in policy.severities],
            [service.id for service in policy.services],
            list(roster.people) if roster else [],
        )

    # what was adopted before

    @cached_property
    def _adopted(self) -> list[tuple[str, str, Mapping[str, str]]]:
        """(path, id, origin) of every adopted report."""
        reports = self.recording.repository.corpus.of_kind("incident").items()
        return [(path, one.id, one.facts["adopted"]) for path, one in reports if one.facts.get("adopted")]

    @cached_property
    def by_blob(self) -> dict[str, tuple[str, str]]:
        """Blob of a source -> path and id of its report."""
        return {origin["blob"]: (path, ident) for path, ident, origin in self._adopted}

    @cached_property
    def by_source(self) -> dict[str, tuple[str, str]]:
        """Path of a source in this repository -> path and id of its report."""
        return {origin["from"]: (path, ident) for path, ident, origin in self._adopted}

    def _known(self, inside: str | None, blob: str, data: bytes) -> Adoption | None:
        """The report of this very text, wherever it stood; or that of the same file before it changed."""
        for same in (blob, *self._blobs(data), *self._blobs(data.replace(b"\r\n", b"\n"))):
            if same in self.by_blob:
                path, ident = self.by_blob[same]
                return Adoption("", "unchanged", ident, path, why=f"was adopted as {ident}")
        local = _below(inside, self.root)
        if local is not None and local in self.by_source:
            path, ident = self.by_source[local]
            return Adoption(
                "", "unchanged", ident, path, why=f"was adopted as {ident}, and has changed since"
            )
        return None

    # the source

    def _inside(self, file: Path) -> str | None:
        """The real path of a file of this git repository; None for one from elsewhere."""
        real = f"{os.path.realpath(file.parent)}{os.sep}{file.name}"
        return real if _below(real, self.top) is not None else None

    def _blob(self, inside: str | None, data: bytes) -> str:
        """As git knows the file, where it does; else as it would store these bytes."""
        local = _below(inside, self.top)
        snapshot = self.recording.repository.snapshot
        if local is not None and local in snapshot.entries:
            oid = snapshot.oid(local)
            if oid in self._blobs(data) or oid in self._blobs(data.replace(b"\r\n", b"\n")):
                return oid
        return self._blobs(data)[0]

    def _blobs(self, data: bytes) -> tuple[str]:
        sha1, sha256 = blob_ids(data)
        return (sha256 if self.recording.workspace.git.located.object_format == "sha256" else sha1,)

    # the report

    def _report(self, read: Postmortem, origin: str, blob: str) -> Adoption | None:
        """The first way to write the report that its rules find no error in."""
        ident = self._new_id(read.day or NO_DAY, blob)
        folder = self.recording.policy.knowledge.incident_reports.rstrip("/")
        path = f"{folder}/{ident}-{slug(read.title)}.md"
        for attempt in attempts(read):
            data = report_of(attempt, ident, {"from": origin, "blob": blob})
            if not errors_of(path, data, self.recording.policy):
                told = times_of(attempt), attempt.rows, attempt.unread
                return Adoption("", "adopted", ident, path, read.title, data, *told)
        return None

    def _new_id(self, day: date, blob: str) -> str:
        number = int(blob, 16)
        while True:
            letters = (ALPHABET[(number >> (_BITS * at)) % len(ALPHABET)] for at in range(SUFFIX))
            ident = incident_id(day, "".join(letters))
            if ident not in self.ids:
                return ident
            number = number >> 1 or int(blob, 16) + 1


def _bytes_of(file: Path) -> bytes:
    """The bytes of a regular file; NotTextError for everything else."""
    hint = "Give Markdown files."
    try:
        if file.is_symlink():  # it may lead to what nobody meant to publish
            raise NotTextError("is a symbolic link", hint)
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):
            raise NotTextError("is a folder" if stat.S_ISDIR(state.st_mode) else "is no file", hint)
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        if isinstance(error, NotTextError):
            raise
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise NotTextError(f"cannot be read: {reason}", hint) from None


def _below(path: str | None, folder: str) -> str | None:
    """A path relative to a folder that holds it."""
    inside = path is not None and path.startswith(f"{folder.rstrip(os.sep)}{os.sep}")
    return Path(path).relative_to(folder).as_posix() if inside and path is not None else None


def _adopted_from(inside: str | None, root: str, given: str) -> str:
    """Where the source stands in the repository; of one from elsewhere its name: folders are private."""
    for candidate in (_below(inside, root), Path(given).name):
        try:
            if candidate:
                candidate.encode()
                return relative_path(candidate)
        except ValueError:
            continue
    return f"{slug(Path(given).stem)}.md"


def adopt_all(
    recording: Recording, given: Sequence[str], start: Path, *, write: bool = True
) -> list[Adoption]:
    """Adopt every file; those that cannot be adopted keep none of the others from it."""
    adopting = Adopting(recording)
    _ = recording.policy  # GovError now, not after the first report
    done: list[Adoption] = []
    for one in given:
        try:
            done.append(adopting.adopt(one, start, write=write))
        except GovError as error:
            done.append(Adoption(one, "refused", why=error.message))
    return done
