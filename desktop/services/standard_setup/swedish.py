"""The whole set-up of a wholesaler in Sweden, in the order in which one table needs another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from desktop.models.words import CostingMethod, ItemType
from desktop.services.standard_setup import (
    accounts,
    numbers,
    regions,
    terms,
    vat_rates,
    working_days,
)
from desktop.services.standard_setup.words import SWEDISH, SetRecord, Words

MAIN = "MAIN"
YEARS = 2
"""For how many years there are holidays and numbers of posted documents: this one and the next."""

OWN_CHOICE = frozenset({"location", "customer_template", "item_template"})
"""Tables that get a record only while they are empty: a second one would be in the way."""


@dataclass(frozen=True, slots=True)
class SetField:
    """A field of a set-up that exists once: entered where it is blank."""

    table: str
    name: str
    value: object


def records_of_set(words: Words, today: date, locations: Collection[str]) -> Iterator[SetRecord]:
    """All records; the inventory accounts are named for `locations` and for none."""
    years = range(today.year, today.year + YEARS)
    yield from regions.region_records(words)
    yield from working_days.calendar_records(words, years)
    yield _location(words)
    yield from accounts.account_records(words)
    yield from regions.currency_records(words)
    yield from accounts.group_records(words)
    yield from accounts.matrix_records(words)
    yield from accounts.vendor_records(words)
    for location in ("", *locations):
        values = {"location_code": location, "inventory_posting_group": accounts.RESALE}
        account = {"inventory_account": accounts.INVENTORY_ACCOUNT}
        yield SetRecord("inventory_posting_setup", {**values, **account})
    yield from vat_rates.vat_records(words)
    yield from terms.payment_records(words)
    yield from terms.delivery_records(words)
    yield from numbers.series_records(words, years)
    yield _customer_template(words, locations)
    yield _item_template(words)


def fields_of_set(locations: Collection[str]) -> Iterator[SetField]:
    """What the set-ups that exist once get where they are blank."""
    yield SetField("company_information", "country_code", "SE")
    yield SetField("company_information", "language_code", SWEDISH)
    yield SetField("company_information", "base_calendar_code", working_days.CALENDAR)
    if tuple(locations) == (MAIN,):
        yield SetField("company_information", "location_code", MAIN)
    yield SetField("general_ledger_setup", "lcy_code", "SEK")
    yield SetField("sales_setup", "quote_validity", "1M")
    for code, *_texts, field in (*numbers.CARD_SERIES, *numbers.POSTED_SERIES):
        yield SetField("sales_setup", field, code)
    for code, *_texts, field in (*numbers.PURCHASE_SERIES, *numbers.POSTED_PURCHASE_SERIES):
        yield SetField("purchase_setup", field, code)
    for code, *_texts, field in (*numbers.ITEM_SERIES, *numbers.POSTED_STOCK_SERIES):
        yield SetField("inventory_setup", field, code)


def _location(words: Words) -> SetRecord:
    values = {
        "code": MAIN,
        "name": words.of("Main warehouse", "Huvudlager"),
        "country_code": "SE",
        "base_calendar_code": working_days.CALENDAR,
    }
    return SetRecord("location", values)


def _customer_template(words: Words, locations: Collection[str]) -> SetRecord:
    """The only one, so a new customer gets it without a question (CU8).

    With one location it names it, or orders would take goods from the blank place.
    """
    values = {
        "code": "DOMESTIC",
        "description": words.of("Companies in Sweden", "Företag i Sverige"),
        "gen_bus_posting_group": "DOMESTIC",
        "vat_bus_posting_group": "DOMESTIC",
        "customer_posting_group": "DOMESTIC",
        "country_code": "SE",
        "payment_terms_code": "30D",
        "payment_method_code": terms.BANK,
        "location_code": next(iter(locations)) if len(locations) == 1 else None,
    }
    return SetRecord("customer_template", values)


def _item_template(words: Words) -> SetRecord:
    values = {
        "code": "GOODS",
        "description": words.of("Goods, kept in stock", "Varor som lagerhålls"),
        "type": ItemType.INVENTORY,
        "base_unit": "PCS",
        "gen_prod_posting_group": "RETAIL",
        "vat_prod_posting_group": "VAT25",
        "inventory_posting_group": accounts.RESALE,
        "costing_method": CostingMethod.FIFO,
    }
    return SetRecord("item_template", values)
