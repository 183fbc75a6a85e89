"""Releasing and reopening purchase documents: from planning to ordering and back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.items import Item, ItemVariant
from desktop.models.purchases import PurchaseLine
from desktop.models.words import DefaultYesNo, LineType, Status
from desktop.services.context import UserContext
from desktop.services.purchases.editable import check_not_read_only
from desktop.services.purchases.header_fields import check_vendor
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.load import Purchase, line_ref, load_purchase
from desktop.services.purchases.refusals import NothingToOrder, VendorFirst
from desktop.services.purchases.snapshot import finish
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.refusals import LineFieldMissing


def release(session: Session, key: PurchaseKey, context: UserContext) -> PurchaseView:
    """Release a document, so that it is sent to the vendor; a released one stays as it is.

    Raises VendorFirst, VendorBlocked, NothingToOrder, LineFieldMissing, SeveralRefusals of them,
    PurchaseCompleted or PurchasePending.
    """
    document = load_purchase(session, key, context, for_update=True)
    release_purchase(document)
    return finish(document)


def reopen(session: Session, key: PurchaseKey, context: UserContext) -> PurchaseView:
    """Open a released document for changes again; an open one stays as it is."""
    document = load_purchase(session, key, context, for_update=True)
    check_not_read_only(document.header)
    document.header.status = Status.OPEN
    return finish(document)


def release_purchase(document: Purchase) -> None:
    """Release a loaded document; raises as `release` does."""
    check_not_read_only(document.header)
    if document.header.status is not Status.OPEN:
        return
    if document.vendor is not None:
        check_vendor(document, document.vendor)
    found = list(release_refusals(document))
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralRefusals(found, record=document.ref)
    document.header.status = Status.RELEASED


def release_refusals(document: Purchase) -> Iterator[Refusal]:
    """Everything that must be mended before the document can be released."""
    if document.header.buy_from_vendor_no is None:
        yield VendorFirst(record=document.ref, field="buy_from_vendor_no", **document.names)
    if not any(line.is_priced and line.quantity for line in document.lines):
        yield NothingToOrder(record=document.ref, **document.names)
    yield from line_field_refusals(document)


def line_field_refusals(document: Purchase) -> Iterator[LineFieldMissing]:
    """Item lines without unit, mandatory variant or mandatory location."""
    lines = [
        line for line in document.lines if line.type is LineType.ITEM and line.no and line.quantity
    ]
    with_variants = _items_needing_variants(document, lines)
    location_mandatory = document.setups.inventory.location_mandatory
    for line in lines:
        if line.unit_of_measure_code is None:
            yield _missing(line, "unit_of_measure_code")
        if line.variant_code is None and line.no in with_variants:
            yield _missing(line, "variant_code")
        is_stocked = line.inventory_posting_group is not None
        if location_mandatory and is_stocked and line.location_code is None:
            yield _missing(line, "location_code")


def _items_needing_variants(document: Purchase, lines: list[PurchaseLine]) -> set[str]:
    without = {line.no for line in lines if line.variant_code is None and line.no}
    if not without:
        return set()
    wanted = [DefaultYesNo.YES]
    if document.setups.inventory.variant_mandatory:
        wanted.append(DefaultYesNo.DEFAULT)
    return set(
        document.session.scalars(
            select(Item.no).where(
                Item.no.in_(sorted(without)),
                Item.variant_mandatory.in_(wanted),
                exists().where(ItemVariant.item_no == Item.no),
            )
        )
    )


def _missing(line: PurchaseLine, field: str) -> LineFieldMissing:
    return LineFieldMissing(
        record=line_ref(line),
        field=field,
        line_no=line.line_no,
        item=line.no or "",
        missing_field=field,
    )
