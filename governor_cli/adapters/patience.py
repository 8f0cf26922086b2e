"""How often, and how late, a request is sent again: urllib3's Retry with an end to its patience."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from urllib3 import Retry
from urllib3.exceptions import InvalidHeader, MaxRetryError, ResponseError

if TYPE_CHECKING:
    from urllib3.connectionpool import ConnectionPool
    from urllib3.response import BaseHTTPResponse

UNREADABLE = (InvalidHeader, ValueError, OverflowError)
"""What urllib3 raises for a ``Retry-After`` that is none, has thousands of digits, or is no day at all."""
_PAUSE = 0.1
"""Seconds; the first retry comes at once, the second after twice this, each further after twice that."""
_LONGEST_PAUSE = 3.0


class Patient(Retry):
    """Waits as long as ``Retry-After`` says, unless that is longer than anybody waits for a command.

    The answer that asks for more is then given back as it is: its reader can say until when.
    """

    def __init__(self, *args: Any, patience: float = 30.0, **more: Any) -> None:
        super().__init__(*args, **more)
        self.patience = patience

    def new(self, **changes: Any) -> "Patient":
        """The copy that counts one attempt less."""
        return super().new(patience=self.patience, **changes)

    def get_retry_after(self, response: "BaseHTTPResponse") -> float | None:
        """Seconds that an answer asks to wait; one that nobody can read asks for nothing."""
        try:
            return super().get_retry_after(response)
        except UNREADABLE:
            return None

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: "BaseHTTPResponse | None" = None,
        error: Exception | None = None,
        _pool: "ConnectionPool | None" = None,
        _stacktrace: Any = None,
    ) -> "Patient":
        """One attempt less; MaxRetryError where the answer asks for too long a wait."""
        wait = self.get_retry_after(response) if response is not None else None
        if wait is not None and wait > self.patience and _pool is not None:
            raise MaxRetryError(_pool, url, ResponseError("asks to wait"))
        return super().increment(method, url, response, error, _pool, _stacktrace)


def patient(retries: int, later: Collection[int], patience: float, *, lost: bool = True) -> Patient:
    """So many further attempts where nobody listens, or where a status in ``later`` came back.

    Without any status only a connection that could not be made is tried again. ``lost`` says whether
    a request is, whose answer was lost: it may have arrived.
    """
    return Patient(
        total=retries,
        connect=retries,
        read=retries if later and lost else 0,
        redirect=0,
        other=0,
        allowed_methods=None,
        status_forcelist=later,
        backoff_factor=_PAUSE,
        backoff_max=_LONGEST_PAUSE,
        raise_on_status=False,
        respect_retry_after_header=bool(later),
        patience=patience,
    )
