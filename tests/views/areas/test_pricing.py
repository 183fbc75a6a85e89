"""Price lists on their pages, and why a line of an order has its price."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.pricing import PriceListLine
from desktop.services.context import UserContext
from desktop.services.records import add_record, change_record, read_record
from desktop.translation import user_localizer
from desktop.views.pages.card_page import CardPage
from desktop.views.pages.document_page import DocumentPage
from desktop.views.pricing.price_info import PriceRow
from desktop.views.pricing.price_query import PriceQueryPage
from desktop.views.tables.list_page import ListPage
from desktop.views.tables.list_spec import NewRecord
from tests.scenarios.standard_company import USER, WORK_DATE
from tests.views.areas.office import CTRL, Office

CONTEXT = UserContext(user=USER, work_date=WORK_DATE)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def fill(session: Session) -> None:
    """An active list with two prices of the desk, one of them from 50 pieces."""
    add_record(session, "price_list", {"code": "ALL", "description": "Everybody"}, CONTEXT)
    for quantity, price in ((0, 4000), (50, 3500)):
        values = {
            "price_list_code": "ALL",
            "product_no": "DESK",
            "minimum_quantity": Decimal(quantity),
            "unit_price": Decimal(price),
        }
        add_record(session, "price_list_line", values, CONTEXT)
    change_record(session, "price_list", ("ALL",), ("status", "active"), CONTEXT)


@pytest.fixture
def priced(office: Office) -> Office:
    with office.database.write() as session:
        fill(session)
    return office


def shown(page: ListPage, *names: str) -> list[tuple[str, ...]]:
    """What the rows of a list say in these columns."""
    columns = {column.name: column for column in page.spec.columns}
    rows = [page.model.row(at) for at in range(page.model.rowCount())]
    return [tuple(str(columns[name].value(row)) for name in names) for row in rows]


def test_a_new_list_shows_what_it_begins_with(office: Office) -> None:
    before = office.list_rows("price_list_list")
    page = office.document("price_list_card", NewRecord())
    begun = {name: field.value for name, field in page.groups.fields.items()}
    assert begun["source_type"] == "all_customers"
    assert begun["defines"] == "price_and_discount"
    assert begun["status"] == "draft"
    assert begun["allow_line_disc"] is True
    assert page.can_close()
    assert office.list_rows("price_list_list") == before
    office.document("price_list_card", NewRecord())
    office.type_into("code", "SPRING")
    made = office.page(DocumentPage)
    assert {name: field.value for name, field in made.groups.fields.items()} == {
        **begun,
        "code": "SPRING",
    }
    assert office.list_rows("price_list_list") == before + 1


def test_a_list_is_made_filled_and_activated(office: Office) -> None:
    page = office.document("price_list_card", NewRecord())
    office.type_into("code", "SPRING")
    office.type_into("description", "Spring 2026")
    assert page.title == "SPRING · Spring 2026"
    office.do("suggest_lines")
    office.answer("Make Lines")
    assert office.told() == ["3 lines were made."]
    assert [line.values["product_no"] for line in page.view.lines] == ["CHAIR", "DESK", "LAMP"]
    office.press(Qt.Key.Key_F7, CTRL)
    lines = office.page(ListPage)
    assert lines.title == "Price List Lines · SPRING"
    assert shown(lines, "product_no", "change_pct") == [
        ("CHAIR", "0.00"),
        ("DESK", "0.00"),
        ("LAMP", "0.00"),
    ]
    office.do("verify_lines")
    assert office.told() == ["3 lines are right; 0 became active."]
    office.document("price_list_card", "SPRING")
    office.do("activate_price_list")
    assert office.told() == ["Price list SPRING is active."]
    active = office.read(lambda session: read_record(session, "price_list_line", ("SPRING", 10000)))
    assert active.values["status"] == "active"


def test_lines_are_typed_on_their_card(office: Office) -> None:
    with office.database.write() as session:
        add_record(session, "price_list", {"code": "OWN"}, CONTEXT)
    office.document("price_list_card", "OWN")
    office.do("price_list_lines")
    office.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    card = office.page(CardPage)
    office.type_into("product_no", "LAMP")
    office.type_into("unit_price", "800")
    assert card.record is not None
    assert card.record.key == ("OWN", 10000)
    assert card.record.values["defines"] == "price"
    assert "currency_code" not in card.record.editable


def test_lines_are_typed_and_pasted_into_the_grid(office: Office) -> None:
    with office.database.write() as session:
        add_record(session, "price_list", {"code": "OWN"}, CONTEXT)
    page = office.document("price_list_card", "OWN")
    office.type_cell(0, "product_no", "desk")
    office.type_cell(0, "unit_price", "3900")
    office.type_cell(0, "line_discount_pct", "5")
    assert cells(page) == [("DESK", "Oak desk 160 cm", 3900, 5, "price_and_discount")]
    QGuiApplication.clipboard().setText(
        "Item No.\tDescription\tMin. Quantity\tPrice\n"
        "LAMP\tany\t10\t800\n"
        "NONE\t\t\t1\n"
        "CHAIR\t\t\t-5"
    )
    page.lines.grid.go_to_cell(1, "product_no")
    office.press(Qt.Key.Key_V, CTRL)
    preview = page.lines.clipboard.preview
    assert preview is not None
    faults = [preview.faults.item(at).text() for at in range(preview.faults.count())]
    assert [fault.partition(":")[0] for fault in faults] == ["Row 3, No.", "Row 4, Unit Price"]
    assert "Description" in preview.remarks.text()
    preview.paste_button.click()
    office.rest()
    assert [row[0] for row in cells(page)] == ["DESK", "LAMP"]
    office.do("undo")
    assert [row[0] for row in cells(page)] == ["DESK"]
    office.do("activate_price_list")
    assert page.lines.model.data(page.lines.model.index(0, 0)) == ""
    assert not page.lines.model.can_add
    page.lines.grid.go_to_cell(0, "unit_price")
    office.keys("1")
    assert cells(page)[0][2] == 3900


def cells(page: DocumentPage) -> list[tuple[object, ...]]:
    """What the lines of a price list say."""
    names = ("product_no", "product_description", "unit_price", "line_discount_pct", "defines")
    return [tuple(line.values[name] for name in names) for line in page.view.lines]


def test_a_copy_needs_a_list_to_copy_from(priced: Office) -> None:
    with priced.database.write() as session:
        add_record(session, "price_list", {"code": "NEXT"}, CONTEXT)
    priced.document("price_list_card", "NEXT")
    priced.do("copy_lines")
    priced.keys("ALL")
    priced.press(Qt.Key.Key_Tab)
    priced.answer("Make Lines")
    assert priced.told() == ["2 lines were made."]


def test_special_prices_of_a_customer_go_to_their_own_list(office: Office) -> None:
    office.card("customer", "FJORD")
    office.do("special_prices")
    assert office.page(ListPage).title == "Special Prices · FJORD"
    office.do("new_price_line")
    office.type_into("product_no", "DESK")
    office.type_into("unit_price", "3999")
    office.card("customer", "FJORD")
    office.do("special_prices")
    office.do("verify_lines")
    assert office.told() == ["1 line is right; 1 became active."]
    [line] = office.read(lambda session: list(session.scalars(select(PriceListLine))))
    assert (line.price_list_code, line.source_no, line.status) == ("SPECIAL", "FJORD", "active")
    office.card("item", "DESK")
    office.do("special_prices")
    assert shown(office.page(ListPage), "source_no") == [("FJORD",)]


def at_first_line(office: Office) -> DocumentPage:
    page = office.document("sales_order", "SO00002")
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_cell(0, "quantity")
    return page


def words_of_cell(page: DocumentPage, name: str) -> tuple[str, str]:
    """What a cell of the first line says when the mouse rests on it, and to a screen reader."""
    model = page.lines.model
    at = next(at for at, column in enumerate(model.columns, start=1) if column.name == name)
    index = model.index(0, at)
    roles = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
    told, spoken = (str(model.data(index, role)) for role in roles)
    return told, spoken


def test_a_line_tells_why_it_has_its_price_and_takes_another(priced: Office) -> None:
    page = at_first_line(priced)
    priced.press(Qt.Key.Key_P, CTRL | SHIFT)
    listed = priced.page(ListPage)
    assert listed.title == "Why This Price? · SO00002, line 10000"
    assert shown(listed, "result", "unit_price", "reason") == [
        ("Holds", "4000.00000", ""),
        ("Does Not Apply", "3500.00000", "Quantity Too Small"),
    ]
    listed.table.go_to(1)
    priced.do("use_this_price")
    assert priced.told() == ["The picked price needs at least 50 PCS."]
    listed.table.go_to(0)
    priced.do("use_this_price")
    assert priced.page(DocumentPage) is page
    assert page.view.lines[0].values["unit_price"] == 4000


def test_a_typed_price_is_marked_with_what_was_found(priced: Office) -> None:
    page = at_first_line(priced)
    priced.do("recalculate_prices")
    assert words_of_cell(page, "unit_price")[0] == ""
    priced.type_cell(0, "unit_price", "3900")
    priced.type_cell(0, "line_discount_pct", "5")
    told, spoken = words_of_cell(page, "unit_price")
    price = user_localizer().unit_price
    assert told.startswith("This price was typed and stays.")
    assert told.endswith(f"Price found: {price(Decimal(4000))}, in price list ALL.")
    assert spoken.endswith(f"{price(Decimal(3900))}: {told}")
    assert "Discount found: 0 %." in words_of_cell(page, "line_discount_pct")[0]
    priced.do("recalculate_prices")
    assert words_of_cell(page, "unit_price")[0] == ""


def test_prices_are_recalculated_from_the_document(priced: Office) -> None:
    page = at_first_line(priced)
    assert page.view.lines[0].values["unit_price"] == 4200
    priced.do("recalculate_prices")
    assert page.view.lines[0].values["unit_price"] == 4000


def test_a_price_is_asked_for_from_the_cards(priced: Office) -> None:
    priced.card("customer", "FJORD")
    priced.press(Qt.Key.Key_P, CTRL | SHIFT)
    page = priced.page(PriceQueryPage)
    assert figures(page)["unit_price"] == "–"
    page.form.fields["product_no"].editor.setFocus()
    priced.keys("DESK")
    priced.press(Qt.Key.Key_Tab)
    price = user_localizer().unit_price
    assert figures(page)["unit_price"] == price(Decimal(4000))
    page.form.fields["quantity"].editor.setFocus()
    priced.keys("50")
    priced.press(Qt.Key.Key_Tab)
    assert figures(page)["net_price"] == price(Decimal(3500))
    assert "Fjordheim" in page.card.sentence.text()
    assert [row.result for row in rows_of(page)] == ["Holds", "Counts"]
    page.form.fields["unit_code"].editor.setFocus()
    priced.keys("NONE")
    priced.press(Qt.Key.Key_Tab)
    assert figures(page)["unit_price"] == "–"
    assert "NONE" in priced.told()[0]
    priced.card("item", "LAMP")
    priced.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert priced.page(PriceQueryPage).values["product_no"] == "LAMP"
    priced.listed("prices_overview")
    priced.press(Qt.Key.Key_P, CTRL | SHIFT)
    assert priced.page(PriceQueryPage).values["product_no"] is None


def figures(page: PriceQueryPage) -> dict[str, str]:
    """What the answer says."""
    return {name: label.text() for name, label in page.card.figures.items()}


def rows_of(page: PriceQueryPage) -> list[PriceRow]:
    """What was weighed."""
    records = page.table.records
    return [records.row(at) for at in range(records.rowCount())]
