"""Entries of the general ledger: debit +, credit −, in LCY (SD80–SD85)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from desktop.errors import InvariantBroken
from desktop.models.ledger_words import (
    GenPostingType,
    ItemEntryType,
    SourceType,
    ValueEntryType,
)
from desktop.models.values.numbers import ZERO, Amount
from desktop.services.ledgers.rows import Booking, Row, add_row


class PostingGroups(NamedTuple):
    """The groups that led to an account."""

    gen_bus: str | None = None
    gen_prod: str | None = None
    vat_bus: str | None = None
    vat_prod: str | None = None


NO_GROUPS = PostingGroups()


@dataclass(frozen=True, slots=True)
class GlSource:
    """Whom the entries of a document are about, and in which currency it was made out."""

    description: str = ""
    type: SourceType | None = None
    no: str | None = None
    currency_code: str | None = None


@dataclass(frozen=True, slots=True)
class GlGroup:
    """An amount for one account; `fcy` is the same in the document's currency."""

    account: str
    amount: Amount
    groups: PostingGroups = NO_GROUPS
    gen_posting_type: GenPostingType | None = None
    fcy: Amount = ZERO


class CostAccounts(Protocol):
    """Where the set-up sends the value of stock."""

    def inventory_account(self, location_code: str | None, posting_group: str | None) -> str:
        """The account that holds the value of goods in stock."""
        ...

    def contra_account(
        self, entry_type: ItemEntryType, gen_bus: str | None, gen_prod: str | None
    ) -> str:
        """The account that a movement of this kind takes value from or gives it to."""
        ...


def add_gl_entry(rows: list[Row], booking: Booking, group: GlGroup, source: GlSource) -> None:
    """Plan one entry."""
    add_row(
        rows,
        {
            **booking.columns(),
            "gl_account_no": group.account,
            "amount": group.amount,
            "description": source.description,
            "gen_posting_type": group.gen_posting_type,
            "gen_bus_posting_group": group.groups.gen_bus,
            "gen_prod_posting_group": group.groups.gen_prod,
            "vat_bus_posting_group": group.groups.vat_bus,
            "vat_prod_posting_group": group.groups.vat_prod,
            "source_type": source.type,
            "source_no": source.no,
            "document_date": booking.document_date,
            "external_document_no": booking.external_document_no,
            "source_currency_code": source.currency_code if group.fcy else None,
            "source_currency_amount": group.fcy if source.currency_code else ZERO,
        },
    )


def cost_groups(values: Iterable[Row], accounts: CostAccounts) -> list[GlGroup]:
    """What value entries post: inventory against cost of sales or adjustments (SD82, SD93).

    One sum for each account and pair of general groups, the contra accounts first; sums of 0
    are left out. What goods cost that were bought is owed to the vendor, which his invoice posts.
    """
    contra: defaultdict[tuple[str, PostingGroups], Amount] = defaultdict(lambda: ZERO)
    stock: defaultdict[tuple[str, PostingGroups], Amount] = defaultdict(lambda: ZERO)
    for value in values:
        amount = value["cost_posted_to_gl"]
        if not amount:
            continue
        bus, prod = value["gen_bus_posting_group"], value["gen_prod_posting_group"]
        groups = PostingGroups(bus, prod)
        inventory = accounts.inventory_account(
            value["location_code"], value["inventory_posting_group"]
        )
        stock[inventory, groups] += amount
        if _is_owed(value):
            continue
        against = accounts.contra_account(value["item_ledger_entry_type"], bus, prod)
        contra[against, groups] -= amount
    return [
        GlGroup(account, amount, groups)
        for sums in (contra, stock)
        for (account, groups), amount in sums.items()
        if amount
    ]


def _is_owed(value: Row) -> bool:
    return (
        value["item_ledger_entry_type"] is ItemEntryType.PURCHASE
        and value["entry_type"] is ValueEntryType.DIRECT_COST
    )


def check_balance(rows: Sequence[Row], document: str) -> None:
    """Prove that each planned transaction adds up to zero; a difference is a defect (SD85)."""
    sums: defaultdict[int, Amount] = defaultdict(lambda: ZERO)
    for row in rows:
        sums[row["transaction_no"]] += row["amount"]
    wrong = {transaction: amount for transaction, amount in sums.items() if amount}
    if not wrong:
        return
    accounts = ", ".join(
        f"{row['gl_account_no']} {row['amount']}" for row in rows if row["transaction_no"] in wrong
    )
    off = ", ".join(str(amount) for amount in wrong.values())
    raise InvariantBroken(
        f"posting of {document} does not balance by {off} ({accounts}); nothing was posted"
    )
