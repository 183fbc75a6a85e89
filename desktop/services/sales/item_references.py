"""Numbers that customers and barcodes give to items (CU57)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from desktop.models.items import Item, ItemReference
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentType
from desktop.models.words import ReferenceOwner
from desktop.services.sales.load import Document, line_ref
from desktop.services.sales.refusals_lines import ItemReferenceUnknown, SeveralFound


def price_date(document: Document) -> date:
    """The day whose prices and references hold for the document (CU79)."""
    header = document.header
    by_posting = {DocumentType.INVOICE, DocumentType.CREDIT_MEMO}
    chosen = header.posting_date if document.type in by_posting else header.order_date
    return chosen or document.context.work_date


def customer_reference(document: Document, line: SalesLine) -> ItemReference | None:
    """What the sell-to customer calls the line's item; own unit and variant win over blank ones."""
    variants, units = {"", line.variant_code or ""}, {"", line.unit_of_measure_code or ""}
    read_references(document, [line.no or ""])
    known: list[ItemReference] = document.sources[_references_key(document, line.no or "")]
    found = [each for each in known if each.variant_code in variants and each.unit_code in units]
    ranked = sorted(
        found, key=lambda each: (each.variant_code == "", each.unit_code == "", each.reference_no)
    )
    return ranked[0] if ranked else None


def read_references(document: Document, item_nos: Iterable[str]) -> None:
    """Read what the sell-to customer calls these items, in one statement for all that are new."""
    wanted = {no: _references_key(document, no) for no in item_nos}
    new = {no: key for no, key in wanted.items() if key not in document.sources}
    if not new:
        return
    document.sources |= {key: [] for key in new.values()}
    for reference in document.session.scalars(
        select(ItemReference).where(
            ItemReference.item_no.in_(sorted(new)),
            ItemReference.owner_type == ReferenceOwner.CUSTOMER,
            ItemReference.owner_no == document.header.sell_to_customer_no,
            *_valid_on(price_date(document)),
        )
    ):
        document.sources[new[reference.item_no]].append(reference)


def _references_key(document: Document, item_no: str) -> tuple[object, ...]:
    """Under what a command keeps the references of an item: they are a customer's, of a day."""
    return (ItemReference, document.header.sell_to_customer_no, price_date(document), item_no)


def referenced_item(document: Document, line: SalesLine, reference_no: str) -> ItemReference:
    """The one item that a typed reference number means: the customer's, then any barcode's.

    Raises ItemReferenceUnknown, or SeveralFound with the numbers of the items.
    """
    found = _references(document, reference_no)
    if not found:
        raise ItemReferenceUnknown(
            record=line_ref(line),
            field="item_reference_no",
            value=reference_no,
            customer_no=document.header.sell_to_customer_no or "",
        )
    return _only_item(found, line, reference_no)


def stale_reference(document: Document, line: SalesLine) -> bool:
    """Whether the reference number on a line is none of its item in this unit and variant."""
    if not line.item_reference_no:
        return False
    variant, unit = line.variant_code or "", line.unit_of_measure_code or ""
    return not any(
        each.item_no == line.no
        and each.variant_code in {"", variant}
        and each.unit_code in {"", unit}
        for each in _references(document, line.item_reference_no)
    )


def items_with_barcode(document: Document, text: str) -> list[ItemReference]:
    """References and GTINs that are exactly the typed text (SD21); GTINs as barcode references."""
    found = _references(document, text)
    if found:
        return found
    items = document.session.scalars(select(Item.no).where(Item.gtin == text, Item.gtin != ""))
    return [
        ItemReference(item_no=no, variant_code="", unit_code="", reference_no=text) for no in items
    ]


def _references(document: Document, reference_no: str) -> list[ItemReference]:
    """The sell-to customer's own references of this number; without any, everybody's barcodes."""
    is_own = and_(
        ItemReference.owner_type == ReferenceOwner.CUSTOMER,
        ItemReference.owner_no == (document.header.sell_to_customer_no or ""),
    )
    is_general = ItemReference.owner_type.in_([ReferenceOwner.BARCODE, ReferenceOwner.OTHER])
    found = list(
        document.session.scalars(
            select(ItemReference)
            .where(
                ItemReference.reference_no == reference_no,
                or_(is_own, is_general),
                *_valid_on(price_date(document)),
            )
            .order_by(ItemReference.item_no, ItemReference.variant_code, ItemReference.unit_code)
        )
    )
    own = [each for each in found if each.owner_type is ReferenceOwner.CUSTOMER]
    return own or found


def _valid_on(day: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        or_(ItemReference.starting_date.is_(None), ItemReference.starting_date <= day),
        or_(ItemReference.ending_date.is_(None), ItemReference.ending_date >= day),
    )


def _only_item(found: Iterable[ItemReference], line: SalesLine, reference_no: str) -> ItemReference:
    by_item: dict[str, ItemReference] = {}
    for reference in found:
        by_item.setdefault(reference.item_no, reference)
    if len(by_item) > 1:
        raise SeveralFound(
            record=line_ref(line),
            field="item_reference_no",
            value=reference_no,
            line_no=line.line_no,
            candidates=", ".join(by_item),
        )
    return next(iter(by_item.values()))
