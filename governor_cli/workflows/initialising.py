"""Start a gov repository: put what is missing in place, and never touch what is there."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import basename, join
from typing import TYPE_CHECKING, NamedTuple

from governor_cli.adapters import files, templates
from governor_cli.adapters.settings import FILE_NAME, Settings, read_settings
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook

if TYPE_CHECKING:
    from governor_cli.readers.prose_playbook.result import ImportedPlaybook

_READMES = {
    "incident_reports": "incident-reports.md",
    "metrics": "metrics.md",
    "checklists": "checklists.md",
    "syncs": "syncs.md",
}
"""The playbook's folders, and what their README says."""


class Placed(NamedTuple):
    """A file of a gov repository, and whether it was written just now."""

    path: str
    written: bool


class Started(NamedTuple):
    """What ``initialise`` did; ``policy`` is the playbook in force."""

    root: Path
    policy: Playbook
    files: list[Placed]
    account: "ImportedPlaybook | None" = None
    """Where each fact of an imported playbook came from."""

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return any(placed.written for placed in self.files)


def settings_at(root: Path) -> Settings:
    """The settings of a folder: its gov.toml, or what the template says."""
    data = _standing(root / FILE_NAME)
    return read_settings(templates.text(FILE_NAME).encode() if data is None else data, FILE_NAME)


class Prose(NamedTuple):
    """A playbook in prose: its bytes, and the file it came from as the caller named it."""

    data: bytes
    name: str


def initialise(root: Path, prose: Prose | None = None) -> Started:
    """Write every file that a gov repository starts with and this folder lacks.

    With ``prose`` the playbook is made out of it; else it is the one that is there, or the
    template. GovError where a file that is there cannot serve.
    """
    path = settings_at(root).playbook
    there = Path(files.inside(root, path))
    if prose is None:
        template = templates.text("playbook.md").encode()
        written = _standing(there)
        playbook = _understood(path, template if written is None else written)
        return Started(root, playbook, _place(root, list(_files(path, playbook, template))))
    return _from_prose(root, path, there, prose)


def _from_prose(root: Path, path: str, there: Path, prose: Prose) -> Started:
    """The prose stays where it is, unless it stands in the very place of the playbook."""
    from governor_cli.workflows.playbook.compose import compose

    before = _standing(there)
    if before is not None and before != prose.data:
        raise GovError(
            f"there is a playbook already: `{path}`",
            hint=f"Compare the two with `gov playbook import --dry-run {prose.name}`, or move `{path}` away.",
        )
    composed = compose(prose.data, prose.name, path)
    if before is not None:
        files.replace(there, before, composed.data)
    placed = _place(root, list(_files(path, composed.playbook, composed.data)))
    placed = [Placed(path, written=True) if one.path == path else one for one in placed]
    return Started(root, composed.playbook, placed, composed.account)


def _understood(path: str, data: bytes) -> Playbook:
    """The policy by which the rest is placed."""
    document = read(path, data)
    record, faults = validate(Playbook, document.front)
    if record is not None and not document.faults:
        return record
    if not document.has_front:
        raise GovError(
            f"`{path}` is a playbook in prose: it has no front matter",
            hint=f"Run `gov init --from-playbook {path}` to read its facts.",
        )
    first = next((fault for fault in (*document.faults, *faults) if fault.code != "KEY001"), None)
    raise GovError(
        f"the playbook `{path}` cannot be used{f': {first.message}' if first else ''}",
        hint="Correct it, then run `gov init` again.",
    )


def _files(path: str, playbook: Playbook, data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """What should be there, most of it where the playbook says."""
    knowledge = playbook.knowledge
    yield FILE_NAME, templates.text(FILE_NAME)
    yield ".gitattributes", _attributes(knowledge.tasks)
    yield path, data
    yield knowledge.roster, templates.text("roster.md")
    for runbook in playbook.runbooks.values():
        if runbook is not None:
            yield runbook, _runbook(runbook)
    for key, readme in _READMES.items():
        yield join(getattr(knowledge, key), "README.md"), templates.text(f"readme/{readme}")
    yield knowledge.tasks, "[]\n"


def _attributes(tasks: str) -> str:
    """What git should know of the files; the follow-ups may have another name than usual."""
    text, name = templates.text("gitattributes"), basename(tasks)
    return text.replace("tasks.json", name) if re.fullmatch(r"[\w.-]+", name) else text


def _runbook(path: str) -> str:
    try:
        return templates.text(f"runbooks/{basename(path)}")
    except GovError:
        title = basename(path).removesuffix(".md").replace("-", " ").replace("_", " ").strip()
        return templates.text("runbooks/runbook.md").replace("TITLE", title[:1].upper() + title[1:])


def _standing(where: Path) -> bytes | None:
    """The bytes of a file that is there already; GovError where something else has taken its place."""
    if not where.exists():
        return None
    if not where.is_file():
        raise GovError(f"{where} is there, but is no file", hint="Move it away, then run `gov init` again.")
    return where.read_bytes()


def _place(root: Path, wanted: Sequence[tuple[str, str | bytes]]) -> list[Placed]:
    """Write what is missing; nothing where any of it could not be written."""
    places = [(path, Path(files.inside(root, path)), content) for path, content in wanted]
    missing = {path for path, where, _ in places if _standing(where) is None}
    for path, where, content in places:
        if path in missing:
            files.create(where, content.encode() if isinstance(content, str) else content)
    return [Placed(path, written=path in missing) for path, _, _ in places]
