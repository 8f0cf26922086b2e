"""What the pre-commit hook refuses: whatever the staged change makes wrong."""

from collections.abc import Iterator, Sequence

from governor_cli.adapters import snapshot as snapshots
from governor_cli.adapters.cache import Cache
from governor_cli.adapters.git import Git
from governor_cli.adapters.parents import merging
from governor_cli.adapters.snapshot import Snapshot
from governor_cli.adapters.staged import Change
from governor_cli.core.errors import GovError
from governor_cli.core.report import Report
from governor_cli.workflows.check.judging import judge, only_new
from governor_cli.workflows.check.unaffected import Ground
from governor_cli.workflows.repository.asked import asked


def refused(git: Git, changes: Sequence[Change] = ()) -> tuple[Report, Snapshot] | None:
    """What a staged change makes wrong, and the snapshot it was found in; None where that is nothing.

    What was wrong before stays somebody else's task: it never blocks a commit. The parents are
    judged only when the staged content has an error at all, and nothing but the changed files
    where the rules over all files cannot tell the change.
    """
    cache = Cache(git.located.common_dir)
    staged = snapshots.index(git)
    ground = Ground(staged, changes, cache)
    if ground.is_unaffected():
        return None
    asked.clear()  # what somebody looked at earlier in this process is no matter of these rules
    report = judge(staged, cache)
    ground.remember(history=report.history)
    if report.fails():
        report = only_new(report, _parents(git, cache))
    return (report, staged) if report.fails() else None


def _parents(git: Git, cache: Cache) -> Iterator[Report]:
    """HEAD and, in a merge, what is merged; none before the first commit."""
    for name in ("HEAD", *merging(git)):
        found = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found is None:
            continue
        try:
            yield judge(snapshots.revision(git, found.decode().strip()), cache)
        except GovError:
            continue  # a parent that cannot be judged excuses nothing
