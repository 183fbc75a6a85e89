"""How a person has arranged the windows: widths, order, open groups, the last page.

Kept per user in one JSON file on this computer, written a moment after a change.
"""

import json
from copy import deepcopy
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QTimer

from desktop.settings import config_folder, read_json, write_json

_SAVE_AFTER = 500  # milliseconds; a column being dragged changes many times

T = TypeVar("T")


class UserState(QObject):
    """Values by section and name, such as ("columns", "posted_invoices").

    Only what JSON can hold is taken: texts, whole numbers, truth values, lists and dictionaries.
    """

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path or config_folder() / "state.json"
        self._values = read_json(self._path)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER)
        self._timer.timeout.connect(self.save)

    def get(self, section: str, name: str, default: T) -> T:
        """What is remembered; the default when there is nothing or something of another type."""
        values = self._values.get(section)
        value = values.get(name) if isinstance(values, dict) else None
        return deepcopy(value) if isinstance(value, type(default)) else default

    def set(self, section: str, name: str, value: object) -> None:
        """Remember a value; it is written soon, and for certain when the window closes."""
        values = self._values.setdefault(section, {})
        if not isinstance(values, dict):
            values = self._values[section] = {}
        if values.get(name) != value:
            values[name] = json.loads(json.dumps(value))
            self._timer.start()

    def get_bytes(self, section: str, name: str) -> QByteArray:
        """The state of a window or header as Qt wrote it; empty when there is none."""
        return QByteArray.fromBase64(self.get(section, name, "").encode())

    def set_bytes(self, section: str, name: str, value: QByteArray) -> None:
        """Remember the state of a window or header as Qt writes it."""
        self.set(section, name, bytes(value.toBase64().data()).decode())

    def save(self) -> None:
        """Write what has changed."""
        self._timer.stop()
        write_json(self._path, self._values)
