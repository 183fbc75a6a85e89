"""Releasing and reopening: from negotiation to agreement and back (SD61–SD63)."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session

from desktop.errors import Refusal, SeveralRefusals
from desktop.models.items import Item, ItemVariant
from desktop.models.sales import SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.models.words import DefaultYesNo, LineType, NotificationKind, Status
from desktop.services.context import UserContext
from desktop.services.papers.following import tell_followers
from desktop.services.sales.contact_quotes import ensure_customer
from desktop.services.sales.editable import check_not_read_only
from desktop.services.sales.line_amounts import recalculate
from desktop.services.sales.line_assembly import area_of_kits, concerns_kits
from desktop.services.sales.load import Document, line_ref, load_document
from desktop.services.sales.refusals import CustomerFirst, LineFieldMissing, NothingToRelease
from desktop.services.sales.service_charge import follow_terms
from desktop.services.sales.snapshot import finish
from desktop.services.sales.views import DocumentView

# Built once: every posting asks too, and building a statement costs as much as sending it.
_NEEDING_VARIANTS = select(Item.no).where(
    Item.no.in_(bindparam("nos", expanding=True)),
    Item.variant_mandatory.in_(bindparam("wanted", expanding=True)),
    exists().where(ItemVariant.item_no == Item.no),
)


def release(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Release a document, so that the warehouse and invoicing may act on it.

    Who follows it is told. A released one stays as it is. A quote to a contact makes it a
    customer before (SD64). Raises CreateCustomer, CustomerFirst,
    NothingToRelease, LineFieldMissing (or SeveralRefusals of them), PendingApproval,
    DocumentCompleted or DocumentScheduled.
    """
    document = load_document(session, key, context, for_update=True)
    was_open = document.header.status is Status.OPEN
    if was_open and not ensure_customer(document):
        return finish(document)
    release_document(document)
    _follow_status(document)
    if was_open and document.header.status is Status.RELEASED:
        tell_followers(session, document.ref, NotificationKind.RELEASED, context)
    return finish(document)


def reopen(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """Open a released document for changes again, and tell who follows it.

    An open one stays as it is. Raises PendingApproval, DocumentCompleted or DocumentScheduled.
    """
    document = load_document(session, key, context, for_update=True)
    check_not_read_only(document.header)
    if document.header.status is not Status.OPEN:
        document.header.status = Status.OPEN
        _follow_status(document)
        tell_followers(session, document.ref, NotificationKind.REOPENED, context)
    return finish(document)


def _follow_status(document: Document) -> None:
    """Let what is put together for the lines have the document's status (PF120)."""
    if concerns_kits(document):
        area_of_kits().put_status(document)


def release_document(document: Document) -> None:
    """Release a loaded document, its invoice discount calculated anew (SD63).

    An order with a prepayment waits for that first. Raises as `release` does.
    """
    header = document.header
    check_not_read_only(header)
    if header.status is not Status.OPEN:
        return
    found = list(release_refusals(document))
    if len(found) == 1:
        raise found[0]
    if found:
        raise SeveralRefusals(found, record=document.ref)
    follow_terms(document)
    recalculate(document)
    needs_prepayment = document.type is DocumentType.ORDER and header.prepayment_pct != 0
    header.status = Status.PENDING_PREPAYMENT if needs_prepayment else Status.RELEASED


def release_refusals(document: Document) -> Iterator[Refusal]:
    """Everything that must be mended before the document can be released (SD61)."""
    header = document.header
    names = {"document_type": document.type, "no": header.no}
    if header.sell_to_customer_no is None:
        yield CustomerFirst(record=document.ref, field="sell_to_customer_no", **names)
    if not any(line.is_priced and line.quantity for line in document.lines):
        yield NothingToRelease(record=document.ref, **names)
    yield from line_field_refusals(document)


def line_field_refusals(document: Document) -> Iterator[LineFieldMissing]:
    """Item lines without unit, mandatory variant or mandatory location (SD61, CU56)."""
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


def _items_needing_variants(document: Document, lines: list[SalesLine]) -> set[str]:
    """The items of these lines that have variants and must be sold with one (CU56)."""
    wanted = [DefaultYesNo.YES]
    if document.setups.inventory.variant_mandatory:
        wanted.append(DefaultYesNo.DEFAULT)
    without = {line.no for line in lines if line.variant_code is None}
    if not without:
        return set()
    names = {"nos": list(without), "wanted": wanted}
    return set(document.session.scalars(_NEEDING_VARIANTS, names))


def _missing(line: SalesLine, field: str) -> LineFieldMissing:
    return LineFieldMissing(
        record=line_ref(line),
        field=field,
        line_no=line.line_no,
        item=line.no or "",
        missing_field=field,
    )
