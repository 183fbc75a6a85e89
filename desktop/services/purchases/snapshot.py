"""The end of every command: calculate, write, and show the document as it now stands."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.models.purchases import PurchaseHeader, PurchaseLine
from desktop.services.context import UserContext
from desktop.services.database import reported_notices
from desktop.services.purchases.amounts import recalculate, save, totals_of
from desktop.services.purchases.differences import difference_of, unsaved_changes
from desktop.services.purchases.editable import header_locks, lines_locks
from desktop.services.purchases.keys import PurchaseKey
from desktop.services.purchases.line_reservations import follow_reservations
from desktop.services.purchases.load import Purchase, load_purchase
from desktop.services.purchases.views import PurchaseView
from desktop.services.sales.differences import NO_DIFFERENCE, Difference
from desktop.services.sales.totals import DocumentTotals
from desktop.services.sales.views import LineView
from desktop.services.setup.field_infos import table_of

_HEADER_COLUMNS = tuple(table_of(PurchaseHeader.__tablename__).columns.keys())
_LINE_COLUMNS = tuple(table_of(PurchaseLine.__tablename__).columns.keys())


def finish(document: Purchase) -> PurchaseView:
    """Calculate and write a changed document, and show it with what was changed."""
    totals = recalculate(document)
    changed = unsaved_changes(document)
    save(document)
    follow_reservations(document, changed[1])
    return _view(document, totals, difference_of(document, changed))


def purchase_view(session: Session, key: PurchaseKey, context: UserContext) -> PurchaseView:
    """A document as it stands; raises PurchaseMissing."""
    return show(load_purchase(session, key, context))


def show(document: Purchase) -> PurchaseView:
    """Show a document that was only read."""
    return _view(document, totals_of(document))


def is_late(document: Purchase) -> bool:
    """Whether goods should have come in before the work date."""
    work_date = document.context.work_date
    return any(
        line.outstanding_quantity
        and line.expected_receipt_date is not None
        and line.expected_receipt_date < work_date
        for line in document.lines
    )


def _view(
    document: Purchase, totals: DocumentTotals, difference: Difference = NO_DIFFERENCE
) -> PurchaseView:
    header = document.header
    editable, locks = header_locks(document)
    lines = tuple(
        LineView(
            line.line_no,
            line.row_version,
            {name: getattr(line, name) for name in _LINE_COLUMNS},
            line_editable,
            line_locks,
        )
        for line, (line_editable, line_locks) in zip(
            document.lines, lines_locks(document), strict=True
        )
    )
    return PurchaseView(
        key=document.key,
        row_version=header.row_version,
        status=header.status,
        header=_header_values(document, totals),
        lines=lines,
        totals=totals,
        notices=(*reported_notices(document.session), *document.notices),
        editable=editable,
        locks=locks,
        completed=header.completed,
        difference=difference,
    )


def _header_values(document: Purchase, totals: DocumentTotals) -> dict[str, object]:
    header = document.header
    priced = [line for line in document.priced_lines if line.quantity]
    return {
        **{name: getattr(header, name) for name in _HEADER_COLUMNS},
        "currency_factor": document.rate.factor,
        "lcy_code": document.setups.ledger.lcy_code,
        "amount": totals.total_excl_vat,
        "amount_including_vat": totals.total_incl_vat,
        "completely_received": bool(priced)
        and not any(line.outstanding_quantity for line in priced),
        "received_not_invoiced": any(line.qty_received_not_invoiced for line in priced),
        "late": is_late(document),
    }
