"""A posting happens once, completely or not at all, in few statements (SD75, SD105)."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from desktop.errors import InvariantBroken
from desktop.models.every_table import Base
from desktop.models.ledgers import GlRegister
from desktop.models.numbering import NumberSeriesLine
from desktop.models.posted import PostingRequest, SalesInvoiceHeader, SalesShipmentHeader
from desktop.models.sales import SalesHeader, SalesLine
from desktop.models.values.keys import DocumentKey, DocumentType
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.posting import write as writing
from desktop.services.posting.choice import PostingChoice
from desktop.services.posting.post_sales import post
from desktop.services.posting.refusals import PostedNumberUsed
from desktop.services.sales.creation import create_document
from tests.builders.posting_world import PostingWorld, sale
from tests.builders.sales import a_document

MOST_STATEMENTS = 40


def test_a_repeated_posting_id_returns_the_first_result(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 10, qty_to_ship=4))
    first = world.post(key, posting_id="abc")
    again = world.post(key, posting_id="abc")
    assert (again.shipment_no, again.invoice_no) == (first.shipment_no, first.invoice_no)
    assert len(world.rows(SalesInvoiceHeader)) == 1
    [request] = world.rows(PostingRequest)
    assert (request.posting_id, request.document_no) == ("abc", key.no)


def test_a_repeat_finds_the_result_although_the_invoice_is_gone(world: PostingWorld) -> None:
    world.item("A")
    key = world.invoice(sale("A", 1))
    first = world.post(key, posting_id="abc")
    assert world.post(key, posting_id="abc").invoice_no == first.invoice_no


def test_a_repeat_finds_the_result_although_nothing_is_left(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 1))
    first = world.post(key, posting_id="abc")
    assert world.post(key, posting_id="abc").shipment_no == first.shipment_no


def test_a_failure_leaves_no_trace(
    trading_company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = a_document(trading_company, context).adds(type="item", no="A", quantity=2)
    before = stored(trading_company)

    def fail(*_arguments: object) -> None:
        raise InvariantBroken("the power fails")

    monkeypatch.setattr(writing, "update_draft", fail)
    with pytest.raises(InvariantBroken), trading_company.write() as session:
        post(session, clerk.key, PostingChoice(), context)
    assert stored(trading_company) == before
    monkeypatch.undo()
    with trading_company.write() as session:
        assert post(session, clerk.key, PostingChoice(), context).invoice_no == "PI00001"


def stored(database: Database) -> dict[str, list[str]]:
    """Every row of every table."""
    with database.read() as session:
        connection = session.connection()
        return {
            table.name: sorted(str(tuple(row)) for row in connection.execute(sa.select(table)))
            for table in Base.metadata.sorted_tables
        }


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    """The statements sent; an executemany counts once."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = session.connection().engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def an_order_of(world: PostingWorld, count: int) -> DocumentKey:
    """An order with many lines, made from one by copying rows."""
    key = create_document(world.session, DocumentType.ORDER, world.context, "C1").key
    world.add(key, sale("A", 1))
    world.add(key, sale("B", 2, line_discount_pct=10))
    world.session.flush()
    table = Base.metadata.tables[SalesLine.__tablename__]
    connection = world.session.connection()
    first, second = connection.execute(
        sa.select(table).where(table.c.document_no == key.no).order_by(table.c.line_no)
    ).mappings()
    copies = [
        {**(first if number % 2 else second), "line_no": number * 10000}
        for number in range(3, count + 1)
    ]
    if copies:
        connection.execute(sa.insert(table), copies)
    return key


def test_the_number_of_statements_does_not_grow_with_the_lines(world: PostingWorld) -> None:
    world.item("A")
    world.item("B")
    world.receive("A", 400, 10)
    world.receive("B", 1000, 20)
    sent = {}
    for count in (10, 500):
        key = an_order_of(world, count)
        with counted(world.session) as statements:
            world.post(key, posting_id=f"order of {count}")
        sent[count] = len(statements)
    assert sent[10] == sent[500] <= MOST_STATEMENTS


def test_shipping_and_invoicing_apart_keep_the_budget(world: PostingWorld) -> None:
    world.item("A")
    world.item("B")
    world.receive("A", 400, 10)
    world.receive("B", 1000, 20)
    counts = []
    for count in (10, 40):
        key = an_order_of(world, count)
        for ship, invoice in ((True, False), (False, True)):
            with counted(world.session) as statements:
                world.post(key, ship=ship, invoice=invoice)
            counts.append(len(statements))
    assert counts[:2] == counts[2:]
    assert max(counts) <= MOST_STATEMENTS


def test_posted_numbers_have_no_gap_after_a_refusal(world: PostingWorld) -> None:
    world.item("A")
    world.post(world.order(sale("A", 1)))
    world.refusals(world.order(sale("A", 1, qty_to_ship=0)))
    world.post(world.order(sale("A", 1)))
    assert world.column(SalesShipmentHeader, "no") == ["PS00001", "PS00002"]
    [line] = world.rows(NumberSeriesLine, series_code="PI")
    assert line.last_no_used == "PI00002"
    assert world.column(GlRegister, "no") == [1, 2]


def test_a_number_that_is_used_already_is_refused(world: PostingWorld) -> None:
    world.item("A")
    world.post(world.order(sale("A", 1)))
    world.put("number_series_line", {"series_code": "PI"}, last_no_used="")
    with pytest.raises(PostedNumberUsed) as refused:
        world.post(world.order(sale("A", 1)))
    assert refused.value.parameters == {"series": "PI", "no": "PI00001"}


def test_a_posted_draft_counts_its_versions(world: PostingWorld) -> None:
    world.item("A")
    key = world.order(sale("A", 2, qty_to_ship=1))
    before = world.header(key).row_version
    world.post(key)
    header: SalesHeader = world.header(key)
    assert (header.row_version, header.changed_by) == (before + 1, "ADMIN")
    assert world.lines(key)[0].outstanding_amount == Decimal(125)
