"""Debit is credit, and subledgers agree with the general ledger (SD85, SD101)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Notice
from desktop.models.finance import CustomerPostingGroup, InventoryPostingSetup
from desktop.models.ledgers import DetailedCustLedgerEntry, GlEntry, ValueEntry
from desktop.models.values.numbers import ZERO, Amount
from desktop.models.vendor_ledger import VendorLedgerEntry
from desktop.models.vendors import VendorPostingGroup
from desktop.translation import N_

UNBALANCED = N_("Transaction {transaction_no} is out of balance by {amount}.")
RECEIVABLES = N_(
    "Customers owe {subledger} by their entries, but account {account} says {balance}."
)
PAYABLES = N_(
    "Vendors are owed {subledger} by their entries, but account {account} says {balance}."
)
INVENTORY = N_("Stock is worth {subledger} by its entries, but account {account} says {balance}.")
NOWHERE = N_("Amounts of {amount} in {table} lead to no account.")

Sums: TypeAlias = defaultdict[str | None, Amount]


def balance_findings(session: Session) -> Iterator[Notice]:
    """Transactions that do not add up to zero, and subledgers that differ from the G/L."""
    total = func.sum(GlEntry.amount)
    unbalanced = (
        select(GlEntry.transaction_no, total)
        .group_by(GlEntry.transaction_no)
        .having(total != ZERO)
        .order_by(GlEntry.transaction_no)
    )
    for transaction_no, amount in session.execute(unbalanced):
        yield Notice(
            "books.unbalanced", UNBALANCED, {"transaction_no": transaction_no, "amount": amount}
        )
    yield from _receivables(session)
    yield from _payables(session)
    yield from _inventory(session)


def _receivables(session: Session) -> Iterator[Notice]:
    accounts = dict(
        session.execute(
            select(CustomerPostingGroup.code, CustomerPostingGroup.receivables_account)
        ).all()
    )
    owed = _sums()
    query = select(
        DetailedCustLedgerEntry.customer_posting_group,
        func.sum(DetailedCustLedgerEntry.amount_lcy),
    ).group_by(DetailedCustLedgerEntry.customer_posting_group)
    for group, amount in session.execute(query):
        owed[accounts.get(group or "")] += amount
    yield from _differences(
        session, owed, accounts.values(), RECEIVABLES, "detailed_cust_ledger_entry"
    )


def _payables(session: Session) -> Iterator[Notice]:
    accounts = dict(
        session.execute(select(VendorPostingGroup.code, VendorPostingGroup.payables_account)).all()
    )
    owed = _sums()
    query = select(
        VendorLedgerEntry.vendor_posting_group, func.sum(VendorLedgerEntry.amount_lcy)
    ).group_by(VendorLedgerEntry.vendor_posting_group)
    for group, amount in session.execute(query):
        owed[accounts.get(group or "")] += amount
    yield from _differences(session, owed, accounts.values(), PAYABLES, "vendor_ledger_entry")


def _inventory(session: Session) -> Iterator[Notice]:
    accounts = {
        (row.location_code, row.inventory_posting_group): row.inventory_account
        for row in session.execute(
            select(
                InventoryPostingSetup.location_code,
                InventoryPostingSetup.inventory_posting_group,
                InventoryPostingSetup.inventory_account,
            )
        )
    }
    worth = _sums()
    query = select(
        ValueEntry.location_code,
        ValueEntry.inventory_posting_group,
        func.sum(ValueEntry.cost_posted_to_gl),
    ).group_by(ValueEntry.location_code, ValueEntry.inventory_posting_group)
    for location, group, amount in session.execute(query):
        worth[accounts.get((location or "", group or ""))] += amount
    yield from _differences(session, worth, accounts.values(), INVENTORY, "value_entry")


def _differences(
    session: Session, sums: Sums, accounts: Iterable[str | None], text: str, table: str
) -> Iterator[Notice]:
    """Accounts of a subledger whose balance is not its sum."""
    if sums[None]:
        yield Notice("books.nowhere", NOWHERE, {"amount": sums[None], "table": table})
    wanted = sorted({account for account in (*sums, *accounts) if account})
    balances = _sums()
    query = select(GlEntry.gl_account_no, func.sum(GlEntry.amount)).where(
        GlEntry.gl_account_no.in_(wanted)
    )
    for account, balance in session.execute(query.group_by(GlEntry.gl_account_no)):
        balances[account] += balance
    for account in wanted:
        if sums[account] != balances[account]:
            figures = {
                "account": account,
                "subledger": sums[account],
                "balance": balances[account],
            }
            yield Notice("books.subledger", text, figures)


def _sums() -> Sums:
    return defaultdict(lambda: ZERO)
