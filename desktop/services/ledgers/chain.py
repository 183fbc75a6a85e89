"""The hash that chains a register to its predecessor, over the canonical text of its entries.

The text holds what never changes: numbers, dates, accounts, quantities and amounts. It leaves
out what moves on (SD87) and the numbers of customers and items, which a merge or a renumbering
may re-point. One changed figure in the database changes every hash after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Date

from desktop.models.columns import AMOUNT_PLACES, ExactDecimal
from desktop.models.every_table import Base
from desktop.services.ledgers.rows import Row

_DOCUMENT = ("entry_no", "transaction_no", "posting_date", "document_type", "document_no")

CHAINED: dict[str, tuple[str, ...]] = {
    "gl_entry": (*_DOCUMENT, "gl_account_no", "amount", "source_currency_amount"),
    "vat_entry": (*_DOCUMENT, "type", "base", "amount", "vat_pct", "vat_calculation_type"),
    "cust_ledger_entry": (
        *_DOCUMENT,
        "document_date",
        "sales_lcy",
        "profit_lcy",
        "inv_discount_lcy",
        "original_pmt_disc_possible",
    ),
    "detailed_cust_ledger_entry": (
        *_DOCUMENT,
        "cust_ledger_entry_no",
        "entry_type",
        "amount",
        "amount_lcy",
    ),
    "item_ledger_entry": (*_DOCUMENT, "entry_type", "quantity"),
    "item_application_entry": (
        "entry_no",
        "transaction_no",
        "posting_date",
        "outbound_entry_no",
        "inbound_entry_no",
        "quantity",
        "cost_amount",
    ),
    "value_entry": (
        *_DOCUMENT,
        "item_ledger_entry_no",
        "entry_type",
        "valued_quantity",
        "invoiced_quantity",
        "cost_amount_expected",
        "cost_amount_actual",
        "sales_amount_expected",
        "sales_amount_actual",
        "discount_amount",
        "cost_posted_to_gl",
    ),
    "resource_ledger_entry": (*_DOCUMENT, "quantity", "total_cost", "total_price"),
    "vendor_ledger_entry": (*_DOCUMENT, "document_date", "purchase_lcy", "amount", "amount_lcy"),
}
"""The columns that a register's hash covers, by table, in the order of the text."""

GENESIS = ""
"""What the first register is chained to."""

_Writer = Callable[[Any], str]


def _figure(value: Any) -> str:  # noqa: ANN401  (a column's value)
    return str(int(value.scaleb(AMOUNT_PLACES)))


def _day(value: Any) -> str:  # noqa: ANN401  (a column's value)
    return "" if value is None else str(value.isoformat())


def _word(value: Any) -> str:  # noqa: ANN401  (a column's value)
    return "" if value is None else str(value)


def _writer(table: str, column: str) -> _Writer:
    kind = Base.metadata.tables[table].c[column].type
    if isinstance(kind, ExactDecimal):
        return _figure
    return _day if isinstance(kind, Date) else _word


_WRITERS: dict[str, tuple[tuple[str, _Writer], ...]] = {
    table: tuple((column, _writer(table, column)) for column in columns)
    for table, columns in CHAINED.items()
}


def register_hash(
    previous: str, register_no: int, source: str, rows: Mapping[str, Sequence[Row]]
) -> str:
    """The hash of a register: SHA-256 over its predecessor's hash and its entries.

    `rows` by table, each in the order of entry_no.
    """
    text = [previous, f"register|{register_no}|{source}"]
    for table, writers in _WRITERS.items():
        text.extend(_line(table, row, writers) for row in rows.get(table, ()))
    return hashlib.sha256("\n".join(text).encode()).hexdigest()


def _line(table: str, row: Row, writers: Iterable[tuple[str, _Writer]]) -> str:
    return "|".join((table, *(write(row[column]) for column, write in writers)))
