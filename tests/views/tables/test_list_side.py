"""The filter pane of a list: views, filters, chips and totals, by the keyboard."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.records import records
from desktop.views.shell.desk import Desk
from desktop.views.shell.state import UserState
from desktop.views.shell.tasks import Tasks
from desktop.views.shell.theme import Theme
from desktop.views.tables.columns import Column, Kind
from desktop.views.tables.list_export import export_to
from desktop.views.tables.list_opening import ListOpening
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_parts import ChipButton
from desktop.views.tables.list_spec import ListSpec, View
from tests.builders.company import fill_with_standard_company
from tests.builders.customers import a_customer
from tests.databases import Databases
from tests.views.tables.fakes import WORK_DATE, FakeNavigation

COLUMNS = (
    Column("no", "No.", lambda row: row.values["no"], Kind.LINK),
    Column("name", "Name", lambda row: row.values["name"]),
    Column("city", "City", lambda row: row.values["city"]),
    Column(
        "credit_limit_lcy",
        "Credit Limit",
        lambda row: row.values["credit_limit_lcy"],
        Kind.AMOUNT,
        total=True,
    ),
)
CITIES = ("Lund", "Umeå", "Lund", "Kiruna")


@pytest.fixture
def desk(databases: Databases, theme: Theme, tmp_path: Path) -> Iterator[Desk]:
    company = Database(databases.create(fill_with_standard_company))
    with company.write() as session:
        for at, city in enumerate(CITIES):
            customer = a_customer(session, f"C{at}", name=f"Oak {at}", city=city)
            customer.credit_limit_lcy = Decimal(1000 * at)
    tasks = Tasks(company)
    made = Desk(tasks, UserContext("ADMIN", WORK_DATE), UserState(tmp_path / "state.json"))
    made.navigation = FakeNavigation()
    yield made
    tasks.close()
    made.state.save()
    company.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ListPage:
    return opened(qtbot, desk)


def opened(qtbot: QtBot, desk: Desk, key: object = None) -> ListPage:
    spec = ListSpec(
        name="customers",
        title="Customers",
        columns=COLUMNS,
        source=lambda: records("customer", WORK_DATE),
        key=lambda row: row.key[0],
        tables=frozenset({"customer"}),
        views=(View("", "All customers"),),
        order=(("no", False),),
    )
    page = ListPage(desk, spec, key)
    qtbot.addWidget(page)
    page.resize(1500, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    settled(qtbot, page)
    return page


def settled(qtbot: QtBot, page: ListPage) -> None:
    qtbot.waitUntil(lambda: page.loader.found is not None and not page.desk.tasks.is_busy)


def numbers(page: ListPage) -> list[object]:
    return [page.model.index(at, 0).data() for at in range(page.model.rowCount())]


def chips(page: ListPage) -> list[ChipButton]:
    return [chip for chip in page.body.chips.findChildren(ChipButton) if chip.isVisible()]


def type_filter(qtbot: QtBot, page: ListPage, name: str, text: str) -> None:
    page.side.edit_filter(name)
    edit = page.side.pane.fields[name].edit
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    settled(qtbot, page)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def name_line(dialog: QDialog) -> QLineEdit:
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    return line


def dialog_of(page: ListPage) -> QDialog:
    return next(one for one in page.findChildren(QDialog) if one.isVisible())


def press(dialog: QDialog, verb: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == verb).click()


def test_shift_f3_leads_into_the_pane_and_from_there_closes_and_opens_it(
    qtbot: QtBot, page: ListPage
) -> None:
    pane = page.side.pane
    assert pane.isVisible()
    for is_open in (True, False, True):
        QTest.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
        assert pane.isVisible() is is_open
        if is_open:
            qtbot.waitUntil(lambda: pane.isAncestorOf(focused()))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.waitUntil(page.table.hasFocus)


def test_escape_leads_back_to_the_list_from_any_part_of_the_pane(
    qtbot: QtBot, page: ListPage
) -> None:
    for part in page.side.pane.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            part.setFocus()
            QTest.keyClick(part, Qt.Key.Key_Escape)
            assert page.table.hasFocus(), part
            assert page.isVisible()


def test_tab_goes_from_the_line_of_a_filter_to_its_button(qtbot: QtBot, page: ListPage) -> None:
    field = next(iter(page.side.pane.fields.values()))
    field.edit.setFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert focused() is field.remove


def test_a_typed_filter_narrows_the_list_and_shows_as_a_chip(qtbot: QtBot, page: ListPage) -> None:
    type_filter(qtbot, page, "credit_limit_lcy", ">1 000,5")
    assert numbers(page) == ["C2", "C3"]
    assert page.filter.query.filters == {"credit_limit_lcy": ">1000.5"}
    assert [chip.text() for chip in chips(page)] == ["Credit Limit: over 1\u00a0000,5"]
    assert page.body.chips.count.text() == "2 of 4"


def test_a_wrong_filter_is_marked_with_an_example_and_the_list_stays(
    qtbot: QtBot, page: ListPage
) -> None:
    type_filter(qtbot, page, "credit_limit_lcy", ">many")
    field = page.side.pane.fields["credit_limit_lcy"]
    assert field.error.isVisible()
    assert "many" in field.error.text()
    assert "Type for example" in field.error.text()
    assert field.edit.text() == ">many"
    assert numbers(page) == ["C0", "C1", "C2", "C3"]
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.error.isHidden()
    assert field.edit.text() == ""


def test_delete_on_a_chip_takes_its_filter_away_and_enter_edits_it(
    qtbot: QtBot, page: ListPage
) -> None:
    type_filter(qtbot, page, "name", "*2")
    [chip] = chips(page)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    qtbot.waitUntil(page.side.pane.fields["name"].edit.hasFocus)
    [chip] = chips(page)
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    settled(qtbot, page)
    assert numbers(page) == ["C0", "C1", "C2", "C3"]
    assert page.side.pane.fields["name"].edit.text() == ""


def test_alt_f3_filters_to_the_value_of_the_cell(qtbot: QtBot, page: ListPage) -> None:
    page.table.go_to(0)
    page.table.setCurrentIndex(page.model.index(0, 2))

    def is_filtered() -> bool:
        # Keys go to nobody while the window of the test before is still going.
        QTest.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.AltModifier)
        return bool(page.filter.query.filters)

    qtbot.waitUntil(is_filtered)
    settled(qtbot, page)
    assert numbers(page) == ["C0", "C2"]
    assert page.side.pane.fields["city"].edit.text() == "Lund"
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_Backspace, modifiers)
    settled(qtbot, page)
    assert len(numbers(page)) == 4


def test_totals_are_those_of_the_whole_result(qtbot: QtBot, page: ListPage) -> None:
    type_filter(qtbot, page, "city", "Lund")
    labels = page.side.pane.findChildren
    qtbot.waitUntil(lambda: "2\u00a0000,00" in [label.text() for label in labels(QLabel)])


def test_another_filter_field_can_be_added_and_is_kept(
    qtbot: QtBot, page: ListPage, desk: Desk
) -> None:
    assert "city" not in page.side.pane.fields
    page.side.pane.field_added.emit("city")
    qtbot.waitUntil(page.side.pane.fields["city"].edit.hasFocus)
    assert "city" in opened(qtbot, desk).side.pane.fields


def test_a_view_is_saved_under_a_name_chosen_counted_and_deleted(
    qtbot: QtBot, page: ListPage, desk: Desk
) -> None:
    type_filter(qtbot, page, "city", "Lund")
    page.side.pane.save_button.click()
    dialog = dialog_of(page)
    QTest.keyClicks(name_line(dialog), "In Lund")
    press(dialog, "Save")
    qtbot.waitUntil(lambda: len(page.side.views.choices) == 2)
    page.filter.clear()
    settled(qtbot, page)
    other = opened(qtbot, desk)
    every, saved = other.side.pane.views.buttons
    assert saved.accessibleName() == "In Lund, 2"
    every.setFocus()
    QTest.keyClick(every, Qt.Key.Key_Down)
    QTest.keyClick(saved, Qt.Key.Key_Return)
    settled(qtbot, other)
    assert numbers(other) == ["C0", "C2"]
    assert other.views.text() == "In Lund"
    other.side.views.delete(saved.choice)
    qtbot.waitUntil(lambda: len(other.side.views.choices) == 1)


def test_a_taken_name_is_replaced_only_knowingly(qtbot: QtBot, page: ListPage) -> None:
    page.side.views.save("Mine", ListQuery(search="oak"), {})
    qtbot.waitUntil(lambda: len(page.side.views.choices) == 2)
    page.side.ask_name()
    dialog = dialog_of(page)
    line = name_line(dialog)
    line.clear()
    assert not next(b for b in dialog.findChildren(QPushButton) if b.text() == "Save").isEnabled()
    QTest.keyClicks(line, "Mine")
    press(dialog, "Replace")
    qtbot.waitUntil(lambda: page.side.views.choices[1].query.search == "")


def test_a_list_opened_filtered_shows_its_filter(qtbot: QtBot, desk: Desk) -> None:
    page = opened(qtbot, desk, ListOpening(filters={"city": "Kiruna"}))
    assert numbers(page) == ["C3"]
    assert page.side.pane.fields["city"].edit.text() == "Kiruna"


def test_the_filtered_list_goes_to_excel_with_typed_cells(
    qtbot: QtBot, page: ListPage, tmp_path: Path
) -> None:
    type_filter(qtbot, page, "credit_limit_lcy", ">=2 000")
    export_to(page, str(tmp_path / "customers.xlsx"))
    qtbot.waitUntil(lambda: bool(page.notices.texts()))
    assert page.notices.texts()[0].startswith("2 rows were written to ")
    sheet = load_workbook(tmp_path / "customers.xlsx").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("No.", "Name", "City", "Credit Limit")
    assert rows[1:] == [("C2", "Oak 2", "Lund", 2000), ("C3", "Oak 3", "Kiruna", 3000)]
