"""What each of the five metrics means here, in one sentence, with its unit.

After https://dora.dev/guides/dora-metrics-four-keys: three say how much gets through, two how stable it is.
"""

from typing import Final, NamedTuple


class Definition(NamedTuple):
    """A metric's name, unit and meaning; ``unit`` is ``s``, ``a day`` or ``fraction``."""

    name: str
    unit: str
    sentence: str


LEAD_TIME: Final = Definition(
    "change_lead_time",
    "s",
    "from writing a change, which is the author date of its commit, to the first deployment that has it, "
    "whatever became of that deployment; a change counts once, a merge commit is no change",
)
FREQUENCY: Final = Definition(
    "deployment_frequency",
    "a day",
    "deployments, whatever became of them, divided by the days of the period; "
    "median and p90 are of the calendar days",
)
RECOVERY: Final = Definition(
    "failed_deployment_recovery_time",
    "s",
    "of an incident that a change caused, from where its impact started to where it was mitigated, "
    "else from and to the next times that its report has; other incidents do not count",
)
FAIL_RATE: Final = Definition(
    "change_fail_rate",
    "fraction",
    "deployments that failed, were rolled back, or brought the change that an incident names as its cause, "
    "of all deployments",
)
REWORK_RATE: Final = Definition(
    "deployment_rework_rate",
    "fraction",
    "deployments that nobody had planned, such as a fix during an incident, "
    "of all deployments that say whether they were planned",
)
DEFINITIONS: Final = (LEAD_TIME, FREQUENCY, RECOVERY, FAIL_RATE, REWORK_RATE)
