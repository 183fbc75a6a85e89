"""A scanned barcode: it adds a line, or one more to the line that has the item already."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.items import Item, ItemReference
from desktop.models.sales import SalesLine
from desktop.models.values.keys import CodeError, DocumentKey, code
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.sales.buyers import has_buyer
from desktop.services.sales.editable import check_lines
from desktop.services.sales.item_references import items_with_barcode
from desktop.services.sales.line_choice import fill_line
from desktop.services.sales.line_fields import enter_field, new_line
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.refusals import CustomerFirst
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView
from desktop.services.setup.field_values import is_storable

ONE = Decimal(1)
_NO_LENGTH = 20


def scan(
    session: Session, key: DocumentKey, text: str, context: UserContext
) -> DocumentView | None:
    """Enter a scanned code: a GTIN, a barcode, or the customer's own number of an item.

    One is added to the last line of the same item, variant and unit that may be changed and is no
    return; without such a line there is a new one with quantity 1. None, with nothing done, when
    the text is the number of an item or when no item, or more than one, has it as a code: then it
    is entered like any other text.

    Raises CustomerFirst, LinesFrozen, and what choosing an item or entering a quantity raises.
    """
    typed = text.strip()
    if not typed or not is_storable(typed) or _is_number(session, typed):
        return None
    document = load_document(session, key, context, for_update=True)
    found = items_with_barcode(document, typed)
    kinds = {(each.item_no, each.variant_code, each.unit_code) for each in found}
    if len(kinds) != 1:
        return None
    check_lines(document, only_text=False)
    if not has_buyer(document.header):
        raise CustomerFirst(record=document.ref, document_type=document.type, no=document.header.no)
    line = _line_of(session, document, found[0])
    if line is not None:
        enter_field(document, line, "quantity", line.quantity + ONE)
    else:
        _add(document, found[0])
    return finish(document)


def _is_number(session: Session, text: str) -> bool:
    try:
        no = code(text, _NO_LENGTH)
    except CodeError:
        return False
    return session.scalar(select(Item.no).where(Item.no == no)) is not None


def _line_of(session: Session, document: Document, reference: ItemReference) -> SalesLine | None:
    """The last line that one more of the scanned item belongs to."""
    unit = reference.unit_code or _usual_unit(session, reference.item_no)
    for line in reversed(document.lines):
        if (
            line.type is LineType.ITEM
            and line.no == reference.item_no
            and (line.variant_code or "") == reference.variant_code
            and line.unit_of_measure_code == unit
            and line.quantity >= 0
            and not line.completely_shipped
        ):
            return line
    return None


def _usual_unit(session: Session, item_no: str) -> str | None:
    units = session.execute(select(Item.sales_unit, Item.base_unit).where(Item.no == item_no)).one()
    return units[0] or units[1]


def _add(document: Document, reference: ItemReference) -> None:
    line = new_line(document, LineType.ITEM)
    fill_line(
        document,
        line,
        reference.item_no,
        variant_code=reference.variant_code or None,
        unit_code=reference.unit_code or None,
    )
    document.entered.append((line.line_no, "no"))
    enter_field(document, line, "quantity", ONE)
