"""What the ledgers are measured in: it stands from the first entry on (01 §3).

Amounts that were posted in one currency, or rounded to one precision, mean nothing in another; a
ledger is never converted.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.errors import RecordRef
from desktop.models.currencies import Currency
from desktop.models.ledgers import CustLedgerEntry, GlEntry
from desktop.models.setup import GeneralLedgerSetup
from desktop.services.context import UserContext
from desktop.services.setup.record_rules import FieldRule
from desktop.services.setup.refusals import BaseFixed


def fixed_with_entries(field: str) -> FieldRule:
    """A rule for a field of the general ledger setup that entries in the ledger fix."""

    def check(
        session: Session, setup: GeneralLedgerSetup, value: object, _context: UserContext
    ) -> object:
        is_posted = session.scalar(sa.select(sa.exists().select_from(GlEntry)))
        if value != getattr(setup, field) and is_posted:
            raise _fixed("general_ledger_setup", (1,), field)
        return value

    return check


def currency_fixed_with_entries(field: str) -> FieldRule:
    """A rule for a field of a currency that customers' entries in that currency fix."""

    def check(session: Session, currency: Currency, value: object, _context: UserContext) -> object:
        in_use = sa.exists().where(CustLedgerEntry.currency_code == currency.code)
        if value != getattr(currency, field) and session.scalar(sa.select(in_use)):
            raise _fixed("currency", (currency.code,), field)
        return value

    return check


def _fixed(table: str, key: tuple[str | int, ...], field: str) -> BaseFixed:
    return BaseFixed(record=RecordRef(table, key), field=field, fixed_field=field)
