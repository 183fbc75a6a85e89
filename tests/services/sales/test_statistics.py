"""The page Statistics of a document (SD59, SD60)."""

from decimal import Decimal

from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.sales.statistics import DocumentStatistics, document_statistics
from tests.builders.items import an_item
from tests.builders.sales import Clerk, a_document, rows


def statistics_of(clerk: Clerk) -> DocumentStatistics:
    with clerk.database.read() as session:
        return document_statistics(session, clerk.key, clerk.context)


def test_profit_is_sales_less_cost(company: Database, context: UserContext) -> None:
    """EX23."""
    with rows(company) as session:
        an_item(session, "P", unit_cost="12.16667", net_weight="2", units_per_parcel="5")
    order = a_document(company, context)
    order.adds(no="P", quantity=12, unit_price="49.95", line_discount_pct=10)
    order.adds(type=LineType.GL_ACCOUNT, no="3590", quantity=1, unit_price=250)
    figures = statistics_of(order).general.figures
    assert figures.original.sales_lcy == Decimal("789.46")
    assert figures.original.cost_lcy == Decimal("146.00")
    assert figures.original.profit_lcy == Decimal("643.46")
    assert figures.original.profit_pct == Decimal("81.5")
    assert [figures.quantity, figures.parcels, figures.net_weight] == [13, 3, 24]


def test_tabs_tell_what_would_be_posted_now(company: Database, context: UserContext) -> None:
    order = a_document(company, context).adds(no="A", quantity=10, qty_to_ship=4)
    order.changes(1, "qty_to_invoice", 3)
    found = statistics_of(order)
    assert found.invoicing is not None
    assert found.shipping is not None
    assert found.general.totals.total_excl_vat == 1000
    assert found.invoicing.totals.total_excl_vat == 300
    assert found.shipping.totals.total_excl_vat == 400
    assert found.invoicing.figures.original.cost_lcy == 180
    assert found.credit is not None
    assert found.credit.outstanding_orders_lcy == 1250


def test_what_is_shipped_without_an_entry_costs_what_the_line_says(
    company: Database, context: UserContext
) -> None:
    order = a_document(company, context).adds(no="A", quantity=10).has_delivered(1, "4")
    assert statistics_of(order).general.figures.adjusted.cost_lcy == 600


def test_an_invoice_has_one_tab_and_nobody_pays_a_blank_quote(
    company: Database, context: UserContext
) -> None:
    invoice = a_document(company, context, DocumentType.INVOICE).adds(no="A", quantity=1)
    assert statistics_of(invoice).invoicing is None
    quote = a_document(company, context, DocumentType.QUOTE, customer_no=None)
    assert statistics_of(quote).credit is None
