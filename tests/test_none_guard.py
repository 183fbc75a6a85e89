"""Qt may be called as often as one likes, whatever the binding does with `None`."""

import subprocess
import sys

MANY_CALLS = """
from desktop.none_guard import keep_none_alive
keep_none_alive()
from PySide6.QtCore import QObject, Signal
class Thing(QObject):
    happened = Signal(bool)
thing = Thing()
thing.happened.connect(lambda _value: None)
for _ in range(20_000):
    thing.setObjectName("x")
    thing.happened.emit(False)
"""


def test_twenty_thousand_qt_calls_end_well() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
