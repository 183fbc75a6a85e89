"""A company with a great many posted invoices, made in bulk by the database itself."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import sqlalchemy as sa

from desktop.models.every_table import Base
from desktop.services.database import Database
from tests.builders.rows import smallest

CUSTOMERS = 2000
OPEN_SHARE = 33
"""Every how many-th invoice is still open."""

_SQLITE = {
    "numbers": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count})",
    "from": "n",
    "day": "date('2016-01-01', '+' || {days} || ' days')",
    "amount": "{amount} * 100000",
}
_POSTGRES = {
    "numbers": "",
    "from": "generate_series(CAST(1 AS bigint), {count}) AS n(i)",
    "day": "DATE '2016-01-01' + CAST({days} AS int)",
    "amount": "{amount}",
}
_INVOICE = {
    "no": "'PSI-' || (1000000 + i)",
    "sell_to_customer_no": "'C' || (10000 + i % {customers})",
    "bill_to_customer_no": "'C' || (10000 + i % {customers})",
    "sell_to_name": "{name}",
    "bill_to_name": "{name}",
    "external_document_no": "'PO-' || (i * 7919 % 100000)",
    "order_no": "'SO-' || (2000000 + i)",
    "posting_date": "{posted}",
    "document_date": "{posted}",
    "due_date": "{due}",
    "amount": "{net}",
    "amount_including_vat": "{gross}",
    "amount_payable": "{gross}",
    "cust_ledger_entry_no": "1000000 + i",
}
_ENTRY = {
    "entry_no": "1000000 + i",
    "customer_no": "'C' || (10000 + i % {customers})",
    "document_no": "'PSI-' || (1000000 + i)",
    "document_type": "'invoice'",
    "posting_date": "{posted}",
    "due_date": "{due}",
    "open": "i % {open_share} = 0",
    "positive": "1 = 1",
}
_DETAIL = {
    "entry_no": "1000000 + i",
    "cust_ledger_entry_no": "1000000 + i",
    "customer_no": "'C' || (10000 + i % {customers})",
    "document_no": "'PSI-' || (1000000 + i)",
    "posting_date": "{posted}",
    "amount": "CASE WHEN i % {open_share} = 0 THEN {gross} ELSE 0 END",
}
_NAME = (
    "CASE i % 5 WHEN 0 THEN 'Birkholm Interiors' WHEN 1 THEN 'Loom Textiles' "
    "WHEN 2 THEN 'Nordic Retail' WHEN 3 THEN 'Hanse Glas' ELSE 'Alpine Sports' END "
    "|| ' ' || (i % {customers})"
)


def add_invoices(database: Database, count: int) -> None:
    """Add posted invoices with their customer entries, three rows each, in three statements."""
    words = _SQLITE if database.is_sqlite else _POSTGRES
    with database.engine.begin() as connection:
        for table, columns in (
            ("sales_invoice_header", _INVOICE),
            ("cust_ledger_entry", _ENTRY),
            ("detailed_cust_ledger_entry", _DETAIL),
        ):
            connection.execute(sa.text(_insert(table, columns, words, count)))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def _insert(table: str, columns: Mapping[str, str], words: Mapping[str, str], count: int) -> str:
    target = Base.metadata.tables[table]
    values = {
        column.name: _literal(smallest(column)) for column in target.columns if not column.nullable
    }
    days = f"(i * 3652 / {count})"
    known = {
        "customers": CUSTOMERS,
        "open_share": OPEN_SHARE,
        "name": _NAME.format(customers=CUSTOMERS),
        "posted": words["day"].format(days=days),
        "due": words["day"].format(days=f"({days} + 30)"),
        "net": words["amount"].format(amount="(100 + i % 7777)"),
        "gross": words["amount"].format(amount="(125 + i % 7777)"),
    }
    values |= {name: written.format(**known) for name, written in columns.items()}
    source = words["from"].format(count=count)
    return (
        f"INSERT INTO {table} ({', '.join(_quoted(name) for name in values)}) "
        f"{words['numbers'].format(count=count)} SELECT {', '.join(values.values())} FROM {source}"
    )


def _literal(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value).upper()
    written = value.value if isinstance(value, Enum) else value
    return f"'{written}'"


def _quoted(name: str) -> str:
    return f'"{name}"'
