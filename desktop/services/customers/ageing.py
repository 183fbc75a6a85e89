"""How long a customer's open entries have been due (CU49)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.ledgers import CustLedgerEntry, DetailedCustLedgerEntry
from desktop.models.values.numbers import ZERO, Amount
from desktop.services.list_statement import sum_or_zero


@dataclass(frozen=True, slots=True)
class Ageing:
    """What is open, in local currency, by the days since it fell due; undated is not due."""

    not_due: Amount = ZERO
    days_1_30: Amount = ZERO
    days_31_60: Amount = ZERO
    days_61_90: Amount = ZERO
    over_90: Amount = ZERO


_LAST_DAYS = (0, 30, 60, 90)
"""The last day of each period; what is older belongs to the last one."""


def ageing_of(open_amounts: Iterable[tuple[date | None, Amount]], today: date) -> Ageing:
    """Sort amounts by their due date; what is due today is not overdue (RP2)."""
    periods = [ZERO] * len(Ageing.__slots__)
    for due_date, amount in open_amounts:
        days = 0 if due_date is None else (today - due_date).days
        period = sum(days > last_day for last_day in _LAST_DAYS)
        periods[period] += amount
    return Ageing(*periods)


def customer_ageing(session: Session, customer_no: str, today: date) -> Ageing:
    """Read a customer's open entries and sort them by age."""
    detail = DetailedCustLedgerEntry
    rows = session.execute(
        select(CustLedgerEntry.due_date, sum_or_zero(detail.amount_lcy))
        .join(detail, detail.cust_ledger_entry_no == CustLedgerEntry.entry_no)
        .where(CustLedgerEntry.customer_no == customer_no, CustLedgerEntry.open.is_(True))
        .group_by(CustLedgerEntry.due_date)
    )
    return ageing_of(((due_date, amount) for due_date, amount in rows), today)
