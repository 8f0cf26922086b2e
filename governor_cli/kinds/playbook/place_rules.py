"""Where things are kept: each kind of artifact in a place of its own, and nothing else there."""

from collections.abc import Iterator

from governor_cli.contracts.rule import rule
from governor_cli.contracts.subject import Subject
from governor_cli.core.finding import Fault, Loc
from governor_cli.policy.model import Playbook

_FOLDERS = ("incident_reports", "metrics", "checklists", "syncs", "docs")
_FILES = {"roster": ".md", "tasks": ".json"}


@rule("PLB034", "each kind of artifact has a place of its own")
def places_apart(subject: Subject[Playbook]) -> Iterator[Fault]:
    """The folder tells gov what a file is.

    Two kinds in one folder, or one folder inside another, leave it open. Other artifacts may
    live inside the documentation folder, which is only a warning: each of them then looks
    like a change of the documentation.
    """
    places = [(key, _normal(getattr(subject.record.knowledge, key))) for key in (*_FOLDERS, *_FILES)]
    for index, (key, place) in enumerate(places):
        for other, earlier in places[:index]:
            if place == earlier:
                yield _place(key, f"`{key}` and `{other}` are in the same place")
            elif place.startswith(f"{earlier}/"):
                yield _place(key, f"`{key}` is inside `{other}`", mild=other == "docs")
            elif earlier.startswith(f"{place}/"):
                yield _place(other, f"`{other}` is inside `{key}`", mild=key == "docs")


def _place(key: str, message: str, *, mild: bool = False) -> Fault:
    hint = "Give each its own folder, side by side."
    return Fault("PLB034", message, hint, at=("knowledge", key), severity="warning" if mild else None)


def _normal(path: str) -> str:
    """As a file system without upper and lower case sees it."""
    return path.rstrip("/").casefold()


@rule("PLB035", "files are named as files, folders as folders")
def named_as_they_are(subject: Subject[Playbook]) -> Iterator[Fault]:
    """The roster is a Markdown file, the tasks are a JSON file, everything else is a folder.

    A README.md explains a folder and is never an artifact.
    """
    knowledge = subject.record.knowledge
    for key, ending in _FILES.items():
        path = str(getattr(knowledge, key))
        if not path.endswith(ending) or path.rsplit("/", 1)[-1].casefold() == "readme.md":
            yield Fault(
                "PLB035",
                f"`{path}` cannot be the {key}",
                f"Name a file that ends in {ending} and is no README.",
                at=("knowledge", key),
            )
    for key in _FOLDERS:
        path = str(getattr(knowledge, key))
        if path.endswith((".md", ".json")):
            yield Fault("PLB035", f"`{path}` looks like a file", "Name a folder.", at=("knowledge", key))


@rule("PLB037", "a runbook stands outside the folders of artifacts")
def runbooks_apart(subject: Subject[Playbook]) -> Iterator[Fault]:
    """Every Markdown file in the folder of a kind is judged as an artifact of that kind.

    A runbook among the incident reports would be a report without front matter.
    """
    playbook = subject.record
    places = {key: _normal(getattr(playbook.knowledge, key)) for key in (*_FOLDERS[:-1], "roster")}
    for at, path in _runbooks(playbook):
        for key, place in places.items():
            if f"{_normal(path)}/".startswith(f"{place}/"):
                yield Fault(
                    "PLB037",
                    f"`{path}` is where the playbook keeps its {key.replace('_', ' ')}",
                    "Keep runbooks with the documentation.",
                    at=at,
                )


def _runbooks(playbook: Playbook) -> Iterator[tuple[Loc, str]]:
    for name, path in playbook.runbooks.items():
        if path is not None:
            yield ("runbooks", name), path
    for index, service in enumerate(playbook.services):
        if service.runbook is not None:
            yield ("services", index, "runbook"), service.runbook


RULES = (places_apart, named_as_they_are, runbooks_apart)
