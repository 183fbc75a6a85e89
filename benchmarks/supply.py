"""A company full of supply and demand, made by plain inserts, for what is measured on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

import sqlalchemy as sa

from desktop.models.every_table import Base
from desktop.models.supply_words import PurchaseType
from desktop.models.values.keys import DocumentType
from desktop.models.words import LineType, Status
from desktop.services.database import Database
from tests.builders.company import fill_with_standard_company
from tests.robustness.books import CONTEXT

DAYS = 730
"""So many days the events lie ahead."""

LINES_OF_ORDER = 10
LINE_NO_STEP = 10_000
AT_ONCE = 10_000


def new_company(url: str, items: Iterable[str]) -> Database:
    """The standard company with a customer, a vendor and items that are bought."""
    fill_with_standard_company(url)
    database = Database(url)
    insert(database, "customer", [{"no": "C1", "name": "Nordic Interiors"}])
    insert(database, "vendor", [{"no": "V1", "name": "Timber and Steel"}])
    insert(
        database,
        "item",
        (
            {"no": no, "description": f"Item {no}", "base_unit_of_measure": "PCS"}
            | {"gen_prod_posting_group": "RETAIL", "vat_prod_posting_group": "VAT25"}
            | {"inventory_posting_group": "RESALE"}
            | {"vendor_no": "V1", "lead_time_calculation": "5D"}
            for no in items
        ),
    )
    return database


def sell(database: Database, lines: Iterable[tuple[str, int, int]], begin: str = "SO-") -> None:
    """Released orders of ten lines each, from (item, quantity, days ahead)."""
    _documents(database, ("sales_header", "sales_line"), begin, lines, _sales_line)


def buy(database: Database, lines: Iterable[tuple[str, int, int]], begin: str = "PO-") -> None:
    """Purchase orders of ten lines each, from (item, quantity, days ahead)."""
    _documents(database, ("purchase_header", "purchase_line"), begin, lines, _purchase_line)


def look_into(database: Database) -> None:
    """Let the database see what is in the tables, as its own upkeep would by night."""
    with database.write() as session:
        session.execute(sa.text("ANALYZE"))


def insert(database: Database, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Plain rows, the same columns in each."""
    plain = Base.metadata.tables[table]
    stamps = {"row_version": 1, "changed_by": ""} if "row_version" in plain.columns else {}
    waiting = iter(rows)
    while part := [{**stamps, **row} for row in islice(waiting, AT_ONCE)]:
        with database.write() as session:
            session.execute(sa.insert(plain), part)


def _documents(
    database: Database,
    tables: tuple[str, str],
    begin: str,
    lines: Iterable[tuple[str, int, int]],
    line_of: Any,  # noqa: ANN401  (makes a row)
) -> None:
    header, line = tables
    wanted = list(lines)
    numbers = [f"{begin}{n:06d}" for n in range(-(-len(wanted) // LINES_OF_ORDER))]
    insert(database, header, (_header(header, no) for no in numbers))
    insert(
        database,
        line,
        (
            line_of(numbers[at // LINES_OF_ORDER], at % LINES_OF_ORDER + 1, *each)
            for at, each in enumerate(wanted)
        ),
    )


def _header(table: str, no: str) -> dict[str, Any]:
    if table == "purchase_header":
        return {"document_type": PurchaseType.ORDER, "no": no, "buy_from_vendor_no": "V1"}
    return {
        "document_type": DocumentType.ORDER,
        "no": no,
        "status": Status.RELEASED,
        "sell_to_customer_no": "C1",
        "sell_to_name": "Nordic Interiors",
        "order_date": CONTEXT.work_date,
    }


def _sales_line(no: str, at: int, item: str, quantity: int, days: int) -> dict[str, Any]:
    return {
        **_line(DocumentType.ORDER, no, at, item),
        "shipment_date": CONTEXT.work_date + timedelta(days=days),
        **dict.fromkeys(_SALES_QUANTITIES, quantity),
    }


def _purchase_line(no: str, at: int, item: str, quantity: int, days: int) -> dict[str, Any]:
    return {
        **_line(PurchaseType.ORDER, no, at, item),
        "buy_from_vendor_no": "V1",
        "expected_receipt_date": CONTEXT.work_date + timedelta(days=days),
        **dict.fromkeys(_PURCHASE_QUANTITIES, quantity),
    }


def _line(kind: object, no: str, at: int, item: str) -> dict[str, Any]:
    return {
        "document_type": kind,
        "document_no": no,
        "line_no": at * LINE_NO_STEP,
        "type": LineType.ITEM,
        "no": item,
        "description": f"Item {item}",
        "unit_of_measure_code": "PCS",
    }


_SALES_QUANTITIES = (
    *("quantity", "quantity_base", "outstanding_quantity", "outstanding_quantity_base"),
    *("qty_to_ship", "qty_to_ship_base"),
)
_PURCHASE_QUANTITIES = (
    *("quantity", "quantity_base", "outstanding_quantity", "outstanding_quantity_base"),
    *("qty_to_receive", "qty_to_receive_base"),
)


def wishes(count: int, items: list[str], quantity: int) -> Iterator[tuple[str, int, int]]:
    """So many lines for items in turn, spread over the days ahead; the same at every call."""
    for at in range(count):
        yield items[at % len(items)], quantity + at % 3, (at * 7919) % DAYS
