"""The currencies with the rate of a day."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from desktop.services.context import UserContext
from desktop.services.current_rates import RATE, SINCE, currencies
from desktop.services.list_query import ListQuery
from desktop.services.records import add_record


def test_a_currency_shows_the_latest_rate_that_has_begun(
    session: Session, context: UserContext
) -> None:
    for code in ("XA", "XB"):
        add_record(session, "currency", {"code": code}, context)
    for day, amount in ((date(2026, 1, 1), "1100"), (date(2026, 2, 1), "1073.33"), (date.max, "9")):
        values = {
            "currency_code": "XA",
            "starting_date": day,
            "exchange_rate_amount": Decimal(100),
            "relational_amount": Decimal(amount),
        }
        add_record(session, "currency_exchange_rate", values, context)
    rows = currencies(date(2026, 2, 10)).rows(session, ListQuery())
    found = {row.key[0]: (row.values[RATE], row.values[SINCE]) for row in rows}
    assert found["XA"] == (Decimal("10.7333"), date(2026, 2, 1))
    assert found["XB"] == (None, None)
    query = ListQuery(search="xa", order=((SINCE, True),))
    assert [row.values[RATE] for row in currencies(date(2026, 1, 5)).rows(session, query)] == [11]
