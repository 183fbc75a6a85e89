"""The rows that a posting will write, before anything is numbered.

New entries carry provisional numbers: −1 for the first row of a table, −2 for the second. The
documents they belong to are `PlannedNo` values. `register.write_entries` replaces both when the
real numbers are drawn; a preview shows them as `***`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from desktop.models.ledger_words import EntryDocumentType

Row: TypeAlias = dict[str, Any]

NOT_DRAWN = "***"


@dataclass(frozen=True, slots=True, eq=False)
class PlannedNo:
    """The number of a posted document that is not drawn yet; two of them are never equal."""

    series: str
    """The number series it will be drawn from."""

    def __str__(self) -> str:
        return NOT_DRAWN


@dataclass(frozen=True, slots=True)
class Booking:
    """What all entries of one posted document share: `transaction` counts from 1 in a posting."""

    posting_date: date
    document_type: EntryDocumentType | None
    document_no: PlannedNo | str
    transaction: int
    user: str
    created_at: datetime
    document_date: date | None = None
    external_document_no: str = ""

    def columns(self) -> Row:
        """The columns of a ledger entry that tell this; the register's number comes later."""
        return {
            "register_no": None,
            "transaction_no": self.transaction,
            "posting_date": self.posting_date,
            "document_type": self.document_type,
            "document_no": self.document_no,
            "user": self.user,
            "created_at": self.created_at,
        }


@dataclass(slots=True)
class LedgerRows:
    """The entries of one register, by ledger, in the order in which they will be numbered.

    `states` are the item entries already in the ledger whose remaining or invoiced quantity
    moved: parameters for one UPDATE. `unit_costs` are the new costs of items. `used` names who took
    goods of which anything was kept, and how much of what was kept, by item entry.
    """

    gl: list[Row] = field(default_factory=list)
    vat: list[Row] = field(default_factory=list)
    customer: list[Row] = field(default_factory=list)
    detailed: list[Row] = field(default_factory=list)
    item: list[Row] = field(default_factory=list)
    application: list[Row] = field(default_factory=list)
    value: list[Row] = field(default_factory=list)
    resource: list[Row] = field(default_factory=list)
    vendor: list[Row] = field(default_factory=list)
    states: list[Row] = field(default_factory=list)
    unit_costs: dict[str, Decimal] = field(default_factory=dict)
    used: dict[Hashable, dict[int, Decimal]] = field(default_factory=dict)
    transactions: int = 1

    def by_table(self) -> dict[str, list[Row]]:
        """The rows under the names of their tables, in the order of the proof chain."""
        return {
            "gl_entry": self.gl,
            "vat_entry": self.vat,
            "cust_ledger_entry": self.customer,
            "detailed_cust_ledger_entry": self.detailed,
            "item_ledger_entry": self.item,
            "item_application_entry": self.application,
            "value_entry": self.value,
            "resource_ledger_entry": self.resource,
            "vendor_ledger_entry": self.vendor,
        }


def add_row(rows: list[Row], row: Row) -> int:
    """Add a row and return its provisional number."""
    entry_no = -(len(rows) + 1)
    row["entry_no"] = entry_no
    rows.append(row)
    return entry_no
