"""The default branch: whether gov knows it, and whether the remote means the same one."""

from governor_cli.adapters.branches import commit_at
from governor_cli.adapters.git import Git
from governor_cli.adapters.remotes import default_branch, told_branch
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok
from governor_cli.core.errors import OutsideError

_SECONDS = 5.0


def _check(ground: Ground) -> Outcome:
    git = Git.around(ground.folder)
    if commit_at(git, "HEAD") is None:
        return not_configured("there is no commit yet")
    named = ground.branch()
    base = default_branch(git, named)
    told = _told(git, base.remote) if not named else ""
    if told and told != base.name:
        return failed(
            f"the default branch of {base.remote} is {told}, and gov takes {base.name}",
            f"Run `git fetch {base.remote}`, then `git remote set-head {base.remote} --auto`.",
        )
    where = "as gov.toml says" if named else f"as {base.remote} says" if told else "as this clone has it"
    return ok(f"{base.name}, {where}")


def _told(git: Git, remote: str) -> str:
    """What the remote itself calls its default branch; whether it answers is another probe's question."""
    try:
        return told_branch(git, remote, seconds=_SECONDS) if remote else ""
    except OutsideError:
        return ""


PROBE = Probe("default_branch", "gov knows the default branch", _check)
