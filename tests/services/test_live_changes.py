"""What another program commits is told to this one, on both databases, also without NOTIFY."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from desktop.models.every_table import Base
from desktop.services import database as database_module
from desktop.services.context import UserContext
from desktop.services.database import Changes, Database
from desktop.services.live_changes import FileWatch, ServerWatch, live_changes
from desktop.services.records import add_record
from tests.conftest import fill_with_empty_company
from tests.databases import PostgresDatabases

PATIENCE_S = 20

_ANOTHER_PROGRAM = """
import sys
from datetime import date
from desktop.services.context import UserContext
from desktop.services.database import Database
from desktop.services.records import add_record
database = Database(sys.argv[1])
with database.write() as session:
    add_record(session, "reason_code", {"code": "OTHER"}, UserContext("EVA", date(2026, 1, 15)))
database.close()
"""


class Ear:
    """Subscribes to a database and keeps what it is told."""

    def __init__(self, database: Database) -> None:
        self.heard: list[Changes] = []
        self._news = threading.Condition()
        self._unsubscribe = database.subscribe(self._hear)

    def _hear(self, changes: Changes) -> None:
        with self._news:
            self.heard.append(changes)
            self._news.notify_all()

    def waits_for(self, table: str) -> Changes:
        """The first news about a table."""
        with self._news:
            assert self._news.wait_for(lambda: self.about(table), PATIENCE_S), self.heard
            return self.about(table)[0]

    def waits_for_count(self, table: str, count: int) -> None:
        """Until there was news about a table so often."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.about(table)) >= count, PATIENCE_S)

    def about(self, table: str) -> list[Changes]:
        return [changes for changes in self.heard if table in changes.tables]


def write(database: Database, code: str, context: UserContext) -> None:
    with database.write() as session:
        add_record(session, "reason_code", {"code": code}, context)


@contextmanager
def watched(database: Database, pause_ms: int = 20) -> Iterator[FileWatch | ServerWatch]:
    """While the database is told what others commit."""
    assert isinstance(live_changes(database), FileWatch | ServerWatch)
    watch = FileWatch(database, pause_ms) if database.is_sqlite else ServerWatch(database, 0)
    watch.start()
    try:
        if isinstance(watch, ServerWatch):
            assert watch.is_ready.wait(PATIENCE_S)
        yield watch
    finally:
        watch.stop()


@pytest.fixture
def neighbour(company: Database) -> Iterator[Database]:
    """Another workplace at the same company."""
    opened = Database(company.url)
    yield opened
    opened.close()


def test_what_another_workplace_commits_is_told(
    company: Database, neighbour: Database, context: UserContext
) -> None:
    ear = Ear(company)
    with watched(company) as watch:
        write(neighbour, "ONE", context)
        changes = ear.waits_for("reason_code")
    if isinstance(watch, ServerWatch):
        assert watch.hears
        assert changes.tables == {"reason_code", "change_log_entry"}


def test_what_another_process_commits_is_told(company: Database) -> None:
    ear = Ear(company)
    url = company.url.render_as_string(hide_password=False)
    with watched(company):
        subprocess.run([sys.executable, "-c", _ANOTHER_PROGRAM, url], check=True)
        ear.waits_for("reason_code")


def test_own_commits_are_told_once(
    company: Database, neighbour: Database, context: UserContext
) -> None:
    ear = Ear(company)
    with watched(company):
        for code in ("A", "B", "C"):
            write(company, code, context)
        write(neighbour, "END", context)
        ear.waits_for_count("reason_code", 4)
    assert len(ear.about("reason_code")) == 4


def test_a_foreign_commit_just_before_an_own_one_is_not_hidden(
    company: Database, neighbour: Database, context: UserContext
) -> None:
    ear = Ear(company)
    with watched(company, pause_ms=500):  # on a file only the own commit looks so soon
        write(neighbour, "THEIRS", context)
        write(company, "OURS", context)
        ear.waits_for_count("reason_code", 2)


def test_a_reading_or_a_rolled_back_neighbour_tells_nothing(
    company: Database, neighbour: Database, context: UserContext
) -> None:
    ear = Ear(company)
    with watched(company):
        with neighbour.read() as session:
            session.execute(text("SELECT 1"))
        with neighbour.rehearse() as session:
            add_record(session, "reason_code", {"code": "NEVER"}, context)
            session.flush()
        assert ear.heard == []


@pytest.mark.postgres
def test_without_announcements_the_server_is_asked(
    postgres_company: Database, context: UserContext
) -> None:
    neighbour = Database(postgres_company.url)
    postgres_company.announces = neighbour.announces = False
    ear = Ear(postgres_company)
    with watched(postgres_company) as watch:
        assert isinstance(watch, ServerWatch)
        assert not watch.hears
        write(neighbour, "ONE", context)
        assert ear.waits_for("reason_code").tables == set(Base.metadata.tables)
    neighbour.close()


@pytest.mark.postgres
def test_a_lost_connection_is_made_again_and_nothing_is_missed(
    postgres_company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.live_changes.FIRST_PAUSE_MS", 50)
    neighbour = Database(postgres_company.url)
    ear = Ear(postgres_company)
    with watched(postgres_company):
        with neighbour.engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        write(neighbour, "MEANWHILE", context)
        ear.waits_for("reason_code")
    neighbour.close()


@pytest.mark.postgres
def test_a_long_list_of_tables_stands_for_all(
    postgres_company: Database, context: UserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "MOST_ANNOUNCED", 10)
    neighbour = Database(postgres_company.url)
    ear = Ear(postgres_company)
    with watched(postgres_company):
        write(neighbour, "ONE", context)
        assert ear.waits_for("reason_code").tables == set(Base.metadata.tables)
    neighbour.close()


def test_a_watch_that_was_never_started_stops(company: Database) -> None:
    live_changes(company).stop()


@pytest.fixture
def postgres_company(postgres_databases: PostgresDatabases) -> Iterator[Database]:
    """A company on the server."""
    opened = Database(postgres_databases.create(fill_with_empty_company))
    yield opened
    opened.close()
    postgres_databases.drop_all()
