"""The back-order list on paper (PF144)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.models.company import CompanyInformation
from desktop.services.context import UserContext
from desktop.services.picking.back_orders import BackOrderReason, BackOrderRow
from desktop.services.reports.drawing import MM, pdf_bytes
from desktop.services.reports.flow import Flow
from desktop.services.reports.letterhead import CompanyLetterhead, Fact, Head
from desktop.services.reports.table_grid import Column, Row
from desktop.services.reports.tables import Table, draw_table
from desktop.translation import N_, Localizer, localizer_for

REASONS = {
    BackOrderReason.CREDIT_HOLD: N_("Credit hold"),
    BackOrderReason.SPECIAL_ORDER: N_("Special order"),
    BackOrderReason.ON_PURCHASE_ORDER: N_("On purchase order"),
    BackOrderReason.NO_STOCK: N_("No stock"),
    BackOrderReason.WAITING_FOR_PICK: N_("Waiting for pick"),
}
"""The reasons in words."""


def back_orders_pdf(session: Session, rows: Sequence[BackOrderRow], context: UserContext) -> bytes:
    """The PDF of back orders in the order given, in the user's language."""
    localizer = localizer_for(context.language)
    company = session.get_one(CompanyInformation, 1)
    title = localizer.gettext("Back Orders")
    flow = Flow(CompanyLetterhead(list_head(title, company.name, context, localizer)))
    flow.skip(4 * MM)
    draw_table(flow, _table(rows, localizer))
    return pdf_bytes(flow.drawing())


def list_head(title: str, company: str, context: UserContext, localizer: Localizer) -> Head:
    """The head of a list that is printed for the house, with the work date."""
    _ = localizer.gettext
    return Head(
        title=title,
        number="",
        author=company,
        language=localizer.language.replace("_", "-"),
        company_name=company,
        logo=None,
        marks=(Fact(_("Date"), localizer.date(context.work_date, "medium")),),
        page_label=_("Page"),
        page_of=_("{page} of {pages}"),
        page_text=_("Page {page} of {pages}"),
        recipient=(),
        boxes=(),
        facts=(),
        foot_text="",
        foot=((company or "Kontor",),),
    )


def _table(rows: Sequence[BackOrderRow], localizer: Localizer) -> Table:
    _ = localizer.gettext
    return Table(
        columns=(
            Column(_("Order No.")),
            Column(_("Item"), is_flexible=True),
            Column(_("Shipment Date")),
            Column(_("Outstanding"), is_figure=True),
            Column(_("Missing"), is_figure=True),
            Column(_("Unit")),
            Column(_("Available On")),
        ),
        rows=tuple(_row(row, localizer) for row in rows),
    )


def _row(row: BackOrderRow, localizer: Localizer) -> Row:
    _ = localizer.gettext
    notes = [row.customer_name, localizer.gettext(REASONS[row.reason])]
    if row.held_by:
        notes.append(_("Stock held by {documents}").format(documents=row.held_by))
    if row.document_no:
        notes.append(_("Expected on {document_no}").format(document_no=row.document_no))
    return Row(
        (
            row.order_no,
            " ".join(filter(None, (row.item_no, row.variant_code, row.description))),
            localizer.date(row.shipment_date),
            localizer.quantity(row.outstanding),
            localizer.quantity(row.missing) if row.missing else "",
            row.unit_code,
            localizer.date(row.available_on),
        ),
        (" · ".join(filter(None, notes)),),
    )
