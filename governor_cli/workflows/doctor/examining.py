"""Ask every probe at once, and wait for none longer than its limit, whatever it meets."""

import time
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from governor_cli.adapters.discovery import NoRepositoryError
from governor_cli.contracts.examination import Examination, Result
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured
from governor_cli.core.errors import GovError
from governor_cli.workflows import catalogue

_Told = tuple[int, Outcome | Exception, float]
"""The number of a probe, what it found, and the seconds it took."""


def examine(ground: Ground, probes: Sequence[Probe] | None = None) -> Examination:
    """What every probe finds, in the order of the catalogue.

    One that is still busy at its limit is left behind: its thread ends with the process.
    """
    asked = [catalogue.probe(name) for name in catalogue.PROBES] if probes is None else probes
    told: SimpleQueue[_Told] = SimpleQueue()
    begun = time.monotonic()
    for number, probe in enumerate(asked):
        Thread(target=_run, args=(probe, ground, number, told), daemon=True).start()
    found: dict[int, Result] = {}
    while len(found) < len(asked):
        limit = begun + max(probe.seconds for number, probe in enumerate(asked) if number not in found)
        try:
            number, outcome, seconds = told.get(timeout=max(limit - time.monotonic(), 0.0))
        except Empty:
            break
        if isinstance(outcome, Exception):
            raise outcome
        found[number] = Result(asked[number].name, outcome.state, outcome.detail, seconds, outcome.hint)
    results = (found.get(number) or _late(probe) for number, probe in enumerate(asked))
    return Examination(ground.now(), tuple(results))


def _run(probe: Probe, ground: Ground, number: int, told: "SimpleQueue[_Told]") -> None:
    begun = time.monotonic()
    outcome: Outcome | Exception
    try:
        outcome = probe.check(ground)
    except NoRepositoryError as error:
        outcome = not_configured(error.message)
    except GovError as error:
        outcome = failed(error.message, error.hint)
    except OSError as error:
        outcome = failed(f"this machine refuses: {(error.strerror or 'no reason is given').lower()}", "")
    except Exception as error:  # noqa: BLE001 - a bug in a probe is raised where somebody sees it
        outcome = error
    told.put((number, outcome, time.monotonic() - begun))


def _late(probe: Probe) -> Result:
    hint = (
        "Look for what keeps it waiting: a name service, a proxy, a server that takes calls and answers none."
    )
    return Result(probe.name, "failed", f"no answer within {probe.seconds:g} s", probe.seconds, hint)
