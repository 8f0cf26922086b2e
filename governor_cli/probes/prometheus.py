"""Prometheus: whether it is ready, and lets gov ask, for a capture or a gate."""

from typing import Final

from governor_cli.adapters.http import Call, send
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok

_QUESTION: Final = "/api/v1/query?query=vector(1)"
"""What captures ask for; ``/-/ready`` stands in front of no token, and behind many a proxy nowhere."""
_SECONDS: Final = 4.0
_NOT_LET_IN: Final = (401, 403)
_NOT_READY: Final = 503


def _check(ground: Ground) -> Outcome:
    server = ground.prometheus()
    if server is None:
        return not_configured(
            "GOV_PROMETHEUS_URL is not set, and gov.toml names no server: captures need `--prometheus`"
        )
    call = Call(
        "GET",
        server.address + _QUESTION,
        server.headers,
        secrets=server.secrets,
        repeatable=False,
        seconds=_SECONDS,
    )
    answer = send(call)
    if answer.status in _NOT_LET_IN:
        return failed(
            f"{server.address} does not let gov in ({answer.status})",
            "Put a token into GOV_PROMETHEUS_TOKEN, or user and password into GOV_PROMETHEUS_URL.",
        )
    if answer.status == _NOT_READY:
        return failed(f"{server.address} is not ready (503)", "Try again when it has started.")
    told = answer.json() if answer.ok else None
    if not isinstance(told, dict) or told.get("status") != "success":  # pyright: ignore[reportUnknownMemberType]
        return failed(
            f"{server.address} answers {answer.status}, and not as Prometheus does",
            "Compare the address: it ends where /api/v1 begins.",
        )
    return ok(f"{server.address} is ready")


PROBE = Probe("prometheus", "Prometheus is ready to be asked", _check)
