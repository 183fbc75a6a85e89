"""A list of a million posted invoices: first page, id map, jump and quick filter.

The page is the real one, with its threads, on the offscreen platform; what it is compared with is
the same SQL sent by the bare driver, and painting the same rows from memory in the same table.

`--invoices N` makes another number of invoices, `--sqlite` and `--postgres` measure one database.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.million import add_invoices
from benchmarks.servers import postgres_server
from desktop.none_guard import keep_none_alive
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.list_source import ListSource
from desktop.settings import ThemeMode
from desktop.translation import Localizer, install
from desktop.views.posted.posted_lists import invoice_list
from desktop.views.shell.desk import Desk
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import install_theme
from desktop.views.tables.list_page import ListPage
from tests.builders.company import fill_with_standard_company
from tests.views.tables.fakes import FakeNavigation

INVOICES = 1_000_000
TIMES = 15
FEW_TIMES = 5
FIRST_LIMIT = 2.0
MAP_LIMIT = 1.3
JUMP_LIMIT = 1.5
FILTER_LIMIT = 2.0
LONGEST_GAP_MS = 50
SOUGHT = ("birkholm 77", "loom", "PSI-1234567", "alpine sports 4")
PATIENCE_S = 60.0


def main() -> int:
    """Print a row for each measurement; 1 when a limit is passed."""
    options = _options()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_none_alive()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    install(Localizer("en", "SE"))
    if isinstance(application, QApplication):
        install_theme(application, ThemeMode.LIGHT, 100)
    print(f"{'measured (ms)':<44} {'ours':>9} {'raw':>9} {'ratio':>6} {'limit':>6}")
    verdicts: list[bool] = []
    if not options.postgres:
        with tempfile.TemporaryDirectory() as folder:
            verdicts += _measure(f"sqlite:///{folder}/million.kontor", options.invoices)
    if not options.sqlite:
        with postgres_server() as url:
            verdicts += _measure(url, options.invoices)
    return 0 if all(verdicts) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--invoices", type=int, default=INVOICES)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--postgres", action="store_true")
    return parser.parse_args()


def _measure(url: str, count: int) -> list[bool]:
    fill_with_standard_company(url)
    with closing(Database(url)) as database:
        started = time.perf_counter()
        add_invoices(database, count)
        kind = "SQLite" if database.is_sqlite else "PostgreSQL"
        print(f"{kind}: {count} invoices made in {time.perf_counter() - started:.0f} s")
        with _opened(database) as list_:
            gc.freeze()
            return [
                _first_page(list_),
                _id_map(list_),
                _jump(list_),
                _quick_filter(list_),
                _gaps(list_),
            ]


class Paintings(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Count a painting that is about to be done."""
        self.count += event.type() == QEvent.Type.Paint
        return False


class OpenList:
    """The page of the list, on a window of its own, and the database below it."""

    def __init__(self, database: Database, page: ListPage) -> None:
        self.database = database
        self.page = page
        self.source: ListSource = page.loader.source
        self.paintings = Paintings(page.table.viewport())
        self._pulse = QTimer()
        self._pulse.start(20)

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        end = time.perf_counter() + PATIENCE_S
        # Sleeps as the program does: a loop that never rests would keep the others from working.
        waiting = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        while not until():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents | waiting)
            if time.perf_counter() > end:
                raise TimeoutError

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: self.page.loader.found is not None)
        self.wait(lambda: not self.page.desk.tasks.is_busy)

    def paint(self) -> None:
        """Paint the table now."""
        self.page.table.viewport().repaint()

    def paint_since(self, count: int) -> None:
        """Paint the table now, unless it was painted since so many paintings."""
        if self.paintings.count == count:
            self.paint()


@contextmanager
def _opened(database: Database) -> Iterator[OpenList]:
    with tempfile.TemporaryDirectory() as folder:
        tasks = Tasks(database)
        state = UserState(Path(folder) / "state.json")
        desk = Desk(tasks, UserContext("ADMIN", date(2026, 1, 15)), state)
        desk.navigation = FakeNavigation()
        page = ListPage(desk, invoice_list(desk), None)
        page.resize(1400, 900)
        page.show()
        opened = OpenList(database, page)
        opened.settle()
        yield opened
        tasks.close()
        state.save()


# ------------------------------------------------------------------------------------ measurements


def _first_page(list_: OpenList) -> bool:
    """From asking to painted rows, against the same SQL and painting the same rows from memory."""
    page = list_.page
    rows = list(_in_session(list_, lambda session: list_.source.rows(session, ListQuery())))
    sql, parameters = _sql_of(list_, lambda s: list_.source.rows(s, ListQuery()))
    shown: list[int] = []
    page.loader.shown.connect(lambda: shown.append(list_.paintings.count))

    def ours() -> None:
        shown.clear()
        page.loader.load(page.filter.effective())
        list_.wait(lambda: bool(shown))
        list_.paint_since(shown[0])

    def raw() -> None:
        _fetch(list_, sql, parameters)
        page.model.show(rows)
        list_.paint()

    times = _paired(list_, ours, raw, TIMES)
    return _row("first page shown", *times, FIRST_LIMIT)


