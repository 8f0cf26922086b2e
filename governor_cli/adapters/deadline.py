"""An end to every answer: a server that sends a byte now and then keeps no command waiting.

The limits of a socket count from one byte to the next. These count from the first to the last,
for the head of an answer and again for its body, and end by closing the socket.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from socket import SHUT_RD
from threading import Event, Timer
from typing import TYPE_CHECKING, cast

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

if TYPE_CHECKING:
    from urllib3 import PoolManager
    from urllib3.response import HTTPResponse


@contextmanager
def ending(seconds: float, end: Callable[[], object]) -> Generator[None]:
    """Call ``end`` where the block takes longer; TimeoutError then, whatever came of the block."""
    passed = Event()

    def cut() -> None:
        passed.set()
        with suppress(OSError, RuntimeError):  # the answer came to its end in this very moment
            end()

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception:
        if passed.is_set():
            raise TimeoutError from None
        raise
    finally:
        timer.cancel()
    if passed.is_set():
        raise TimeoutError


def bounded(manager: "PoolManager") -> "PoolManager":
    """The manager, with connections whose answers begin in time, down to the last header."""
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}  # pyright: ignore[reportAttributeAccessIssue] - its type names the two that it comes with
    return manager


class _Connection(HTTPConnection):
    def getresponse(self) -> "HTTPResponse":  # type: ignore[override]  # as in urllib3 itself
        with ending(_seconds(self), lambda: self.sock.shutdown(SHUT_RD)):
            return super().getresponse()


class _SecureConnection(HTTPSConnection):
    def getresponse(self) -> "HTTPResponse":  # type: ignore[override]  # as in urllib3 itself
        with ending(_seconds(self), lambda: self.sock.shutdown(SHUT_RD)):
            return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection  # pyright: ignore[reportAssignmentType] - as its own connection does, it narrows what the protocol leaves open


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection  # pyright: ignore[reportAssignmentType]


def _seconds(connection: HTTPConnection) -> float:
    """The limit that urllib3 has set for this answer: every request of gov has one."""
    return cast("float", connection.timeout)
