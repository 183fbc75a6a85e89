"""After a crash or a kill the next start shows what was open; after an orderly end it does not."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QLockFile
from PySide6.QtWidgets import QApplication

from desktop.app import Application
from desktop.services.company import open_company
from desktop.settings import config_folder, load_settings
from desktop.translation import Localizer, install
from desktop.views.shell.arrangement import Arrangement, Spot
from desktop.views.shell.session import MOST_TRIES, Session
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_spec import NewRecord
from tests.databases import SqliteDatabases
from tests.views.areas.company import fill_with_a_small_company
from tests.views.areas.conftest import begin_anew
from tests.views.areas.office import Office

URL = "sqlite:///a.kontor"
SHOWN = Arrangement(pages=(Spot("home"), Spot("item", "DESK")), way=(Spot("home"),), at=0)


@pytest.fixture
def url(
    qapp: QApplication, computer: Path, tidied: None, small_companies: SqliteDatabases
) -> Iterator[str]:
    begin_anew()
    yield small_companies.create(fill_with_a_small_company)
    install(Localizer("en"))


def start(url: str) -> Office:
    """Start the program on a company."""
    kontor = Application(load_settings())
    database = open_company(url)
    office = Office(kontor, kontor.show_company(database), database)
    office.rest()
    return office


def kill(office: Office) -> None:
    """End as by a power cut: nothing is closed in good order; only what tests must give back is."""
    office.kontor._keeper.keep()  # type: ignore[union-attr]  # noqa: SLF001  (half a second later)
    stored = session_file().read_bytes()
    office.kontor.close()
    session_file().write_bytes(stored)
    away(office)


def away(office: Office) -> None:
    for window in [*office.window.windows.windows(), office.window]:
        window.deleteLater()
    office.kontor.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def end(office: Office) -> None:
    """Close the window."""
    office.rest()
    office.window.close()
    away(office)


def session_file() -> Path:
    return config_folder() / "session.json"


def test_after_a_kill_the_same_pages_and_windows_are_open(url: str) -> None:
    office = start(url)
    office.window.resize(1024, 710)
    for page, key in (("customers", None), ("customer", "FJORD"), ("sales_order", "SO00002")):
        office.open(page, key)
    office.window.navigation.back()
    office.window.navigation.open("item", "DESK", new_window=True)
    office.rest()
    before = [(one.name, one.key) for one in office.window.navigation.opened]
    kill(office)
    again = start(url)
    assert [(one.name, one.key) for one in again.window.navigation.opened] == before
    assert again.place == "customer"
    assert again.window.navigation.can_go_forward
    assert (again.window.width(), again.window.height()) == (1024, 710)
    [beside] = again.window.windows.windows()
    assert beside.windowTitle().startswith("DESK")
    assert again.told() == []
    beside.close()
    end(again)


def test_after_an_orderly_end_nothing_is_left(url: str) -> None:
    office = start(url)
    office.open("sales_order", "SO00002")
    office.kontor._keeper.keep()  # type: ignore[union-attr]  # noqa: SLF001  (half a second later)
    end(office)
    assert not session_file().exists()
    again = start(url)
    assert again.place == "home"
    end(again)


def test_it_is_written_by_itself(url: str) -> None:
    office = start(url)
    office.open("sales_order", "SO00002")
    while not session_file().exists():
        QApplication.processEvents()
    stored = json.loads(session_file().read_text(encoding="utf-8"))
    assert stored["pages"][-1] == {"page": "sales_order", "key": {"document": "order SO00002"}}
    end(office)


def test_a_new_record_and_a_passing_filter_are_not_shown_again(url: str) -> None:
    office = start(url)
    office.open("sales_orders", ListOpening(view="late"))
    office.open("sales_order", NewRecord())
    kill(office)
    again = start(url)
    opened = [(one.name, one.key) for one in again.window.navigation.opened]
    assert opened == [("home", None), ("sales_orders", None)]
    assert again.window.navigation.can_go_back
    assert not again.window.navigation.can_go_forward
    end(again)


def test_another_company_begins_afresh(url: str, small_companies: SqliteDatabases) -> None:
    office = start(url)
    office.open("customers")
    kill(office)
    other = start(small_companies.create(fill_with_a_small_company))
    assert other.place == "home"
    end(other)


@pytest.mark.parametrize(
    "damage",
    ["{", '{"company": "URL"}', '{"company": "URL", "tries": 0, "geometry": "", "pages": 1}'],
)
def test_a_damaged_file_is_set_aside(
    url: str, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    office = start(url)
    known = office.window.desk.company
    end(office)
    session_file().write_text(damage.replace("URL", known), encoding="utf-8")
    again = start(url)
    assert again.place == "home"
    assert session_file().with_suffix(".json.broken").exists()
    assert "set aside" in caplog.text
    end(again)


def test_a_session_that_ends_badly_again_and_again_is_given_up(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "session.json"
    first = Session(path)
    first.keep(URL, SHOWN, QByteArray(b"g"))
    found = first.left_behind(URL)
    assert found is not None
    assert found[0].pages == SHOWN.pages
    assert found[1] == QByteArray(b"g")
    for _time in range(MOST_TRIES - 1):
        assert first.left_behind(URL) is not None
    assert first.left_behind(URL) is None
    first.let_go()


def test_a_second_kontor_neither_reads_nor_writes_it(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    first, second = Session(path), Session(path)
    first.keep(URL, SHOWN, QByteArray())
    assert second.left_behind(URL) is None
    second.keep(URL, Arrangement(), QByteArray())
    second.end()
    assert first.left_behind(URL) is not None
    first.let_go()
    third = Session(path)
    assert third.left_behind(URL) is not None
    third.end()
    assert not path.exists()


def test_the_lock_of_a_dead_process_does_not_count(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "session.lock"
    lock = QLockFile(str(path))
    assert lock.tryLock(0)
    text = path.read_text(encoding="utf-8")
    lock.unlock()
    path.write_text("999999999" + text[text.index("\n") :], encoding="utf-8")
    session = Session(tmp_path / "session.json")
    session.keep(URL, SHOWN, QByteArray())
    assert (tmp_path / "session.json").exists()
    session.end()


def test_what_is_shown_again_is_logged(url: str, caplog: pytest.LogCaptureFixture) -> None:
    office = start(url)
    office.open("customers")
    kill(office)
    with caplog.at_level(logging.INFO):
        again = start(url)
    assert "without warning" in caplog.text
    end(again)