def _id_map(list_: OpenList) -> bool:
    """The keys of the whole result, against the driver's cursor run through."""
    query = list_.page.filter.effective()
    sql, parameters = _sql_of(list_, lambda session: list_.source.keys(session, query))

    def ours() -> None:
        _in_session(list_, lambda session: list_.source.keys(session, query))

    def raw() -> None:
        _fetch(list_, sql, parameters)

    return _row("id map of the whole result", *_paired(list_, ours, raw, FEW_TIMES), MAP_LIMIT)


def _jump(list_: OpenList) -> bool:
    """From moving to a random place to its painted rows, against painting them from memory."""
    page, bar = list_.page, list_.page.table.verticalScrollBar()
    places = random.Random(7)  # noqa: S311  (places in a list)
    page.loader.load(page.filter.effective())  # the rows shown from memory are no whole result
    list_.settle()
    ours, raw = [], []
    filled: list[int] = []
    page.model.dataChanged.connect(lambda: filled.append(list_.paintings.count))
    for _time in range(TIMES):
        filled.clear()
        at = places.randrange(bar.maximum())
        started = time.perf_counter()
        bar.setValue(at)
        list_.paint()
        list_.wait(lambda: _is_whole(page))
        list_.paint_since(filled[-1] if filled else -1)
        ours.append(time.perf_counter() - started)
        list_.settle()
        # The rows are kept, what was made of them for painting is not.
        page.model.renew({page.spec.key(row): row for row in _shown(page)})
        started = time.perf_counter()
        list_.paint()
        raw.append(time.perf_counter() - started)
        list_.settle()
    return _row("jump to a random place", median(ours), median(raw), JUMP_LIMIT)


def _shown(page: ListPage) -> list[Any]:
    first, end = page.table.shown_rows()
    return [page.model.row(at) for at in range(first, end)]


def _is_whole(page: ListPage) -> bool:
    first, end = page.table.shown_rows()
    return all(page.model.row(at) is not None for at in range(first, end))


def _quick_filter(list_: OpenList) -> bool:
    """The first hits of the filter box, against the raw query of the same hits."""
    good = True
    for words in SOUGHT:
        query = ListQuery(search=words)
        sql, parameters = _sql_of(list_, lambda s, q=query: list_.source.rows(s, q))
        ours, raw = _paired(
            list_,
            lambda q=query: _in_session(list_, lambda session: list_.source.rows(session, q)),
            lambda sent=(sql, parameters): _fetch(list_, *sent),
            FEW_TIMES,
        )
        good &= _row(f"quick filter “{words}”: first hits", ours, raw, FILTER_LIMIT)
    return good


def _gaps(list_: OpenList) -> bool:
    """The longest time that the window did not answer while the id map was made."""
    ticks: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(0)
    list_.page.loader.load(list_.page.filter.effective())
    list_.settle()
    timer.stop()
    gap = max(after - before for before, after in pairwise(ticks)) * 1000
    print(f"{'longest gap between ticks meanwhile':<44} {gap:>9.1f} {'':>9} {'':>6} {'':>6}")
    return True


# ------------------------------------------------------------------------------------------- tools


def _paired(
    list_: OpenList, ours: Callable[[], object], raw: Callable[[], object], times: int
) -> tuple[float, float]:
    """The medians of both, measured in turn, so that both meet the same neighbours."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _time in range(times + 2):
        for work, kept in zip((ours, raw), taken, strict=True):
            started = time.perf_counter()
            work()
            kept.append(time.perf_counter() - started)
            list_.settle()
    return median(taken[0][2:]), median(taken[1][2:])


def _in_session(list_: OpenList, work: Callable[[Any], Any]) -> Any:  # noqa: ANN401
    with list_.database.read() as session:
        return work(session)


def _sql_of(list_: OpenList, work: Callable[[Any], object]) -> tuple[str, Any]:
    """The last SELECT that a piece of work sends, as the driver receives it."""
    from sqlalchemy import event  # noqa: PLC0415  (only the benchmark listens)

    sent: list[tuple[str, Any]] = []

    def remember(*arguments: Any) -> None:  # noqa: ANN401  (SQLAlchemy's own signature)
        sent.append((arguments[2], arguments[3]))

    event.listen(list_.database.engine, "before_cursor_execute", remember)
    _in_session(list_, work)
    event.remove(list_.database.engine, "before_cursor_execute", remember)
    return sent[-1]


def _fetch(list_: OpenList, sql: str, parameters: Any) -> Sequence[Any]:  # noqa: ANN401
    connection = list_.database.engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(sql, parameters)
        rows: Sequence[Any] = cursor.fetchall()
        cursor.close()
        return rows
    finally:
        connection.close()


def _row(name: str, ours: float, raw: float, limit: float) -> bool:
    ratio = ours / raw
    print(f"{name:<44} {ours * 1000:>9.1f} {raw * 1000:>9.1f} {ratio:>6.2f} {limit:>6.1f}")
    return ratio <= limit


if __name__ == "__main__":
    sys.exit(main())
