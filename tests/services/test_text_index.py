"""The text index finds what a plain comparison of folded texts finds, whatever was done before."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desktop.models.customers import Customer
from desktop.models.every_table import Base
from desktop.models.ledgers import CustLedgerEntry
from desktop.models.text_index import TEXT_INDEXES, trigram_table
from desktop.models.values.folding import fold
from desktop.services import migrating
from desktop.services.database import Database
from desktop.services.list_query import ListQuery
from desktop.services.text_index import (
    LONGEST_SEARCH,
    any_text_condition,
    folded,
    folded_condition,
    is_indexed,
    text_condition,
    words_of,
)
from tests.builders.rows import a_row
from tests.databases import SqliteDatabases
from tests.listing import count_records

WORDS = st.text("aåoöeéßæøABÅıſς\"'%_\\*^-:().1 2\t😀東", max_size=12)
TEXTS = WORDS | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


def found(session: Session, table: str, search: str) -> list[Any]:
    """The last part of the keys of the rows that a search finds."""
    target = Base.metadata.tables[table]
    key = list(target.primary_key)[-1]
    conditions = text_condition(session, table, search)
    return list(session.scalars(sa.select(key).where(*conditions).order_by(key)))


def assert_sound(session: Session) -> None:
    """SQLite's trigrams agree with the texts; PostgreSQL's column cannot do otherwise."""
    if session.get_bind().dialect.name == "sqlite":
        for table in TEXT_INDEXES:
            name = trigram_table(table)
            session.execute(
                sa.text(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
            )


@pytest.fixture
def session(company: Database) -> Iterator[Session]:
    """A transaction in an empty company; the index is sound at its end."""
    with company.rehearse() as opened:
        yield opened
        assert_sound(opened)


def customers(session: Session, *rows: dict[str, Any]) -> None:
    for row in rows:
        a_row(session, "customer", **row)


# ------------------------------------------------------------------------------ what is searched


@pytest.mark.parametrize("table", TEXT_INDEXES)
def test_each_indexed_column_is_searched(session: Session, table: str) -> None:
    marks = {name: f"WÖ{place:02}X" for place, name in enumerate(TEXT_INDEXES[table])}
    if table == "sales_header":
        customers(session, {"no": marks["sell_to_customer_no"]})
    a_row(session, table, **marks)
    for mark in marks.values():
        assert len(found(session, table, mark.lower().replace("ö", "o"))) == 1
    assert len(found(session, table, " ".join(marks.values()))) == 1
    assert found(session, table, "wo99x") == []


def test_rows_written_in_one_statement_are_found(session: Session) -> None:
    rows = [{"no": f"C{n:03}", "name": f"Kund{n:03}"} for n in range(50)]
    session.execute(sa.insert(Customer), rows)
    assert found(session, "customer", "kund04") == [f"C{n:03}" for n in range(40, 50)]


def test_every_word_must_stand_somewhere(session: Session) -> None:
    customers(
        session,
        {"no": "C1", "name": "Fjäll & Möbler", "city": "Östersund"},
        {"no": "C2", "name": "Fjäll Optik", "city": "Lund"},
    )
    assert found(session, "customer", "fjall") == ["C1", "C2"]
    assert found(session, "customer", "LUND fjäll") == ["C2"]
    assert found(session, "customer", "& ostersund") == ["C1"]
    assert found(session, "customer", "optik östersund") == []
    assert found(session, "customer", "  ") == ["C1", "C2"]


def test_no_word_reaches_from_one_column_into_the_next(session: Session) -> None:
    customers(session, {"no": "C1", "name": "Berg", "name_2": "Dal"})
    assert found(session, "customer", "bergdal") == []


@pytest.mark.parametrize("word", ["%", "_", '"', "'", "\\", "*", "a OR b", "NEAR(a b)", "-x", "/"])
def test_signs_stand_for_themselves(session: Session, word: str) -> None:
    customers(session, {"no": "C1", "name": f"x{word}x"}, {"no": "C2", "name": "plain"})
    assert found(session, "customer", word) == ["C1"]
    assert found(session, "customer", f"x{word}x") == ["C1"]


def test_a_long_word_is_compared_to_its_end(session: Session) -> None:
    customers(session, {"no": "C1", "name": "x" * 90 + "y"}, {"no": "C2", "name": "x" * 91})
    assert found(session, "customer", "x" * 80 + "y") == ["C1"]


def test_many_words_are_all_compared(session: Session) -> None:
    words = [f"w{n:02}z" for n in range(20)]
    customers(
        session,
        {"no": "C1", "name": " ".join(words)},
        {"no": "C2", "name": " ".join(words[:-1])},
    )
    assert found(session, "customer", " ".join(words)) == ["C1"]
    assert found(session, "customer", " ".join(words[1:-1])) == ["C1", "C2"]


def test_a_pasted_page_finds_nothing(session: Session) -> None:
    customers(session, {"no": "C1", "name": "a"})
    page = "a " * LONGEST_SEARCH
    assert found(session, "customer", page) == []
    own = sa.select(Customer.no).where(*folded_condition(page, Customer.name))
    assert session.scalars(own).all() == []


def test_half_a_character_is_no_word() -> None:
    assert words_of("\ud83d fjäll fj") == ("fjall",)


def test_one_of_several_texts_is_enough(session: Session) -> None:
    customers(session, {"no": "C1", "name": "Åkes Bo"}, {"no": "C2", "name": "Åkesbo"})
    query = sa.select(Customer.no).where(any_text_condition(session, "customer", ["ES B", "q"]))
    assert session.scalars(query).all() == ["C1"]
    assert not session.scalars(
        sa.select(Customer.no).where(any_text_condition(session, "customer", []))
    ).all()


def test_the_list_of_customer_entries_is_indexed(session: Session) -> None:
    a_row(session, "cust_ledger_entry", entry_no=1, description="Faktura Åre")
    searched = [
        column.name
        for column in Base.metadata.tables["cust_ledger_entry"].columns
        if isinstance(column.type, sa.String) and not isinstance(column.type, sa.Enum)
    ]
    assert is_indexed("cust_ledger_entry", searched)
    assert count_records(session, "cust_ledger_entry", ListQuery(search="are fakt")) == 1
    assert count_records(session, "cust_ledger_entry", ListQuery(search="ore")) == 0


# ----------------------------------------------------------------------- what happens to the rows


def test_a_changed_text_is_found_and_the_old_one_is_not(session: Session) -> None:
    customers(session, {"no": "C1", "name": "Fjäll", "city": "Lund"}, {"no": "C2", "name": "Dal"})
    session.execute(sa.update(Customer).where(Customer.no == "C1").values(name="Älv"))
    assert found(session, "customer", "fjall") == []
    assert found(session, "customer", "alv lund") == ["C1"]
    session.execute(sa.update(Customer).values(city="Umeå", invoice_copies=2))
    assert found(session, "customer", "umea") == ["C1", "C2"]


def test_a_deleted_row_is_not_found(session: Session) -> None:
    customers(session, {"no": "C1", "name": "Fjäll"}, {"no": "C2", "name": "Fjäll"})
    session.execute(sa.delete(Customer).where(Customer.no == "C1"))
    assert found(session, "customer", "fjall") == ["C2"]
    customers(session, {"no": "C1", "name": "Fjäll"})
    assert found(session, "customer", "fjall") == ["C1", "C2"]


def test_a_renumbered_row_is_found_under_its_new_number(session: Session) -> None:
    customers(session, {"no": "C1", "name": "Fjäll"})
    a_row(session, "sales_header", no="SO1", document_type="order", sell_to_customer_no="C1")
    session.execute(sa.update(Customer).values(no="K9-100"))
    assert found(session, "customer", "fjall") == ["K9-100"]
    assert found(session, "customer", "k9-1") == ["K9-100"]
    assert found(session, "customer", "c1") == []
    assert found(session, "sales_header", "k9-1") == ["SO1"]


def test_documents_of_one_number_are_told_apart(session: Session) -> None:
    target = Base.metadata.tables["sales_header"]
    for kind, name in (("order", "Fjäll"), ("quote", "Älvdal")):
        a_row(session, "sales_header", no="1", document_type=kind, sell_to_name=name)
    kinds = sa.select(target.c.document_type).where(
        *text_condition(session, "sales_header", "alvd")
    )
    assert session.scalars(kinds).all() == ["quote"]
    assert session.scalar(
        sa.select(target.c.document_type).where(*text_condition(session, "sales_header", "fj"))
    ) == ("order")


def test_what_may_move_on_a_fact_moves_in_the_index(session: Session) -> None:
    a_row(session, "cust_ledger_entry", entry_no=1, on_hold="AB")
    a_row(session, "sales_shipment_header", no="SH1")
    session.execute(sa.update(CustLedgerEntry).values(on_hold="ÖST"))
    shipments = Base.metadata.tables["sales_shipment_header"]
    session.execute(shipments.update().values(package_tracking_no="TRÅD-77"))
    assert found(session, "cust_ledger_entry", "ost") == [1]
    assert found(session, "cust_ledger_entry", "ab") == []
    assert found(session, "sales_shipment_header", "trad") == ["SH1"]


def test_what_was_taken_back_is_not_found(company: Database) -> None:
    with company.write() as session:
        customers(session, {"no": "C1", "name": "Fjäll"})
    with company.rehearse() as session:
        session.execute(sa.update(Customer).values(name="Älv"))
        customers(session, {"no": "C2", "name": "Fjäll"})
    with company.write() as session:
        assert found(session, "customer", "fjall") == ["C1"]
        assert found(session, "customer", "alv") == []
        assert_sound(session)


def test_a_company_with_data_is_indexed(company: Database) -> None:
    _step(company, "0003")
    with company.write() as session:
        customers(session, {"no": "C1", "name": "Fjäll"}, {"no": "C2", "name": "Älv"})
        a_row(session, "cust_ledger_entry", entry_no=7, description="Överlåtelse")
    _step(company, "head")
    with company.write() as session:
        assert found(session, "customer", "fjall") == ["C1"]
        assert found(session, "customer", "al") == ["C1", "C2"]
        assert found(session, "cust_ledger_entry", "overlat") == [7]
        session.execute(sa.delete(Customer))
        assert found(session, "customer", "fjall") == []
        assert_sound(session)


def _step(company: Database, revision: str) -> None:
    with company.engine.connect() as connection:
        step = migrating.upgrade if revision == "head" else migrating.downgrade
        step(connection, revision)
        connection.commit()


# ----------------------------------------------------------------------- as Python would find them


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.data())
def test_the_same_rows_as_python_finds(
    office: Database, names: list[tuple[str, str]], data: st.DataObject
) -> None:
    search = data.draw(WORDS | st.text(max_size=8) | _pieces_of(names))
    expected = [f"H{n}" for n, texts in enumerate(names) if _fits(search, (f"H{n}", *texts))]
    with office.rehearse() as session:
        session.execute(
            sa.insert(Customer),
            [{"no": f"H{n}", "name": name, "city": city} for n, (name, city) in enumerate(names)],
        )
        assert found(session, "customer", search) == expected
        columns = (Customer.no, Customer.name, Customer.city)
        unindexed = sa.select(Customer.no).where(*folded_condition(search, *columns))
        assert sorted(session.scalars(unindexed)) == expected
        assert_sound(session)


def _pieces_of(names: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    """Searches that find something: parts of the texts, in capitals or without accents."""
    texts = st.sampled_from([text for pair in names for text in pair])
    part = st.builds(
        lambda text, start, length: text[start : start + length],
        texts,
        st.integers(0, 8),
        st.integers(1, 8),
    )
    changed = st.builds(lambda text, change: change(text), part, st.sampled_from([str.upper, fold]))
    return st.lists(part | changed, min_size=1, max_size=3).map(" ".join)


def _fits(search: str, texts: Sequence[str]) -> bool:
    text = "\n".join(fold(each) for each in texts)
    return all(word in text for word in fold(search).split())


def test_databases_fold_as_python_does(session: Session) -> None:
    codes = [*range(1, 0x3000), *range(0xFB00, 0xFE10), *range(0xFF00, 0x10000)]
    codes += range(0x1F300, 0x1FB00)
    for start in range(0, len(codes), 500):
        text = "".join(map(chr, codes[start : start + 500]))
        assert session.scalar(sa.select(folded(sa.literal(text)))) == fold(text)


def test_the_kept_texts_are_folded_as_python_does(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        column, table = "text", "customer_text"
    else:
        column, table = "search_text", "customer"
    name = "Ångström Straße Øl Ærø Łódź Ἀθῆναι Ёж % \\ '"
    customers(session, {"no": "C1", "name": name, "city": "MÉXICO", "registration_no": "É"})
    kept = session.scalar(sa.text(f"SELECT {column} FROM {table}"))
    row = session.execute(sa.select(Customer.__table__)).mappings().one()
    assert kept == fold("\n".join(str(row[each] or "") for each in TEXT_INDEXES["customer"]))


# -------------------------------------------------------------------------- with what is at hand


def test_the_database_keeps_trigrams_where_it_can(session: Session) -> None:
    if session.get_bind().dialect.name == "sqlite":
        names = {row[0] for row in session.execute(sa.text("SELECT name FROM sqlite_master"))}
        assert {trigram_table(table) for table in TEXT_INDEXES} <= names
        events = ("inserted", "changed", "deleted")
        assert {f"{table}_text_{event}" for table in TEXT_INDEXES for event in events} <= names
        return
    available = session.scalar(
        sa.text("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")
    )
    indexed = session.scalar(
        sa.text(
            "SELECT count(*) FROM pg_indexes WHERE indexname = 'customer_text_index' "
            "AND indexdef LIKE '%gin%trgm%'"
        )
    )
    assert indexed == available


def test_sqlite_without_trigrams_reads_the_texts(sqlite_databases: SqliteDatabases) -> None:
    database = Database(sqlite_databases.create())
    sa.event.listen(database.engine, "connect", _without_virtual_tables)
    with database.engine.connect() as connection:
        migrating.upgrade(connection)
        connection.commit()
    with database.write() as session:
        customers(session, {"no": "C1", "name": "Fjäll Möbler"}, {"no": "C2", "name": "Fjord"})
        session.execute(sa.update(Customer).where(Customer.no == "C2").values(name="Älv"))
        assert found(session, "customer", "fjall mob") == ["C1"]
        assert found(session, "customer", "fjord") == []
        assert found(session, "customer", "alv") == ["C2"]
    with database.engine.connect() as connection:
        migrating.downgrade(connection, "base")
        connection.commit()
    database.close()


def _without_virtual_tables(connection: sqlite3.Connection, _record: object) -> None:
    def answer(action: int, *_about: object) -> int:
        is_virtual = action == sqlite3.SQLITE_CREATE_VTABLE
        return sqlite3.SQLITE_DENY if is_virtual else sqlite3.SQLITE_OK

    connection.set_authorizer(answer)


def test_sqlite_may_be_vacuumed(sqlite_databases: SqliteDatabases) -> None:
    database = Database(sqlite_databases.create(_fill))
    with database.write() as session:
        session.execute(sa.delete(Customer).where(Customer.no < "C050"))
    with database.engine.connect().execution_options(kontor_writing=False) as connection:
        connection.connection.cursor().execute("VACUUM")
    with database.write() as session:
        customers(session, {"no": "C000", "name": "Neu"})
        assert found(session, "customer", "kund 07") == [f"C{n:03}" for n in range(70, 80)]
        assert found(session, "customer", "neu") == ["C000"]
        assert_sound(session)
    database.close()


def _fill(url: str) -> None:
    database = Database(url)
    with database.engine.connect() as connection:
        migrating.upgrade(connection)
        connection.commit()
    with database.write() as session:
        rows = [{"no": f"C{n:03}", "name": f"Kund {n:03}"} for n in range(100)]
        session.execute(sa.insert(Customer), rows)
    database.close()
