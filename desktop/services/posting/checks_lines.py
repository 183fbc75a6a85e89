"""Checks of the lines of a posting (V7, V8, V12) and what is only remarked about them."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.errors import FieldRefusal, Notice, Refusal
from desktop.models.sales import SalesLine
from desktop.models.values.numbers import ZERO
from desktop.models.words import LineType, Status
from desktop.services.posting.parts import Parts, PostedLine
from desktop.services.posting.reading import Ground
from desktop.services.posting.refusals import (
    CardMissing,
    DropShipmentNotOrdered,
    LineWithoutNumber,
    ShipmentLineInvoiced,
)
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.on_picks import NOT_ON_PICK, unpicked
from desktop.services.sales.refusals import CustomerFirst, NothingToRelease
from desktop.services.sales.refusals_lines import (
    ItemBlocked,
    ItemSalesBlocked,
    ResourceBlocked,
    UnitUnknown,
    VariantBlocked,
    VariantUnknown,
)
from desktop.services.sales.release import line_field_refusals, release_refusals
from desktop.translation import N_, _

NO_QUANTITY = N_("Line {line_no}, {no}, has a price but no quantity, so it is not posted.")


def line_failures(ground: Ground, parts: Parts) -> Iterator[Refusal]:
    """Everything that is wrong with the lines that are posted."""
    document = ground.document
    yield from _without_number(document)
    yield from _not_releasable(document)
    for posted in parts.posted:
        yield from _card_failures(ground, posted.line)
        yield from _source_failures(posted)
        yield from _pick_failures(ground, posted)


def line_notices(document: Document) -> Iterator[Notice]:
    """Lines that look forgotten: a price, but nothing to post (V7)."""
    for line in document.priced_lines:
        if line.unit_price and not line.quantity:
            yield Notice(
                "posting.no_quantity",
                NO_QUANTITY,
                {"line_no": line.line_no, "no": line.no},
                record=line_ref(line),
                field="quantity",
            )


def _without_number(document: Document) -> Iterator[Refusal]:
    for line in document.lines:
        if line.quantity and not (line.is_priced and line.no):
            blank = "no" if line.is_priced else "type"
            yield LineWithoutNumber(
                record=line_ref(line),
                field=blank,
                blank_field=blank,
                line_no=line.line_no,
                quantity=line.quantity,
            )


def _not_releasable(document: Document) -> Iterator[Refusal]:
    """What releasing would refuse, apart from what the posting says itself (SD63)."""
    if document.header.status is not Status.OPEN:
        yield from line_field_refusals(document)
        return
    for refusal in release_refusals(document):
        if not isinstance(refusal, CustomerFirst | NothingToRelease):
            yield refusal


def _card_failures(ground: Ground, line: SalesLine) -> Iterator[Refusal]:
    """What became of the item or resource since it was put on the line.

    Accounts are checked with the set-up, where all accounts are.
    """
    if line.type is LineType.ITEM:
        yield from _item_failures(ground, line)
    elif line.type is LineType.RESOURCE:
        resource = ground.resources.get(line.no or "")
        if resource is None:
            yield _missing(line)
        elif resource.blocked:
            yield _about(ResourceBlocked, line, "no")


def _item_failures(ground: Ground, line: SalesLine) -> Iterator[Refusal]:
    item = ground.items.get(line.no or "")
    if item is None:
        yield _missing(line)
        return
    is_return = line.document_type.is_return
    if item.blocked:
        yield _about(ItemBlocked, line, "no", reason=item.block_reason or _("no reason given"))
    elif item.sales_blocked and not is_return:
        yield _about(ItemSalesBlocked, line, "no")
    if line.variant_code:
        variant = ground.variants.get((item.no, line.variant_code))
        if variant is None:
            yield _about(VariantUnknown, line, "variant_code", variant_code=line.variant_code)
        elif variant.blocked or (variant.sales_blocked and not is_return):
            yield _about(VariantBlocked, line, "variant_code", variant_code=line.variant_code)
    unit = line.unit_of_measure_code
    if unit and (item.no, unit) not in ground.units:
        yield _about(UnitUnknown, line, "unit_of_measure_code", unit_code=unit)


def _source_failures(posted: PostedLine) -> Iterator[Refusal]:
    """Drop shipments nobody bought, and shipment lines that are invoiced already (V12)."""
    line = posted.line
    if line.drop_shipment and posted.ship.quantity and not line.purchase_order_no:
        yield _about(DropShipmentNotOrdered, line, "drop_shipment")
    if line.shipment_no and posted.invoice.quantity:
        left = sum((taken.shipped.left for taken in posted.earlier), ZERO)
        if abs(posted.invoice.quantity) > abs(left):
            yield _about(
                ShipmentLineInvoiced,
                line,
                "quantity",
                quantity=posted.invoice.quantity,
                shipment_no=line.shipment_no,
                left=left,
            )


def _pick_failures(ground: Ground, posted: PostedLine) -> Iterator[Refusal]:
    """A line that would leave, without having been picked, a location that demands it (PF136)."""
    line, picks = posted.line, ground.picks
    is_guarded = (
        line.location_code in picks.demanding and not line.drop_shipment and ground.is_stocked(line)
    )
    if is_guarded and posted.ship.quantity > 0:
        on_pick = picks.on_picks.get(line.line_no, NOT_ON_PICK)
        refusal = unpicked(line, posted.ship.quantity, on_pick)
        if refusal is not None:
            yield refusal


def _missing(line: SalesLine) -> Refusal:
    return _about(CardMissing, line, "no", line_type=line.type)


def _about(
    kind: type[FieldRefusal], line: SalesLine, field: str, **figures: object
) -> FieldRefusal:
    return kind(record=line_ref(line), field=field, line_no=line.line_no, no=line.no, **figures)
