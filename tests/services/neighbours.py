"""Other programs and users at the same company, for tests of what happens when they meet."""

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN " + sys.argv[2])
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""

NOBODY = 65534


@contextmanager
def another_program_holding(path: Path, kind: str = "EXCLUSIVE") -> Iterator[None]:
    """While another process keeps a transaction on a SQLite file open."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path), kind],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()


@contextmanager
def in_thread(work: Callable[[], None]) -> Iterator[None]:
    """While `work` runs beside the test; its failure fails the test."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001  (told to the test below)
            failures.append(error)

    thread = threading.Thread(target=guarded)
    thread.start()
    try:
        yield
    finally:
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def as_an_ordinary_user() -> Iterator[None]:
    """While this process has no right to write what it may only read; root may everything."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@contextmanager
def readable_folder() -> Iterator[Path]:
    """A folder that an ordinary user may enter; pytest's own is for its maker only."""
    with tempfile.TemporaryDirectory(prefix="kontor-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)
        for path in folder.rglob("*"):
            path.chmod(stat.S_IRWXU)


def protect(path: Path) -> None:
    """Take the right to write from a file and its folder."""
    path.chmod(0o444)
    path.parent.chmod(0o555)


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a SQLite file, to see that nothing has changed."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall()
            for (name,) in tables.fetchall()
            if len(connection.execute(f'PRAGMA table_info("{name}")').fetchall()) > 1
        }
