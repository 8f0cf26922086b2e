"""`gov check` and the hook over many reports, beside the tools a team would use instead.

usage: python benchmarks/check.py [COUNT] [RUNS]

Needs `pip install -r benchmarks/requirements.txt`. The reports are made by generate.py; the
JSON Schema validators get the front matter alone, as YAML files, and the schema that
`gov schema incident` prints.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
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
    print(table(timed([commands[0], slow], max(1, runs // 3))), "\n", flush=True)


def warm(repository: Path, runs: int) -> None:
    commands = [
        Command("gov check, warm", ["gov", "check"], repository),
        Command("rumdl check, warm", ["rumdl", "check", "--silent", "."], repository, expect=(0, 1)),
        Command(
            "gov check, one report changed", ["gov", "check"], repository, before=lambda: touch(repository)
        ),
    ]
    print(table(timed(commands, runs)), "\n", flush=True)
    subprocess.run(["git", "checkout", "-q", "--", "."], cwd=repository, check=True)


def touch(repository: Path) -> None:
    """Change one report: a new word in its title each time."""
    report = next(iter(sorted(repository.glob("artifacts/incidents/INC-*.md"))))
    touch.count = getattr(touch, "count", 0) + 1
    text = report.read_text().split("\n")
    text[4] = f"title: it answers slowly, measured {touch.count} times"
    report.write_text("\n".join(text))


def hook(repository: Path, place: Path, runs: int) -> None:
    """`git commit` with each hook, in clones of the same repository."""
    clones: dict[str, Path] = {}
    for name in ("none", "gov", "framework"):
        clones[name] = place / f"clone-{name}"
        subprocess.run(["git", "clone", "-q", str(repository), str(clones[name])], check=True)
        for key, value in (("user.name", "bench"), ("user.email", "bench@example.com"), ("gc.auto", "0")):
            subprocess.run(["git", "config", key, value], cwd=clones[name], check=True)
    subprocess.run(["gov", "hook", "install"], cwd=clones["gov"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["gov", "check"], cwd=clones["gov"], check=True, stdout=subprocess.DEVNULL)
    no_op = {"id": "no-op", "name": "no-op", "language": "system", "entry": "true", "always_run": True,
             "pass_filenames": False}  # fmt: skip
    config = {"repos": [{"repo": "local", "hooks": [no_op]}]}
    (clones["framework"] / ".pre-commit-config.yaml").write_text(json.dumps(config))
    subprocess.run(["git", "add", ".pre-commit-config.yaml"], cwd=clones["framework"], check=True)
    subprocess.run(["git", "commit", "-q", "-m", "hooks"], cwd=clones["framework"], check=True)
    subprocess.run(["pre-commit", "install"], cwd=clones["framework"], check=True, stdout=subprocess.DEVNULL)

    def staged(clone: Path, *, report: bool) -> None:
        if report:
            touch(clone)
        else:
            (clone / "tool.py").write_text(f"print({os.urandom(8).hex()!r})\n")
        subprocess.run(["git", "add", "-A"], cwd=clone, check=True)

    for report in (True, False):
        what = "one report staged" if report else "nothing of gov's staged"
        commands = [
            Command(f"{name} hook, {what}", ["git", "commit", "-q", "-m", "change"], clone,
                    before=lambda clone=clone, report=report: staged(clone, report=report))
            for name, clone in (("framework", clones["framework"]), ("gov", clones["gov"]), ("no", clones["none"]))
        ]  # fmt: skip
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
