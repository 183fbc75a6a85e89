"""What a start imports before the first page is there, and what comes after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import run
from desktop.pages_of_kontor import AREAS, all_pages
from desktop.services.company import create_company
from desktop.views.menu import MENU

SLOW_PACKAGES = (
    "alembic",
    "holidays",
    "keyring",
    "markdown",
    "openpyxl",
    "psycopg",
    "reportlab",
    "stdnum",
    "xlsxwriter",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
)
"""Imported when they are first needed."""

OF_OTHER_PAGES = (
    "desktop.models.labels",
    "desktop.services.backups.copies",
    "desktop.services.ledgers.verify_books",
    "desktop.services.posting",
    "desktop.services.records",
    "desktop.services.sales.load",
    "desktop.services.setup.record_engine",
    "desktop.views.pages.facts",
    "desktop.views.shell.manual",
    "desktop.views.tables.columns",
    "desktop.views.tables.delegates",
    "desktop.views.tables.header",
    "desktop.views.tables.list_spec",
)
"""What brings many modules along that home does not need."""

PROGRAM = """
import sys
from desktop.none_guard import keep_none_alive
keep_none_alive()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy import event
from sqlalchemy.orm import Mapper
import desktop.app as app

configured = []
event.listen(Mapper, "before_configured", lambda: configured.append("tables"), once=True)
begin = app.Application.begin
told = []

def look(kontor):
    window = kontor.window
    page = window.navigation.current if window else None
    if page is None or window.desk.tasks.pending(page):
        QTimer.singleShot(5, lambda: look(kontor))
    elif not told:
        told.append(" ".join(sys.modules))
        print("FIRST " + told[0])
        print("MAPPED " + str(configured))
        print("MENU " + "|".join(item.text() for item in window.nav_pane.items()))
        finish(kontor)

def finish(kontor):
    window = kontor.window
    if not all(name in sys.modules for name in AREAS) or window.desk.tasks.is_busy:
        QTimer.singleShot(20, lambda: finish(kontor))
        return
    names = [spec.name for spec in window.navigation.specs()]
    window.navigation.open("customers")
    print("THEN " + " ".join(names))
    print("COUNTS " + str([item.spec.count is not None for item in window.nav_pane.items()]))
    window.close()

def begin_and_look(kontor, url=""):
    begin(kontor, url)
    look(kontor)

app.Application.begin = begin_and_look
sys.exit(app.main(["--company", sys.argv[1], "--language", "en"]))
"""


MODELS_OF_HOME = {"base", "columns", "company", "lists", "users"}
"""The modules with tables, or parts of tables, that the first page asks: mapping takes long."""
WITHOUT_TABLES = ("_words", "words", "labels", "values", "address")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a whole start tells on the way."""
    folder = tmp_path_factory.mktemp("start")
    create_company(f"sqlite:///{(folder / 'own.kontor').as_posix()}").close()
    areas = repr([module for module, _function in AREAS])
    done = subprocess.run(
        [sys.executable, "-c", f"AREAS = {areas}\n{PROGRAM}", str(folder / "own.kontor")],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "KONTOR_CONFIG_DIR": str(folder / "config"),
            "PYTHONPATH": str(run.ROOT),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)


def test_the_first_page_needs_no_slow_package(told: dict[str, str]) -> None:
    imported = told["FIRST"].split()
    slow = [
        name
        for name in imported
        if any(name == one or name.startswith(f"{one}.") for one in SLOW_PACKAGES)
    ]
    assert slow == []


def test_the_first_page_needs_no_other_area(told: dict[str, str]) -> None:
    imported = set(told["FIRST"].split())
    home = "desktop.views.home.home_page"
    assert home in imported
    assert [module for module, _function in AREAS if module in imported - {home}] == []
    assert sorted(imported & set(OF_OTHER_PAGES)) == []


WRITING_EARLY = """
import sys
from desktop.services.company import open_company
from desktop.models.users import UserSetup
assert "desktop.models.every_table" not in sys.modules
company = open_company(sys.argv[1])
with company.write() as session:
    session.add(UserSetup(user="EARLY", name="Early Bird", language_code=None))
with company.read() as session:
    print(session.get(UserSetup, "EARLY").name)
company.close()
"""


def test_a_row_can_be_written_before_all_tables_are_mapped(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'own.kontor').as_posix()}"
    create_company(url).close()
    done = subprocess.run(
        [sys.executable, "-c", WRITING_EARLY, url],
        env={**os.environ, "PYTHONPATH": str(run.ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.strip() == "Early Bird", done.stderr


def test_the_first_page_maps_only_its_own_tables(told: dict[str, str]) -> None:
    models = {
        name.split(".")[2] for name in told["FIRST"].split() if name.startswith("desktop.models.")
    }
    assert {name for name in models if not name.endswith(WITHOUT_TABLES)} == MODELS_OF_HOME


def test_the_first_page_configures_no_mapping(told: dict[str, str]) -> None:
    assert told["MAPPED"] == "[]"


def test_the_menu_is_there_at_once(told: dict[str, str]) -> None:
    assert len(told["MENU"].split("|")) == len(MENU)
    assert told["MENU"].startswith("Home|Customers|Contacts|Items|Quotes|Orders|")


def test_the_other_pages_follow_by_themselves(told: dict[str, str]) -> None:
    assert sorted(told["THEN"].split()) == sorted(spec.name for spec in all_pages())
    assert "True" in told["COUNTS"]


def test_the_menu_shows_what_the_areas_register() -> None:
    shown = ("name", "title", "menu_title", "icon", "group", "at_foot")
    registered = [
        tuple(getattr(spec, name) for name in shown) for spec in all_pages() if spec.in_menu
    ]
    entries = [tuple(getattr(entry, name) for name in shown) for entry in MENU]
    assert sorted(entries) == sorted(registered)
    groups = [entry.group for entry in MENU if not entry.at_foot]
    assert list(dict.fromkeys(groups)) == list(
        dict.fromkeys(spec.group for spec in all_pages() if spec.in_menu and not spec.at_foot)
    )


def test_compiled_help_is_not_read_at_the_start(told: dict[str, str]) -> None:
    assert "desktop.views.shell.help_window" not in told["FIRST"].split()
    assert Path(run.ROOT / "docs" / "manual").is_dir()
