"""The measures of the ledgers stand from the first entry on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record, change_record
from desktop.services.setup.refusals import BaseFixed, ValueNegative
from tests.builders.entries import an_open_entry
from tests.builders.rows import a_row

GL_SETUP = ("general_ledger_setup", (1,))


def test_before_the_first_entry_everything_may_change(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        change_record(session, *GL_SETUP, ("lcy_code", "SEK"), context)
        change_record(session, *GL_SETUP, ("amount_precision", Decimal("0.1")), context)
        change_record(session, *GL_SETUP, ("lcy_code", "NOK"), context)


def test_a_precision_is_not_negative(company: Database, context: UserContext) -> None:
    with pytest.raises(ValueNegative), company.write() as session:
        change_record(session, *GL_SETUP, ("amount_precision", Decimal(-1)), context)


@pytest.mark.parametrize(("field", "value"), [("lcy_code", "EUR"), ("amount_precision", 1)])
def test_entries_fix_what_they_are_measured_in(
    company: Database, context: UserContext, field: str, value: object
) -> None:
    with company.write() as session:
        change_record(session, *GL_SETUP, ("lcy_code", "SEK"), context)
        a_row(session, "gl_entry", entry_no=1)
    with pytest.raises(BaseFixed) as refusal, company.write() as session:
        change_record(session, *GL_SETUP, (field, Decimal(1) if value == 1 else value), context)
    assert refusal.value.field == field
    with company.write() as session:
        change_record(session, *GL_SETUP, ("lcy_code", "SEK"), context)


def test_a_currency_keeps_the_precision_of_its_entries(
    company: Database, context: UserContext
) -> None:
    with company.write() as session:
        add_record(session, "currency", {"code": "EUR"}, context)
        add_record(session, "currency", {"code": "USD"}, context)
        an_open_entry(session, "C1", "10", currency_code="EUR")
    change = ("amount_precision", Decimal(1))
    with pytest.raises(BaseFixed), company.write() as session:
        change_record(session, "currency", ("EUR",), change, context)
    with company.write() as session:
        change_record(session, "currency", ("USD",), change, context)
