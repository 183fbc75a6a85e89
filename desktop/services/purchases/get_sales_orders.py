"""Taking lines of a sales order over into a purchase order (PF65, PF100): *Get Sales Orders*."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.items import ItemReference
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.supply_words import DeliverTo
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import LineType, ReferenceOwner
from desktop.services.context import UserContext
from desktop.services.purchases.dates import for_use_on
from desktop.services.purchases.editable import check_lines
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_dates import replan, take_times, terms_of_line
from desktop.services.purchases.line_making import (
    fill_line,
    only_drop_shipments,
    put_new_line,
    source_of,
)
from desktop.services.purchases.line_quantities import enter_quantity
from desktop.services.purchases.lines_order import free_line_no
from desktop.services.purchases.load import Purchase, line_ref, load_purchase
from desktop.services.purchases.refusals import VendorFirst
from desktop.services.purchases.refusals_links import (
    LinkAddressDiffers,
    LinkCustomerMissing,
    LinkDiffers,
    LinkUnitChanged,
    NoDropShipmentToGet,
    NoSpecialOrderToGet,
)
from desktop.services.purchases.sales_links import link_sales_line, mark_as_bought_for
from desktop.services.purchases.snapshot import finish
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.editable import check_not_read_only, is_tied
from desktop.services.sales.load import Document, load_document
from desktop.translation import _

ADDRESS = (
    "ship_to_name",
    "ship_to_name_2",
    "ship_to_address",
    "ship_to_address_2",
    "ship_to_post_code",
    "ship_to_city",
    "ship_to_county",
    "ship_to_country_code",
    "ship_to_contact",
    "ship_to_phone",
)
"""Where a sales order is shipped to, in the same words on both sides."""


def drop_shipment_link(
    session: Session, key: PurchaseKey, context: UserContext, *, sales_order_no: str
) -> PurchaseView:
    """Let the vendor of an order ship the open drop-shipment lines of a sales order (PF65).

    Raises LinkCustomerMissing, LinkDiffers, LinkAddressDiffers, OnlyDropShipments, LinkUnitChanged,
    NoDropShipmentToGet, or what entering the lines raises.
    """
    sale, document = _both(session, key, context, sales_order_no)
    _check_same_customer(document, sale.header)
    lines = _open_lines(sale, lambda line: line.drop_shipment)
    if not lines:
        raise NoDropShipmentToGet(record=document.ref, sales_order_no=sales_order_no)
    check_only_drop_shipments(document)
    _take_address(document, sale.header)
    for sold in lines:
        take_sales_line(document, sold)
    return finish(document)


def special_order_link(
    session: Session, key: PurchaseKey, context: UserContext, *, sales_order_no: str
) -> PurchaseView:
    """Buy the open special-order lines of a sales order at the order's location (PF100).

    Raises LinkUnitChanged, NoSpecialOrderToGet, or what entering the lines raises.
    """
    sale, document = _both(session, key, context, sales_order_no)
    location = document.header.location_code
    lines = _open_lines(sale, lambda line: line.special_order and line.location_code == location)
    if not lines:
        raise NoSpecialOrderToGet(
            record=document.ref,
            sales_order_no=sales_order_no,
            location=location or _("the blank location"),
        )
    for sold in lines:
        take_sales_line(document, sold)
    return finish(document)


def take_sales_line(document: Purchase, sold: SalesLine) -> PurchaseLine:
    """Buy what is outstanding of a sales line on a new line that is tied to it.

    Both documents are locked, the sales order first. Raises LinkUnitChanged or SalesLineTaken.
    """
    line = put_new_line(document, free_line_no(document, None), LineType.ITEM)
    fill_line(
        document,
        line,
        sold.no,
        variant_code=sold.variant_code,
        unit_code=sold.unit_of_measure_code,
    )
    line.location_code = sold.location_code
    source = source_of(document, line)
    if line.qty_per_unit != sold.qty_per_unit:
        raise LinkUnitChanged(
            record=line_ref(line),
            field="unit_of_measure_code",
            sales_order_no=sold.document_no,
            line_no=sold.line_no,
            unit=sold.unit_of_measure_code or "",
            theirs=sold.qty_per_unit,
            ours=line.qty_per_unit,
            item=sold.no or "",
        )
    mark_as_bought_for(line, sold)
    if not source.is_translated:
        line.description, line.description_2 = sold.description, sold.description_2
    _take_reference(document, line)
    enter_quantity(line, sold.outstanding_quantity, source.unit)
    _plan(document, line, sold)
    link_sales_line(document, line, sold)
    return line


def check_only_drop_shipments(document: Purchase) -> None:
    """Refuse to mix drop shipments with goods that come in here (PF67)."""
    for line in document.priced_lines:
        if line.type is LineType.ITEM and not line.sales_order_no:
            raise only_drop_shipments(document, line, line.no)


def _both(
    session: Session, key: PurchaseKey, context: UserContext, sales_order_no: str
) -> tuple[Document, Purchase]:
    """Lock both orders, the sales order first, as postings do; both can be changed."""
    sale = load_document(
        session, DocumentKey(DocumentType.ORDER, sales_order_no), context, for_update=True
    )
    document = load_purchase(session, key, context, for_update=True)
    check_not_read_only(sale.header)
    check_lines(document, only_text=False)
    if document.header.buy_from_vendor_no is None:
        raise VendorFirst(record=document.ref, field="buy_from_vendor_no", **document.names)
    return sale, document


def _open_lines(sale: Document, is_wanted: Callable[[SalesLine], bool]) -> Sequence[SalesLine]:
    return [
        line
        for line in sale.priced_lines
        if line.type is LineType.ITEM
        and line.outstanding_quantity
        and not is_tied(line)
        and is_wanted(line)
    ]


def _check_same_customer(document: Purchase, sold: SalesHeader) -> None:
    header = document.header
    names = {"no": header.no, "sales_order_no": sold.no}
    for field, is_missing in (
        ("sell_to_customer_no", header.sell_to_customer_no is None),
        ("deliver_to", header.deliver_to is not DeliverTo.CUSTOMER),
    ):
        if is_missing:
            raise LinkCustomerMissing(
                record=document.ref, field=field, entered_field=field, **names
            )
    for field in ("sell_to_customer_no", "ship_to_code"):
        ours, theirs = getattr(header, field), getattr(sold, field)
        if (ours or None) != (theirs or None):
            raise LinkDiffers(
                record=document.ref,
                field=field,
                entered_field=field,
                ours=ours or _("(blank)"),
                theirs=theirs or _("(blank)"),
                **names,
            )


def _take_address(document: Purchase, sold: SalesHeader) -> None:
    """Take the address of the first sales order; those of later ones must be the same (PF65)."""
    header = document.header
    is_first = not any(line.sales_order_no for line in document.lines)
    for field in ADDRESS:
        ours, theirs = getattr(header, field), getattr(sold, field)
        if is_first:
            setattr(header, field, theirs)
        elif (ours or "") != (theirs or ""):
            raise LinkAddressDiffers(
                record=document.ref,
                field=field,
                entered_field=field,
                no=header.no,
                sales_order_no=sold.no,
                ours=ours or _("(blank)"),
                theirs=theirs or _("(blank)"),
            )


def _take_reference(document: Purchase, line: PurchaseLine) -> None:
    """Call the goods as the vendor does, where he has a number or words of his own (PF52)."""
    found = document.session.scalars(
        select(ItemReference)
        .where(
            ItemReference.item_no == line.no,
            ItemReference.owner_type == ReferenceOwner.VENDOR,
            ItemReference.owner_no == line.buy_from_vendor_no,
            ItemReference.variant_code.in_(("", line.variant_code or "")),
        )
        .order_by(ItemReference.variant_code.desc(), ItemReference.reference_no)
        .limit(1)
    ).one_or_none()
    if found is None:
        return
    line.vendor_item_no = found.reference_no
    if found.description:
        line.description, line.description_2 = found.description, found.description_2


def _plan(document: Purchase, line: PurchaseLine, sold: SalesLine) -> None:
    """A drop shipment arrives on the day that the sales line leaves; others as goods do."""
    source = source_of(document, line)
    take_times(document, line, source)
    if line.drop_shipment:
        line.inbound_handling_time = line.safety_lead_time = ""
    if not line.drop_shipment or sold.shipment_date is None:
        replan(document, line, source)
        return
    dates = for_use_on(sold.shipment_date, terms_of_line(document, line, source))
    line.order_date = max(dates.order_date, document.header.order_date or dates.order_date)
    line.planned_receipt_date = dates.planned_receipt_date
    line.expected_receipt_date = sold.shipment_date
    line.expected_date_is_typed = True
