"""What is refused about buying for sales orders, on either side (03 §9, §10)."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.errors import Refusal
from desktop.models.posted import SalesShipmentLine
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.services.context import UserContext
from desktop.services.posting.purchases.choice import PurchaseChoice
from desktop.services.posting.refusals_ties import AboveOtherSide, OtherSideGone
from desktop.services.posting.refusals_undo import (
    NothingOfShipmentToUndo,
    OnDraftInvoice,
    OtherSideInvoiced,
    ShipmentMissing,
    ShipmentOrderGone,
)
from desktop.services.posting.undo_shipment import undo_shipment
from desktop.services.purchases.get_sales_orders import drop_shipment_link, special_order_link
from desktop.services.purchases.header_fields import change_header
from desktop.services.purchases.line_fields import add_line as buy
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
from desktop.services.purchases.sales_links import link_sales_line
from desktop.services.records import add_record
from desktop.services.sales.deletion import delete_document
from desktop.services.sales.header_fields import change_header as change_sale
from desktop.services.sales.refusals_buying import (
    LineTied,
    NeverReserved,
    NotBoughtNow,
    PartiesTied,
    ReservedNotBought,
)
from desktop.services.sales.refusals_lines import LineLinked
from tests.services.purchases.desk import FIVE, Office


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
