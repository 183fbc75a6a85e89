"""Writing the planned entries: numbers drawn last, one INSERT a ledger, one register (SD86)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken
from desktop.models.every_table import Base
from desktop.models.ledger_counter import LedgerCounter
from desktop.models.ledger_words import RegisterSource
from desktop.services.database import report_changes
from desktop.services.items.profit import put_costs
from desktop.services.ledgers.chain import CHAINED, register_hash
from desktop.services.ledgers.rows import LedgerRows, PlannedNo, Row

_COUNTER = Base.metadata.tables[LedgerCounter.__tablename__]
_COUNTED = ("register_no", "transaction_no", *(f"{table}_no" for table in CHAINED))
_DRAW = (
    update(_COUNTER)
    .values({_COUNTER.c[name]: _COUNTER.c[name] + bindparam(f"by_{name}") for name in _COUNTED})
    .returning(_COUNTER)
)
_REMEMBER_HASH = update(_COUNTER).values(last_hash=bindparam("the_hash"))
_INSERTS = {name: insert(Base.metadata.tables[name]) for name in (*CHAINED, "gl_register")}
_ITEM_ENTRIES = Base.metadata.tables["item_ledger_entry"]
_MOVE_ON = (
    update(_ITEM_ENTRIES)
    .where(_ITEM_ENTRIES.c.entry_no == bindparam("the_entry"))
    .values(
        remaining_quantity=bindparam("remaining_quantity"),
        open=bindparam("open"),
        invoiced_quantity=bindparam("invoiced_quantity"),
    )
)

_REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "cust_ledger_entry": (("closed_by_entry_no", "cust_ledger_entry"),),
    "detailed_cust_ledger_entry": (
        ("cust_ledger_entry_no", "cust_ledger_entry"),
        ("applied_by_entry_no", "cust_ledger_entry"),
    ),
    "item_ledger_entry": (("applies_to_entry_no", "item_ledger_entry"),),
    "item_application_entry": (
        ("outbound_entry_no", "item_ledger_entry"),
        ("inbound_entry_no", "item_ledger_entry"),
    ),
    "value_entry": (("item_ledger_entry_no", "item_ledger_entry"),),
}
"""Columns that name another entry, which may be a new one with a provisional number."""


@dataclass(frozen=True, slots=True)
class RegisterNumbers:
    """The numbers that a register got; `bases` are the last numbers before it, by table."""

    register_no: int
    first_transaction_no: int
    bases: Mapping[str, int]
    previous_hash: str

    def entry_no(self, table: str, number: int) -> int:
        """The real number for a provisional one; a real one is returned as it is."""
        return number if number > 0 else self.bases[table] - number


def draw_register(session: Session, rows: LedgerRows) -> RegisterNumbers:
    """Draw all numbers in one statement; the counter's row stays locked until the commit."""
    counts = {f"by_{table}_no": len(entries) for table, entries in rows.by_table().items()}
    drawn = (
        session.connection()
        .execute(_DRAW, {"by_register_no": 1, "by_transaction_no": rows.transactions, **counts})
        .mappings()
        .one_or_none()
    )
    if drawn is None:
        raise InvariantBroken("the company lacks its ledger counter")
    return RegisterNumbers(
        drawn["register_no"],
        drawn["transaction_no"] - rows.transactions + 1,
        {table: drawn[f"{table}_no"] - counts[f"by_{table}_no"] for table in CHAINED},
        drawn["last_hash"],
    )


def write_entries(
    session: Session,
    rows: LedgerRows,
    numbers: RegisterNumbers,
    documents: Mapping[PlannedNo, str],
    *,
    source: RegisterSource,
    user: str,
    created_at: datetime,
) -> None:
    """Number the planned rows and insert them, with the register that chains them.

    `documents` are the drawn numbers of the posted documents. The rows are changed in place.
    """
    tables = rows.by_table()
    for table, entries in tables.items():
        number_rows(table, entries, numbers, documents)
    connection = session.connection()
    for table, entries in tables.items():
        if entries:
            connection.execute(_INSERTS[table], entries)
            report_changes(session, table)
    register = _register_row(tables, numbers, source)
    connection.execute(
        _INSERTS["gl_register"], [{**register, "user": user, "created_at": created_at}]
    )
    connection.execute(_REMEMBER_HASH, {"the_hash": register["hash"]})
    report_changes(session, "gl_register", "ledger_counter")
    _update_items(session, rows)
    put_costs(session, rows.unit_costs, user=user, changed_at=created_at)


def number_rows(
    table: str,
    entries: Sequence[Row],
    numbers: RegisterNumbers,
    documents: Mapping[PlannedNo, str],
) -> None:
    """Replace provisional numbers by the drawn ones, in place."""
    base = numbers.bases[table]
    before_transaction = numbers.first_transaction_no - 1
    references = _REFERENCES.get(table, ())
    for row in entries:
        row["entry_no"] = base - row["entry_no"]
        row["register_no"] = numbers.register_no
        row["transaction_no"] += before_transaction
        document_no = row.get("document_no")
        if isinstance(document_no, PlannedNo):
            row["document_no"] = documents[document_no]
        if row.get("application_no") is not None:
            row["application_no"] += before_transaction
        for column, target in references:
            number = row[column]
            if number is not None and number < 0:
                row[column] = numbers.bases[target] - number


def _register_row(
    tables: Mapping[str, list[Row]], numbers: RegisterNumbers, source: RegisterSource
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "no": numbers.register_no,
        "source": source,
        "previous_hash": numbers.previous_hash,
        "hash": register_hash(numbers.previous_hash, numbers.register_no, source, tables),
    }
    for table, entries in tables.items():
        row[f"from_{table}_no"] = entries[0]["entry_no"] if entries else None
        row[f"to_{table}_no"] = entries[-1]["entry_no"] if entries else None
    return row


def _update_items(session: Session, rows: LedgerRows) -> None:
    connection = session.connection()
    if rows.states:
        connection.execute(_MOVE_ON, rows.states)
        report_changes(session, "item_ledger_entry")
