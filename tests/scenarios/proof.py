"""The proof of the books, made after every scenario without being asked.

The checks here read the tables themselves and share no code with the posting they judge; the
program's own proof runs beside them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.finance import CustomerPostingGroup, InventoryPostingSetup
from desktop.models.items import Item
from desktop.models.ledgers import (
    CustLedgerEntry,
    DetailedCustLedgerEntry,
    GlEntry,
    ItemApplicationEntry,
    ItemLedgerEntry,
    ValueEntry,
)
from desktop.models.numbering import NumberSeriesLine
from desktop.models.purchases import PurchaseLine
from desktop.models.sales import SalesLine
from desktop.models.setup import InventorySetup, SalesSetup
from desktop.models.vendor_ledger import VendorLedgerEntry
from desktop.models.vendors import PurchaseSetup, VendorPostingGroup
from desktop.models.words import ItemType
from desktop.services.database import Database
from desktop.services.ledgers.verify_books import verify_books
from tests.scenarios.proof_reservations import reservations_hold

ZERO = Decimal(0)

POSTED_SERIES = {
    "posted_shipment_nos": "sales_shipment_header",
    "posted_invoice_nos": "sales_invoice_header",
    "posted_credit_memo_nos": "sales_cr_memo_header",
    "posted_return_receipt_nos": "return_receipt_header",
}
STOCK_SERIES = {"posted_assembly_nos": "posted_assembly_header"}
"""The tables that each series of posted documents numbers."""

POSTED_PURCHASES = {
    "posted_receipt_nos": "purchase_receipt_header",
    "posted_invoice_nos": "purchase_invoice_header",
}

NUMBER_FINDINGS = frozenset({"books.gap", "books.beyond"})
"""The check here judges numbers: a scenario may have set the last number forward by hand."""

Sums = defaultdict[Any, Decimal]


def prove_books(database: Database) -> None:
    """Fail when figures that must agree do not."""
    with database.read() as session:
        faults = [fault for check in CHECKS for fault in check(session)]
        faults += [
            str(finding)
            for finding in verify_books(session).findings
            if finding.code not in NUMBER_FINDINGS
        ]
    assert not faults, "the books are wrong:\n" + "\n".join(faults)


def every_transaction_balances(session: Session) -> Iterator[str]:
    """Debit is credit in each transaction."""
    total = func.sum(GlEntry.amount)
    query = select(GlEntry.transaction_no, total).group_by(GlEntry.transaction_no)
    for transaction, amount in session.execute(query):
        if amount != 0:
            yield f"transaction {transaction} is out of balance by {amount}"


def receivables_agree(session: Session) -> Iterator[str]:
    """What customers owe by the detailed entries stands on the receivables accounts."""
    accounts = {
        group.code: group.receivables_account
        for group in session.scalars(select(CustomerPostingGroup))
    }
    owed: Sums = defaultdict(Decimal)
    for group, amount in session.execute(
        select(DetailedCustLedgerEntry.customer_posting_group, DetailedCustLedgerEntry.amount_lcy)
    ):
        owed[accounts.get(group or "")] += amount
    balances = _balances(session)
    for account in {*owed, *accounts.values()} - {None}:
        if owed[account] != balances[account]:
            yield f"customers owe {owed[account]}, account {account} says {balances[account]}"


def inventory_agrees(session: Session) -> Iterator[str]:
    """The actual cost of what is in stock stands on the inventory accounts."""
    accounts = {
        (setup.location_code, setup.inventory_posting_group): setup.inventory_account
        for setup in session.scalars(select(InventoryPostingSetup))
    }
    value: Sums = defaultdict(Decimal)
    query = select(ValueEntry).join(Item, Item.no == ValueEntry.item_no)
    for entry in session.scalars(query.where(Item.type == ItemType.INVENTORY)):
        place = (entry.location_code or "", entry.inventory_posting_group or "")
        value[accounts.get(place)] += entry.cost_amount_actual
    balances = _balances(session)
    for account in {*value, *accounts.values()} - {None}:
        if value[account] != balances[account]:
            yield f"stock is worth {value[account]}, account {account} says {balances[account]}"
    if value[None]:
        yield f"stock worth {value[None]} belongs to no inventory account"


def item_entries_agree(session: Session) -> Iterator[str]:
    """What is left of an item entry is what no application has taken."""
    applied: Sums = defaultdict(Decimal)
    for application in session.scalars(select(ItemApplicationEntry)):
        applied[application.inbound_entry_no] -= application.quantity
        applied[application.outbound_entry_no] += application.quantity
    stocked = set(session.scalars(select(Item.no).where(Item.type == ItemType.INVENTORY)))
    for entry in session.scalars(select(ItemLedgerEntry)):
        left = entry.quantity + applied[entry.entry_no] if entry.item_no in stocked else ZERO
        if entry.remaining_quantity != left or entry.open is not (left != 0):
            yield (
                f"item entry {entry.entry_no} should have {left} left, has "
                f"{entry.remaining_quantity}, open: {entry.open}"
            )


def nothing_open_costs_nothing(session: Session) -> Iterator[str]:
    """A scope without quantity and without open entries has no value left in it."""
    value: Sums = defaultdict(Decimal)
    for entry in session.scalars(
        select(ValueEntry)
        .join(Item, Item.no == ValueEntry.item_no)
        .where(Item.type == ItemType.INVENTORY)
    ):
        scope = (entry.item_no, entry.variant_code, entry.location_code)
        value[scope] += entry.cost_amount_actual + entry.cost_amount_expected
    still_open = {
        (entry.item_no, entry.variant_code, entry.location_code)
        for entry in session.scalars(select(ItemLedgerEntry).where(ItemLedgerEntry.open))
    }
    for scope, amount in value.items():
        if amount and scope not in still_open:
            yield f"nothing is left of {scope}, but it is worth {amount}"


def customer_entries_agree(session: Session) -> Iterator[str]:
    """A customer entry is open as long as something of it remains."""
    remaining: Sums = defaultdict(Decimal)
    for number, amount in session.execute(
        select(DetailedCustLedgerEntry.cust_ledger_entry_no, DetailedCustLedgerEntry.amount)
    ):
        remaining[number] += amount
    for entry in session.scalars(select(CustLedgerEntry)):
        left = remaining[entry.entry_no]
        if entry.open is not (left != 0):
            yield f"customer entry {entry.entry_no} has {left} left, open: {entry.open}"


def drafts_are_within_bounds(session: Session) -> Iterator[str]:
    """No draft has more shipped than ordered, or more invoiced than shipped."""
    for line in session.scalars(select(SalesLine)):
        name = f"{line.document_type} {line.document_no} line {line.line_no}"
        if _exceeds(line.quantity_shipped, line.quantity):
            yield f"{name}: {line.quantity_shipped} of {line.quantity} shipped"
        if _exceeds(line.quantity_invoiced, line.quantity_shipped):
            yield f"{name}: {line.quantity_invoiced} of {line.quantity_shipped} invoiced"


def posted_numbers_have_no_gap(session: Session) -> Iterator[str]:
    """Each number given to a posted document since the first one is there."""
    used = _posted_numbers(session)
    for line in session.scalars(select(NumberSeriesLine)):
        prefix, last = _split(line.last_no_used)
        first = _split(line.starting_no)[1]
        found = {
            count
            for text, count in map(_split, used.get(line.series_code, ()))
            if text == prefix and first <= count <= last
        }
        expected = set(range(min(found, default=last + 1), last + 1, line.increment_by))
        if line.series_code in used and found != expected:
            missing = sorted(expected - found) or sorted(found - expected)
            yield f"series {line.series_code}: gap at {prefix}{missing}"


def payables_agree(session: Session) -> Iterator[str]:
    """What vendors are owed by their entries stands on the payables accounts."""
    accounts = {
        group.code: group.payables_account for group in session.scalars(select(VendorPostingGroup))
    }
    owed: Sums = defaultdict(Decimal)
    for group, amount in session.execute(
        select(VendorLedgerEntry.vendor_posting_group, VendorLedgerEntry.amount_lcy)
    ):
        owed[accounts[group or ""]] += amount
    balances = _balances(session)
    for account in {*owed, *accounts.values()} - {None}:
        if owed[account] != balances[account]:
            yield f"vendors are owed {owed[account]}, account {account} says {balances[account]}"


def purchases_are_within_bounds(session: Session) -> Iterator[str]:
    """No purchase has more received than ordered, or more invoiced than received."""
    for line in session.scalars(select(PurchaseLine)):
        name = f"purchase {line.document_type} {line.document_no} line {line.line_no}"
        if _exceeds(line.quantity_received, line.quantity):
            yield f"{name}: {line.quantity_received} of {line.quantity} received"
        if _exceeds(line.quantity_invoiced, line.quantity_received):
            yield f"{name}: {line.quantity_invoiced} of {line.quantity_received} invoiced"


CHECKS: tuple[Callable[[Session], Iterator[str]], ...] = (
    every_transaction_balances,
    receivables_agree,
    payables_agree,
    inventory_agrees,
    item_entries_agree,
    nothing_open_costs_nothing,
    customer_entries_agree,
    drafts_are_within_bounds,
    purchases_are_within_bounds,
    reservations_hold,
    posted_numbers_have_no_gap,
)


def _balances(session: Session) -> Sums:
    balances: Sums = defaultdict(Decimal)
    for account, amount in session.execute(select(GlEntry.gl_account_no, GlEntry.amount)):
        balances[account] += amount
    return balances


def _exceeds(part: Decimal, whole: Decimal) -> bool:
    return abs(part) > abs(whole) or part * whole < 0


def _posted_numbers(session: Session) -> dict[str, list[str]]:
    used: dict[str, list[str]] = defaultdict(list)
    kinds: tuple[tuple[type[SalesSetup | PurchaseSetup | InventorySetup], dict[str, str]], ...]
    kinds = (
        (SalesSetup, POSTED_SERIES),
        (PurchaseSetup, POSTED_PURCHASES),
        (InventorySetup, STOCK_SERIES),
    )
    for kind, posted in kinds:
        setup = session.get_one(kind, 1)
        for field, name in posted.items():
            table = Base.metadata.tables.get(name)
            series = getattr(setup, field)
            if table is not None and series:
                used[series] += session.scalars(select(table.c.no))
    return used


def _split(number: str) -> tuple[str, int]:
    """A number as the text around its last run of digits, and that run."""
    match = re.fullmatch(r"(.*?)(\d+)(\D*)", number)
    return (f"{match[1]}#{match[3]}", int(match[2])) if match else (number, 0)
