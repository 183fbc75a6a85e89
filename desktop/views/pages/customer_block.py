"""The block about a customer: what is owed, what is ordered, how much credit is left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from desktop.services.context import UserContext
from desktop.services.customers.credit import (
    CreditFigures,
    available_credit,
    credit_figures,
    used_pct,
)
from desktop.services.sales.home import customer_months
from desktop.translation import N_, _, user_localizer
from desktop.views.pages.customer_targets import (
    documents_of,
    open_entries,
    overdue_invoices,
)
from desktop.views.pages.facts import Fact, FactBar, FactBlock, FactChart
from desktop.views.tables.columns import Kind, Tone
from desktop.views.tables.list_spec import Session

NEARLY_USED = Decimal(80)
ALL_USED = Decimal(100)


def customer_facts(
    session: Session, no: str, context: UserContext, *, link: Fact | None = None
) -> Sequence[FactBlock]:
    """The blocks about one customer; `link` leads to the card from elsewhere."""
    figures = credit_figures(session, no, context.work_date)
    if figures is None:
        return ()
    months = customer_months(session, no, context.work_date)
    localizer = user_localizer()
    chart = FactChart(
        tuple(localizer.month(month.first_day)[:1].upper() for month in months),
        tuple(max(month.sales_lcy, Decimal(0)) for month in months),
        tuple(
            f"{localizer.month(month.first_day, style='long')}: {localizer.amount(month.sales_lcy)}"
            for month in months
        ),
    )
    return (
        _credit_block(figures, link),
        FactBlock(title=N_("Sales, last 12 months"), chart=chart),
    )


def _credit_block(figures: CreditFigures, link: Fact | None) -> FactBlock:
    no = figures.customer_no
    overdue = Tone.DANGER if figures.balance_due_lcy > 0 else None
    facts = [
        Fact(N_("Balance"), figures.balance_lcy, Kind.AMOUNT, target=open_entries(no), strong=True),
        Fact(
            N_("Overdue"),
            figures.balance_due_lcy,
            Kind.AMOUNT,
            tone=overdue,
            target=overdue_invoices(no),
        ),
        Fact(
            N_("Outstanding orders"),
            figures.outstanding_orders_lcy,
            Kind.AMOUNT,
            target=documents_of("sales_orders", no),
        ),
        Fact(
            N_("Shipped not invoiced"),
            figures.shipped_not_invoiced_lcy,
            Kind.AMOUNT,
            target=documents_of("sales_orders", no, view="shipped_not_invoiced"),
        ),
        Fact(
            N_("Draft invoices"),
            figures.outstanding_invoices_lcy,
            Kind.AMOUNT,
            target=documents_of("sales_invoices", no),
        ),
    ]
    if figures.credit_limit_lcy:
        facts += [
            Fact(N_("Credit limit"), figures.credit_limit_lcy, Kind.AMOUNT),
            Fact(N_("Available credit"), available_credit(figures), Kind.AMOUNT),
        ]
    return FactBlock(title=N_("Customer"), link=link, facts=tuple(facts), bar=_credit_bar(figures))


def _credit_bar(figures: CreditFigures) -> FactBar | None:
    if not figures.credit_limit_lcy:
        return None
    used = used_pct(figures)
    tone = Tone.INFO
    if used >= NEARLY_USED:
        tone = Tone.WARN
    if used > ALL_USED:
        tone = Tone.DANGER
    share = min(max(used / ALL_USED, Decimal(0)), Decimal(1))
    text = _("{pct} % used").format(pct=user_localizer().percent(used))
    return FactBar(share, text, tone)
