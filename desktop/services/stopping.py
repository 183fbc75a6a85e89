"""Stopping a long read from another thread: the question it answers has been replaced."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from typing import Any, Protocol

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.services.context import Cancelled


class Stop(Protocol):
    """What a long read asks: whether it is still wanted."""

    def check(self) -> None:
        """Raise Cancelled when nobody waits for the result any more."""

    def armed(self, session: Session) -> AbstractContextManager[None]:
        """While inside, stopping also ends the statement that runs in the database."""
        ...


class _Never:
    """A read that is always wanted."""

    def check(self) -> None:
        """Go on."""

    def armed(self, session: Session) -> AbstractContextManager[None]:
        """Nothing ends the statement."""
        del session
        return nullcontext()


NeverStopped: Stop = _Never()
"""For reads that nobody will stop."""


class StopSwitch:
    """Stops one long read; `stop` may be called from any thread and at any time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._interrupt: Callable[[], threading.Thread | None] | None = None
        self._interrupting: threading.Thread | None = None
        self.is_stopped = False

    def stop(self) -> None:
        """End the read: at once where the driver can interrupt its statement."""
        with self._lock:
            self.is_stopped = True
            interrupt, self._interrupt = self._interrupt, None
            if interrupt is not None:
                self._interrupting = interrupt()

    def check(self) -> None:
        """Raise Cancelled when the read was stopped."""
        if self.is_stopped:
            raise Cancelled

    @contextmanager
    def armed(self, session: Session) -> Iterator[None]:
        """While inside, stopping ends the statement; its error becomes Cancelled."""
        driver: Any = session.connection().connection.driver_connection
        with self._lock:
            # One that was stopped before must not keep hold of a connection that others will use.
            self.check()
            self._interrupt = _interrupt_of(driver)
        try:
            yield
        except DBAPIError as error:
            if self.is_stopped:
                raise Cancelled from error
            raise
        finally:
            with self._lock:
                self._interrupt = None
            if self._interrupting is not None:
                # A server that is told later would end the next statement of this connection.
                self._interrupting.join()


def _interrupt_of(
    driver: Any,  # noqa: ANN401  (either driver's connection)
) -> Callable[[], threading.Thread | None]:
    """Ends the statement that runs; gives the thread that is still at it, if any."""
    if isinstance(driver, sqlite3.Connection):
        return driver.interrupt
    return partial(_cancel, driver)


def _cancel(driver: Any) -> threading.Thread:  # noqa: ANN401  (psycopg's connection)
    # psycopg asks the server over a connection of its own, which can take as long as the network.
    cancelling = threading.Thread(target=driver.cancel, daemon=True)
    cancelling.start()
    return cancelling
