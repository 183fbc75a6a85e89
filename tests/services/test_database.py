"""One transaction a command: whole or not at all, again when a neighbour got in the way."""

# ruff: noqa: PT012 - the end of a transaction is part of what is refused

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop.errors import Conflict, Notice, RecordRef, Refusal, RefusalCode
from desktop.models.codes import ItemCategory
from desktop.models.customers import Customer
from desktop.models.every_table import Base
from desktop.services import database as database_module
from desktop.services.context import UserContext
from desktop.services.database import (
    ATTEMPTS,
    Changes,
    Database,
    DatabaseAway,
    DatabaseBusy,
    DatabaseReadOnly,
    DiskFull,
    ServerRefuses,
    report_changes,
    report_notice,
    reported_notices,
)
from desktop.services.records import add_record, delete_record, read_record
from tests.conftest import fill_with_empty_company
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.services.neighbours import another_program_holding, in_thread


@pytest.fixture
def sqlite_company(
    sqlite_databases: SqliteDatabases, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A company in a file, that waits for its neighbours a moment only."""
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_MS", 20)
    opened = Database(sqlite_databases.create(fill_with_empty_company))
    yield opened
    opened.close()


@pytest.fixture
def postgres_company(postgres_databases: PostgresDatabases) -> Iterator[Database]:
    """A company on the server."""
    opened = Database(postgres_databases.create(fill_with_empty_company))
    yield opened
    opened.close()
    postgres_databases.drop_all()


def file_of(company: Database) -> Path:
    return Path(str(company.url.database))


def add_categories(company: Database, *codes: str) -> None:
    with company.write() as session:
        session.add_all([ItemCategory(code=code) for code in codes])


def categories(company: Database) -> list[str]:
    with company.read() as session:
        return list(session.scalars(sa.select(ItemCategory.code).order_by(ItemCategory.code)))


def describe(session: Session, code: str, text: str) -> None:
    """Change a row with plain SQL, as a lock that is held until the end of the transaction."""
    session.execute(
        sa.update(ItemCategory).where(ItemCategory.code == code).values(description=text)
    )


# ---------------------------------------------------------------------------------- transactions


def test_what_is_written_is_kept(company: Database) -> None:
    add_categories(company, "CHAIR")
    assert categories(company) == ["CHAIR"]


def test_a_refusal_takes_everything_back(company: Database) -> None:
    with pytest.raises(DiskFull), company.write() as session:
        session.add(ItemCategory(code="CHAIR"))
        session.flush()
        raise DiskFull
    assert categories(company) == []


def test_a_reading_session_keeps_nothing(company: Database) -> None:
    with company.read() as session:
        session.add(ItemCategory(code="CHAIR"))
        session.flush()
    assert categories(company) == []


def test_a_rehearsal_leaves_nothing_and_tells_nobody(company: Database) -> None:
    told: list[Changes] = []
    company.subscribe(told.append)
    with company.rehearse() as session:
        session.add(ItemCategory(code="CHAIR"))
        session.flush()
        assert session.get(ItemCategory, "CHAIR") is not None
    assert categories(company) == []
    assert told == []


def test_work_gives_its_result(company: Database) -> None:
    add_categories(company, "CHAIR", "TABLE")
    query = sa.select(sa.func.count()).select_from(ItemCategory)
    assert company.run_read(lambda session: session.execute(query).scalar()) == 2
    assert company.run_write(lambda session: session.execute(query).scalar()) == 2


def test_a_defect_of_ours_stays_what_it_is(company: Database) -> None:
    with pytest.raises(DBAPIError), company.write() as session:
        session.execute(sa.text("SELECT nonsense"))


# -------------------------------------------------------------------------------------- changes


def test_changes_are_told_after_the_commit(company: Database) -> None:
    seen: list[tuple[frozenset[str], list[str]]] = []
    company.subscribe(lambda changes: seen.append((changes.tables, categories(company))))
    add_categories(company, "CHAIR")
    assert seen == [(frozenset({"item_category"}), ["CHAIR"])]


def test_changes_name_changed_deleted_and_reported_tables(company: Database) -> None:
    add_categories(company, "CHAIR", "TABLE")
    told: list[Changes] = []
    company.subscribe(told.append)
    with company.write() as session:
        session.delete(session.get_one(ItemCategory, "CHAIR"))
        report_changes(session, "gl_entry", "vat_entry")
    with company.write() as session:
        session.get_one(ItemCategory, "TABLE").description = "Tables"
    assert [changes.tables for changes in told] == [
        {"item_category", "gl_entry", "vat_entry"},
        {"item_category"},
    ]


def test_what_is_rolled_back_is_not_told(company: Database) -> None:
    told: list[Changes] = []
    company.subscribe(told.append)
    with pytest.raises(DiskFull), company.write() as session:
        session.add(ItemCategory(code="CHAIR"))
        session.flush()
        raise DiskFull
    with company.write():
        pass
    assert told == []


def test_who_has_left_is_not_told(company: Database) -> None:
    told: list[Changes] = []
    leave = company.subscribe(told.append)
    leave()
    leave()
    add_categories(company, "CHAIR")
    assert told == []


def test_notices_of_a_command_are_given_once(company: Database) -> None:
    notice = Notice("test", "Only {count} left.", {"count": 3})
    with company.write() as session:
        report_notice(session, notice)
        assert reported_notices(session) == (notice,)
        assert reported_notices(session) == ()


# -------------------------------------------------------------------------------------- conflicts


def test_a_stale_change_names_who_was_faster(postgres_company: Database) -> None:
    company = postgres_company
    add_categories(company, "CHAIR", "TABLE")
    with pytest.raises(Conflict) as refusal, company.write() as session:
        session.get_one(ItemCategory, "TABLE").description = "Tables"
        mine = session.get_one(ItemCategory, "CHAIR")
        with company.write() as faster:
            theirs = faster.get_one(ItemCategory, "CHAIR")
            theirs.description, theirs.changed_by = "Chairs", "LENA"
        mine.description = "Stools"
    assert refusal.value.record == RecordRef("item_category", ("CHAIR",))
    assert refusal.value.parameters["changed_by"] == "LENA"
    assert "LENA" in str(refusal.value)


def test_a_change_of_a_deleted_record_names_who_deleted_it(
    postgres_company: Database, context: UserContext
) -> None:
    company = postgres_company
    with company.write() as session:
        add_record(session, "item_category", {"code": "CHAIR"}, context)
    with pytest.raises(Conflict) as refusal, company.write() as session:
        mine = session.get_one(ItemCategory, "CHAIR")
        with company.write() as faster:
            delete_record(faster, "item_category", ("CHAIR",), context)
        mine.description = "Stools"
    assert refusal.value.parameters["changed_by"] == "ADMIN"


def test_a_deletion_of_what_nobody_logged_is_a_conflict_too(postgres_company: Database) -> None:
    company = postgres_company
    add_categories(company, "CHAIR")
    with pytest.raises(Conflict) as refusal, company.write() as session:
        mine = session.get_one(ItemCategory, "CHAIR")
        with company.write() as faster:
            faster.delete(faster.get_one(ItemCategory, "CHAIR"))
        session.delete(mine)
    assert refusal.value.parameters["changed_by"] == "?"


def test_a_row_that_never_moved_is_a_defect(company: Database) -> None:
    add_categories(company, "CHAIR")
    with pytest.raises(sa.orm.exc.StaleDataError), company.write() as session:
        mine = session.get_one(ItemCategory, "CHAIR")
        session.execute(
            sa.update(ItemCategory)
            .values(row_version=9)
            .execution_options(synchronize_session=False)
        )
        mine.description = "Stools"


# ------------------------------------------------------------------------------------------ retry


def test_a_busy_file_is_tried_again(sqlite_company: Database) -> None:
    calls: list[int] = []
    with in_thread(_holds_for_a_moment(sqlite_company)):

        def work(session: Session) -> None:
            calls.append(1)
            session.add(ItemCategory(code="CHAIR"))

        sqlite_company.run_write(work)
    assert categories(sqlite_company) == ["CHAIR"]
    assert len(calls) > 1


def _holds_for_a_moment(company: Database) -> Any:  # noqa: ANN401  (work for a thread)
    """Take the write lock now, let it go when the first attempt has failed."""
    ready = threading.Event()
    connection = sqlite3.connect(file_of(company), isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")

    def hold() -> None:
        ready.wait(0.1)
        connection.execute("ROLLBACK")
        connection.close()

    return hold


def test_a_file_that_stays_busy_is_given_up(sqlite_company: Database) -> None:
    with another_program_holding(file_of(sqlite_company), "IMMEDIATE"):
        with pytest.raises(DatabaseBusy, match="busy"):
            sqlite_company.run_write(lambda session: session.add(ItemCategory(code="CHAIR")))
        assert categories(sqlite_company) == []  # reading goes on


def test_a_deadlock_is_tried_again(postgres_company: Database) -> None:
    company = postgres_company
    add_categories(company, "CHAIR", "TABLE")
    met = threading.Barrier(2)
    attempts: list[str] = []

    def crossing(first: str, second: str) -> None:
        def work(session: Session) -> None:
            attempts.append(first)
            describe(session, first, f"from {first}")
            if len(attempts) <= 2:
                met.wait(10)
            describe(session, second, f"from {first}")

        company.run_write(work)

    with in_thread(lambda: crossing("CHAIR", "TABLE")):
        crossing("TABLE", "CHAIR")
    assert len(attempts) == 3


def test_a_serialization_failure_is_tried_again(postgres_company: Database) -> None:
    company = postgres_company
    add_categories(company, "CHAIR")
    attempts: list[int] = []

    def work(session: Session) -> None:
        attempts.append(1)
        session.execute(sa.text("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"))
        session.scalars(sa.select(ItemCategory.code)).all()
        if len(attempts) == 1:
            with company.write() as faster:
                describe(faster, "CHAIR", "theirs")
        describe(session, "CHAIR", "mine")

    company.run_write(work)
    assert len(attempts) == 2


def test_a_lock_that_does_not_come_is_tried_again(postgres_company: Database) -> None:
    company = postgres_company
    add_categories(company, "CHAIR")
    attempts: list[int] = []

    def work(session: Session) -> None:
        attempts.append(1)
        if len(attempts) == 1:
            with company.write() as holder:
                describe(holder, "CHAIR", "theirs")
                session.execute(sa.text("SET LOCAL lock_timeout = '20ms'"))
                describe(session, "CHAIR", "mine")
        describe(session, "CHAIR", "mine")

    company.run_write(work)
    assert len(attempts) == 2


def test_a_refusal_is_not_tried_again(company: Database) -> None:
    attempts: list[int] = []

    def work(_session: Session) -> None:
        attempts.append(1)
        raise DiskFull

    with pytest.raises(DiskFull):
        company.run_write(work)
    assert attempts == [1]


def test_a_neighbour_who_never_leaves_is_met_a_few_times(
    company: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "FIRST_PAUSE", 0)
    attempts: list[int] = []

    def work(_session: Session) -> None:
        attempts.append(1)
        raise DatabaseBusy(DatabaseBusy.text)

    with pytest.raises(DatabaseBusy):
        company.run_write(work)
    assert len(attempts) == ATTEMPTS


# ------------------------------------------------------------------------- what the drivers say


def test_a_full_disk_is_a_refusal_and_nothing_has_changed(sqlite_company: Database) -> None:
    add_categories(sqlite_company, "CHAIR")
    sa.event.listen(sqlite_company.engine, "connect", _without_room)
    sqlite_company.engine.dispose()
    before = categories(sqlite_company)
    with pytest.raises(DiskFull) as refusal, sqlite_company.write() as session:
        session.add_all([ItemCategory(code=f"C{n}", description="x" * 99) for n in range(500)])
    assert refusal.value.code is RefusalCode.DISK_FULL
    assert categories(sqlite_company) == before


def _without_room(connection: sqlite3.Connection, _record: object) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_file_that_may_only_be_read_is_a_refusal(sqlite_company: Database) -> None:
    with pytest.raises(DatabaseReadOnly), sqlite_company.write() as session:
        session.execute(sa.text("PRAGMA query_only = ON"))
        session.add(ItemCategory(code="CHAIR"))


@pytest.mark.parametrize(
    ("state", "expected"),
    [("53100", DiskFull), ("25006", DatabaseReadOnly), ("57P03", DatabaseAway)],
)
def test_what_a_server_says_becomes_ours(
    postgres_company: Database, state: str, expected: type[Exception]
) -> None:
    with pytest.raises(expected), postgres_company.write() as session:
        session.execute(
            sa.text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
        )


def test_a_lost_connection_is_away_and_the_next_call_works(postgres_company: Database) -> None:
    company = postgres_company
    with pytest.raises(DatabaseAway), company.write() as session:
        mine = session.execute(sa.text("SELECT pg_backend_pid()")).scalar()
        with company.read() as other:
            other.execute(sa.text(f"SELECT pg_terminate_backend({mine})"))
        session.execute(sa.text("SELECT 1"))
    add_categories(company, "CHAIR")
    assert categories(company) == ["CHAIR"]


def test_a_server_that_is_not_there_is_away() -> None:
    company = Database("postgresql://nobody@127.0.0.1:1/company")
    with pytest.raises(DatabaseAway), company.read() as session:
        session.execute(sa.text("SELECT 1"))


def test_a_server_that_does_not_let_us_in_says_why(postgres_company: Database) -> None:
    company = Database(postgres_company.url.set(database="no_such_company"))
    with pytest.raises(ServerRefuses) as refusal, company.read() as session:
        session.execute(sa.text("SELECT 1"))
    assert "no_such_company" in str(refusal.value)


def test_a_file_whose_folder_is_gone_is_away(tmp_path: Path) -> None:
    company = Database(f"sqlite:///{(tmp_path / 'gone' / 'company.sqlite').as_posix()}")
    with pytest.raises(DatabaseAway), company.read() as session:
        session.execute(sa.text("SELECT 1"))


def test_an_error_without_a_name_stays_a_defect() -> None:
    assert database_module.understood_sqlite(sqlite3.Error("odd")) is None


# --------------------------------------------------------------------------------------- settings


def test_a_file_keeps_what_was_committed(sqlite_company: Database) -> None:
    with sqlite_company.read() as session:
        settings = [
            session.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]
    assert sqlite_company.is_sqlite


@pytest.mark.parametrize("word", ["åkesson", "ÅKESSON", "øre", "ÄNG"])
def test_search_ignores_the_case_of_every_letter(company: Database, word: str) -> None:
    with company.write() as session:
        session.add(Customer(no="C1", name="Åkesson & Øre, Äng"))
    with company.read() as session:
        query = sa.select(Customer.no).where(Customer.name.icontains(word))
        assert session.scalars(query).all() == ["C1"]
        assert session.execute(sa.select(sa.func.lower(sa.null()))).scalar() is None


def test_every_table_can_be_read(company: Database) -> None:
    with company.read() as session:
        for table in Base.metadata.sorted_tables:
            session.execute(sa.select(table).limit(1)).all()


def test_errors_are_refusals_with_a_way_out() -> None:
    for kind in (DiskFull, DatabaseReadOnly):
        assert issubclass(kind, Refusal)
        assert str(kind()).endswith(".")


def test_read_record_of_a_context(company: Database, context: UserContext) -> None:
    with company.write() as session:
        add_record(session, "item_category", {"code": "chair"}, context)
    with company.read() as session:
        assert read_record(session, "item_category", ("CHAIR",)).values["changed_by"] == "ADMIN"
