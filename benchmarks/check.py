"""`gov check` and the hook over many reports, beside the tools a team would use instead.

usage: python benchmarks/check.py [COUNT] [RUNS]

Needs `pip install -r benchmarks/requirements.txt`. The reports are made by generate.py; the
JSON Schema validators get the front matter alone, as YAML files, and the schema that
`gov schema incident` prints.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import generate
from timing import Command, table, timed


def yaml_files(repository: Path, folder: Path) -> list[str]:
    """The front matter of every report as a YAML file of its own."""
    folder.mkdir()
    for report in sorted(repository.glob("artifacts/incidents/INC-*.md")):
        front = report.read_text().split("\n---\n", 1)[0].removeprefix("---\n")
        (folder / f"{report.stem}.yaml").write_text(front + "\n")
    return sorted(file.name for file in folder.iterdir())


def forget(repository: Path) -> None:
    shutil.rmtree(repository / ".git/gov", ignore_errors=True)


def cold(repository: Path, folder: Path, runs: int) -> None:
    files = yaml_files(repository, folder)
    schema = subprocess.run(["gov", "schema", "incident"], check=True, capture_output=True, text=True).stdout
    (folder / "schema.json").write_text(schema)
    rumdl_cache = repository / ".rumdl_cache"
    commands = [
        Command("gov check, cold", ["gov", "check"], repository, before=lambda: forget(repository)),
        Command(
            "rumdl check, cold",
            ["rumdl", "check", "--silent", "."],
            repository,
            before=lambda: shutil.rmtree(rumdl_cache, ignore_errors=True),
            expect=(0, 1),
        ),
    ]
    print(table(timed(commands, runs)), "\n", flush=True)
    slow = Command(
        "check-jsonschema",
        ["check-jsonschema", "--schemafile", "schema.json", *files],
        folder,
        expect=(0, 1),
    )
    print(table(timed([slow, commands[0]], max(1, runs // 3))), "\n", flush=True)


def warm(repository: Path, runs: int) -> None:
    """What was judged before; then with one report changed, which is another answer each time."""
    rumdl = Command("rumdl check, warm", ["rumdl", "check", "--silent", "."], repository, expect=(0, 1))
    print(
        table(timed([rumdl, Command("gov check, warm", ["gov", "check"], repository)], runs)),
        "\n",
        flush=True,
    )
    rumdl.before = partial(touch, repository)
    changed = Command("gov check, one report changed", ["gov", "check"], repository, before=rumdl.before)
    print(
        table(timed([replace(rumdl, name="rumdl check, one report changed"), changed], runs)),
        "\n",
        flush=True,
    )
    subprocess.run(["git", "checkout", "-q", "--", "."], cwd=repository, check=True)


def touch(repository: Path) -> None:
    """Change one report: another title each time."""
    report = min(repository.glob("artifacts/incidents/INC-*.md"))
    text = report.read_text().split("\n")
    text[4] = f"title: it answers slowly, measured {secrets.token_hex(4)}"
    report.write_text("\n".join(text))


NO_OP = {
    "id": "no-op",
    "name": "no-op",
    "language": "system",
    "entry": "true",
    "always_run": True,
    "pass_filenames": False,
}


def clone(repository: Path, place: Path, name: str) -> Path:
    made = place / f"clone-{name}"
    subprocess.run(["git", "clone", "-q", str(repository), str(made)], check=True)
    for key, value in (("user.name", "bench"), ("user.email", "bench@example.com"), ("gc.auto", "0")):
        subprocess.run(["git", "config", key, value], cwd=made, check=True)
    return made


def with_framework(folder: Path) -> Path:
    """A clone whose hook is pre-commit's, with one hook that does nothing."""
    config = {"repos": [{"repo": "local", "hooks": [NO_OP]}]}
    (folder / ".pre-commit-config.yaml").write_text(json.dumps(config))
    for words in (["git", "add", "-A"], ["git", "commit", "-q", "-m", "hooks"], ["pre-commit", "install"]):
        subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder


def with_gov(folder: Path) -> Path:
    """A clone whose hook is gov's, and whose reports have been judged before."""
    for words in (["gov", "hook", "install"], ["gov", "check"]):
        subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder


def declare(repository: Path) -> None:
    """A report that was not there: a copy of one, with an id of its own."""
    report = min(repository.glob("artifacts/incidents/INC-*.md"))
    old = "-".join(report.name.split("-")[:3])
    own = "".join(secrets.choice("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(4))
    new = f"{old[:-4]}{own}"
    report.with_name(report.name.replace(old, new)).write_text(report.read_text().replace(old, new))


def program(repository: Path) -> None:
    """A change that is none of gov's business."""
    (repository / "tool.py").write_text(f"print({secrets.token_hex(8)!r})\n")


STAGED = {"one report edited": touch, "one report new": declare, "nothing of gov's staged": program}


def stage(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)


def hook(repository: Path, place: Path, runs: int) -> None:
    """`git commit` with each hook, in clones of the same repository."""
    clones = {
        "pre-commit's no-op": with_framework(clone(repository, place, "framework")),
        "gov's hook": with_gov(clone(repository, place, "gov")),
        "no hook": clone(repository, place, "none"),
    }
    for what, change in STAGED.items():
        commands = [
            Command(
                f"git commit, {name}, {what}",
                ["git", "commit", "-q", "-m", "change"],
                folder,
                before=partial(stage, folder, change),
            )
            for name, folder in clones.items()
        ]
        print(table(timed(commands, runs)), "\n", flush=True)


def start_up(place: Path, runs: int) -> None:
    commands = [
        Command("python -c 'import typer'", [sys.executable, "-c", "import typer"], place),
        Command("gov --version", ["gov", "--version"], place),
        Command("gov --help", ["gov", "--help"], place),
        Command(
            "completion of `gov in`",
            ["gov"],
            place,
            environment={"_GOV_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "gov in"},
        ),
    ]
    print(table(timed(commands, runs * 3)), "\n", flush=True)


def main(count: int, runs: int) -> None:
    os.environ.update(NO_COLOR="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        repository = place / "reports"
        generate.main(repository, count)
        print(f"{count} reports, {os.cpu_count()} processors\n")
        start_up(place, runs)
        cold(repository, place / "yaml", runs)
        warm(repository, runs * 3)
        hook(repository, place, runs * 3)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 5)
