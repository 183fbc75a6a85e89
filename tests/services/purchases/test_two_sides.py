"""Drop shipments and special orders: what holds on both sides (03 §9, §10)."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, NeedsConfirmation, Refusal
from desktop.models.copy_words import CopySourceType
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.purchases import PurchaseHeader, PurchaseReceiptLine
from desktop.models.supply_words import (
    DropShipmentStatus,
    PurchaseType,
    SpecialOrderStatus,
)
from desktop.models.values.keys import DocumentType
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.posting.preview import preview
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.purchases.post import post_purchase, preview_purchase
from desktop.services.posting.purchases.undo_receipt import undo_receipt
from desktop.services.posting.refusals_ties import TakeFreeStock
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.deletion import delete_purchase
from desktop.services.purchases.get_sales_orders import drop_shipment_link
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import add_line as buy
from desktop.services.purchases.line_fields import delete_line as delete_bought
from desktop.services.purchases.restoring import restore
from desktop.services.records import add_record
from desktop.services.reports.shipment_content import shipment_content
from desktop.services.sales.copy_sources import CopyRequest, read_source
from desktop.services.sales.line_fields import add_line, change_line, delete_line
from desktop.services.sales.queries import OrderRow, documents
from desktop.services.sales.refusals_buying import (
    MoveOtherSide,
)
from desktop.services.sales.release import reopen
from tests.listing import listed
from tests.services.purchases.desk import FIVE, RECEIVE, SHIP, Office


@pytest.fixture
def desk(session: Session, buyer: UserContext) -> Office:
    return Office(session, buyer)


def test_undo_and_redo_of_a_link_tie_both_sides_again(desk: Office) -> None:
    desk.marks("DROP")
    desk.to_customer()
    linked = drop_shipment_link(
        desk.session, desk.bought, desk.context, sales_order_no=desk.sale.no
    )
    assert desk.sold().purchase_order_no == desk.bought.no
    undone = restore(desk.session, desk.bought, linked.difference, desk.context)
    assert desk.sold().purchase_order_no is None
    restore(desk.session, desk.bought, undone.difference, desk.context)
    assert desk.sold().purchase_order_no == desk.bought.no
    assert desk.purchased().sales_order_no == desk.sale.no


def test_the_lines_of_a_tied_purchase_survive_another_currency(desk: Office) -> None:
    desk.drops()
    context = desk.context.with_answer(ConfirmationCode.REBUILD_LINES, yes=True)
    change_header(desk.session, desk.bought, "currency_code", "EUR", context)
    line = desk.purchased()
    assert (line.drop_shipment, line.sales_order_no) == (True, desk.sale.no)
    assert desk.sold().unit_cost_lcy == line.unit_cost_lcy


def test_a_mark_that_is_taken_away_lets_the_line_be_reserved_again(desk: Office) -> None:
    usual = desk.sold().reserve
    desk.marks("DROP")
    assert desk.sold().reserve == "never"
    desk.changes("purchasing_code", None)
    assert desk.sold().reserve == usual


def test_both_previews_show_the_other_side(desk: Office) -> None:
    desk.drops()
    shown = preview(desk.session, desk.sale, SHIP, desk.context)
    assert "purchase_receipt_header" in [table.table for table in shown.tables]
    shown = preview_purchase(desk.session, desk.bought, RECEIVE, desk.context)
    assert "sales_shipment_line" in [table.table for table in shown.tables]


def test_an_invoiced_line_goes_and_lets_its_purchase_line_go(desk: Office) -> None:
    desk.drops()
    add_line(
        desk.session,
        desk.sale,
        [("type", "item"), ("no", "B"), ("quantity", Decimal(1))],
        desk.context,
    )
    change_line(desk.session, desk.sale, 20000, "qty_to_ship", Decimal(0), desk.context)
    desk.ships(PostingChoice())
    reopen(desk.session, desk.sale, desk.context)
    delete_line(desk.session, desk.sale, 10000, desk.context)
    line = desk.purchased()
    assert (line.sales_order_no, line.quantity_received) == (None, FIVE)


def test_a_received_purchase_keeps_the_link_when_it_goes(desk: Office) -> None:
    desk.specials()
    change_header(desk.session, desk.bought, "vendor_invoice_no", "F1", desk.context)
    desk.receives(PurchaseChoice())
    desk.put(PurchaseHeader, completed=False)
    delete_purchase(desk.session, desk.bought, desk.context)
    assert desk.sold().special_order_purchase_no == desk.bought.no
    assert desk.ships().shipment_no is not None


def test_free_stock_is_asked_for_and_refused_when_the_user_does_not_want_it(desk: Office) -> None:
    desk.specials()
    desk.buys("qty_to_receive", Decimal(2))
    desk.receives()
    other = create_purchase(desk.session, PurchaseType.ORDER, desk.context, "V1").key
    _buys_for_stock(desk, other)
    with pytest.raises(TakeFreeStock):
        desk.ships()
    context = desk.context.with_answer(ConfirmationCode.TAKE_FREE_STOCK, yes=False)
    with pytest.raises(Refusal) as refused:
        post(desk.session, desk.sale, SHIP, context)
    assert not isinstance(refused.value, NeedsConfirmation)


def _buys_for_stock(desk: Office, key: PurchaseKey) -> None:
    buy(desk.session, key, [("type", "item"), ("no", "A"), ("quantity", Decimal(9))], desk.context)
    post_purchase(desk.session, key, RECEIVE, desk.context)


def test_a_receipt_of_a_drop_shipment_is_undone_with_its_shipment(desk: Office) -> None:
    desk.drops()
    no = desk.receives().receipt_no or ""
    undo_receipt(desk.session, no, desk.context)
    lines = desk.session.scalars(
        select(PurchaseReceiptLine.quantity).order_by(PurchaseReceiptLine.line_no)
    ).all()
    assert list(lines) == [FIVE, -FIVE]
    assert desk.sold().quantity_shipped == 0
    assert sum(desk.session.scalars(select(ItemLedgerEntry.quantity))) == 0


def test_the_list_tells_how_far_an_order_has_come(desk: Office) -> None:
    def row() -> OrderRow:
        desk.session.flush()
        found = listed(desk.session, documents(DocumentType.ORDER, desk.context), ListQuery())
        shown: OrderRow = found[0]
        return shown

    assert row().drop_shipment_status is None
    desk.marks("DROP")
    assert row().drop_shipment_status is DropShipmentStatus.TO_BE_ORDERED
    view = ListQuery(view="drop_to_order")
    assert len(listed(desk.session, documents(DocumentType.ORDER, desk.context), view)) == 1
    desk.drops()
    assert row().drop_shipment_status is DropShipmentStatus.ORDERED
    desk.ships()
    assert row().drop_shipment_status is DropShipmentStatus.SHIPPED


def test_the_list_tells_how_far_a_special_order_has_come(desk: Office) -> None:
    def status() -> SpecialOrderStatus | None:
        desk.session.flush()
        found = listed(desk.session, documents(DocumentType.ORDER, desk.context), ListQuery())
        row: OrderRow = found[0]
        return row.special_order_status

    desk.marks("SPEC")
    assert status() is SpecialOrderStatus.TO_BE_ORDERED
    desk.specials()
    assert status() is SpecialOrderStatus.ORDERED
    desk.receives()
    assert status() is SpecialOrderStatus.RECEIVED


def test_a_deleted_purchase_line_lets_the_sales_line_be_changed(desk: Office) -> None:
    desk.drops()
    delete_bought(desk.session, desk.bought, 10000, desk.context)
    desk.changes("quantity", Decimal(7))
    assert desk.sold().quantity == 7


def test_a_line_in_a_larger_unit_is_bought_in_that_unit(desk: Office) -> None:
    add_record(desk.session, "unit_of_measure", {"code": "BOX", "description": "Box"}, desk.context)
    unit = {"item_no": "A", "unit_code": "BOX", "qty_per_unit": Decimal(3)}
    add_record(desk.session, "item_unit_of_measure", unit, desk.context)
    desk.changes("unit_of_measure_code", "BOX")
    desk.drops()
    desk.ships()
    line = desk.purchased()
    assert line.quantity_base == 15
    assert line.quantity_received_base == 15


def test_a_moved_date_is_offered_to_the_other_side(desk: Office) -> None:
    desk.drops()
    day = date(2026, 2, 20)
    with pytest.raises(MoveOtherSide):
        desk.changes("shipment_date", day)
    desk.session.expire_all()
    with pytest.raises(MoveOtherSide):
        desk.buys("expected_receipt_date", day)
    desk.session.expire_all()
    desk.context = desk.context.with_answer(ConfirmationCode.MOVE_OTHER_SIDE, yes=False)
    desk.buys("expected_receipt_date", day)
    assert desk.sold().shipment_date != day


def test_papers_and_copies_know_what_was_taken_back(desk: Office) -> None:
    desk.drops()
    desk.changes("qty_to_ship", Decimal(2))
    no = desk.ships().shipment_no or ""
    undo_shipment(desk.session, no, desk.context)
    desk.session.expire_all()
    lines = [each for each in shipment_content(desk.session, no).lines if each.no == "A"]
    assert [(each.shipped, each.shipped_before, each.outstanding) for each in lines] == [
        (Decimal(2), Decimal(0), Decimal(3)),
        (Decimal(-2), Decimal(2), FIVE),
    ]
    request = CopyRequest(CopySourceType.POSTED_SHIPMENT, no)
    copied = read_source(desk.session, request)
    assert [row["quantity"] for row in copied.lines if row["no"] == "A"] == [2]
