"""The commit hook: whether git runs it, and whether it comes to gov through whoever manages hooks here.

Nothing is run: somebody's hook may start tests, or change files.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from governor_cli.adapters.git import Git
from governor_cli.adapters.hook_scripts import finds, starts_of_gov, text_of
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

_OWN_HOOK = re.compile(r"\bid\s*[:=]\s*[\"']?gov[\"']?\s*(?:[,}#]|$)", re.MULTILINE)
"""In pre-commit's configuration: gov's own hook, which brings its gov along."""
_PRE_COMMIT = ".pre-commit-config.yaml"
_PREK = ("prek.toml", _PRE_COMMIT, ".pre-commit-config.yml")
"""The first of these that is there is the one that prek reads."""
_LEFTHOOK = tuple(
    f"{name}.{ending}"
    for name in ("lefthook", ".lefthook", ".config/lefthook", "lefthook-local", ".lefthook-local")
    for ending in ("yml", "yaml", "toml", "json", "jsonc")
)
_SHOWS_HOW = "`gov hook install` shows how."


class _Scene:
    """The hook that git would run, and the files around it."""

    def __init__(self, git: Git, ground: Ground) -> None:
        self.top = Path(git.top)
        self.environment = ground.environment
        answer = git.run("rev-parse", "--git-path", "hooks/pre-commit").removesuffix(b"\n")
        self.path = self.top / os.fsdecode(answer)
        told = git.ask("config", "core.hooksPath")
        self.told = os.fsdecode(told).strip() if told else ""
        self.script = text_of(self.path)

    @property
    def shown(self) -> str:
        """The hook as people would name it."""
        name = os.path.relpath(self.path, self.top) if self.path.is_relative_to(self.top) else str(self.path)
        return f"{name} (core.hooksPath)" if self.told else name

    def reads(self, *names: str) -> str:
        """The text of files at the top of the work tree, comments of YAML left out."""
        texts = (text_of(self.top / name) for name in names)
        lines = (line for text in texts for line in text.splitlines())
        return "\n".join(line for line in lines if not line.lstrip().startswith("#"))

    def finds(self, program: str) -> bool:
        """Whether a shell would find a program."""
        return finds(program, self.environment)


def _check(ground: Ground) -> Outcome:
    git = Git.around(ground.folder)
    if git.located.bare:
        return not_configured("nobody commits in a bare repository")
    scene = _Scene(git, ground)
    if not scene.script:
        return _nothing_there(scene)
    if not os.access(scene.path, os.X_OK):
        return failed(
            f"{scene.shown} is not executable, so git passes over it",
            f"Make it so with `chmod +x {scene.path}`.",
        )
    for mark, judged in _MANAGERS.items():
        if re.search(mark, scene.script, re.MULTILINE):
            return judged(scene)
    return _through(scene, scene.script, scene.shown, f"Add the line `gov hook run` to {scene.path}.")


def _nothing_there(scene: _Scene) -> Outcome:
    """No hook: somebody has yet to install it, or nobody wants one."""
    for name, runs, hint in _promised(scene):
        if runs:
            return failed(f"{name} runs gov, and is not installed in this clone", hint)
    if scene.told and not scene.path.parent.is_dir():
        return failed(
            f"git looks for hooks in {scene.told} (core.hooksPath), which is not there",
            "Run whatever sets hooks up here, such as the project's install step.",
        )
    return not_configured("no hook judges commits in this clone", "Run `gov hook install`.")


def _promised(scene: _Scene) -> Iterator[tuple[str, bool, str]]:
    """Each manager's own file, whether it runs gov, and how it is installed."""
    pre_commit = scene.reads(_PRE_COMMIT)
    yield _PRE_COMMIT, _runs_in_pre_commit(pre_commit), "Run `pre-commit install`."
    for name in (_PREK[0], _PREK[-1]):
        yield name, _runs_in_pre_commit(scene.reads(name)), "Run `prek install`."
    yield "lefthook.yml", bool(starts_of_gov(scene.reads(*_LEFTHOOK))), "Run `lefthook install`."
    yield ".husky/pre-commit", bool(starts_of_gov(scene.reads(".husky/pre-commit"))), "Run `npx husky`."


def _runs_in_pre_commit(text: str) -> bool:
    return bool(starts_of_gov(text)) or _OWN_HOOK.search(text) is not None


def _through(scene: _Scene, text: str, where: str, hint: str) -> Outcome:
    """Whether a script starts a gov that can be found."""
    programs = starts_of_gov(text)
    if not programs:
        return failed(f"{where} does not run gov", hint)
    if not any(map(scene.finds, programs)):
        return failed(
            f"{where} runs `{programs[0]}`, which is not found",
            "Put gov on PATH; a hook that `gov hook install` wrote is written anew once it is removed.",
        )
    return ok(f"{where} runs gov")


