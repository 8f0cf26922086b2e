"""What the rules over a tasks.json judge."""

from typing import NamedTuple

from governor_cli.kinds.tasks.file import TaskFile
from governor_cli.policy.model import Playbook


class TaskSubject(NamedTuple):
    """One tasks.json under judgement."""

    file: TaskFile
    policy: Playbook | None
