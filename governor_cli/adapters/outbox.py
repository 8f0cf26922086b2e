"""The outbox: what was to be told and what was told, one file a notice, below git's own folder.

A notice is written whole before anybody is told, and stays until somebody took it. One that was taken
is kept for a while, so that nobody is told twice. All work trees of a clone share it; it holds no secret.
"""

import os
from contextlib import AbstractContextManager, suppress
from typing import NamedTuple

from governor_cli.adapters import files
from governor_cli.adapters.kept_files import forget_oldest, read
from governor_cli.adapters.locks import alone
from governor_cli.adapters.outbox_folder import ENDING, keys_in, outbox_folder
from governor_cli.adapters.stored_notice import restored, stored
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.notice import Notice
from governor_cli.core.errors import GovError

_KEPT = 1_000
"""Delivered notices that are remembered."""
_PATIENCE = 60.0
"""Seconds to wait for another run that is telling the same channel something."""


class Lying(NamedTuple):
    """What lies in the outbox: notices, the first of each channel first, and files that are none."""

    notices: tuple[Notice, ...]
    damaged: tuple[str, ...] = ()


class Outbox:
    """The notices of one gov repository."""

    def __init__(self, workspace: Workspace) -> None:
        self._folder = outbox_folder(workspace)
        self._done = os.path.join(self._folder, "delivered")

    def waiting(self) -> Lying:
        """What nobody took yet, in the order in which each channel is to hear it."""
        lying = self._lying(self._folder)
        return lying._replace(notices=tuple(sorted(lying.notices, key=lambda one: (one.number, one.key))))

    def delivered(self) -> tuple[Notice, ...]:
        """What was delivered, the latest first."""
        found = self._lying(self._done).notices
        return tuple(sorted(found, key=lambda one: (str(one.delivered), one.number), reverse=True))

    def known(self, key: str) -> Notice | None:
        """The notice of this key: delivered, else waiting; None where there is no whole one."""
        return self._read(self._done, key) or self._read(self._folder, key)

    def put(self, notice: Notice) -> Notice:
        """Let a notice wait, behind all others of its channel; one of its key that waits is renewed.

        GovError where nothing can be written there.
        """
        with alone(os.path.join(self._folder, "numbers.lock"), "writing notices"):
            old = self._read(self._folder, notice.key)
            if old is not None:
                renewed = old._replace(
                    message=notice.message, name=notice.name, medium=notice.medium, is_first=notice.is_first
                )
                with suppress(GovError):  # somebody delivers or drops it in this very moment
                    self.keep(renewed)
                return self.known(notice.key) or renewed
            numbers = (one.number for one in self.waiting().notices if one.channel == notice.channel)
            placed = notice._replace(number=1 + max(numbers, default=0))
            self._remove(self._folder, notice.key)  # a damaged file of this name
            files.create(self._file(self._folder, notice.key), stored(placed))
            return placed

    def keep(self, notice: Notice) -> None:
        """Write how far a notice that waits got; GovError where that cannot be written."""
        file = self._file(self._folder, notice.key)
        files.replace(file, read(file), stored(notice))

    def settle(self, notice: Notice) -> None:
        """Lay a delivered notice aside; GovError where that cannot be: it would be sent again."""
        if self._read(self._done, notice.key) is None:
            self._remove(self._done, notice.key)
            try:
                files.create(self._file(self._done, notice.key), stored(notice))
            except GovError:
                if not self._moved(notice.key):
                    raise
            with suppress(OSError):
                if len(os.listdir(self._done)) > 2 * _KEPT:
                    forget_oldest(self._done, _KEPT)
        self.drop(notice.key)

    def drop(self, name: str) -> None:
        """Give up what waits by its key; GovError where it cannot be removed."""
        self._remove(self._folder, name)

    def _moved(self, key: str) -> bool:
        """Whether the file that waits could be laid aside as it is: on a full disk that needs no room."""
        with suppress(OSError):
            os.rename(self._file(self._folder, key), self._file(self._done, key))
            return True
        return False

    def _remove(self, folder: str, name: str) -> None:
        try:
            os.unlink(self._file(folder, name))
        except FileNotFoundError:
            return
        except OSError as error:
            raise GovError(f"cannot remove {name}: {(error.strerror or str(error)).lower()}") from None

    def telling(self, channel: str) -> AbstractContextManager[None]:
        """Held while a channel is told something: of two runs at once each notice is sent by one."""
        lock = os.path.join(self._folder, f"{channel}.lock")
        return alone(lock, f"telling {channel} something", patience=_PATIENCE)

    def _file(self, folder: str, key: str) -> str:
        return os.path.join(folder, f"{key}{ENDING}")

    def _read(self, folder: str, key: str) -> Notice | None:
        notice = restored(read(self._file(folder, key)), key)
        if notice is not None and folder == self._done and not notice.delivered:  # it was moved as it was
            return notice._replace(delivered=notice.tried or notice.written)
        return notice

    def _lying(self, folder: str) -> Lying:
        notices: list[Notice] = []
        damaged: list[str] = []
        for key in keys_in(folder):
            notice = self._read(folder, key)
            if notice is None:
                if os.path.exists(self._file(folder, key)):  # else somebody was quicker
                    damaged.append(key)
            else:
                notices.append(notice)
        return Lying(tuple(notices), tuple(damaged))
