"""Make a clone merge artifacts with gov: git takes the command of a driver from its configuration alone."""

import os
import shlex
from typing import NamedTuple

from governor_cli.adapters.git import Git
from governor_cli.adapters.program import command
from governor_cli.adapters.workspace import roots_below

LINES = ("*.md merge=gov", "tasks.json merge=gov")
"""What .gitattributes has to say; without a configured driver git merges those files as ever."""
CONFIG_LINE = 'git config merge.gov.driver "gov merge-driver %O %A %B %P"'
"""The shortest way to set it up by hand."""

_NAME = "gov: rows, keys and ticks of operations documents one by one"
_DRIVER = (
    "if [ -x {program} ]; then {gov} merge-driver {args}; "
    "elif command -v gov >/dev/null; then gov merge-driver {args}; "
    "else git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; fi"
)
"""Where gov has gone, git would leave our version alone in the file: then its own merge is the better one."""
_ARGUMENTS = "--marker-size %L -- %O %A %B %P"


class DriverSetup(NamedTuple):
    """What was done; ``is_assigned`` tells whether .gitattributes of each gov repository names the driver."""

    driver: str
    written: bool
    is_assigned: bool


def install_merge_driver(git: Git) -> DriverSetup:
    """Write the driver into the configuration of this clone, and nothing else."""
    driver = driver_command()
    known = git.ask("config", "--local", "--get", "merge.gov.driver")
    written = known is None or os.fsdecode(known).rstrip("\n") != driver
    if written:
        git.run("config", "--local", "merge.gov.name", _NAME, writes=True)
        git.run("config", "--local", "merge.gov.driver", driver, writes=True)
    roots = roots_below(git, untracked=True) or [git.located.prefix]
    return DriverSetup(driver, written, all(is_assigned(git, root) for root in roots))


def driver_command() -> str:
    """The driver as git takes it: a line of shell in which a per cent sign is doubled."""
    gov = command()
    program, started = (text.replace("%", "%%") for text in (shlex.quote(gov[0]), shlex.join(gov)))
    return _DRIVER.format(program=program, gov=started, args=_ARGUMENTS)


def is_configured(git: Git) -> bool:
    """Whether this clone has a driver of that name."""
    return bool(git.ask("config", "--get", "merge.gov.driver"))


def is_assigned(git: Git, folder: str = "") -> bool:
    """Whether Markdown in a folder ("" or ending in "/") is merged by the driver, where there is one."""
    told = git.ask("check-attr", "-z", "merge", "--", f"{folder}report.md")
    return told is not None and told.split(b"\0")[2:3] == [b"gov"]
