"""What a customer may come to owe (CU45–CU49)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.models.words import CreditWarnings
from desktop.services.context import UserContext
from desktop.services.customers.credit import (
    CreditFigures,
    available_credit,
    credit_figures,
    credit_notices,
    exposure,
    used_pct,
)
from desktop.services.database import Database
from tests.builders.entries import an_open_entry
from tests.builders.sales import a_document, put_line, rows

CUX8 = CreditFigures(
    "C1",
    credit_limit_lcy=Decimal(10000),
    balance_lcy=Decimal(6000),
    outstanding_orders_lcy=Decimal(2500),
    shipped_not_invoiced_lcy=Decimal(800),
    outstanding_invoices_lcy=Decimal(400),
    outstanding_returns_lcy=Decimal(300),
    returns_not_credited_lcy=Decimal(100),
    prepayments_lcy=Decimal(250),
)


def warned(figures: CreditFigures, change: str = "0") -> list[str]:
    found = credit_notices(figures, CreditWarnings.BOTH, Decimal(change))
    return [notice.code for notice in found]


def test_exposure_adds_up_what_may_be_owed() -> None:
    """CUX8."""
    assert exposure(CUX8) == 9050
    assert available_credit(CUX8) == 950
    assert used_pct(CUX8) == Decimal("90.5")
    assert warned(CUX8, "950") == []
    assert warned(CUX8, "950.01") == ["credit_limit"]


def test_no_limit_is_no_limit_but_no_credit_is_one() -> None:
    unlimited = replace(CUX8, credit_limit_lcy=Decimal(0))
    assert [available_credit(unlimited), used_pct(unlimited)] == [0, 0]
    assert warned(unlimited, "1000000") == []
    assert warned(replace(unlimited, no_credit=True)) == ["credit_limit"]
    assert warned(CreditFigures("C1", no_credit=True)) == []


def test_the_setup_says_which_warnings_are_wanted() -> None:
    figures = replace(CUX8, balance_due_lcy=Decimal(5), balance_lcy=Decimal(9000))
    wanted = {
        warnings: [each.code for each in credit_notices(figures, warnings)]
        for warnings in CreditWarnings
    }
    assert wanted == {
        CreditWarnings.BOTH: ["credit_limit", "overdue"],
        CreditWarnings.CREDIT_LIMIT: ["credit_limit"],
        CreditWarnings.OVERDUE: ["overdue"],
        CreditWarnings.NONE: [],
    }


def test_figures_come_from_entries_and_lines(
    trading_company: Database, context: UserContext
) -> None:
    with rows(trading_company) as session:
        an_open_entry(session, "C1", "600", due=date(2026, 1, 14))
        an_open_entry(session, "C1", "40", due=date(2026, 1, 15))
    order = a_document(trading_company, context).adds(no="A", quantity=10).has_delivered(1, "4")
    assert order.value(1, "shipped_not_invoiced_lcy") == 500
    for document_type, quantity in (("invoice", 2), ("return_order", 1), ("credit_memo", 9)):
        a_document(trading_company, context, type(order.key.type)(document_type)).adds(
            no="A", quantity=quantity
        )
    with trading_company.read() as session:
        figures = credit_figures(session, "C1", context.work_date)
        assert credit_figures(session, "NOBODY", context.work_date) is None
    assert figures == CreditFigures(
        "C1",
        balance_lcy=Decimal(640),
        balance_due_lcy=Decimal(600),
        outstanding_orders_lcy=Decimal(750),
        shipped_not_invoiced_lcy=Decimal(500),
        outstanding_invoices_lcy=Decimal(250),
        outstanding_returns_lcy=Decimal(125),
    )


def test_invoice_lines_fetched_from_shipments_count_once(
    trading_company: Database, context: UserContext
) -> None:
    kind = type(a_document(trading_company, context).key.type)
    invoice = a_document(trading_company, context, kind.INVOICE).adds(no="A", quantity=2)
    put_line(trading_company, invoice.key, 10000, shipment_no="PS1")
    with trading_company.read() as session:
        figures = credit_figures(session, "C1", context.work_date)
    assert figures is not None
    assert figures.outstanding_invoices_lcy == 0
