"""How long open entries have been due (CU49)."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.services.context import UserContext
from desktop.services.customers.ageing import Ageing, ageing_of, customer_ageing
from desktop.services.database import Database
from tests.builders.entries import an_open_entry
from tests.builders.sales import rows

TODAY = date(2026, 4, 30)


@pytest.mark.parametrize(
    ("due", "period"),
    [
        (None, "not_due"),
        (date(2026, 5, 1), "not_due"),
        (date(2026, 4, 30), "not_due"),
        (date(2026, 4, 29), "days_1_30"),
        (date(2026, 3, 31), "days_1_30"),
        (date(2026, 3, 30), "days_31_60"),
        (date(2026, 2, 28), "days_61_90"),
        (date(2026, 1, 30), "days_61_90"),
        (date(2026, 1, 29), "over_90"),
    ],
)
def test_an_amount_belongs_to_one_period(due: date | None, period: str) -> None:
    found = ageing_of([(due, Decimal(7))], TODAY)
    assert {name: getattr(found, name) for name in Ageing.__slots__ if getattr(found, name)} == {
        period: 7
    }


def test_open_entries_are_read(trading_company: Database, context: UserContext) -> None:
    with rows(trading_company) as session:
        an_open_entry(session, "C1", "50", due=date(2026, 1, 14))
        an_open_entry(session, "C1", "30", due=date(2026, 1, 14))
        an_open_entry(session, "C1", "-5", due=date(2026, 2, 1))
        an_open_entry(session, "C1", "9", open=False)
        found = customer_ageing(session, "C1", context.work_date)
    assert found == Ageing(not_due=Decimal(-5), days_1_30=Decimal(80))
