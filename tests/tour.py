"""Look at every page: opens all of them with the demo company and saves a picture of each.

    python -m tests.tour OUT [--theme dark] [--language sv] [--scale 150]
        [--company FILE] [--only PAGE | --walk NAME]

Each page is taken at 1440 × 900 and at 1024 × 700. Then the stories of `tests/walks` are told, a
picture a step, each in a company of its own; the manual's pictures come from there. With
--walk NAME only that story is told, with --only PAGE only pages whose name has that part are taken.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Application
from desktop.none_guard import keep_none_alive
from desktop.services.company import open_company, sqlite_url
from desktop.services.context import NoProgress
from desktop.services.database import Database
from desktop.services.demo.making import make_demo_company
from desktop.services.list_query import ListQuery
from desktop.services.records import key_fields
from desktop.settings import Settings, ThemeMode
from desktop.starting import put_off_collection
from desktop.translation import localizer_for
from desktop.views.shell.collector import Collector
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.speaking import speak
from desktop.views.shell.theme import install_theme
from tests.listing import record_rows
from tests.walks import STORIES, Story

SIZES = ((1440, 900), (1024, 700))
TODAY = date.today()  # noqa: DTZ011  (a picture's date)
PATIENCE_MS = 20_000
QUIET_MS = 350
"""Longer than any pause after which a page asks for more."""
NEEDS_A_KEY = {
    "availability_by_event",
    "availability_by_period",
    "availability_by_location",
    "availability_by_variant",
    "availability_by_bom_level",
    "availability_documents",
    "reserve_line",
    "batch_run",
    "find_entries",
    "posting_preview",
    "customer_statistics",
    "document_statistics",
    "document_version",
    "version_comparison",
    "price_info",
    "pick",
    "import_rows",
    "items_by_location",
    "merge_customers",
    "order_promising",
    "where_used",
    "users",
}
"""Pages about one document, record or file, which something else must name."""


def idle(window: MainWindow) -> None:
    """Let the window work until nothing is under way and nothing waits to be painted."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    quiet = QDeadlineTimer(QUIET_MS)
    while not (quiet.hasExpired() or deadline.hasExpired()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if window.desk.tasks.is_busy:
            quiet.setRemainingTime(QUIET_MS)


def picture(widget: QWidget, path: Path) -> None:
    """Save what a widget shows, with the lists and dialogs that hang over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shown = widget.grab()
    painter = QPainter(shown)
    for other in QApplication.topLevelWidgets():
        if other is not widget and other.isVisible() and widget.isAncestorOf(other):
            painter.drawPixmap(
                other.mapToGlobal(QPoint(0, 0)) - widget.mapToGlobal(QPoint(0, 0)), other.grab()
            )
    painter.end()
    shown.save(str(path))
    # A palette of its own keeps what a page shows, in a third of the bytes.
    with Image.open(path) as full:
        few = full.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


@contextmanager
def open_window(
    database: Database, language: str, theme: str, scale: int = 100
) -> Iterator[MainWindow]:
    """The program's window on a company, with settings of its own; `scale` is in percent."""
    put_off_collection()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KONTOR_CONFIG_DIR"] = folder
        settings = Settings(
            language=language,
            theme=ThemeMode(theme),
            scale=scale,
            path=Path(folder) / "settings.json",
        )
        application = QApplication.instance() or QApplication(sys.argv[:1])
        if isinstance(application, QApplication):
            speak(application, localizer_for(language, "SE"))
            install_theme(application, settings.theme, settings.scale)
        Collector(application)
        kontor = Application(settings)
        window = kontor.show_company(database)
        idle(window)
        try:
            yield window
        finally:
            window.close()
            idle_events()


def idle_events() -> None:
    """Let Qt finish what a closed window left."""
    for _round in range(10):
        QApplication.processEvents()


def pages(database: Database, window: MainWindow) -> Iterator[tuple[str, object]]:
    """Every page with the key of its first record."""
    for spec in window.navigation.specs():
        key = first_key(database, spec.name, spec.table) if spec.table else None
        if key is not None or spec.name not in NEEDS_A_KEY:
            yield spec.name, key


def first_key(database: Database, page: str, table: str) -> object:
    """The key of a table's first record, as a page takes it."""
    types = {"sales_quote": "quote", "sales_order": "order", "sales_invoice": "invoice"}
    wanted = types.get(page)
    where = {"document_type": wanted} if wanted else None
    with database.read() as session:
        order = tuple((name, False) for name in key_fields(table))
        rows = record_rows(session, table, ListQuery(order=order), where, limit=1)
    if not rows:
        return None
    key = rows[0].key[1:] if wanted else rows[0].key
    return key[0] if len(key) == 1 else key


def take_pages(database: Database, window: MainWindow, out: Path, only: str) -> int:
    """A picture of each page at each size; gives how many pages were seen."""
    seen = 0
    for name, key in pages(database, window):
        if only and only not in name:
            continue
        window.navigation.open(name, key)
        for width, height in SIZES:
            window.resize(width, height)
            idle(window)
            picture(window, out / f"{name}-{width}.png")
        seen += 1
    return seen


def main() -> int:
    """Take the tour; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", default="light", choices=["light", "dark"])
    parser.add_argument("--language", default="en")
    parser.add_argument("--scale", type=int, default=100, help="size of letters in percent")
    parser.add_argument("--company", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--walk", default="", choices=sorted(STORIES))
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    keep_none_alive()
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        demo = options.company or Path(folder) / "demo.kontor"
        look = (options.language, options.theme, options.scale)
        if not options.walk:
            database = demo_at(demo)
            with open_window(database, *look) as window:
                seen += take_pages(database, window, options.out, options.only)
        told = [options.walk] if options.walk else [] if options.only else list(STORIES)
        for name in told:
            with open_window(company_of(STORIES[name], demo, Path(folder) / name), *look) as window:
                window.resize(*SIZES[0])
                seen += tell(STORIES[name], window, options.out / name)
    sys.stdout.write(f"{seen} pages and steps in {options.out}\n")
    return 0


def company_of(story: Story, demo: Path, place: Path) -> Database:
    """The company in which a story's pictures are taken: the story may change it."""
    if not story.is_pictured_in_demo:
        return story.company(sqlite_url(place), TODAY)
    demo_at(demo).close()
    shutil.copyfile(demo, place)
    return demo_at(place)


def tell(story: Story, window: MainWindow, out: Path) -> int:
    """Tell a story with a numbered picture of each step; gives how many were taken."""
    taken: list[str] = []

    def take(widget: QWidget, name: str) -> None:
        taken.append(name)
        picture(widget, out / f"{len(taken):02d}-{name}.png")

    story.tell(window, lambda: idle(window), take)
    return len(taken)


def demo_at(place: Path) -> Database:
    """The demo company in a file, made when it is not there."""
    url = sqlite_url(place)
    if place.is_file():
        return open_company(url)
    return make_demo_company(url, TODAY, NoProgress())


if __name__ == "__main__":
    sys.exit(main())
