"""The ways between sales and purchase orders: drop shipments, special orders, catalog items."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.services.records import add_record, change_record
from desktop.services.sales.line_fields import add_line, change_line
from desktop.views.fields.lookup_picker import LookupPicker
from desktop.views.pages.document_page import DocumentPage
from desktop.views.tables.list_spec import NewRecord
from tests.views.areas.office import Office

FIRST_ENTRY = "CI00001"


def a_sale(office: Office, mark: str) -> DocumentPage:
    """Two desks for Fjordheim that are bought for the order."""
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "fjord")
    office.type_cell(0, "no", "DESK")
    office.type_cell(0, "quantity", "2")
    page.run(change_line, page.view.lines[0].line_no, mark, True)
    office.rest()
    return page


def a_purchase(office: Office) -> DocumentPage:
    page = office.document("purchase_order", NewRecord())
    office.type_into("buy_from_vendor_no", "wood")
    return page


def of_line(office: Office, page: DocumentPage, action: str) -> None:
    """Give a command of the first line."""
    page.lines.grid.setFocus()
    assert page.lines.grid.go_to_row(0)
    page.lines.commands.registry[action].trigger()
    office.rest()


def test_a_purchase_takes_a_drop_shipment_and_both_sides_lead_to_each_other(
    office: Office,
) -> None:
    sale = a_sale(office, "drop_shipment")
    no = sale.view.key.no
    of_line(office, sale, "purchase_order_of_line")
    assert any("Get Sales Orders" in text for text in office.told())
    purchase = a_purchase(office)
    office.do("get_sales_orders")
    assert any("No sales order waits" in text for text in office.told())
    office.type_into("sell_to_customer_no", "fjord")
    office.do("get_sales_orders")
    office.choose(f"{no} · {sale.view.header['sell_to_name']}")
    office.answer("Take Over")
    assert purchase.view.lines[0].values["sales_order_no"] == no
    office.do("undo")
    assert purchase.view.lines == ()
    office.do("redo")
    of_line(office, purchase, "sales_order_of_line")
    assert (office.place, office.page(DocumentPage).view.key.no) == ("sales_order", no)
    of_line(office, office.page(DocumentPage), "purchase_order_of_line")
    assert office.page(DocumentPage).view.key == purchase.view.key


def test_a_special_order_gets_its_purchase_order_from_its_line(office: Office) -> None:
    with office.database.write() as session:
        change = ("vendor_no", "WOOD")
        change_record(session, "item", ("DESK",), change, office.window.desk.context)
    sale = a_sale(office, "special_order")
    of_line(office, sale, "purchase_order_of_line")
    office.answer("Make Purchase Order")
    bought = office.page(DocumentPage)
    assert office.place == "purchase_order"
    assert bought.view.lines[0].values["special_order_sales_no"] == sale.view.key.no


def test_a_shipment_is_undone_on_its_page(office: Office) -> None:
    sale = a_sale(office, "drop_shipment")
    a_purchase(office)
    office.type_into("sell_to_customer_no", "fjord")
    office.do("get_sales_orders")
    office.choose(f"{sale.view.key.no} · {sale.view.header['sell_to_name']}")
    office.answer("Take Over")
    sale = office.document("sales_order", sale.view.key.no)
    office.press(Qt.Key.Key_F9)
    office.choose("Ship")
    office.answer("Post")
    shipment = sale.view.header["last_shipping_no"]
    posted = office.document("posted_shipment", shipment)
    office.do("undo_shipment")
    office.answer("Undo")
    assert "The shipment is undone." in office.told()
    assert [line.values["quantity"] for line in posted.view.lines] == [2, -2]


def test_a_catalog_item_is_picked_for_a_line(office: Office) -> None:
    values = {
        "vendor_item_no": "GD-1",
        "unit_of_measure_code": "PCS",
        "item_template_code": "WARE",
    }
    context = office.window.desk.context
    from_template = {
        "code": "WARE",
        "gen_prod_posting_group": "RETAIL",
        "vat_prod_posting_group": "VAT25",
        "inventory_posting_group": "RESALE",
    }
    with office.database.write() as session:
        add_record(session, "item_template", from_template, context)
        for change in values.items():
            change_record(session, "catalog_item", (FIRST_ENTRY,), change, context)
    page = office.document("sales_order", NewRecord())
    office.type_into("sell_to_customer_no", "fjord")
    page.run(add_line, [("type", "item")])
    office.rest()
    of_line(office, page, "catalog_item")
    picker = office.dialog()
    assert isinstance(picker, LookupPicker)
    picker.accept()
    office.rest()
    assert page.view.lines[0].values["no"] == "GD-1"
    office.card("catalog_item_card", (FIRST_ENTRY,))
    office.do("create_catalog_item")
    assert office.place == "item"
