"""Seeing what a posting would write, without keeping anything (SD102, EX40)."""

from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.every_table import Base
from desktop.models.words import DiscountPosting
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.preview import preview
from desktop.services.posting.refusals import NothingToPost
from tests.builders.posting_world import PostingWorld, fee, sale


def contents(session: Session) -> dict[str, list[str]]:
    """Every row of every table."""
    connection = session.connection()
    return {
        table.name: sorted(str(tuple(row)) for row in connection.execute(sa.select(table)))
        for table in Base.metadata.sorted_tables
    }


def test_a_preview_shows_every_entry_and_keeps_none(world: PostingWorld) -> None:
    world.item("A", unit_price="49.95", unit_cost="12")
    world.receive("A", 10, 12)
    world.receive("A", 5, "12.50")
    world.setup(discount_posting=DiscountPosting.NONE, invoice_rounding=True)
    world.put("general_ledger_setup", {"id": 1}, invoice_rounding_precision=Decimal(1))
    world.put("customer_posting_group", {"code": "DOMESTIC"}, invoice_rounding_account="3740")
    key = world.order(sale("A", 12, line_discount_pct=10), fee(1, 250))
    world.session.flush()
    before = contents(world.session)
    shown = preview(world.session, key, PostingChoice(), world.context)
    assert contents(world.session) == before
    counts = {table.table: len(table.rows) for table in shown.tables}
    assert counts == {
        "gl_entry": 7,
        "vat_entry": 1,
        "cust_ledger_entry": 1,
        "detailed_cust_ledger_entry": 1,
        "item_ledger_entry": 1,
        "item_application_entry": 2,
        "value_entry": 1,
        "sales_shipment_header": 1,
        "sales_shipment_line": 2,
        "sales_invoice_header": 1,
        "sales_invoice_line": 2,
    }
    entries = next(table.rows for table in shown.tables if table.table == "gl_entry")
    amounts = [Decimal(str(row["amount"])) for row in entries]
    assert sum(amount for amount in amounts if amount > 0) == 1132
    assert sum(amounts) == 0
    assert {row["document_no"] for row in entries} == {"***"}
    assert {row["entry_no"] for row in entries} == {"***"}


def test_what_is_previewed_is_what_is_posted(world: PostingWorld) -> None:
    world.item("A")
    world.receive("A", 5, 10)
    key = world.order(sale("A", 3))
    shown = preview(world.session, key, PostingChoice(), world.context)
    world.post(key)
    for table in shown.tables:
        stored = Base.metadata.tables[table.table]
        found = list(world.session.connection().execute(sa.select(stored)).mappings())
        if table.table == "value_entry":
            found = [row for row in found if row["item_ledger_entry_type"] == "sale"]
        for name in ("amount", "quantity", "cost_amount_actual", "gl_account_no"):
            if name in stored.c and table.table not in {"item_ledger_entry", "gl_entry"}:
                assert [row[name] for row in found] == [row[name] for row in table.rows]


def test_a_preview_is_refused_as_the_posting_would_be(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 1, qty_to_ship=0))
    with pytest.raises(NothingToPost) as refused:
        preview(world.session, key, PostingChoice(), world.context)
    assert refused.value.parameters["no"] == key.no
