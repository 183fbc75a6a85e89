"""A plan of the demo company without a database."""

from datetime import date

from desktop.services.demo import customers_abroad, customers_sweden
from desktop.services.demo.currencies import first_of_month
from desktop.services.demo.customers import Buyer
from desktop.services.demo.plan import MONTHS, PlannedDocument, history, open_documents
from desktop.services.demo.working_days import working_days, years_around
from desktop.services.standard_setup.working_days import swedish_holidays


def buyers() -> list[Buyer]:
    """All customers, numbered in their order."""
    swedish = [
        Buyer(f"C{count}", name, kind, location, is_foreign=False)
        for count, ((name, *_rest), (_no, _contact, kind, location, _person)) in enumerate(
            customers_sweden.CUSTOMERS
        )
    ]
    foreign = [
        Buyer(f"F{count}", row[0][0], row[1][3], row[1][6], is_foreign=True)
        for count, row in enumerate(customers_abroad.CUSTOMERS)
    ]
    return swedish + foreign


def all_days(work_date: date) -> list[date]:
    """The working days of the history, and those that follow until the end of next year."""
    free = swedish_holidays(years_around(work_date))
    return working_days(first_of_month(work_date, -MONTHS), date(work_date.year + 1, 12, 31), free)


def days_until(work_date: date) -> list[date]:
    """The working days of the history."""
    return [day for day in all_days(work_date) if day <= work_date]


def whole_plan(work_date: date) -> list[PlannedDocument]:
    """The history and what is open at its end."""
    days = days_until(work_date)
    return [
        *history(work_date, buyers(), days),
        *open_documents(buyers(), days, all_days(work_date)),
    ]
