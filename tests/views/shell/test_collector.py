"""Circles that hold objects of Qt are freed on the thread that these live on, and nowhere else."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.views.shell.collector import Collector, collect_what_is_due


class Circle:
    """Refers to itself, so that only a search finds it unused."""

    def __init__(self) -> None:
        self.me = self
        self.held = QObject()


def _many(times_the_limit: int) -> list[list[None]]:
    return [[] for _ in range(times_the_limit * gc.get_threshold()[0])]


def test_a_circle_waits_for_the_thread_of_the_windows(qtbot: QtBot) -> None:
    freed_on: list[int] = []
    weakref.finalize(Circle(), lambda: freed_on.append(threading.get_ident()))
    other = threading.Thread(target=_many, args=(20,))
    other.start()
    other.join()
    assert freed_on == []
    _kept = _many(2)
    collector = Collector(None)
    qtbot.waitUntil(lambda: bool(freed_on))
    collector.deleteLater()
    assert freed_on == [threading.get_ident()]


@pytest.mark.parametrize(
    ("counts", "looked_through"),
    [
        ((700, 10, 10), []),
        ((701, 10, 10), [0]),
        ((701, 11, 10), [1]),
        ((5, 11, 0), [1]),
        ((701, 11, 11), [2]),
    ],
)
def test_old_objects_are_looked_through_in_their_turn(
    monkeypatch: pytest.MonkeyPatch, counts: tuple[int, int, int], looked_through: list[int]
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: counts)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(gc, "collect", asked.append)
    collect_what_is_due()
    assert asked == looked_through
