"""The end of every command: calculate, write, warn, and show the document as it now stands."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DELIVERED, DocumentKey
from desktop.services.context import UserContext
from desktop.services.database import reported_notices
from desktop.services.sales.card_attachments import follow_cards
from desktop.services.sales.catalog_lines import let_items_go
from desktop.services.sales.differences import (
    NO_DIFFERENCE,
    Difference,
    difference_of,
    unsaved_changes,
)
from desktop.services.sales.editable import header_locks, lines_locks
from desktop.services.sales.header_terms import is_expired
from desktop.services.sales.line_amounts import recalculate, save, totals_of
from desktop.services.sales.line_assembly import (
    area_of_kits,
    concerns_kits,
    lines_gone,
    put_quantities_to_assemble,
)
from desktop.services.sales.line_promises import let_go_of_promises
from desktop.services.sales.line_reservations import follow_reservations, reserved_values
from desktop.services.sales.line_texts import put_due_texts
from desktop.services.sales.load import Document, load_document
from desktop.services.sales.notices import standing_notices
from desktop.services.sales.service_charge import follow_terms
from desktop.services.sales.totals import DocumentTotals
from desktop.services.sales.views import DocumentView, LineView
from desktop.services.setup.field_infos import table_of

_HEADER_COLUMNS = tuple(table_of(SalesHeader.__tablename__).columns.keys())
_LINE_COLUMNS = tuple(table_of(SalesLine.__tablename__).columns.keys())


def finish(document: Document) -> DocumentView:
    """Calculate and write a changed document, and show it with its warnings.

    Lines whose number was chosen get their extended texts (CU59), the document the files of cards
    that came to it (SD108). What is put together for lines, and what is kept for them, follows
    them (PF49, PF119). Raises
    NoRoomForTexts or the refusals of `document_totals`.
    """
    put_due_texts(document)
    put_quantities_to_assemble(document)
    follow_terms(document)
    totals = recalculate(document)
    let_go_of_promises(document)
    changed = unsaved_changes(document)
    has_kits = concerns_kits(document)
    if has_kits:
        area_of_kits().let_go(document, lines_gone(document))
    save(document)
    if has_kits:
        area_of_kits().follow(document)
    follow_reservations(document, changed[1])
    let_items_go(document, document.removed.values())
    follow_cards(document)
    return _view(document, totals, difference_of(document, changed))


def document_view(session: Session, key: DocumentKey, context: UserContext) -> DocumentView:
    """A document as it stands, with the warnings that hold today; raises DocumentMissing."""
    return show(load_document(session, key, context))


def show(document: Document) -> DocumentView:
    """Show a document that was only read."""
    return _view(document, totals_of(document))


def is_late(document: Document) -> bool:
    """Whether goods still to be delivered should have left before the work date."""
    work_date = document.context.work_date
    return document.type in DELIVERED and any(
        line.outstanding_quantity
        and line.shipment_date is not None
        and line.shipment_date < work_date
        for line in document.lines
    )


def _view(
    document: Document, totals: DocumentTotals, difference: Difference = NO_DIFFERENCE
) -> DocumentView:
    header = document.header
    editable, locks = header_locks(document)
    reserved = reserved_values(document)
    lines = tuple(
        LineView(
            line.line_no,
            line.row_version,
            {
                **{name: getattr(line, name) for name in _LINE_COLUMNS},
                **reserved[line.line_no],
            },
            line_editable,
            line_locks,
        )
        for line, (line_editable, line_locks) in zip(
            document.lines, lines_locks(document), strict=True
        )
    )
    return DocumentView(
        key=document.key,
        row_version=header.row_version,
        status=header.status,
        header=_header_values(document, totals),
        lines=lines,
        totals=totals,
        notices=(
            *reported_notices(document.session),
            *document.notices,
            *standing_notices(document),
        ),
        editable=editable,
        locks=locks,
        completed=header.completed,
        difference=difference,
    )


def _header_values(document: Document, totals: DocumentTotals) -> dict[str, object]:
    header = document.header
    priced = [line for line in document.priced_lines if line.quantity]
    return {
        **{name: getattr(header, name) for name in _HEADER_COLUMNS},
        "currency_factor": document.rate.factor,
        "lcy_code": document.setups.ledger.lcy_code,
        "amount": totals.total_excl_vat,
        "amount_including_vat": totals.total_incl_vat,
        "invoice_discount_amount": totals.invoice_discount_amount,
        "rounding_amount": totals.rounding,
        "completely_shipped": bool(priced) and all(line.completely_shipped for line in priced),
        "shipped_not_invoiced": any(line.qty_shipped_not_invoiced for line in priced),
        "late": is_late(document),
        "expired": is_expired(document),
    }
