"""The list of assemble-to-order sales on paper (03 §11)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from desktop.models.company import CompanyInformation
from desktop.models.values.numbers import ZERO
from desktop.services.assembly.kit_sales import KitSale
from desktop.services.context import UserContext
from desktop.services.reports.back_order_paper import list_head
from desktop.services.reports.drawing import MM, pdf_bytes
from desktop.services.reports.flow import Flow
from desktop.services.reports.letterhead import CompanyLetterhead
from desktop.services.reports.table_grid import Column, Row
from desktop.services.reports.tables import Table, draw_table
from desktop.translation import Localizer, localizer_for


def kit_sales_pdf(session: Session, rows: Sequence[KitSale], context: UserContext) -> bytes:
    """The PDF of kits that were sold, in the order given, in the user's language."""
    localizer = localizer_for(context.language)
    company = session.get_one(CompanyInformation, 1)
    title = localizer.gettext("Assemble-to-Order Sales")
    flow = Flow(CompanyLetterhead(list_head(title, company.name, context, localizer)))
    flow.skip(4 * MM)
    draw_table(flow, _table(rows, localizer))
    return pdf_bytes(flow.drawing())


def _table(rows: Sequence[KitSale], localizer: Localizer) -> Table:
    _ = localizer.gettext
    return Table(
        columns=(
            Column(_("Date")),
            Column(_("Order No.")),
            Column(_("Item"), is_flexible=True),
            Column(_("Quantity"), is_figure=True),
            Column(_("Unit")),
            Column(_("Sales (LCY)"), is_figure=True),
            Column(_("Cost (LCY)"), is_figure=True),
            Column(_("Margin (LCY)"), is_figure=True),
            Column(_("Margin %"), is_figure=True),
        ),
        rows=(*(_row(row, localizer) for row in rows), _total(rows, localizer)),
    )


def _row(row: KitSale, localizer: Localizer) -> Row:
    name = f"{row.no} {row.description}".strip()
    if not row.is_kit:
        return Row(
            (
                *("", "", f"– {name}"),
                *(localizer.quantity(row.quantity), row.unit_code, ""),
                *(localizer.amount(row.cost), "", ""),
            )
        )
    return Row(
        (
            localizer.date(row.posting_date),
            row.order_no,
            name,
            localizer.quantity(row.quantity),
            row.unit_code,
            localizer.amount(row.sales or ZERO),
            localizer.amount(row.cost),
            localizer.amount(row.margin or ZERO),
            localizer.percent(row.margin_pct) if row.margin_pct is not None else "",
        ),
        (row.customer_name,),
    )


def _total(rows: Sequence[KitSale], localizer: Localizer) -> Row:
    kits = [row for row in rows if row.is_kit]
    sales = sum((row.sales or ZERO for row in kits), ZERO)
    cost = sum((row.cost for row in kits), ZERO)
    figures = (localizer.amount(sales), localizer.amount(cost), localizer.amount(sales - cost))
    return Row(("", "", localizer.gettext("Total"), "", "", *figures, ""))
