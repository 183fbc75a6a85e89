"""What was open, written while the program runs: after a crash the next start shows it again.

A start that ends as it should removes the file. So a file that is there, while no other Kontor
of this user runs, was left by a crash, a kill or a power cut.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBasicTimer, QByteArray, QEvent, QLockFile, QObject, QTimerEvent

from desktop.settings import config_folder, read_json, set_aside, write_json
from desktop.views.shell.arrangement import Arrangement, PageWindowSpot, Spot, arrangement_of
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.navigation import Navigation
from desktop.views.shell.place_keys import from_json, is_lasting, to_json

_LOG = logging.getLogger(__name__)

_KEEP_AFTER = 500  # milliseconds; a window being resized changes many times
MOST_TRIES = 2
"""A session that brought the program down so often is not shown again."""


class Session:
    """The file of what is open now; only one running Kontor of a user has it.

    `url` names the company that the session belongs to.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or config_folder() / "session.json"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(self._path.with_suffix(".lock")))
        self._lock.setStaleLockTime(0)  # a lock lasts as long as its process, not half a minute
        self._is_ours = self._lock.tryLock(0)

    def left_behind(self, url: str) -> tuple[Arrangement, QByteArray] | None:
        """What was open when the program ended without warning, and where its window stood.

        None after a start that ended as it should, for another company, and after the same
        session has ended so several times. A damaged file is set aside.
        """
        stored = read_json(self._path) if self._is_ours else {}
        if stored.get("company") != url:
            return None
        try:
            tries = int(str(stored["tries"]))
            found = _arrangement(stored), _bytes(stored["geometry"])
        except (KeyError, TypeError, ValueError):
            _LOG.warning("%s is damaged and is set aside", self._path.name)
            set_aside(self._path)
            return None
        if tries >= MOST_TRIES:
            return None
        write_json(self._path, {**stored, "tries": tries + 1})
        return found

    def keep(self, url: str, arrangement: Arrangement, geometry: QByteArray) -> None:
        """Write what is open now; only keys that last."""
        if self._is_ours:
            write_json(
                self._path,
                {
                    "company": url,
                    "tries": 0,
                    "geometry": _text(geometry),
                    "pages": [_written(spot) for spot in arrangement.pages],
                    "way": [_written(spot) for spot in arrangement.way],
                    "at": arrangement.at,
                    "windows": [
                        {**_written(one.spot), "geometry": _text(one.geometry)}
                        for one in arrangement.windows
                    ],
                },
            )

    def end(self) -> None:
        """The program ends as it should: the next start begins afresh."""
        if self._is_ours:
            self._path.unlink(missing_ok=True)
        self.let_go()

    def let_go(self) -> None:
        """Leave the file for the next start, which may show the same."""
        self._is_ours = False
        self._lock.unlock()


class SessionKeeper(QObject):
    """Writes the session of a window a moment after something was opened, closed or moved."""

    def __init__(self, session: Session, url: str, window: MainWindow) -> None:
        super().__init__(window)
        self._session = session
        self._url = url
        self._window = window
        self._is_stopped = False
        self._timer = QBasicTimer()
        window.navigation.history_changed.connect(self._on_changed)
        window.windows.changed.connect(self._on_changed)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange}:
            self._on_changed()
        return super().eventFilter(watched, event)

    def timerEvent(self, event: QTimerEvent) -> None:
        if event.timerId() == self._timer.timerId():
            self._timer.stop()
            self.keep()

    def keep(self) -> None:
        """Write what is open now."""
        window = self._window
        shown = arrangement_of(window.navigation, window.windows)
        self._session.keep(self._url, lasting(shown, window.navigation), window.saveGeometry())

    def stop(self) -> None:
        """The window goes away: what it closes on the way does not count."""
        self._is_stopped = True
        self._timer.stop()

    def _on_changed(self) -> None:
        if not self._is_stopped:
            self._timer.start(_KEEP_AFTER, self)


def lasting(arrangement: Arrangement, navigation: Navigation) -> Arrangement:
    """What can be shown after a restart.

    A list that was opened with a passing filter comes without it, and a record that was not made
    yet is left out.
    """

    def kept(spot: Spot) -> Spot | None:
        if is_lasting(spot.key):
            return spot
        return Spot(spot.page) if navigation.spec(spot.page).in_menu else None

    before = [kept(spot) for spot in arrangement.way[: arrangement.at + 1]]
    after = [kept(spot) for spot in arrangement.way[arrangement.at + 1 :]]
    return Arrangement(
        pages=_without_none(kept(spot) for spot in arrangement.pages),
        way=_without_none([*before, *after]),
        at=len(_without_none(before)) - 1,
        windows=tuple(one for one in arrangement.windows if kept(one.spot) == one.spot),
    )


def _without_none(spots: Iterable[Spot | None]) -> tuple[Spot, ...]:
    return tuple(spot for spot in spots if spot is not None)


def _written(spot: Spot) -> dict[str, object]:
    return {"page": spot.page, "key": to_json(spot.key)}


def _arrangement(stored: dict[str, object]) -> Arrangement:
    return Arrangement(
        pages=_spots(stored["pages"]),
        way=_spots(stored["way"]),
        at=int(str(stored["at"])),
        windows=tuple(
            PageWindowSpot(_spot(one), _bytes(one["geometry"])) for one in _list(stored["windows"])
        ),
    )


def _spots(stored: object) -> tuple[Spot, ...]:
    return tuple(_spot(one) for one in _list(stored))


def _spot(stored: dict[str, Any]) -> Spot:
    return Spot(str(stored["page"]), from_json(stored["key"]))


def _list(stored: object) -> list[dict[str, Any]]:
    if not isinstance(stored, list) or not all(isinstance(one, dict) for one in stored):
        raise ValueError("no list of pages")
    return stored


def _text(value: QByteArray) -> str:
    return bytes(value.toBase64().data()).decode()


def _bytes(stored: object) -> QByteArray:
    return QByteArray.fromBase64(str(stored).encode())
