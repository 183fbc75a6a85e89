"""The proof of the books finds whatever was changed behind the program's back (design 4)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.models.promising import Reservation
from desktop.models.safekeeping import BooksCheck
from desktop.models.supply_words import Binding, DemandType, SupplyType
from desktop.services.ledgers.find_entries import FoundTable, find_entries, find_external
from desktop.services.ledgers.verify_books import keep_check, verify_books
from desktop.services.records import add_record, change_record
from tests.builders.posting_world import PostingWorld, sale


@pytest.fixture
def traded(world: PostingWorld) -> PostingWorld:
    """A company with three registers: goods in, and two orders posted."""
    world.item("A")
    world.receive("A", 10, 60)
    for _ in range(2):
        world.post(world.order(sale("A", 2), external_document_no="PO1"))
    assert world.faults() == []
    return world


def tamper(session: Session, statement: str, table: str) -> None:
    """Change a fact as somebody with another program would who has removed the guards."""
    connection = session.connection()
    for guard in ("facts", "rows"):
        on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
        connection.execute(sa.text(f"DROP TRIGGER {table}_keeps_{guard}{on}"))
    connection.execute(sa.text(statement))


def codes(world: PostingWorld) -> set[str]:
    return {finding.code for finding in verify_books(world.session).findings}


def test_right_books_are_sealed_by_the_last_hash(traded: PostingWorld) -> None:
    report = verify_books(traded.session)
    assert (report.registers, report.is_right, len(report.last_hash)) == (3, True, 64)


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("gl_entry", "UPDATE gl_entry SET amount = 0 WHERE entry_no = 4"),
        ("gl_entry", "UPDATE gl_entry SET gl_account_no = '3590' WHERE entry_no = 3"),
        ("value_entry", "UPDATE value_entry SET posting_date = '2025-12-31' WHERE entry_no = 2"),
        ("vat_entry", "DELETE FROM vat_entry WHERE entry_no = 2"),
    ],
)
def test_a_changed_or_deleted_entry_breaks_the_chain(
    traded: PostingWorld, table: str, statement: str
) -> None:
    tamper(traded.session, statement, table)
    assert "books.broken" in codes(traded)


def test_a_register_taken_out_is_missed(traded: PostingWorld) -> None:
    tamper(traded.session, "DELETE FROM gl_register WHERE no = 2", "gl_register")
    assert {"books.missing", "books.unchained", "books.stray", "books.cut_off"} <= codes(traded)


def test_registers_cut_off_at_the_end_are_missed(traded: PostingWorld) -> None:
    tamper(traded.session, "DELETE FROM gl_register WHERE no = 3", "gl_register")
    assert {"books.stray", "books.cut_off"} <= codes(traded)


def test_a_transaction_out_of_balance_is_found(traded: PostingWorld) -> None:
    tamper(traded.session, "UPDATE gl_entry SET amount = 0 WHERE entry_no = 3", "gl_entry")
    found = codes(traded)
    assert {"books.unbalanced", "books.broken"} <= found


def test_a_subledger_that_differs_is_found(traded: PostingWorld) -> None:
    table = "detailed_cust_ledger_entry"
    tamper(traded.session, f"UPDATE {table} SET amount_lcy = 0 WHERE entry_no = 1", table)
    assert {"books.subledger", "books.broken"} <= codes(traded)


def test_stock_that_does_not_add_up_is_found(traded: PostingWorld) -> None:
    connection = traded.session.connection()
    connection.execute(
        sa.text("UPDATE item_ledger_entry SET remaining_quantity = 0 WHERE entry_no = 1")
    )
    assert {"books.remaining"} <= codes(traded)
    connection.execute(sa.text("UPDATE item_ledger_entry SET open = (0 = 1) WHERE entry_no = 1"))
    assert {"books.remaining", "books.worth"} <= codes(traded)


def test_more_reserved_than_there_is_is_found(traded: PostingWorld) -> None:
    traded.session.execute(
        sa.insert(Reservation).values(
            item_no="A",
            quantity=Decimal(7),
            demand_type=DemandType.SALES,
            demand_document_no="S1",
            demand_line_no=10000,
            demand_component_no=0,
            supply_type=SupplyType.INVENTORY,
            item_ledger_entry_no=1,
            binding=Binding.NORMAL,
            user="ADMIN",
            created_at=datetime(2026, 1, 15, tzinfo=UTC),
        )
    )
    assert codes(traded) == {"books.reserved"}


def test_a_flag_that_lies_is_found(traded: PostingWorld) -> None:
    connection = traded.session.connection()
    connection.execute(sa.text("UPDATE item_ledger_entry SET open = (0 = 1) WHERE entry_no = 1"))
    assert codes(traded) == {"books.open"}


def test_a_missing_posted_number_is_found(traded: PostingWorld) -> None:
    table = "sales_invoice_header"
    tamper(traded.session, f"DELETE FROM {table} WHERE no = 'PI00001'", table)
    [finding] = verify_books(traded.session).findings
    assert (finding.code, finding.parameters["no"]) == ("books.gap", "PI00001")


def test_a_number_beyond_its_series_is_found(traded: PostingWorld) -> None:
    traded.put("number_series_line", {"series_code": "PI"}, last_no_used="PI00001")
    assert codes(traded) == {"books.beyond"}


def test_entries_are_found_by_document_number(traded: PostingWorld) -> None:
    found = find_entries(traded.session, "PI00001")
    assert found == (
        FoundTable("sales_invoice_header", 1),
        FoundTable("gl_entry", 5),
        FoundTable("vat_entry", 1),
        FoundTable("cust_ledger_entry", 1),
        FoundTable("detailed_cust_ledger_entry", 1),
        FoundTable("value_entry", 1),
    )
    assert find_entries(traded.session, "PI00001", date(2026, 1, 14)) == ()


def test_entries_are_found_by_the_customers_number(traded: PostingWorld) -> None:
    found = {each.table: each.count for each in find_external(traded.session, "PO1")}
    assert found["cust_ledger_entry"] == 2
    assert found["sales_shipment_header"] == 2
    assert "item_ledger_entry" not in found
    assert Decimal(found["gl_entry"]) == 10


# --------------------------------------------------------------------------- numbers, exactly


def change(world: PostingWorld, table: str, key: tuple[str | int, ...], **values: object) -> None:
    for each in values.items():
        change_record(world.session, table, key, each, world.context)


def test_numbers_skipped_by_hand_are_no_gaps(traded: PostingWorld) -> None:
    change(traded, "number_series_line", ("PI", 10000), last_no_used="PI00009")
    assert codes(traded) == set()
    traded.post(traded.order(sale("A", 1)))
    assert codes(traded) == set()


def test_a_number_lost_before_the_skipped_ones_is_still_found(traded: PostingWorld) -> None:
    change(traded, "number_series_line", ("PI", 10000), last_no_used="PI00009")
    tamper(
        traded.session,
        "DELETE FROM sales_invoice_header WHERE no = 'PI00002'",
        "sales_invoice_header",
    )
    [finding] = verify_books(traded.session).findings
    assert finding.parameters["no"] == "PI00002"


def test_a_line_entered_with_a_last_number_has_skipped_those_before_it(
    traded: PostingWorld,
) -> None:
    values = {
        "series_code": "PI",
        "line_no": 20000,
        "starting_no": "PX0001",
        "starting_date": date(2026, 1, 1),
        "last_no_used": "PX0004",
    }
    add_record(traded.session, "number_series_line", values, traded.context)
    traded.post(traded.order(sale("A", 1)))
    assert codes(traded) == set()


def test_a_series_for_two_kinds_of_documents_has_no_gaps_where_the_other_took_the_number(
    world: PostingWorld,
) -> None:
    change(world, "sales_setup", (1,), posted_shipment_nos="PI")
    world.item("A")
    world.receive("A", 10, 60)
    for _ in range(2):
        world.post(world.order(sale("A", 2)))
    assert codes(world) == set()
    tamper(
        world.session,
        "DELETE FROM sales_invoice_header WHERE no = 'PI00004'",
        "sales_invoice_header",
    )
    [finding] = verify_books(world.session).findings
    assert (finding.code, finding.parameters["no"]) == ("books.gap", "PI00004")
    assert "table" not in finding.parameters


def test_a_series_that_numbers_drafts_too_may_have_gaps(traded: PostingWorld) -> None:
    change(traded, "sales_setup", (1,), order_nos="PI")
    tamper(
        traded.session,
        "DELETE FROM sales_invoice_header WHERE no = 'PI00001'",
        "sales_invoice_header",
    )
    assert codes(traded) == set()


def test_a_proof_is_kept_with_its_seal(traded: PostingWorld) -> None:
    report = verify_books(traded.session)
    keep_check(traded.session, report, traded.context)
    traded.session.flush()
    kept = traded.session.scalars(sa.select(BooksCheck)).one()
    assert (kept.seal, kept.registers, kept.findings) == (report.last_hash, 3, 0)
