"""Starting Kontor with the demo company, against an empty window with the same modules.

The bare program imports the modules of Qt and SQLAlchemy that ours has imported when it is
ready, opens the same company file, reads one row, and shows an empty main window. Ours is ready
when home is on the screen, with the figures of the last time, and the window takes keys. The areas
behind the other pages are imported after that, while the window works; they and home's new figures
are not part of it. Both
processes are measured from their first instruction until they are ready, in CPU time of all their
threads: it is the second start, with everything compiled and the company made.

`--profile` prints which modules our start imports and where its time goes, `--starts N` measures
more starts than 7.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import textwrap
from datetime import date
from pathlib import Path
from statistics import median

LIMIT = 1.7
ROOT = Path(__file__).resolve().parent.parent

# The start ends where the window can be used; giving everything back is not part of it.
LEAVE_AT_ONCE = """
import os
def LEAVE():
    os._exit(0)
"""
LEAVE_IN_ORDER = """
def LEAVE():
    QApplication.exit(0)
"""

OURS = """
import sys
from desktop.starting import prepare_start
prepare_start()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import desktop.app as app

def look(kontor):
    window = kontor.window
    page = window.navigation.current if window is not None else None
    if page is None or not window.isVisible() or window.desk.tasks.pending(page):
        QTimer.singleShot(5, lambda: look(kontor))
        return
    REPORT(window)
    sys.stdout.flush()
    LEAVE()

begin = app.Application.begin

def begin_and_look(kontor, url=""):
    begin(kontor, url)
    QTimer.singleShot(0, lambda: look(kontor))

app.Application.begin = begin_and_look
app.main(["--company", sys.argv[1]])
"""

TELL_MODULES = """
def REPORT(window):
    names = [n for n in sys.modules if n.split(".")[0] in ("PySide6", "shiboken6", "sqlalchemy")]
    assert window.navigation.current_place[0] == "home"
    print("\\n".join(names))
"""
TELL_NOTHING = "def REPORT(window):\n    pass\n"
TELL_ALL_MODULES = 'def REPORT(window):\n    print("\\n".join(sys.modules))\n'

BARE = """
import ctypes, sys
from importlib import import_module
for value in (None, True, False):
    ctypes.c_ssize_t.from_address(id(value)).value += 1 << 40
for name in open(sys.argv[2]).read().split():
    import_module(name)
import sqlalchemy as sa
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
engine = sa.create_engine("sqlite:///" + sys.argv[1])
with engine.connect() as connection:
    connection.execute(sa.text("SELECT name FROM company_information")).scalar_one()
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(0, LEAVE)
application.exec()
"""


def main() -> int:
    """Print the measurement; 1 when the limit is passed."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        company = options.company or make_company(place)
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "KONTOR_CONFIG_DIR": str(place / "config"),
            "KONTOR_DATA_DIR": str(place / "data"),
            "PYTHONPATH": str(ROOT),
            # Compiled modules are kept, as everywhere but on a developer's computer.
            "PYTHONPYCACHEPREFIX": str(place / "compiled"),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        modules = place / "modules"
        modules.write_text(
            _output(LEAVE_AT_ONCE + TELL_MODULES + OURS, [str(company)], environment)
        )
        _output(LEAVE_IN_ORDER + BARE, [str(company), str(modules)], environment)
        ours, bare = [], []
        for _start in range(options.starts):  # in turns, so that a busy moment meets both
            ours.append(cpu_of(LEAVE_AT_ONCE + TELL_NOTHING + OURS, [str(company)], environment))
            bare.append(cpu_of(LEAVE_AT_ONCE + BARE, [str(company), str(modules)], environment))
        if options.profile:
            _profile(company, environment)
    return 0 if verdict(median(ours), median(bare)) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--company", type=Path, help="an existing file, instead of a new demo")
    parser.add_argument("--profile", action="store_true")
    return parser.parse_args()


def make_company(folder: Path) -> Path:
    """The demo company in a file."""
    from desktop.services.company import sqlite_url  # noqa: PLC0415  (not in the children)
    from desktop.services.context import NoProgress  # noqa: PLC0415
    from desktop.services.demo.making import make_demo_company  # noqa: PLC0415

    place = folder / "demo.kontor"
    today = date.today()  # noqa: DTZ011  (the day of this computer, as the program takes it)
    make_demo_company(sqlite_url(place), today, NoProgress()).close()
    return place


def _output(program: str, arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603  (our own programs)
        [sys.executable, "-c", program, *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def cpu_of(program: str, arguments: list[str], environment: dict[str, str]) -> float:
    """The CPU time that a program takes from its first to its last instruction, in seconds."""
    before = os.times()
    _output(program, arguments, environment)
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def verdict(ours: float, bare: float) -> bool:
    """Print a row; whether the ratio keeps its limit."""
    ratio = ours / bare
    is_within = ratio <= LIMIT
    print(f"{'measured':<34} {'ours':>9} {'bare':>9} {'ratio':>6} {'limit':>6}")
    print(
        f"{'start, demo company, CPU':<34} {ours * 1000:>6.0f} ms {bare * 1000:>6.0f} ms "
        f"{ratio:>6.2f} {LIMIT:>6.2f}  {'PASS' if is_within else 'FAIL'}"
    )
    return is_within


def _profile(company: Path, environment: dict[str, str]) -> None:
    modules = _output(LEAVE_AT_ONCE + TELL_ALL_MODULES + OURS, [str(company)], environment).split()
    names = sorted({name.split(".")[0] for name in modules})
    counts = {name: sum(one.split(".")[0] == name for one in modules) for name in names}
    shown = ", ".join(f"{name} {count}" for name, count in counts.items())
    print(textwrap.fill(f"modules: {shown}", 100))
    print(
        _output(
            f"{_PROFILED}\n{LEAVE_IN_ORDER}{TELL_NOTHING}{OURS}{_STATISTICS}",
            [str(company)],
            environment,
        )
    )


_PROFILED = "import cProfile, pstats\nprofile = cProfile.Profile()\nprofile.enable()\n"
_STATISTICS = (
    "profile.disable()\n"
    'pstats.Stats(profile).strip_dirs().sort_stats("cumulative").print_stats(60)\n'
)

if __name__ == "__main__":
    sys.exit(main())
