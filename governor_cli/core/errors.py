"""What gov cannot do, raised; a fault in somebody's document is a Finding instead."""

TYPE_CHECKING = False  # every run of gov imports this room, and the quickest ones nothing as large as typing
if TYPE_CHECKING:
    from typing import ClassVar


class GovError(Exception):
    """gov refuses, or cannot: well-formed input that is impossible here (exit 3).

    The message says what is, in lower case with no full stop. Each hint is a whole
    imperative sentence that says what to do next.
    """

    exit_code: "ClassVar[int]" = 3

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GovError):
    """The arguments are wrong, a value outside a closed list included (exit 2)."""

    exit_code = 2


class NotReadyError(GovError):
    """The step needs something that is not there yet (exit 1)."""

    exit_code = 1


class OutsideError(GovError):
    """A remote, a forge or another outside part failed (exit 4)."""

    exit_code = 4
