"""What the playbook says is measured: its queries filled in, units and targets given to values."""

import re
from datetime import timedelta
from typing import Final

from governor_cli.core.errors import UsageError
from governor_cli.core.instants import format_duration
from governor_cli.core.suggest import hint_for
from governor_cli.policy.model import Metric, Playbook
from governor_cli.practices.metrics.measurement import Measurement, as_value, one_line

WINDOW: Final = timedelta(minutes=5)
"""What ``$window`` stands for where nobody says otherwise."""
_VALUE: Final = (
    r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?|(?i:nan|[+-]?inf))\s*(\S{0,20})"
)
_LONGEST_NAME: Final = 120
_PLACES: Final = ("$window", "$environment", "$service")


def metrics_of(policy: Playbook, service: str | None = None) -> list[Metric]:
    """The metrics of a service; all of them where none is named. UsageError for a service that has none."""
    if service is None:
        return list(policy.metrics)
    found = [one for one in policy.metrics if one.service == service]
    if not found:
        known = sorted({one.service for one in policy.metrics if one.service})
        hint = hint_for(service, known) or "Give metrics of the playbook a `service`, or leave --service out."
        raise UsageError(f"no metric is of the service `{one_line(service)}`", hint=hint)
    return found


def uses_window(metrics: list[Metric]) -> bool:
    """Whether any query looks back over ``$window``."""
    return any("$window" in one.query for one in metrics)


def filled(metric: Metric, environment: str, window: timedelta) -> str:
    """The query with ``$window``, ``$environment`` and ``$service`` as they are for one capture.

    Names are escaped for the quotes of a PromQL selector, in which they must stand.
    """
    values = (format_duration(window), _escaped(environment), _escaped(metric.service or ""))
    query = metric.query
    for place, value in zip(_PLACES, values, strict=True):
        query = query.replace(place, value)
    return query


def defined(policy: Playbook, measurement: Measurement) -> Measurement:
    """A value by hand with unit and target of the playbook's metric of its name, judged."""
    metric = next((one for one in policy.metrics if one.name == measurement.name), None)
    if metric is None:
        return measurement.judged()
    unit = measurement.unit or metric.unit
    return measurement._replace(unit=unit, target=metric.target or "").judged()


def typed(policy: Playbook, text: str) -> Measurement:
    """``p95=280`` or ``p95=280ms`` as typed; UsageError where it is none, or in another unit."""
    name, sign, rest = (part.strip() for part in text.partition("="))
    match = re.fullmatch(_VALUE, rest)
    value = as_value(match[1]) if match else None
    if not name.isprintable() or not name or not sign or match is None or value is None:
        raise UsageError(
            f"--value `{one_line(text)}` is no value", hint="Write it as name=1.2 or name=280ms."
        )
    if len(name) > _LONGEST_NAME:
        raise UsageError(
            f"--value `{name}` has a name of {len(name)} characters; {_LONGEST_NAME} are enough",
            hint="Write it as name=1.2 or name=280ms.",
        )
    metric = next((one for one in policy.metrics if one.name == name), None)
    if metric is not None and match[2] and match[2] != metric.unit:
        unit = metric.unit or "no unit"
        raise UsageError(
            f"--value `{text}`: `{name}` is in {unit}, not {match[2]}", hint=f"Give it in {unit}."
        )
    return Measurement(name, value, unit=match[2])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
