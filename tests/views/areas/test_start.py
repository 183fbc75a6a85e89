"""Opening, making and switching companies, and what is remembered of them."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app import Application, make_demo, set_up_log
from desktop.services.backups.copies import backup_now
from desktop.services.company import create_company, open_company, url_of
from desktop.services.context import Progress
from desktop.settings import Settings, config_folder, load_settings
from desktop.translation import Localizer, install
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.page_head import ElidedLabel
from desktop.views.shell.speaking import localizer_of
from desktop.views.start.start_window import StartWindow
from desktop.views.tables.link import Link
from tests.views.areas.company import name_the_company
from tests.views.areas.conftest import begin_anew
from tests.views.areas.office import button


@pytest.fixture
def kontor(qapp: QApplication, computer: Path, tidied: None) -> Iterator[Application]:
    """The program before a company is open."""
    begin_anew()
    made = Application(Settings(language="en"))
    yield made
    if made.window is not None:
        made.window.close()
    made.close()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, StartWindow):
            window.finish()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    install(Localizer("en"))


def start_window() -> StartWindow:
    """The window that asks for a company."""
    return next(
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, StartWindow) and one.isVisible()
    )


def is_shown() -> bool:
    return any(
        isinstance(one, StartWindow) and one.isVisible() for one in QApplication.topLevelWidgets()
    )


def a_company(folder: Path, name: str) -> Path:
    """A company in a file."""
    path = folder / f"{name}.kontor"
    database = create_company(url_of(str(path)))
    name_the_company(database, name)
    database.close()
    return path


def shown_company(window: MainWindow) -> str:
    """The name of the company in the top bar."""
    return window.top_bar.findChildren(ElidedLabel)[0].whole()


# ------------------------------------------------------------------------------- the application


def test_the_company_used_last_is_opened_again(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    kontor.settings = kontor.settings.with_company(url_of(str(a_company(tmp_path, "Last"))))
    kontor.begin()
    qtbot.waitUntil(lambda: kontor.window is not None)
    window = kontor.window
    assert window is not None
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    assert window.navigation.current_place == ("home", None)


def test_another_company_takes_the_place_of_the_first(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = a_company(tmp_path, "First"), a_company(tmp_path, "Second")
    kontor.open_file(first)
    qtbot.waitUntil(lambda: kontor.window is not None)
    before = kontor.window
    kontor.open_file(second)
    qtbot.waitUntil(lambda: kontor.window is not before)
    stored = load_settings()
    assert stored.database_url.endswith("Second.kontor")
    assert [Path(url).name for url in stored.recent] == ["Second.kontor", "First.kontor"]
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    assert [one for one in shown if one.isVisible()] == [kontor.window]


def test_a_company_that_cannot_be_opened_leaves_the_present_one(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    kontor.open_file(a_company(tmp_path, "Present"))
    qtbot.waitUntil(lambda: kontor.window is not None)
    present = kontor.window
    kontor.open_file(tmp_path / "gone.kontor")
    qtbot.waitUntil(is_shown)
    assert kontor.window is present
    start_window().close()
    assert present is not None
    assert present.isVisible()


def test_a_new_company_is_made_empty(kontor: Application, tmp_path: Path, qtbot: QtBot) -> None:
    kontor.make_new(tmp_path / "new.kontor")
    qtbot.waitUntil(lambda: kontor.window is not None)
    assert (tmp_path / "new.kontor").is_file()


def test_the_demo_company_is_opened_where_it_was_made_once(
    kontor: Application, computer: Path, qtbot: QtBot
) -> None:
    (computer / "companies").mkdir(exist_ok=True)
    path = a_company(computer / "companies", "demo")
    kontor.begin()
    qtbot.waitUntil(lambda: kontor.window is not None)
    kontor.window.close()  # type: ignore[union-attr]  # waited for
    path.unlink()


def test_the_window_comes_back_as_it_was_left(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = a_company(tmp_path, "Kept")
    window = kontor.show_company(open_company(url_of(str(path))))
    window.resize(1024, 690)
    window.navigation.open("customers")
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    window.close()
    again = Application(load_settings())
    window = again.show_company(open_company(url_of(str(path))))
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    size, place = window.size(), window.navigation.current_place
    window.close()
    again.close()
    again.deleteLater()
    assert (size.width(), size.height()) == (1024, 690)
    assert place == ("customers", None)


def test_the_top_bar_follows_the_name_of_the_company(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    database = create_company(url_of(str(tmp_path / "Nameless.kontor")))
    window = kontor.show_company(database)
    assert shown_company(window) == "New company"
    name_the_company(database, "Fjord AB")
    qtbot.waitUntil(lambda: shown_company(window) == "Fjord AB")
    kontor.change_language("sv")
    qtbot.waitUntil(lambda: kontor.window is not window)
    assert kontor.window is not None
    assert shown_company(kontor.window) == "Fjord AB"


def test_a_company_is_offered_by_the_name_it_has_now(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    window = kontor.show_company(open_company(url_of(str(a_company(tmp_path, "Before")))))
    name_the_company(window.desk.tasks.database, "Fjord AB")
    qtbot.waitUntil(lambda: shown_company(window) == "Fjord AB")
    assert list(load_settings().names.values()) == ["Fjord AB"]
    kontor.open_file(tmp_path / "gone.kontor")
    qtbot.waitUntil(is_shown)
    [offered] = start_window().findChildren(Link)
    assert offered.text() == "Fjord AB"
    offered.click()
    qtbot.waitUntil(lambda: kontor.window is not window)
    assert kontor.window is not None
    assert shown_company(kontor.window) == "Fjord AB"


def test_a_company_that_is_gone_is_not_offered(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    gone, there = tmp_path / "gone.kontor", a_company(tmp_path, "There")
    for path in (gone, there):
        kontor.settings = kontor.settings.with_company(url_of(str(path)), path.stem)
    kontor.open_file(gone)
    qtbot.waitUntil(is_shown)
    assert [one.text() for one in start_window().findChildren(Link)] == ["There"]


def test_the_settings_chosen_in_the_window_are_kept(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    window = kontor.show_company(open_company(url_of(str(a_company(tmp_path, "Kept")))))
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    window.top_bar.user.menu().aboutToShow.emit()
    languages = window.top_bar.user.menu().actions()[2].menu()
    assert isinstance(languages, QMenu)
    next(one for one in languages.actions() if one.text() == "Svenska").trigger()
    qtbot.waitUntil(lambda: kontor.window is not window)
    kontor.window.close()  # type: ignore[union-attr]  # waited for
    assert load_settings().language == "sv"
    assert load_settings().database_url.endswith("Kept.kontor")


@pytest.mark.parametrize("wanted", ["open_company_wanted", "new_company_wanted"])
def test_the_window_asks_for_the_file_of_a_company(
    kontor: Application, tmp_path: Path, qtbot: QtBot, wanted: str
) -> None:
    window = kontor.show_company(open_company(url_of(str(a_company(tmp_path, "Shown")))))
    other = tmp_path / "other.kontor"
    if wanted == "open_company_wanted":
        a_company(tmp_path, "other")
    getattr(window, wanted).emit()
    [dialog] = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(other))
    dialog.close()
    qtbot.waitUntil(lambda: kontor.window is not window)
    assert kontor.settings.database_url.endswith("other.kontor")


def test_a_path_or_a_url_names_a_company(tmp_path: Path) -> None:
    assert url_of("") == ""
    assert url_of("postgresql://host/office") == "postgresql://host/office"
    assert url_of(str(tmp_path / "a.kontor")).startswith("sqlite")


def test_a_language_without_a_catalog_falls_back_to_english() -> None:
    assert localizer_of(Settings(language="tlh")).language == "en"
    assert localizer_of(Settings(language="sv")).language == "sv"


def test_what_happens_is_written_to_a_file(computer: Path) -> None:
    before = list(logging.getLogger().handlers)
    set_up_log()
    logging.getLogger("desktop").warning("something happened")
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()
    logging.getLogger().setLevel(logging.WARNING)
    log = config_folder() / "logs" / "kontor.log"
    assert "something happened" in log.read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ the start window


def test_a_missing_file_is_told_with_the_ways_out(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    kontor.open_file(tmp_path / "gone.kontor")
    qtbot.waitUntil(is_shown)
    window = start_window()
    assert "gone.kontor" in window.sentence
    offered = {one.text().replace("&", "") for one in window.findChildren(QPushButton)}
    assert {"Open a Company…", "New Company…", "Open the Demo Company", "Quit"} <= offered
    assert not button(window, "Cancel").isVisible()


def test_a_file_of_another_program_is_told(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "foreign.kontor"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
        other.commit()
    kontor.open_file(path)
    qtbot.waitUntil(is_shown)
    assert "Kontor" in start_window().sentence


def test_another_company_is_chosen_in_the_start_window(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    kontor.open_file(tmp_path / "gone.kontor")
    qtbot.waitUntil(is_shown)
    window = start_window()
    button(window, "Open a Company…").click()
    [dialog] = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(a_company(tmp_path, "There")))
    dialog.close()
    qtbot.waitUntil(lambda: kontor.window is not None)
    assert not is_shown()


def test_a_new_company_is_named_in_the_start_window(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    kontor.open_file(tmp_path / "gone.kontor")
    qtbot.waitUntil(is_shown)
    window = start_window()
    button(window, "New Company…").click()
    [dialog] = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "made.kontor"))
    dialog.close()
    qtbot.waitUntil(lambda: kontor.window is not None)


def test_work_that_takes_its_time_shows_how_far_it_is_and_can_be_stopped(
    qapp: QApplication, computer: Path, tidied: None, qtbot: QtBot
) -> None:
    begin_anew()
    window = StartWindow()
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress.step(3, 10, "Making customers")
        go_on.wait(10)
        progress.check_cancelled()

    window.begin("Making the company…", work)
    qtbot.waitUntil(window.isVisible)
    assert window.sentence == "Making customers"
    button(window, "Cancel").click()
    go_on.set()
    qtbot.waitUntil(lambda: "You stopped" in window.sentence)
    window.finish()


def test_closing_the_start_window_gives_up(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    kontor.open_file(tmp_path / "gone.kontor")
    qtbot.waitUntil(is_shown)
    window = start_window()
    with qtbot.waitSignal(window.given_up):
        button(window, "Quit").click()


def test_the_demo_company_is_made_where_there_is_none(
    computer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(
        "desktop.services.demo.making.make_demo_company",
        lambda url, _day, _progress: made.append(str(url)),
    )
    make_demo(tmp_path / "new" / "demo.kontor", None)  # type: ignore[arg-type]  # no progress is told
    assert made
    assert (tmp_path / "new").is_dir()


def test_a_backup_takes_the_place_of_the_company(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = a_company(tmp_path, "Before")
    window = kontor.show_company(open_company(url_of(str(path))))
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    database = open_company(url_of(str(path)))
    backup = backup_now(database)
    name_the_company(database, "After")
    database.close()
    assert backup is not None
    window.desk.restore_wanted.emit(str(backup.path))
    qtbot.waitUntil(lambda: kontor.window is not window)
    shown = kontor.window
    assert shown is not None
    qtbot.waitUntil(lambda: not shown.desk.tasks.is_busy)
    with closing(sqlite3.connect(path)) as company:
        assert company.execute("SELECT name FROM company_information").fetchone() == ("Before",)
    assert len(list(tmp_path.glob("*before-restore*"))) == 1


def test_a_damaged_backup_leaves_the_company(
    kontor: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = a_company(tmp_path, "Kept")
    window = kontor.show_company(open_company(url_of(str(path))))
    qtbot.waitUntil(lambda: not window.desk.tasks.is_busy)
    rubbish = tmp_path / "rubbish.kontor"
    rubbish.write_bytes(b"rubbish" * 1000)
    kontor.restore(str(rubbish))
    qtbot.waitUntil(is_shown)
    assert "damaged" in start_window().sentence
    with closing(sqlite3.connect(path)) as company:
        assert company.execute("SELECT name FROM company_information").fetchone() == ("Kept",)
