"""Finds what a test leaves running: threads, timers and work in Qt's pools.

Qt keeps no list of its threads and timers, so their start methods are watched for the whole
session. Whoever is still running after a test is named with the line that started it.
"""

import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer

# How long what was told to stop may take to do so, in seconds.
_GRACE = 2.0


_TIMERS: WeakSet[QTimer] = WeakSet()


def timers_at_work() -> list[QTimer]:
    """The timers that Python code has started and that run now; asking a window takes longer."""
    there = [timer for timer in list(_TIMERS) if shiboken6.isValid(timer)]
    return [timer for timer in there if timer.isActive()]


class Watch:
    """Remembers every Qt thread, timer and pool that Python code has started."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._started: WeakKeyDictionary[QObject, str] = WeakKeyDictionary()
        for kind in (QThread, QTimer, QThreadPool):
            patch.setattr(kind, "start", self._watched(kind.start))

    def forget(self) -> None:
        """Start anew; what runs by now belongs to the session."""
        self._started.clear()

    def leftovers(self, threads_before: set[threading.Thread]) -> list[str]:
        """Describe what runs now and was not there before; waits a moment for what is ending."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        found = [*_threads_left(threads_before), *self._qt_objects_left()]
        self.forget()
        return found

    def _watched(self, start: Callable[..., Any]) -> Callable[..., Any]:
        def watched(started: QObject, *arguments: object) -> object:
            self._started[started] = _calling_line()
            if isinstance(started, QTimer):
                _TIMERS.add(started)
            return start(started, *arguments)

        return watched

    def _qt_objects_left(self) -> Iterator[str]:
        for started, line in list(self._started.items()):
            if shiboken6.isValid(started) and _is_running(started):
                yield f"{type(started).__name__} {started.objectName()!r}, started by {line}"


def _threads_left(before: set[threading.Thread]) -> Iterator[str]:
    for thread in set(threading.enumerate()) - before:
        if thread.daemon:
            continue
        thread.join(_GRACE)
        if thread.is_alive():
            yield f"thread {thread.name!r}"


def _is_running(started: QObject) -> bool:
    if isinstance(started, QTimer):
        return started.isActive()
    if isinstance(started, QThreadPool):
        return not started.waitForDone(int(_GRACE * 1000))
    assert isinstance(started, QThread)
    return started.isRunning() and not started.wait(int(_GRACE * 1000))


def _calling_line() -> str:
    """The place of the start() call: the caller of the caller of this function."""
    frame = traceback.extract_stack(limit=3)[0]
    return f"{frame.filename}:{frame.lineno}"
