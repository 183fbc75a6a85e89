"""Another language while the program runs: the same company and pages, in other words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu

from desktop.settings import load_settings
from desktop.translation import Localizer, user_localizer
from desktop.views.pages.document_page import DocumentPage
from desktop.views.shell.arrangement import arrangement_of
from desktop.views.shell.leaving import Leaving
from desktop.views.shell.main_window import MainWindow
from desktop.views.shell.progress import WorkProgress
from desktop.views.shell.speaking import speak
from desktop.views.tables.list_page import ListPage
from tests.views.areas.office import PATIENCE_MS, Office


@pytest.fixture(autouse=True)
def english_afterwards(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    speak(qapp, Localizer("en"))
    QLocale.setDefault(before)


def switch(office: Office, language: str) -> None:
    """Choose a language in the user's menu, by its own name, and wait for the new window."""
    menu = office.window.top_bar.user.menu()
    menu.aboutToShow.emit()
    menus = [inner for one in menu.actions() if isinstance(inner := one.menu(), QMenu)]
    actions = {action.text(): action for inner in menus for action in inner.actions()}
    actions[language].trigger()
    deadline = QDeadlineTimer(PATIENCE_MS)
    while office.kontor.window is office.window and office.window.findChildren(Leaving):
        assert not deadline.hasExpired()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert office.kontor.window is not None
    office.window = office.kontor.window
    office.rest()


def places(office: Office) -> list[tuple[str, object]]:
    return [(one.name, one.key) for one in office.window.navigation.opened]


def menu_titles(office: Office) -> list[str]:
    return [item.accessibleName() or item.text() for item in office.window.nav_pane.items()]


def captions(page: ListPage) -> list[str]:
    return [column.caption for column in page.spec.columns]


@pytest.fixture
def busy(office: Office) -> Office:
    """Three pages are open, the user has gone back once."""
    office.open("customers")
    office.open("customer", "FJORD")
    office.open("sales_order", "SO00002")
    office.open("posted_invoices")
    office.window.navigation.back()
    office.rest()
    return office


def test_the_same_pages_are_open_in_other_words_and_back_again(busy: Office) -> None:
    first, before = busy.window, places(busy)
    english = menu_titles(busy)
    assert "Customers" in english
    switch(busy, "Svenska")
    assert busy.window is not first
    assert places(busy) == before
    assert user_localizer().language == "sv"
    assert "Kunder" in menu_titles(busy)
    assert not set(menu_titles(busy)) & {"Customers", "Items", "Orders", "Setup"}
    assert busy.page(DocumentPage).view.key.no == "SO00002"
    assert busy.window.desk.context.language == "sv"
    assert load_settings().language == "sv"
    switch(busy, "English")
    assert places(busy) == before
    assert menu_titles(busy) == english


def test_captions_and_menus_change(busy: Office) -> None:
    busy.window.navigation.open("customers")
    busy.rest()
    assert "Name" in captions(busy.page(ListPage))
    switch(busy, "Svenska")
    page = busy.page(ListPage)
    assert "Namn" in captions(page)
    assert busy.window.windowTitle() == "Kunder – Kontor"
    shown = [
        str(page.model.headerData(at, Qt.Orientation.Horizontal))
        for at in range(page.model.columnCount())
    ]
    assert "Namn" in shown
    assert "Ny kund" in {page.commands[spec.id].text() for spec in page.commands}


def test_the_way_back_and_forward_is_kept(busy: Office) -> None:
    way = arrangement_of(busy.window.navigation, busy.window.windows).way
    switch(busy, "Svenska")
    assert arrangement_of(busy.window.navigation, busy.window.windows).way == way
    busy.window.navigation.forward()
    busy.rest()
    assert busy.place == "posted_invoices"
    busy.window.navigation.back()
    busy.window.navigation.back()
    busy.rest()
    assert busy.place == "customer"


def test_windows_beside_the_main_one_come_back(busy: Office) -> None:
    busy.window.navigation.open("item", "DESK", new_window=True)
    busy.rest()
    busy.window.windows.windows()[0].resize(760, 620)
    switch(busy, "Svenska")
    [beside] = busy.window.windows.windows()
    assert (beside.name, beside.page.key) == ("item", "DESK")
    assert (beside.width(), beside.height()) == (760, 620)
    beside.close()
    busy.rest()


def test_the_size_of_the_window_stays(busy: Office) -> None:
    busy.window.resize(1024, 720)
    switch(busy, "Svenska")
    assert (busy.window.width(), busy.window.height()) == (1024, 720)


def test_what_is_being_typed_is_saved_first(busy: Office) -> None:
    page = busy.document("sales_order", "SO00002")
    assert page.groups.go_to("external_document_no")
    busy.keys("PO-77")
    switch(busy, "Svenska")
    view = busy.page(DocumentPage).view
    assert view.header["external_document_no"] == "PO-77"


def test_typing_that_is_refused_keeps_the_window(busy: Office) -> None:
    page = busy.card("customer", "FJORD")
    assert page.groups.go_to("payment_terms_code")
    busy.keys("NOSUCH")
    busy.window.navigation.open("customers")
    before = busy.window
    switch(busy, "Svenska")
    assert busy.window is before
    assert busy.place == "customer"
    assert busy.told()
    assert user_localizer().language == "en"
    assert load_settings().language == "en"


def test_a_page_that_cannot_close_says_so(busy: Office) -> None:
    busy.open("ship_to_address")
    busy.type_into("city", "Falun")
    before = busy.window
    busy.window.navigation.open("customers")
    switch(busy, "Svenska")
    assert busy.window is before
    assert any("This record is not saved yet" in text for text in busy.told())


def test_work_under_way_keeps_the_window(busy: Office) -> None:
    """The bar of long work would be lost with the window."""
    steps: list[bool] = []

    def endless(progress: WorkProgress) -> bool:
        while not steps:
            progress.check_cancelled()
        return True

    busy.window.desk.tasks.long(endless, title="Counting", done=steps.append)
    bar = busy.window.page_area
    while not bar.progress_rows():
        QApplication.processEvents()
    before = busy.window
    busy.kontor.change_language("sv")
    while not busy.told():
        QApplication.processEvents()
    steps.append(True)
    busy.rest()
    assert busy.kontor.window is before
    assert "Wait until the work" in busy.told()[0]


def test_messages_of_the_bell_are_kept(busy: Office) -> None:
    busy.window.desk.tasks.long(lambda _progress: None, title="Counting", done=lambda _: None)
    busy.rest()
    known = busy.window.notifications.messages()
    switch(busy, "Svenska")
    assert busy.window.notifications.messages() == known


def test_qts_own_texts_and_dates_follow(qapp: QApplication) -> None:
    speak(qapp, Localizer("sv", "SE"))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == "Avbryt"
    assert QLocale().language() is QLocale.Language.Swedish
    speak(qapp, Localizer("en"))
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == "Cancel"


def test_no_window_is_left_behind(busy: Office) -> None:
    switch(busy, "Svenska")
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert [one for one in shown if isinstance(one, MainWindow)] == [busy.window]
