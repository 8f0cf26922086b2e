"""Start a gov repository: put what is missing in place, and never touch what is there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import basename, join

from governor_cli.adapters import files, templates
from governor_cli.adapters.settings import FILE_NAME, Settings, read_settings
from governor_cli.core.document import read
from governor_cli.core.errors import GovError
from governor_cli.core.validation import validate
from governor_cli.policy.model import Playbook

_READMES = {
    "incident_reports": "incident-reports.md",
    "metrics": "metrics.md",
    "checklists": "checklists.md",
    "syncs": "syncs.md",
}
"""The playbook's folders, and what their README says."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of a gov repository, and whether it was written just now."""

    path: str
    written: bool


@dataclass(frozen=True, slots=True)
class Started:
    """What ``initialise`` did; ``playbook`` is the path of the playbook in force."""

    root: Path
    playbook: str
    files: list[Placed]

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return any(placed.written for placed in self.files)


def settings_at(root: Path) -> Settings:
    """The settings of a folder: its gov.toml, or what the template says."""
    there = root / FILE_NAME
    data = there.read_bytes() if there.is_file() else templates.text(FILE_NAME).encode()
    return read_settings(data, FILE_NAME)


def initialise(root: Path, imported: Callable[[str], bytes] | None = None) -> Started:
    """Write every file that a gov repository starts with and this folder lacks.

    ``imported`` makes the playbook for a path out of a prose one; without it the playbook is
    the one that is there, or the template. GovError where a file that is there cannot serve.
    """
    settings = settings_at(root)
    given = imported(settings.playbook) if imported else None
    playbook = _playbook(root, settings.playbook, given)
    placed = [
        _place(root, path, text)
        for path, text in (
            (FILE_NAME, templates.text(FILE_NAME)),
            (".gitattributes", templates.text("gitattributes")),
            *([(settings.playbook, given)] if given is not None else []),
            *_from_playbook(settings.playbook, playbook, templates.text("playbook.md")),
        )
    ]
    return Started(root, settings.playbook, placed)


def _playbook(root: Path, path: str, given: bytes | None) -> Playbook:
    """The policy by which the rest is placed."""
    there = files.inside(root, path)
    data = given
    if data is None:
        data = there.read_bytes() if there.is_file() else templates.text("playbook.md").encode()
    elif there.is_file() and there.read_bytes() != data:
        raise GovError(
            f"there is a playbook already: `{path}`",
            hint=f"Compare it with `gov playbook import`, or move `{path}`.",
        )
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


def _from_playbook(path: str, playbook: Playbook, template: str) -> Iterator[tuple[str, str]]:
    """What the playbook says should be there."""
    knowledge = playbook.knowledge
    yield path, template
    yield knowledge.roster, templates.text("roster.md")
    for runbook in playbook.runbooks.values():
        if runbook is not None:
            yield runbook, _runbook(runbook)
    for key, readme in _READMES.items():
        yield join(getattr(knowledge, key), "README.md"), templates.text(f"readme/{readme}")
    yield knowledge.tasks, "[]\n"


def _runbook(path: str) -> str:
    try:
        return templates.text(f"runbooks/{basename(path)}")
    except GovError:
        title = basename(path).removesuffix(".md").replace("-", " ").replace("_", " ").strip()
        return templates.text("runbooks/runbook.md").replace("TITLE", title[:1].upper() + title[1:])


def _place(root: Path, path: str, content: str | bytes) -> Placed:
    where = files.inside(root, path)
    if where.exists():
        return Placed(path, written=False)
    files.create(where, content.encode() if isinstance(content, str) else content)
    return Placed(path, written=True)
