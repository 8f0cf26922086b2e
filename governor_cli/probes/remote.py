"""The remote: whether it answers, and lets git in."""

from governor_cli.adapters.git import Git
from governor_cli.adapters.remotes import home_remote, remotes, shown_url, told_branch
from governor_cli.contracts.probe import Ground, Outcome, Probe, not_configured, ok

_SECONDS = 5.0


def _check(ground: Ground) -> Outcome:
    git = Git.around(ground.folder)
    known = remotes(git)
    remote = home_remote(known)
    if not remote:
        if known:
            return not_configured(f"none of the remotes is called origin: {', '.join(known)}")
        return not_configured("there is no remote: records stay in this clone")
    told_branch(git, remote, seconds=_SECONDS)
    return ok(f"{remote} answers: {shown_url(git, remote)}")


PROBE = Probe("remote", "the remote answers and lets git in", _check)