def _by_pre_commit(scene: _Scene) -> Outcome:
    """The framework: its hook starts it by Python, else by name; its file names the hooks."""
    python = re.search(r"^INSTALL_PYTHON=[\"']?([^\"'\n]+)", scene.script, re.MULTILINE)
    if not (python and scene.finds(python[1])) and not scene.finds("pre-commit"):
        return failed(
            f"{scene.shown} starts pre-commit, which is not found", "Install pre-commit, or put it on PATH."
        )
    return _by_configuration(scene, _PRE_COMMIT, "pre-commit")


def _by_prek(scene: _Scene) -> Outcome:
    """prek, which reads pre-commit's file or its own: its hook has its path, or the command to start it."""
    named = re.search(r"^PREK=[\"']?([^\"'\n]+)", scene.script, re.MULTILINE)
    command = re.search(r"^exec\s+([^\s\"'$]+)", scene.script, re.MULTILINE)
    programs = (named[1], "prek") if named else (command[1] if command else "prek",)
    if not any(map(scene.finds, programs)):
        started = "prek" if named else programs[0]
        return failed(
            f"{scene.shown} starts {started}, which is not found", f"Install {started}, or put it on PATH."
        )
    folder = _option(scene.script, "cd")
    names = [str(Path(folder, name)) for name in _PREK]
    there = (name for name in names if (scene.top / name).is_file())
    return _by_configuration(scene, next(there, str(Path(folder, _PRE_COMMIT))), "prek")


def _option(script: str, name: str) -> str:
    """What a hook gives its manager's option, in quotes or not; "" where it gives none."""
    told = re.search(rf"--{name}=(?:([\"'])(.+?)\1|([^\s)]+))", script)
    return (told[2] or told[3]) if told else ""


def _by_configuration(scene: _Scene, usual: str, manager: str) -> Outcome:
    """What the file says that a manager's hook reads: the one it names, else the usual one."""
    name = _option(scene.script, "config") or usual
    text = scene.reads(name)
    where = f"{name} ({manager})"
    if _OWN_HOOK.search(text) and not starts_of_gov(text):
        return ok(f"{where} runs gov")
    return _through(scene, text, where, f"Add gov to {name}: {_SHOWS_HOW}")


def _by_husky(scene: _Scene) -> Outcome:
    """Husky 9: each hook in .husky/_ runs the script of the same name above."""
    if scene.environment.get("HUSKY") == "0":
        return failed("husky runs no hook here, for HUSKY is 0", "Unset HUSKY.")
    script = scene.path.parent.parent / scene.path.name
    name = os.path.relpath(script, scene.top)
    return _through(scene, text_of(script), f"{name} (husky)", f"Add the line `gov hook run` to {name}.")


def _by_lefthook(scene: _Scene) -> Outcome:
    """Its hook looks for lefthook in many places, and lets everything pass where it finds none."""
    if scene.environment.get("LEFTHOOK") in {"0", "false"}:
        return failed("lefthook runs no hook here, for LEFTHOOK is 0", "Unset LEFTHOOK.")
    name = next((name for name in _LEFTHOOK if (scene.top / name).is_file()), "lefthook.yml")
    hint = f"Add `gov hook run` to {name}: {_SHOWS_HOW}"
    outcome = _through(scene, scene.reads(*_LEFTHOOK), f"{name} (lefthook)", hint)
    if outcome.state != "ok" or _finds_lefthook(scene):
        return outcome
    return ok(
        f"{outcome.detail}, where lefthook is found",
        "Make sure that lefthook is there: where its hook finds none, it lets every commit pass.",
    )


def _finds_lefthook(scene: _Scene) -> bool:
    """By its variable, on PATH, where the hook says it was installed, or among the packages of Node."""
    written = re.findall(r"(?<![\w$}\"])(/[^\s\"']*/lefthook[\w.-]*)", scene.script)
    told = scene.environment.get("LEFTHOOK_BIN", "")
    beside = (scene.top / "node_modules").glob("lefthook*/bin/lefthook")
    return any(map(scene.finds, filter(None, (told, "lefthook", *written)))) or any(beside)


_MANAGERS = {
    r"^# File generated by pre-commit": _by_pre_commit,
    r"^# File generated by prek": _by_prek,
    r"^\. .*\$0.*/h\"?$": _by_husky,
    r"call_lefthook|lefthook run": _by_lefthook,
}
"""What stands in a hook that a manager wrote, and how it comes to gov."""

PROBE = Probe("hook", "commits are judged by gov", _check)
