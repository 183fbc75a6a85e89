"""The demo company's set-up, in the order in which one table needs another."""

from __future__ import annotations

from datetime import date

from desktop.services.demo import (
    accounts,
    company_facts,
    currencies,
    numbers,
    people,
    places,
    terms,
    vat_rates,
    working_days,
)
from desktop.services.demo.clerk import Clerk


def set_up(clerk: Clerk, history_from: date, free_days: dict[date, str]) -> None:
    """Enter all set-up; the history begins on `history_from` and ends on the work date."""
    places.add_countries(clerk)
    working_days.add_calendar(clerk, free_days)
    places.add_locations(clerk)
    accounts.add_accounts(clerk)
    accounts.add_posting_groups(clerk)
    accounts.add_inventory_accounts(clerk)
    vat_rates.add_vat(clerk)
    terms.add_terms(clerk)
    terms.add_delivery(clerk)
    terms.add_units(clerk)
    currencies.add_currencies(clerk, history_from)
    numbers.add_number_series(clerk, working_days.years_around(clerk.context.work_date))
    people.add_labels(clerk)
    people.add_people(clerk, currencies.first_of_month(clerk.context.work_date, -1))
    company_facts.fill_in_company(clerk)
    company_facts.fill_in_setup(clerk)
