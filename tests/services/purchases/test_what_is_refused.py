"""What purchase documents refuse, by record and field (03 §8)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.items import Item
from desktop.models.promising import Reservation
from desktop.models.purchases import PurchaseHeader, PurchaseLine, PurchaseReceiptLine
from desktop.models.supply_words import DemandType, PurchaseType, SupplyType
from desktop.models.vendor_ledger import VendorLedgerEntry
from desktop.models.words import Status
from desktop.services.context import UserContext
from desktop.services.posting.purchases.choice import PurchaseChoice, PurchaseResult
from desktop.services.posting.purchases.post import post_purchase
from desktop.services.posting.purchases.refusals import (
    GoodsReserved,
    NothingToPostOfPurchase,
    OrderGone,
    PostedPurchaseMissing,
    PurchaseBelowZero,
    VendorEntryNotOpen,
    VendorGroupBlank,
)
from desktop.services.posting.purchases.reverse_invoice import reverse_purchase_invoice
from desktop.services.posting.purchases.undo_receipt import undo_receipt
from desktop.services.purchases.creation import create_purchase
from desktop.services.purchases.deletion import delete_purchase
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_fields import add_line, change_line, delete_line
from desktop.services.purchases.refusals import (
    CostNegative,
    ItemNotBought,
    NotForThisLine,
    NothingToOrder,
    PurchaseCompleted,
    PurchaseFollowsQuantity,
    PurchaseLineMissing,
    PurchaseLineStarted,
    PurchaseLocalRate,
    PurchaseMissing,
    PurchaseNumberFirst,
    PurchasePending,
    PurchaseQuantityNegative,
    PurchaseReserved,
    PurchaseTypeFirst,
    QuantityBelowReceived,
    TiedToSalesOrder,
    TypeNotBought,
    VendorFirst,
    VendorGroupWithOpenEntries,
    VendorLocked,
    VendorNeeded,
)
from desktop.services.purchases.release import release
from desktop.services.purchases.snapshot import purchase_view
from desktop.services.records import change_record
from tests.services.purchases.test_purchase_documents import an_order

RECEIVE = PurchaseChoice(invoice=False)


class Buyer:
    """An order of five A for V1, and what is done with it."""

    def __init__(self, session: Session, context: UserContext) -> None:
        self.session, self.context = session, context
        self.key = an_order(session, context, ("A", 5)).key

    def header(self, field: str, value: object) -> object:
        return change_header(self.session, self.key, field, value, self.context)

    def line(self, field: str, value: object, line_no: int = 10000) -> object:
        return change_line(self.session, self.key, line_no, field, value, self.context)

    def add(self, *values: tuple[str, object]) -> object:
        return add_line(self.session, self.key, list(values), self.context)

    def post(self, choice: PurchaseChoice = RECEIVE) -> PurchaseResult:
        return post_purchase(self.session, self.key, choice, self.context)

    def put(self, model: type[Any], **values: object) -> None:
        """Bring rows into a state that other services would bring them to."""
        self.session.flush()
        self.session.execute(update(model).values(**values))
        self.session.expire_all()

    def invoiced(self) -> PurchaseResult:
        self.header("vendor_invoice_no", "F-1")
        return self.post(PurchaseChoice())

    def reserve(self, **supply: object) -> None:
        """Somebody counts on two of what the order brings."""
        values: Mapping[str, Any] = {
            "item_no": "A",
            "quantity": Decimal(2),
            "demand_type": DemandType.SALES,
            "demand_document_no": "SO9",
            "demand_line_no": 10000,
            "user": self.context.user,
            "created_at": self.context.now(),
            **supply,
        }
        self.session.add(Reservation(**values))
        self.session.flush()


@pytest.fixture
def order(session: Session, buyer: UserContext) -> Buyer:
    return Buyer(session, buyer)


def _gone(order: Buyer) -> None:
    delete_purchase(order.session, order.key, order.context)
    purchase_view(order.session, order.key, order.context)


def _without_vendor(order: Buyer) -> None:
    view = create_purchase(order.session, PurchaseType.ORDER, order.context)
    add_line(order.session, view.key, [("type", "item"), ("no", "A")], order.context)


def _released_empty(order: Buyer) -> None:
    view = create_purchase(order.session, PurchaseType.ORDER, order.context, "V1")
    release(order.session, view.key, order.context)


def _part_of_an_invoice(order: Buyer) -> None:
    view = create_purchase(order.session, PurchaseType.INVOICE, order.context, "V1")
    values = [("type", "item"), ("no", "A"), ("quantity", Decimal(1))]
    add_line(order.session, view.key, values, order.context)
    change_line(order.session, view.key, 10000, "qty_to_receive", Decimal(0), order.context)


def _tied(order: Buyer) -> None:
    order.put(PurchaseLine, sales_order_no="SO1", sales_order_line_no=10000)
    order.line("quantity", Decimal(6))


def _reserved(order: Buyer) -> None:
    supply = {"supply_document_no": order.key.no, "supply_line_no": 10000}
    order.reserve(supply_type=SupplyType.PURCHASE, **supply)
    delete_line(order.session, order.key, 10000, order.context)


def _reserved_stock(order: Buyer) -> None:
    receipt = order.post().receipt_no or ""
    entry = order.session.query(PurchaseReceiptLine.item_rcpt_entry_no).scalar()
    order.reserve(supply_type=SupplyType.INVENTORY, item_ledger_entry_no=entry)
    undo_receipt(order.session, receipt, order.context)


def _order_gone(order: Buyer) -> None:
    receipt = order.post().receipt_no or ""
    order.session.query(PurchaseHeader).delete()
    undo_receipt(order.session, receipt, order.context)


def _partly_paid(order: Buyer) -> None:
    no = order.invoiced().invoice_no or ""
    order.put(VendorLedgerEntry, remaining_amount=Decimal(-1))
    reverse_purchase_invoice(order.session, no, order.context)


def _open_entries(order: Buyer) -> None:
    order.invoiced()
    change = ("vendor_posting_group", None)
    change_record(order.session, "vendor", ("V1",), change, order.context)


def _below_zero(order: Buyer) -> None:
    order.add(
        ("type", "gl_account"),
        ("no", "3590"),
        ("quantity", Decimal(1)),
        ("direct_unit_cost", Decimal(-900)),
    )
    order.invoiced()


def _after(first: Callable[[Buyer], object], then: Callable[[Buyer], object]) -> Any:  # noqa: ANN401  (a case)
    def act(order: Buyer) -> None:
        first(order)
        then(order)

    return act


def _received(order: Buyer) -> None:
    order.post()
    order.put(PurchaseHeader, status=Status.OPEN)


def _text(order: Buyer) -> None:
    order.add(("description", "A text"))


def _undo_unknown(order: Buyer) -> None:
    undo_receipt(order.session, "PR99999", order.context)


CASES: list[tuple[type[Refusal], Callable[[Buyer], object]]] = [
    (PurchaseMissing, _gone),
    (PurchaseLineMissing, lambda order: order.line("quantity", Decimal(1), 77)),
    (VendorFirst, _without_vendor),
    (VendorNeeded, lambda order: order.header("buy_from_vendor_no", None)),
    (NothingToOrder, _released_empty),
    (PurchaseTypeFirst, _after(_text, lambda o: o.line("quantity", Decimal(1), 20000))),
    (
        PurchaseNumberFirst,
        lambda order: order.add(("type", "item"), ("quantity", Decimal(1))),
    ),
    (TypeNotBought, lambda order: order.add(("type", "resource"), ("no", "R"))),
    (
        NotForThisLine,
        lambda order: order.add(("type", "gl_account"), ("no", "3590"), ("vendor_item_no", "X")),
    ),
    (PurchaseFollowsQuantity, _part_of_an_invoice),
    (
        PurchaseCompleted,
        _after(lambda o: o.invoiced(), lambda o: o.header("vendor_order_no", "X")),
    ),
    (
        PurchasePending,
        _after(
            lambda o: o.put(PurchaseHeader, status=Status.PENDING_APPROVAL),
            lambda o: o.header("vendor_order_no", "X"),
        ),
    ),
    (
        PurchaseLineStarted,
        _after(
            _received,
            lambda o: o.line("no", "B"),
        ),
    ),
    (
        VendorLocked,
        _after(
            _received,
            lambda o: o.header("currency_code", "EUR"),
        ),
    ),
    (TiedToSalesOrder, _tied),
    (PurchaseReserved, _reserved),
    (PurchaseQuantityNegative, lambda order: order.line("quantity", Decimal(-1))),
    (
        QuantityBelowReceived,
        _after(
            _received,
            lambda o: o.line("quantity", Decimal(4)),
        ),
    ),
    (CostNegative, lambda order: order.line("direct_unit_cost", Decimal(-1))),
    (
        ItemNotBought,
        _after(lambda o: o.put(Item, blocked=True), lambda o: o.line("no", "B")),
    ),
    (
        ItemNotBought,
        _after(lambda o: o.put(Item, purchasing_blocked=True), lambda o: o.line("no", "B")),
    ),
    (PurchaseLocalRate, lambda order: order.header("currency_factor", Decimal(1))),
    (VendorGroupWithOpenEntries, _open_entries),
    (NothingToPostOfPurchase, lambda o: (o.line("qty_to_receive", Decimal(0)), o.post())),
    (PurchaseBelowZero, _below_zero),
    (
        VendorGroupBlank,
        _after(lambda o: o.put(PurchaseHeader, vendor_posting_group=None), lambda o: o.invoiced()),
    ),
    (PostedPurchaseMissing, _undo_unknown),
    (GoodsReserved, _reserved_stock),
    (OrderGone, _order_gone),
    (VendorEntryNotOpen, _partly_paid),
]


@pytest.mark.parametrize(("kind", "act"), CASES, ids=[kind.__name__ for kind, _act in CASES])
def test_it_is_refused(order: Buyer, kind: type[Refusal], act: Callable[[Buyer], object]) -> None:
    with pytest.raises(kind) as refused:
        act(order)
    assert "{" not in str(refused.value)
    assert refused.value.record is not None


def test_a_key_of_another_type_is_another_document(session: Session, buyer: UserContext) -> None:
    no = an_order(session, buyer, ("A", 1)).key.no
    with pytest.raises(PurchaseMissing):
        purchase_view(session, PurchaseKey(PurchaseType.INVOICE, no), buyer)
