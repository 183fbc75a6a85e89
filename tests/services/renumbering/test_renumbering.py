"""A record gets another number: what follows, what is kept, what is refused (CU5)."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.errors import Conflict, RecordRef, Refusal
from desktop.models.changelog import ChangeLogEntry
from desktop.models.duplicates import DuplicateDecision, FormerNo
from desktop.models.every_table import Base
from desktop.models.ledgers import GlEntry, ItemLedgerEntry
from desktop.models.posted import SalesInvoiceHeader, SalesInvoiceLine
from desktop.models.renumbering import Renumbering
from desktop.models.words import JobQueueStatus
from desktop.services.context import UserContext
from desktop.services.customers.duplicates import keep_separate
from desktop.services.jobs.queue import schedule
from desktop.services.ledgers.verify_books import verify_books
from desktop.services.numbering.refusals import TypedNumberNotAllowed
from desktop.services.papers.notes import add_note
from desktop.services.posting.choice import PostingChoice
from desktop.services.records import add_record, change_record, lookup_rows, renumber_record
from desktop.services.renumbering.plan import renumber_plan
from desktop.services.renumbering.refusals import SealedInLedger, UsedInPosting, WasNumberOf
from desktop.services.reports.document_content import document_source, paper_facts
from desktop.services.reports.usages import DocumentUsage
from desktop.services.setup.refusals import (
    FieldLocked,
    FieldMissing,
    RecordExists,
    RecordNotFound,
    TableLocked,
    ValueNotACode,
)
from tests.builders.customers import a_customer, a_ship_to_address
from tests.builders.posting_world import PostingWorld, sale
from tests.services.reports.statements import counted


@pytest.fixture
def world(session: Session) -> PostingWorld:
    """The company with C1 and item A."""
    made = PostingWorld(session)
    made.setup(stockout_warning=False)
    made.item()
    return made


def number_of(session: Session, table: str, old: Any, new: str, context: UserContext) -> Any:  # noqa: ANN401  (a key)
    key = old if isinstance(old, tuple) else (old,)
    return renumber_record(session, table, key, new, context).key[-1]


# -------------------------------------------------------------------------------- what follows


def test_a_customer_takes_its_documents_and_entries_along(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    a_ship_to_address(session, "C1", "NORTH")
    world.post(world.order(sale("A", 3)))
    waiting = world.order(sale("A", 2), ship_to_code="NORTH")
    before = verify_books(session)
    assert number_of(session, "customer", "c1", " c9", context) == "C9"
    assert world.header(waiting).sell_to_customer_no == "C9"
    assert world.header(waiting).ship_to_code == "NORTH"
    after = verify_books(session)
    assert after.last_hash == before.last_hash
    assert [each for each in after.findings if each not in before.findings] == []
    [invoice] = world.rows(SalesInvoiceHeader)
    assert (invoice.sell_to_customer_no, invoice.original_customer_no) == ("C9", "C1")
    paper = paper_facts(
        document_source(session, SalesInvoiceHeader, invoice.no), DocumentUsage.INVOICE
    )
    assert (paper.bill_to.printed_no, paper.bill_to.customer_no) == ("C1", "C9")
    world.post(waiting)
    second = world.rows(SalesInvoiceHeader)[-1]
    assert (second.sell_to_customer_no, second.original_customer_no) == ("C9", None)


def test_an_item_takes_its_stock_along(world: PostingWorld, context: UserContext) -> None:
    session = world.session
    world.receive("A", 10, "60")
    world.post(world.order(sale("A", 3)))
    before = verify_books(session)
    number_of(session, "item", "A", "B-1", context)
    assert set(world.column(ItemLedgerEntry, "item_no")) == {"B-1"}
    assert world.column(SalesInvoiceLine, "no") == ["B-1"]
    after = verify_books(session)
    assert after.last_hash == before.last_hash
    assert [each for each in after.findings if each not in before.findings] == []
    world.post(world.order(sale("B-1", 1)))


def test_a_code_of_the_set_up_goes_on_in_facts_and_drafts(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    world.post(world.order(sale("A", 1)))
    number_of(session, "payment_terms", "30D", "NET30", context)
    number_of(session, "unit_of_measure", "PCS", "ST", context)
    number_of(session, "number_series", "SO", "ORDERS", context)
    [invoice] = world.rows(SalesInvoiceHeader)
    assert invoice.payment_terms_code == "NET30"
    assert world.column(SalesInvoiceLine, "unit_of_measure_code") == ["ST"]
    assert world.sales_setup().order_nos == "ORDERS"
    key = world.order(sale("A", 1))
    assert world.header(key).payment_terms_code == "NET30"
    world.post(key)


def test_a_ship_to_address_keeps_its_customer(world: PostingWorld, context: UserContext) -> None:
    session = world.session
    for no in ("C1", "C2"):
        if no == "C2":
            a_customer(session, no)
        a_ship_to_address(session, no, "NORTH")
    key = world.order(sale("A", 1), ship_to_code="NORTH")
    other = world.order(sale("A", 1), customer_no="C2", ship_to_code="NORTH")
    number_of(session, "ship_to_address", ("C1", "NORTH"), "SOUTH", context)
    assert world.header(key).ship_to_code == "SOUTH"
    assert world.header(other).ship_to_code == "NORTH"


def test_the_old_number_finds_the_record(world: PostingWorld, context: UserContext) -> None:
    session = world.session
    number_of(session, "customer", "C1", "C5", context)
    number_of(session, "customer", "C5", "C9", context)
    for typed in ("C1", "C5"):
        assert [each.key for each in lookup_rows(session, "customer", typed)] == ["C9"]
    a_customer(session, "C7")
    with pytest.raises(WasNumberOf) as refusal:
        number_of(session, "customer", "C7", "C5", context)
    assert "C9" in str(refusal.value)
    number_of(session, "customer", "C9", "C1", context)  # its own again
    kept = {(row.former_no, row.no) for row in world.rows(FormerNo)}
    assert kept == {("C5", "C1"), ("C9", "C1")}


def test_what_was_decided_and_written_follows(world: PostingWorld, context: UserContext) -> None:
    session = world.session
    a_customer(session, "C2", name="Second")
    a_ship_to_address(session, "C1", "NORTH")
    keep_separate(session, "C1", "C2", context)
    add_note(session, RecordRef("customer", ("C1",)), "Calls before delivery", context)
    change_record(session, "ship_to_address", ("C1", "NORTH"), ("city", "Umeå"), context)
    number_of(session, "customer", "C1", "C9", context)
    [decision] = world.rows(DuplicateDecision)
    assert (decision.no_a, decision.no_b) == ("C2", "C9")
    notes = Base.metadata.tables["record_note"]
    assert session.scalars(sa.select(notes.c.owner_key)).all() == ["C9"]
    logged = [
        (row.record_key, row.field_name, row.old_value, row.new_value)
        for row in world.rows(ChangeLogEntry)
        if row.record_key.startswith("C9")
    ]
    assert ("C9", "no", "C1", "C9") in logged
    assert ("C9 NORTH", "city", "", "Umeå") in logged
    [log] = world.rows(Renumbering)
    assert (log.table_name, log.old_value, log.new_value) == ("customer", "C1", "C9")
    assert log.finished_at is not None


def test_changing_the_key_field_of_a_card_is_a_renumbering(
    world: PostingWorld, context: UserContext
) -> None:
    view = change_record(world.session, "customer", ("C1",), ("no", "C9"), context)
    assert (view.key, view.row_version) == (("C9",), 2)
    again = change_record(world.session, "customer", ("C9",), ("no", "c9 "), context)
    assert again.row_version == 2


def test_the_plan_counts_what_names_the_record(world: PostingWorld) -> None:
    world.post(world.order(sale("A", 3)))
    world.order(sale("A", 2))
    plan = renumber_plan(world.session, "customer", ("c1",))
    counts = dict(plan.counts)
    assert (plan.old, plan.field, counts["sales_header"] > 0) == ("C1", "no", True)
    assert counts["cust_ledger_entry"] == 2  # sold to and owed by
    assert "match_key" not in counts


def test_the_number_of_statements_does_not_grow(world: PostingWorld, context: UserContext) -> None:
    session = world.session
    world.post(world.order(sale("A", 1)))
    with counted(session) as few:
        number_of(session, "customer", "C1", "C2", context)
    for _ in range(5):
        world.post(world.order(sale("A", 1), sale("A", 1), customer_no="C2"))
        world.order(sale("A", 1), customer_no="C2")
    with counted(session) as many:
        number_of(session, "customer", "C2", "C3", context)
    assert len(many) == len(few)


# --------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("C2", RecordExists),
        ("", FieldMissing),
        ("C*1", ValueNotACode),
        ("C" * 21, ValueNotACode),
    ],
)
def test_a_number_must_be_a_free_code(
    world: PostingWorld, context: UserContext, number: str, kind: type[Refusal]
) -> None:
    a_customer(world.session, "C2")
    with pytest.raises(kind) as refusal:
        number_of(world.session, "customer", "C1", number, context)
    assert refusal.value.field == "no"


def test_a_document_about_to_be_posted_keeps_the_number(
    world: PostingWorld, context: UserContext
) -> None:
    key = world.order(sale("A", 1))
    schedule(world.session, key, PostingChoice(ship=True, invoice=True), context)
    assert world.header(key).job_queue_status is JobQueueStatus.SCHEDULED
    for table, no in (("customer", "C1"), ("item", "A"), ("payment_terms", "30D")):
        with pytest.raises(UsedInPosting) as refusal:
            number_of(world.session, table, no, "NEW", context)
        assert key.no in str(refusal.value)


def test_an_account_with_entries_is_sealed(world: PostingWorld, context: UserContext) -> None:
    world.post(world.order(sale("A", 1)))
    account = world.column(GlEntry, "gl_account_no")[0]
    with pytest.raises(SealedInLedger):
        number_of(world.session, "gl_account", account, "9999", context)
    add_record(world.session, "gl_account", {"no": "4711", "name": "New"}, context)
    assert number_of(world.session, "gl_account", "4711", "4712", context) == "4712"


def test_a_series_that_gives_all_numbers_lets_none_be_typed(
    world: PostingWorld, context: UserContext
) -> None:
    add_record(world.session, "number_series", {"code": "CARDS", "manual_nos": False}, context)
    world.setup(customer_nos="CARDS")
    with pytest.raises(TypedNumberNotAllowed):
        number_of(world.session, "customer", "C1", "C9", context)


def test_what_has_no_number_of_its_own_is_told_so(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    with pytest.raises(TableLocked):
        renumber_record(session, "sales_invoice_header", ("X",), "Y", context)
    with pytest.raises(FieldLocked):
        renumber_record(session, "item_unit_of_measure", ("A", "PCS"), "BOX", context)
    with pytest.raises(RecordNotFound):
        renumber_record(session, "customer", ("NOBODY",), "C9", context)
    with pytest.raises(Conflict):
        renumber_record(session, "customer", ("C1",), "C9", context, row_version=7)


def test_facts_change_their_keys_by_a_renumbering_only(
    world: PostingWorld, context: UserContext
) -> None:
    session = world.session
    world.post(world.order(sale("A", 1)))
    number_of(session, "item", "A", "B", context)
    for table, column in (
        ("item_ledger_entry", "item_no"),
        ("sales_invoice_line", "no"),
        ("sales_invoice_header", "payment_terms_code"),
        ("cust_ledger_entry", "customer_no"),
        ("renumbering", "new_value"),
    ):
        assert refuses(session, Base.metadata.tables[table].update().values({column: "Z"})), table
    assert refuses(session, Base.metadata.tables["renumbering"].delete())


def refuses(session: Session, statement: Any) -> bool:  # noqa: ANN401  (any statement)
    savepoint = session.begin_nested()
    try:
        session.execute(statement)
    except DBAPIError as error:
        savepoint.rollback()
        return "never changed" in str(error)
    savepoint.rollback()
    return False
