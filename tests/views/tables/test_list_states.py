"""What a list shows while it loads, when it is empty, and when the database does not answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.database import Changes, DatabaseAway
from desktop.services.list_keys import Key
from desktop.services.list_query import FIRST_ROWS, ListQuery
from desktop.views.pages.facts import Fact, FactBlock
from desktop.views.shell.busy_bar import BusyBar
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_parts import Skeleton
from desktop.views.tables.list_spec import ListSpec, New
from tests.views.tables.fakes import FakeDesk, FakeInvoices, Invoice, invoice_list
from tests.views.tables.opened import open_list

AWAY = DatabaseAway.text


@dataclass
class Remote(FakeInvoices):
    """A source behind a network: it may be away, or slow until it is let go."""

    is_away: bool = False
    free: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.free.set()

    def rows(self, session: object, query: ListQuery, limit: int = FIRST_ROWS) -> Sequence[Invoice]:
        self._reach()
        return super().rows(session, query, limit)

    def by_keys(self, session: object, keys: Sequence[Key]) -> Mapping[Key, Invoice]:
        self._reach()
        return super().by_keys(session, keys)

    def _reach(self) -> None:
        self.free.wait(5)
        if self.is_away:
            raise DatabaseAway(AWAY)


@pytest.fixture
def remote() -> Iterator[Remote]:
    made = Remote()
    yield made
    made.free.set()


@pytest.fixture
def page(qtbot: QtBot, fake_desk: FakeDesk, remote: Remote) -> ListPage:
    return open_list(qtbot, fake_desk, invoice_list(remote))


def unanswered(qtbot: QtBot, fake_desk: FakeDesk, spec: ListSpec) -> ListPage:
    page = ListPage(fake_desk.desk, spec)
    qtbot.addWidget(page)
    page.resize(1024, 700)
    page.show()
    return page


def skeleton(page: ListPage) -> Skeleton:
    found = page.body.findChild(Skeleton)
    assert isinstance(found, Skeleton)
    return found


def busy(page: ListPage) -> BusyBar:
    found = page.findChild(BusyBar)
    assert isinstance(found, BusyBar)
    return found


def told(page: ListPage) -> list[str]:
    return [row.text for row in page.body.away.rows()]


def try_again(page: ListPage) -> QPushButton:
    buttons = page.body.away.findChildren(QPushButton)
    return next(each for each in buttons if each.text() == "Try Again" and each.isVisible())


# -- loading


def test_the_skeleton_stands_there_only_before_the_first_rows(
    qtbot: QtBot, fake_desk: FakeDesk, remote: Remote
) -> None:
    remote.free.clear()
    page = unanswered(qtbot, fake_desk, invoice_list(remote))
    assert skeleton(page).isVisible()
    remote.free.set()
    qtbot.waitUntil(page.table.isVisible)
    assert not skeleton(page).isVisible()
    remote.free.clear()
    page.filter.search("loom")
    assert page.table.isVisible()
    assert not skeleton(page).isVisible()


def test_another_question_keeps_the_rows_and_shows_a_thin_bar(
    page: ListPage, qtbot: QtBot, remote: Remote
) -> None:
    remote.free.clear()
    page.filter.search("loom")
    assert not busy(page).isVisible()
    qtbot.waitUntil(busy(page).isVisible)
    assert busy(page).height() <= 4
    assert page.model.rowCount() == 300
    remote.free.set()
    qtbot.waitUntil(lambda: page.model.rowCount() == 38)
    qtbot.waitUntil(lambda: not busy(page).isVisible())


# -- empty


def test_an_empty_list_offers_its_link(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    link = New("Import Invoices…", "import_page")
    spec = replace(invoice_list(FakeInvoices([])), empty_link=link)
    page = open_list(qtbot, fake_desk, spec)
    assert page.body.empty.link.text() == "Import Invoices…"
    page.body.empty.button.setFocus()
    QTest.keyClick(page.body.empty.button, Qt.Key.Key_Tab)
    qtbot.waitUntil(page.body.empty.link.hasFocus)
    QTest.keyClick(page.body.empty.link, Qt.Key.Key_Space)
    assert fake_desk.navigation.opened[-1][0] == "import_page"


def test_a_list_that_filters_have_emptied_offers_no_link(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    spec = replace(invoice_list(FakeInvoices()), empty_link=New("Import Invoices…", "import_page"))
    page = open_list(qtbot, fake_desk, spec)
    page.filter.search("zzz")
    qtbot.waitUntil(page.body.empty.isVisible)
    assert not page.body.empty.link.isVisible()


# -- the database is away


def test_a_list_keeps_its_rows_when_the_database_is_away(
    page: ListPage, qtbot: QtBot, remote: Remote, fake_desk: FakeDesk
) -> None:
    remote.is_away = True
    page.reload()
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    assert page.body.away.isVisible()
    assert page.table.isVisible()
    assert page.model.rowCount() == 300
    assert page.notices.texts() == []
    assert not [each for each in fake_desk.reporter.told if isinstance(each, DatabaseAway)]


def test_try_again_reads_the_rows_when_the_database_is_back(
    page: ListPage, qtbot: QtBot, remote: Remote
) -> None:
    remote.is_away = True
    page.reload()
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    try_again(page).click()
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    remote.is_away = False
    remote.sales = remote.sales[:10]
    try_again(page).click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 10)
    assert told(page) == []
    assert not page.body.away.isVisible()


def test_a_question_asked_meanwhile_is_answered_then(
    page: ListPage, qtbot: QtBot, remote: Remote
) -> None:
    remote.is_away = True
    page.filter.search("loom")
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    assert page.model.rowCount() == 300
    remote.is_away = False
    try_again(page).click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 38)


def test_a_commit_elsewhere_ends_it_too(
    page: ListPage, qtbot: QtBot, remote: Remote, fake_desk: FakeDesk
) -> None:
    remote.is_away = True
    page.reload()
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    remote.is_away = False
    fake_desk.desk.tasks.data_changed.emit(Changes(frozenset({"sales_invoice_header"})))
    qtbot.waitUntil(lambda: told(page) == [])


def test_rows_that_could_not_be_reached_are_fetched_later(
    page: ListPage, qtbot: QtBot, remote: Remote
) -> None:
    remote.is_away = True
    page.table.go_to(250)
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    remote.is_away = False
    try_again(page).click()
    qtbot.waitUntil(lambda: page.model.row(250) is not None)


def test_a_list_that_was_never_read_offers_to_try_again(
    qtbot: QtBot, fake_desk: FakeDesk, remote: Remote
) -> None:
    remote.is_away = True
    page = unanswered(qtbot, fake_desk, invoice_list(remote))
    qtbot.waitUntil(page.body.empty.isVisible)
    assert page.body.empty.sentence.text() == AWAY
    assert page.body.empty.button.text() == "Try Again"
    assert not page.body.empty.link.isVisible()
    remote.is_away = False
    page.body.empty.button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 300)
    assert page.table.isVisible()


def test_facts_come_with_the_rows_again(qtbot: QtBot, fake_desk: FakeDesk, remote: Remote) -> None:
    def facts(session: object, key: object, context: object) -> tuple[FactBlock, ...]:
        if remote.is_away:
            raise DatabaseAway(AWAY)
        return (FactBlock(title=str(key), facts=(Fact("No.", str(key)),)),)

    page = open_list(qtbot, fake_desk, replace(invoice_list(remote), facts=facts))
    remote.is_away = True
    page.table.go_to(4)
    qtbot.waitUntil(lambda: told(page) == [AWAY])
    remote.is_away = False
    try_again(page).click()
    assert page.facts is not None
    pane = page.facts.pane
    qtbot.waitUntil(lambda: bool(pane.blocks) and pane.blocks[0].title == "PSI-104229")


# -- sums


def test_sums_are_those_of_the_columns_that_are_shown(qtbot: QtBot, fake_desk: FakeDesk) -> None:
    spec = invoice_list(FakeInvoices())
    columns = [replace(column, total=column.is_numeric) for column in spec.columns]
    page = open_list(qtbot, fake_desk, replace(spec, columns=tuple(columns)))
    page.table.go_to(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: summed(page) == ["Sum Amount Incl. VAT"])
    page.table.header.arrangement.show(5, shown=True)
    qtbot.waitUntil(lambda: summed(page) == ["Sum Amount Incl. VAT", "Sum Remaining"])


def summed(page: ListPage) -> list[str]:
    labels = [label for label in page.body.footer.findChildren(QLabel) if not label.isHidden()]
    return [label.text() for label in labels if label.text().startswith("Sum ")]
