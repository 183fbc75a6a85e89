"""Buying for sales orders: drop shipments and special orders from both sides (03 §9, §10)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from desktop.errors import ConfirmationCode, NeedsConfirmation, Refusal
from desktop.models.ledgers import ItemLedgerEntry
from desktop.models.posted import SalesShipmentLine
from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseHeader, PurchaseLine, PurchaseReceiptLine
from desktop.models.sales import SalesLine
from desktop.models.supply_words import (
    DemandType,
    DropShipmentStatus,
    PurchaseType,
    SpecialOrderStatus,
    SupplyType,
)
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.list_query import ListQuery
from desktop.services.posting.choice import PostingChoice, PostingResult
from desktop.services.posting.post_sales import post
from desktop.services.posting.preview import preview
from desktop.services.posting.purchases.choice import PurchaseChoice, PurchaseResult
from desktop.services.posting.purchases.post import post_purchase, preview_purchase
from desktop.services.posting.purchases.undo_receipt import undo_receipt
from desktop.services.posting.refusals_ties import AboveOtherSide, OtherSideGone, TakeFreeStock
from desktop.services.posting.refusals_undo import (
    NothingOfShipmentToUndo,
    OnDraftInvoice,
    OtherSideInvoiced,
    ShipmentMissing,
    ShipmentOrderGone,
)
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.deletion import delete_purchase
from desktop.services.purchases.get_sales_orders import drop_shipment_link, special_order_link
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import add_line as buy
from desktop.services.purchases.line_fields import change_line as change_bought
from desktop.services.purchases.line_fields import delete_line as delete_bought
from desktop.services.purchases.load import load_purchase
from desktop.services.purchases.refusals_links import (
    DeliveryTied,
    LinkAddressDiffers,
    LinkCustomerMissing,
    LinkDiffers,
    LinkUnitChanged,
    NoDropShipmentToGet,
    NoSpecialOrderToGet,
    OnlyDropShipments,
    SalesLineTaken,
)
from desktop.services.purchases.restoring import restore
from desktop.services.purchases.sales_links import link_sales_line
from desktop.services.records import add_record
from desktop.services.sales.creation import create_document
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.header_fields import change_header as change_sale
from desktop.services.sales.line_fields import add_line, change_line, delete_line
from desktop.services.sales.queries import OrderRow, documents
from desktop.services.sales.refusals_buying import (
    LineTied,
    MoveOtherSide,
    NeverReserved,
    NotBoughtNow,
    PartiesTied,
    ReservedNotBought,
)
from desktop.services.sales.refusals_lines import LineLinked
from desktop.services.sales.release import reopen
from desktop.services.sales.views import DocumentView
from tests.listing import listed

SHIP = PostingChoice(invoice=False)
RECEIVE = PurchaseChoice(invoice=False)
FIVE = Decimal(5)


class Office:
    """A customer who buys five A, and an order at a vendor."""

    def __init__(self, session: Session, context: UserContext) -> None:
        self.session, self.context = session, context
        groups = {"gen_bus_posting_group": "DOMESTIC", "vat_bus_posting_group": "DOMESTIC"}
        customer = {"no": "C1", "name": "Customer", "customer_posting_group": "DOMESTIC"}
        add_record(session, "customer", {**customer, **groups}, context)
        add_record(session, "purchasing_code", {"code": "DROP", "drop_shipment": True}, context)
        add_record(session, "purchasing_code", {"code": "SPEC", "special_order": True}, context)
        self.sale = self.sells()
        self.bought = create_purchase(session, PurchaseType.ORDER, context, "V1").key
        session.flush()

    def sells(self, quantity: Decimal = FIVE, **values: object) -> DocumentKey:
        view = create_document(self.session, DocumentType.ORDER, self.context, "C1")
        line = [("type", "item"), ("no", "A"), ("quantity", quantity), *values.items()]
        add_line(self.session, view.key, line, self.context)
        return view.key

    def marks(self, code: str) -> DocumentView:
        return change_line(self.session, self.sale, 10000, "purchasing_code", code, self.context)

    def to_customer(self) -> None:
        change_header(self.session, self.bought, "sell_to_customer_no", "C1", self.context)

    def drops(self) -> None:
        """Let the vendor ship the line."""
        self.marks("DROP")
        self.to_customer()
        drop_shipment_link(self.session, self.bought, self.context, sales_order_no=self.sale.no)
        self.buys("direct_unit_cost", Decimal(18))

    def specials(self) -> None:
        """Buy the line for its order."""
        self.marks("SPEC")
        special_order_link(self.session, self.bought, self.context, sales_order_no=self.sale.no)
        self.buys("direct_unit_cost", Decimal(6))

    def buys(self, field: str, value: object) -> object:
        return change_bought(self.session, self.bought, 10000, field, value, self.context)

    def changes(self, field: str, value: object) -> DocumentView:
        return change_line(self.session, self.sale, 10000, field, value, self.context)

    def ships(self, choice: PostingChoice = SHIP) -> PostingResult:
        return post(self.session, self.sale, choice, self.context)

    def receives(self, choice: PurchaseChoice = RECEIVE) -> PurchaseResult:
        return post_purchase(self.session, self.bought, choice, self.context)

    def put(self, model: type[Any], **values: object) -> None:
        """Bring rows into a state that other services would bring them to."""
        self.session.flush()
        self.session.execute(update(model).values(**values))
        self.session.expire_all()

    def sold(self) -> SalesLine:
        self.session.expire_all()
        return self.session.get_one(SalesLine, (self.sale.type, self.sale.no, 10000))

    def purchased(self) -> PurchaseLine:
        self.session.expire_all()
        return self.session.get_one(PurchaseLine, (PurchaseType.ORDER, self.bought.no, 10000))

    def reserves(self) -> None:
        self.session.add(
            Reservation(
                item_no="A",
                quantity=Decimal(2),
                demand_type=DemandType.SALES,
                demand_document_no=self.sale.no,
                demand_line_no=10000,
                supply_type=SupplyType.PURCHASE,
                user=self.context.user,
                created_at=self.context.now(),
            )
        )
        self.session.flush()


@pytest.fixture
def desk(session: Session, buyer: UserContext) -> Office:
    return Office(session, buyer)


# ------------------------------------------------------------------------------------- the refusals


def _reserved(desk: Office) -> None:
    desk.reserves()
    desk.marks("DROP")


def _assembled(desk: Office) -> None:
    desk.put(SalesLine, qty_to_assemble_to_order=FIVE)
    desk.marks("SPEC")


def _never(desk: Office) -> None:
    desk.marks("SPEC")
    desk.changes("reserve", "always")


def _tied(desk: Office) -> None:
    desk.drops()
    desk.changes("quantity", Decimal(6))


def _other_currency(desk: Office) -> None:
    desk.drops()
    change_sale(desk.session, desk.sale, "currency_code", "EUR", desk.context)


def _deletes_sale(desk: Office) -> None:
    desk.drops()
    delete_document(desk.session, desk.sale, desk.context)


def _no_customer(desk: Office) -> None:
    desk.marks("DROP")
    drop_shipment_link(desk.session, desk.bought, desk.context, sales_order_no=desk.sale.no)


def _other_place(desk: Office) -> None:
    desk.marks("DROP")
    desk.to_customer()
    change_sale(desk.session, desk.sale, "ship_to_mode", "custom", desk.context)
    add_record(desk.session, "ship_to_address", {"customer_no": "C1", "code": "X"}, desk.context)
    change_sale(desk.session, desk.sale, "ship_to_code", "X", desk.context)
    drop_shipment_link(desk.session, desk.bought, desk.context, sales_order_no=desk.sale.no)


def _other_address(desk: Office) -> None:
    desk.drops()
    other = desk.sells(purchasing_code="DROP")
    change_sale(desk.session, other, "ship_to_address", "Road 1", desk.context)
    drop_shipment_link(desk.session, desk.bought, desk.context, sales_order_no=other.no)


def _address_of_purchase(desk: Office) -> None:
    desk.drops()
    change_header(desk.session, desk.bought, "ship_to_city", "Umeå", desk.context)


def _mixed(desk: Office) -> None:
    goods = [("type", "item"), ("no", "B"), ("quantity", Decimal(1))]
    buy(desk.session, desk.bought, goods, desk.context)
    desk.drops()


def _unit(desk: Office) -> None:
    desk.put(SalesLine, qty_per_unit=Decimal(3))
    desk.drops()


def _twice(desk: Office) -> None:
    desk.drops()
    document = load_purchase(desk.session, desk.bought, desk.context)
    link_sales_line(document, document.line(10000), desk.sold())


def _nothing(desk: Office) -> None:
    desk.to_customer()
    drop_shipment_link(desk.session, desk.bought, desk.context, sales_order_no=desk.sale.no)


def _nothing_special(desk: Office) -> None:
    special_order_link(desk.session, desk.bought, desk.context, sales_order_no=desk.sale.no)


def _less_bought(desk: Office) -> None:
    desk.drops()
    desk.put(
        PurchaseLine,
        quantity=Decimal(3),
        quantity_base=Decimal(3),
        outstanding_quantity=Decimal(3),
        outstanding_quantity_base=Decimal(3),
    )
    desk.ships()


def _less_sold(desk: Office) -> None:
    desk.drops()
    desk.put(
        SalesLine,
        quantity=Decimal(3),
        quantity_base=Decimal(3),
        outstanding_quantity=Decimal(3),
        outstanding_quantity_base=Decimal(3),
    )
    desk.receives()


def _purchase_gone(desk: Office) -> None:
    desk.drops()
    desk.session.execute(delete(PurchaseLine))
    desk.ships()


def _sale_untied(desk: Office) -> None:
    desk.drops()
    desk.put(SalesLine, purchase_order_no=None)
    desk.receives()


def _undo_unknown(desk: Office) -> None:
    undo_shipment(desk.session, "PS9", desk.context)


def _undo_twice(desk: Office) -> None:
    desk.drops()
    no = desk.ships().shipment_no or ""
    undo_shipment(desk.session, no, desk.context)
    undo_shipment(desk.session, no, desk.context)


def _undo_without_order(desk: Office) -> None:
    desk.drops()
    no = desk.ships().shipment_no or ""
    desk.session.execute(delete(SalesLine))
    undo_shipment(desk.session, no, desk.context)


def _undo_on_draft(desk: Office) -> None:
    desk.drops()
    no = desk.ships().shipment_no or ""
    desk.put(SalesLine, shipment_no=no, shipment_line_no=10000)
    undo_shipment(desk.session, no, desk.context)


def _undo_received(desk: Office) -> None:
    desk.drops()
    change_header(desk.session, desk.bought, "vendor_invoice_no", "F1", desk.context)
    desk.receives(PurchaseChoice())
    no = desk.session.scalars(select(SalesShipmentLine.document_no)).first() or ""
    undo_shipment(desk.session, no, desk.context)


CASES: list[tuple[type[Refusal], Callable[[Office], object]]] = [
    (ReservedNotBought, _reserved),
    (NotBoughtNow, _assembled),
    (NeverReserved, _never),
    (LineTied, _tied),
    (PartiesTied, _other_currency),
    (LineLinked, _deletes_sale),
    (LinkCustomerMissing, _no_customer),
    (LinkDiffers, _other_place),
    (LinkAddressDiffers, _other_address),
    (DeliveryTied, _address_of_purchase),
    (OnlyDropShipments, _mixed),
    (LinkUnitChanged, _unit),
    (SalesLineTaken, _twice),
    (NoDropShipmentToGet, _nothing),
    (NoSpecialOrderToGet, _nothing_special),
    (AboveOtherSide, _less_bought),
    (AboveOtherSide, _less_sold),
    (OtherSideGone, _purchase_gone),
    (OtherSideGone, _sale_untied),
    (ShipmentMissing, _undo_unknown),
    (NothingOfShipmentToUndo, _undo_twice),
    (ShipmentOrderGone, _undo_without_order),
    (OnDraftInvoice, _undo_on_draft),
    (OtherSideInvoiced, _undo_received),
]


@pytest.mark.parametrize(("kind", "act"), CASES, ids=[act.__name__ for _kind, act in CASES])
def test_it_is_refused(desk: Office, kind: type[Refusal], act: Callable[[Office], object]) -> None:
    with pytest.raises(kind) as refused:
        act(desk)
    assert "{" not in str(refused.value)
    assert refused.value.record is not None


# ------------------------------------------------------------------------------- what holds besides


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
    with pytest.raises(MoveOtherSide):
        desk.buys("expected_receipt_date", day)
    desk.context = desk.context.with_answer(ConfirmationCode.MOVE_OTHER_SIDE, yes=False)
    desk.buys("expected_receipt_date", day)
    assert desk.sold().shipment_date != day
